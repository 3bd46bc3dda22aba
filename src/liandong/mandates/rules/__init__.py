"""Who may do what with lists and powers, one question a function."""

from liandong.mandates.rules.lists import (
    is_next_version,
    may_edit,
    may_edit_somewhere,
    may_lead,
)
from liandong.mandates.rules.powers import (
    fits_the_time,
    has_been,
    is_not_there,
    may_check_capacity,
    may_count_use,
    may_drop,
    may_hand_over,
    may_load_powers,
    may_propose_power,
    may_propose_power_somewhere,
    may_train,
    may_withdraw,
    trained_are_staff,
)
from liandong.mandates.rules.staffing import (
    full_time_is_staff,
    may_close_office,
    may_keep_staffing,
    may_move_staff,
    may_staff_office,
    may_strike_move,
)

__all__ = [
    "fits_the_time",
    "full_time_is_staff",
    "has_been",
    "is_next_version",
    "is_not_there",
    "may_check_capacity",
    "may_close_office",
    "may_count_use",
    "may_drop",
    "may_edit",
    "may_edit_somewhere",
    "may_hand_over",
    "may_keep_staffing",
    "may_lead",
    "may_load_powers",
    "may_move_staff",
    "may_propose_power",
    "may_propose_power_somewhere",
    "may_staff_office",
    "may_strike_move",
    "may_train",
    "may_withdraw",
    "trained_are_staff",
]
