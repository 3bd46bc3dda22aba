from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "liandong.matters"
    label = "matters"
    default_auto_field = "django.db.models.BigAutoField"
