"""The life of a year's review, and how things are said to people."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    PLANNED = "planned", pgettext_lazy("review", "Being planned")
    PREPARING = "preparing", pgettext_lazy("review", "Announced: reports and checks")
    RATING = "rating", pgettext_lazy("review", "The meeting: questions and ratings")
    COUNTED = "counted", pgettext_lazy("review", "Counted: the committee decides")
    PUBLISHED = "published", pgettext_lazy("review", "Published")
    CANCELLED = "cancelled", pgettext_lazy("review", "Cancelled")


class Raters(TextChoices):
    """The classes of those who rate."""

    LEADERS = "leaders", pgettext_lazy("raters", "Leaders of the level above")
    PEERS = "peers", pgettext_lazy("raters", "Secretaries of the same level")
    BELOW = "below", pgettext_lazy("raters", "Secretaries and members from below")
    RESIDENTS = "residents", pgettext_lazy("raters", "Residents' representatives")


class Grade(TextChoices):
    """等次, the best first. On a ballot it is one voice; as the result it is the committee's."""

    GOOD = "good", pgettext_lazy("grade", "Good")
    FAIRLY_GOOD = "fairly_good", pgettext_lazy("grade", "Fairly good")
    AVERAGE = "average", pgettext_lazy("grade", "Average")
    POOR = "poor", pgettext_lazy("grade", "Poor")


def rank_of(grade: str) -> int:
    """1 for the best grade."""
    return Grade.values.index(grade) + 1


OPEN = frozenset({State.PLANNED, State.PREPARING, State.RATING})
HEARD = frozenset({State.PREPARING, State.RATING})
AFTER_COUNT = frozenset({State.COUNTED, State.PUBLISHED})
# What everybody may read of the plan: who is reviewed, when, by whom.
ANNOUNCED = frozenset({State.PREPARING, State.RATING, State.COUNTED, State.PUBLISHED})

# verb: (from these states, to one of these states)
MOVES: dict[str, tuple[frozenset[State], frozenset[State]]] = {
    "plan": (frozenset(), frozenset({State.PLANNED})),
    "take_out": (
        frozenset({State.PLANNED, State.PREPARING}),
        frozenset({State.PLANNED, State.PREPARING}),
    ),
    "announce": (frozenset({State.PLANNED}), frozenset({State.PREPARING})),
    "report": (frozenset({State.PREPARING}), frozenset({State.PREPARING})),
    "check_site": (HEARD, HEARD),
    "ask": (HEARD, HEARD),
    "answer": (HEARD, HEARD),
    "comment": (HEARD, HEARD),
    "issue_tickets": (HEARD, HEARD),
    "open_rating": (frozenset({State.PREPARING}), frozenset({State.RATING})),
    "rate": (frozenset({State.RATING}), frozenset({State.RATING})),
    "enter_ticket": (frozenset({State.RATING}), frozenset({State.RATING})),
    "count": (frozenset({State.RATING}), frozenset({State.COUNTED})),
    "grade": (frozenset({State.COUNTED}), frozenset({State.COUNTED})),
    "feed_back": (frozenset({State.COUNTED}), frozenset({State.COUNTED})),
    "publish": (frozenset({State.COUNTED}), frozenset({State.PUBLISHED})),
    "cancel": (OPEN, frozenset({State.CANCELLED})),
}

# --- How it is said to people ------------------------------------------------------------------

SAID: dict[str, Promise] = {
    "appraisal.planned": _("A year's review was planned, with its classes of raters and days."),
    "appraisal.announced": _("The review was announced; the reports have their date."),
    "appraisal.tickets_issued": _("Rating tickets were made."),
    "appraisal.rating_opened": _("The review meeting began, and with it the rating."),
    "appraisal.rated": _("Somebody rated those reviewed."),
    "appraisal.ticket_entered": _("A paper ticket was entered."),
    "appraisal.counted": _("The ratings were counted; no grade follows from them by itself."),
    "appraisal.published": _("The result of the review was published."),
    "appraisal.cancelled": _("The review was cancelled."),
    "appraised.taken_out": _("A post was taken out of the review, with a reason."),
    "appraised.reported": _("The secretary handed in the duty report."),
    "appraised.gathered": _("The figures of the year were taken from the record and kept."),
    "appraised.checked_on_site": _("Somebody looked on site."),
    "appraised.asked": _("A question was put to the secretary."),
    "appraised.answered": _("The secretary answered a question."),
    "appraised.commented": _("The secretary of the level above commented on the report."),
    "appraised.graded": _("The committee decided the grade, with its reasons."),
    "appraised.fed_back": _("The secretary was told the result and what is asked for."),
    "appraised.published": _("The grade was published."),
}
# A review is of an office; what its entries say names no resident.
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "appraisal.planned": ("title",),
    "appraisal.counted": ("digest",),
    "appraisal.cancelled": ("reason",),
    "appraised.taken_out": ("reason",),
    "appraised.checked_on_site": ("findings",),
    "appraised.asked": ("question",),
    "appraised.answered": ("answer",),
    "appraised.commented": ("comment",),
    "appraised.published": ("reason",),
}
CALLED: dict[str, Promise] = {
    "appraisal.appraisal": _("Yearly review"),
    "appraisal.appraised": _("Secretary under review"),
}
