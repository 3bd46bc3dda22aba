"""Who may do what to a ballot, and which body may decide what."""

from liandong.ballots.rules.counting import (
    may_annul,
    may_close,
    may_confirm,
    may_count,
    may_recount,
)
from liandong.ballots.rules.preparing import (
    may_appoint_proxy,
    may_convene,
    may_correct_roll,
    may_decide_objection,
    may_deliver,
    may_draft,
    may_enter_roll,
    may_help,
    may_issue_codes,
    may_load,
    may_object,
    may_open,
    may_print_papers,
    may_publish,
    may_see_roll,
)
from liandong.ballots.rules.right_body import Draft, right_body
from liandong.ballots.rules.voting import LOOKS, may_cast, may_enter_paper, may_hand_out

__all__ = [
    "LOOKS",
    "Draft",
    "may_annul",
    "may_appoint_proxy",
    "may_cast",
    "may_close",
    "may_confirm",
    "may_convene",
    "may_correct_roll",
    "may_count",
    "may_decide_objection",
    "may_deliver",
    "may_draft",
    "may_enter_paper",
    "may_enter_roll",
    "may_hand_out",
    "may_help",
    "may_issue_codes",
    "may_load",
    "may_object",
    "may_open",
    "may_print_papers",
    "may_publish",
    "may_recount",
    "may_see_roll",
    "right_body",
]
