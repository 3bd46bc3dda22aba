"""The tables of mandates: lists of duties, and powers that were delegated."""

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

__all__ = [
    "DEPTH",
    "DelegatedPower",
    "Department",
    "ItemSet",
    "Level",
    "ListKind",
    "MandateItem",
    "MandateList",
    "PowerList",
    "PowerUse",
    "Training",
    "department_name",
    "governing_lists",
    "month_of",
    "nobody",
]
