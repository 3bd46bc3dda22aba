from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "liandong.duties"
    label = "duties"
    default_auto_field = "django.db.models.BigAutoField"
    every_minute = ["liandong.duties.tasks.tick"]
