from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "liandong.ballots"
    label = "ballots"
    default_auto_field = "django.db.models.BigAutoField"
    figures = ["liandong.ballots.queries.numbers.FIGURES"]
