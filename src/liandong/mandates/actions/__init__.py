"""Everything that changes lists and powers."""

from liandong.mandates.actions.lists import Revision, import_list, revise_item
from liandong.mandates.actions.powers import (
    NewPower,
    check_capacity,
    count_use,
    drop,
    hand_over,
    note_use,
    propose_power,
    train,
    withdraw,
)
from liandong.mandates.actions.powers_loading import PowerHead, load_powers

__all__ = [
    "NewPower",
    "PowerHead",
    "Revision",
    "check_capacity",
    "count_use",
    "drop",
    "hand_over",
    "import_list",
    "load_powers",
    "note_use",
    "propose_power",
    "revise_item",
    "train",
    "withdraw",
]
