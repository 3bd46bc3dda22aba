from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "liandong.funds"
    label = "funds"
    default_auto_field = "django.db.models.BigAutoField"
    figures = ["liandong.funds.queries.FIGURES"]
