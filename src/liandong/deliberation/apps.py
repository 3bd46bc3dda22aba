from django.apps import AppConfig


class DeliberationConfig(AppConfig):
    name = "liandong.deliberation"
    label = "deliberation"
    default_auto_field = "django.db.models.BigAutoField"
    follows = {"ballot.confirmed": ["liandong.deliberation.tasks.take_ballot"]}
    every_minute = ["liandong.deliberation.tasks.close_polls"]
    every_day = ["liandong.deliberation.tasks.expire_petitions"]
    figures = ["liandong.deliberation.queries.numbers.FIGURES"]
