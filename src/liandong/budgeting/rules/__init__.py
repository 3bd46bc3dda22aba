"""Who may do what to a budget vote, and when. Nothing here writes or asks the clock."""

from liandong.budgeting.rules.preparing import (
    assessed,
    fits,
    may_assess,
    may_enter_roll,
    may_issue_codes,
    may_open,
    may_open_somewhere,
    may_open_voting,
    may_print_papers,
    may_propose,
    may_publish_list,
)
from liandong.budgeting.rules.settling import (
    may_cancel,
    may_count,
    may_decide_objection,
    may_object,
    may_recount,
    may_settle,
)
from liandong.budgeting.rules.voting import (
    ALREADY,
    LOOKS,
    marks_fit,
    may_cast,
    may_enter_paper,
    may_enter_papers,
    may_hand_out,
)
from liandong.budgeting.rules.who import (
    COMMUNITY,
    HELPERS,
    may_see,
)

__all__ = [
    "ALREADY",
    "COMMUNITY",
    "HELPERS",
    "LOOKS",
    "assessed",
    "fits",
    "marks_fit",
    "may_assess",
    "may_cancel",
    "may_cast",
    "may_count",
    "may_decide_objection",
    "may_enter_paper",
    "may_enter_papers",
    "may_enter_roll",
    "may_hand_out",
    "may_issue_codes",
    "may_object",
    "may_open",
    "may_open_somewhere",
    "may_open_voting",
    "may_print_papers",
    "may_propose",
    "may_publish_list",
    "may_recount",
    "may_see",
    "may_settle",
]
