from django.apps import AppConfig


class FacilitiesConfig(AppConfig):
    name = "liandong.facilities"
    label = "facilities"
    default_auto_field = "django.db.models.BigAutoField"
    follows = {"site_plan.asked": ["liandong.facilities.tasks.plan_sites"]}
    figures = ["liandong.facilities.queries.numbers.FIGURES"]
