"""What is typed about lists of duties."""

from liandong.duties.forms.lists import Deed, DrawUp, Find, Layers, Reason
from liandong.duties.forms.rectifications import (
    Apply,
    Approve,
    EnterRectification,
    Postpone,
    Relapse,
    Report,
    Verify,
)
from liandong.duties.forms.responsibilities import EnterResponsibility, Fulfil, HandDown

__all__ = [
    "Apply",
    "Approve",
    "Deed",
    "DrawUp",
    "EnterRectification",
    "EnterResponsibility",
    "Find",
    "Fulfil",
    "HandDown",
    "Layers",
    "Postpone",
    "Reason",
    "Relapse",
    "Report",
    "Verify",
]
