from django.apps import AppConfig


class DeliberationConfig(AppConfig):
    name = "liandong.deliberation"
    label = "deliberation"
    default_auto_field = "django.db.models.BigAutoField"
    follows = {"ballot.confirmed": ["liandong.deliberation.tasks.take_ballot"]}
    every_day = ["liandong.deliberation.tasks.expire_petitions"]
