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

__all__ = [
    "fits_the_time",
    "has_been",
    "is_next_version",
    "is_not_there",
    "may_check_capacity",
    "may_count_use",
    "may_drop",
    "may_edit",
    "may_edit_somewhere",
    "may_hand_over",
    "may_lead",
    "may_load_powers",
    "may_propose_power",
    "may_propose_power_somewhere",
    "may_train",
    "may_withdraw",
    "trained_are_staff",
]
