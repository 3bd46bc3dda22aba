"""Who may do what in a year's review, one question a function."""

from liandong.appraisal.rules.ending import (
    may_cancel,
    may_feed_back,
    may_grade,
    may_publish,
    names_what_follows,
)
from liandong.appraisal.rules.hearing import (
    is_past,
    may_answer,
    may_ask,
    may_check_site,
    may_comment,
    may_report,
)
from liandong.appraisal.rules.planning import (
    are_reviewed_here,
    comes_after,
    is_first,
    may_announce,
    may_plan,
    may_see,
    may_see_appraised,
    may_take_out,
)
from liandong.appraisal.rules.rating import (
    LOOKS,
    NOBODY_RATED,
    marks_fit,
    may_count,
    may_enter_ticket,
    may_enter_tickets,
    may_issue_tickets,
    may_open_rating,
    may_rate,
)

__all__ = [
    "LOOKS",
    "NOBODY_RATED",
    "are_reviewed_here",
    "comes_after",
    "is_first",
    "is_past",
    "marks_fit",
    "may_announce",
    "may_answer",
    "may_ask",
    "may_cancel",
    "may_check_site",
    "may_comment",
    "may_count",
    "may_enter_ticket",
    "may_enter_tickets",
    "may_feed_back",
    "may_grade",
    "may_issue_tickets",
    "may_open_rating",
    "may_plan",
    "may_publish",
    "may_rate",
    "may_report",
    "may_see",
    "may_see_appraised",
    "may_take_out",
    "names_what_follows",
]
