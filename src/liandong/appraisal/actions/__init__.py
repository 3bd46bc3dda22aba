"""Everything that is done in a year's review, in the order in which it is done."""

from liandong.appraisal.actions.ending import feed_back, grade, publish
from liandong.appraisal.actions.hearing import answer, ask, check_site, comment, report
from liandong.appraisal.actions.planning import announce, cancel, plan, take_out
from liandong.appraisal.actions.rating import (
    count,
    enter_ticket,
    issue_tickets,
    open_rating,
    rate,
)

__all__ = [
    "announce",
    "answer",
    "ask",
    "cancel",
    "check_site",
    "comment",
    "count",
    "enter_ticket",
    "feed_back",
    "grade",
    "issue_tickets",
    "open_rating",
    "plan",
    "publish",
    "rate",
    "report",
    "take_out",
]
