from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "liandong.mandates"
    label = "mandates"
    default_auto_field = "django.db.models.BigAutoField"
    figures = ["liandong.mandates.queries.numbers.FIGURES"]
