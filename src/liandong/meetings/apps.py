from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "liandong.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"
    waits = ["liandong.meetings.queries.inbox"]
    every_day = ["liandong.meetings.tasks.remind"]
    figures = ["liandong.meetings.queries.numbers.FIGURES"]
