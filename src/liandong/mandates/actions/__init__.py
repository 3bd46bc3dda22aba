"""Everything that changes lists and powers."""

from liandong.mandates.actions.disputes import (
    lift,
    raise_dispute,
    rule,
    take_dispute_back,
    take_position,
)
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
from liandong.mandates.actions.staffing import (
    NewMove,
    close_office,
    load_moves,
    load_offices,
    move_staff,
    staff_office,
    strike_move,
)

__all__ = [
    "NewMove",
    "NewPower",
    "PowerHead",
    "Revision",
    "check_capacity",
    "close_office",
    "count_use",
    "drop",
    "hand_over",
    "import_list",
    "lift",
    "load_moves",
    "load_offices",
    "load_powers",
    "move_staff",
    "note_use",
    "propose_power",
    "raise_dispute",
    "revise_item",
    "rule",
    "staff_office",
    "strike_move",
    "take_dispute_back",
    "take_position",
    "train",
    "withdraw",
]
