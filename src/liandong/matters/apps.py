from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "liandong.matters"
    label = "matters"
    default_auto_field = "django.db.models.BigAutoField"
    follows = {
        "promise.overdue": ["liandong.matters.tasks.close_unjudged"],
        "council.posted": ["liandong.matters.tasks.take_council"],
        "sequence.disclosure_ended": ["liandong.matters.tasks.take_decision"],
        "budget.settled": ["liandong.matters.tasks.take_up_projects"],
    }
    every_day = ["liandong.matters.tasks.erase_old_contacts"]
