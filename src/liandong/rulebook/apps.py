from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "liandong.rulebook"
    label = "rulebook"
    default_auto_field = "django.db.models.BigAutoField"
    every_day = ["liandong.rulebook.tasks.erase_old_texts"]
