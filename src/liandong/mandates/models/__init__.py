"""The tables of mandates: lists of duties, delegated powers, staffing that moved down."""

from liandong.mandates.models.disputes import Dispute, Position
from liandong.mandates.models.lists import (
    DEPTH,
    Department,
    ItemSet,
    Level,
    ListKind,
    MandateItem,
    MandateList,
    department_name,
    governing_lists,
    nobody,
)
from liandong.mandates.models.powers import (
    DelegatedPower,
    PowerList,
    PowerUse,
    Training,
    month_of,
)
from liandong.mandates.models.staffing import PartyOffice, StaffMove

__all__ = [
    "DEPTH",
    "DelegatedPower",
    "Department",
    "Dispute",
    "ItemSet",
    "Level",
    "ListKind",
    "MandateItem",
    "MandateList",
    "PartyOffice",
    "Position",
    "PowerList",
    "PowerUse",
    "StaffMove",
    "Training",
    "department_name",
    "governing_lists",
    "month_of",
    "nobody",
]
