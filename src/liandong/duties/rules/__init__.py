"""Who may do what to promises, lists of duties and rectifications, and when."""

from liandong.duties.rules.lists import (
    is_first,
    may_draw_up,
    may_enter,
    may_have_lists,
    may_issue,
    may_see,
    may_see_layers,
    may_send_back,
    may_submit,
    stands_over,
)
from liandong.duties.rules.papers import may_use_code
from liandong.duties.rules.promises import may_keep_the_clock, may_move, may_resume
from liandong.duties.rules.rectifications import (
    is_later,
    may_apply,
    may_approve,
    may_assign,
    may_postpone,
    may_relapse,
    may_report,
    may_verify,
)
from liandong.duties.rules.responsibilities import may_end, may_fulfil, may_hand_down
from liandong.duties.rules.talks import (
    is_past,
    may_check,
    may_decide,
    may_hold,
    may_see_talk,
    may_see_talks,
)

__all__ = [
    "is_past",
    "may_check",
    "may_decide",
    "may_hold",
    "may_see_talk",
    "may_see_talks",
    "is_first",
    "is_later",
    "may_apply",
    "may_approve",
    "may_assign",
    "may_draw_up",
    "may_end",
    "may_enter",
    "may_fulfil",
    "may_hand_down",
    "may_have_lists",
    "may_issue",
    "may_keep_the_clock",
    "may_move",
    "may_postpone",
    "may_relapse",
    "may_report",
    "may_resume",
    "may_see",
    "may_see_layers",
    "may_send_back",
    "may_submit",
    "may_use_code",
    "may_verify",
    "stands_over",
]
