"""Everything that is done to a budget vote, in the order in which it is done."""

from liandong.budgeting.actions.preparing import (
    assess,
    cancel,
    enter_roll,
    issue_codes,
    open_vote,
    open_voting,
    print_papers,
    propose,
    publish_list,
)
from liandong.budgeting.actions.settling import (
    count,
    decide_objection,
    object_to,
    recount,
    settle,
)
from liandong.budgeting.actions.voting import Receipt, cast, enter_paper, hand_out

__all__ = [
    "Receipt",
    "assess",
    "cancel",
    "cast",
    "count",
    "decide_objection",
    "object_to",
    "recount",
    "enter_paper",
    "enter_roll",
    "hand_out",
    "issue_codes",
    "open_vote",
    "open_voting",
    "print_papers",
    "propose",
    "publish_list",
    "settle",
]
