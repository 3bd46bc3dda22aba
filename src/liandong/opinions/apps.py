from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    name = "liandong.opinions"
    label = "opinions"
    default_auto_field = "django.db.models.BigAutoField"
    every_minute = ["liandong.opinions.tasks.close_due", "liandong.opinions.tasks.draw_due"]
