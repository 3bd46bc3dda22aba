"""The shape of what is asked and typed about lists and powers."""

from liandong.mandates.forms.lists import Find, Load, Revise
from liandong.mandates.forms.loading import Loading, LoadTable
from liandong.mandates.forms.powers import (
    CheckCapacity,
    CountUse,
    FindPowers,
    OpenedPower,
    Propose,
    Train,
    WithReason,
)
from liandong.mandates.forms.staffing import (
    EnterMove,
    FindMoves,
    FindOffices,
    StaffOffice,
    StrikeReason,
)

__all__ = [
    "CheckCapacity",
    "CountUse",
    "EnterMove",
    "Find",
    "FindMoves",
    "FindOffices",
    "FindPowers",
    "Load",
    "LoadTable",
    "Loading",
    "OpenedPower",
    "Propose",
    "Revise",
    "StaffOffice",
    "StrikeReason",
    "Train",
    "WithReason",
]
