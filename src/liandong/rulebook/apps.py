from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "liandong.rulebook"
    label = "rulebook"
    default_auto_field = "django.db.models.BigAutoField"
    says_of_places = ["liandong.rulebook.queries.size_of_grid"]
    every_day = ["liandong.rulebook.tasks.erase_old_texts"]
