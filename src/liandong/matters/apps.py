from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "liandong.matters"
    label = "matters"
    default_auto_field = "django.db.models.BigAutoField"
    follows = {
        "promise.overdue": ["liandong.matters.tasks.close_unjudged"],
        "council.posted": ["liandong.matters.tasks.take_council"],
        "sequence.disclosure_ended": ["liandong.matters.tasks.take_decision"],
        "place.moved": ["liandong.matters.tasks.follow_place"],
        "budget.settled": ["liandong.matters.tasks.take_up_projects"],
    }
    says_of_new_grids = ["liandong.matters.queries.open_in_moving_buildings"]
    finds_subjects = ["liandong.matters.queries.subject_of"]
    every_day = ["liandong.matters.tasks.erase_old_contacts"]
    figures = ["liandong.matters.queries.numbers.FIGURES"]
