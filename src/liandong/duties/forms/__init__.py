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
from liandong.duties.forms.talks import Check, DecideTalk, Hold

__all__ = [
    "Apply",
    "Approve",
    "Check",
    "DecideTalk",
    "Deed",
    "DrawUp",
    "EnterRectification",
    "EnterResponsibility",
    "Find",
    "Fulfil",
    "HandDown",
    "Hold",
    "Layers",
    "Postpone",
    "Reason",
    "Relapse",
    "Report",
    "Verify",
]
