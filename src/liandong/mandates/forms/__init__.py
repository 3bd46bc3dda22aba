"""The shape of what is asked and typed about lists and powers."""

from liandong.mandates.forms.disputes import (
    EndDispute,
    FindDisputes,
    OpenedDispute,
    RaiseDispute,
    Rule,
    TakePosition,
)
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
    "EndDispute",
    "EnterMove",
    "Find",
    "FindDisputes",
    "FindMoves",
    "FindOffices",
    "FindPowers",
    "Load",
    "LoadTable",
    "Loading",
    "OpenedDispute",
    "OpenedPower",
    "Propose",
    "RaiseDispute",
    "Revise",
    "Rule",
    "StaffOffice",
    "StrikeReason",
    "TakePosition",
    "Train",
    "WithReason",
]
