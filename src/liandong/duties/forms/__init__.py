"""What is typed about lists of duties."""

from liandong.duties.forms.lists import DrawUp, Find, IssueList, Layers, Opened, Reason
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
from liandong.duties.forms.sheets import Sheet, Upload
from liandong.duties.forms.talks import Check, DecideTalk, Hold

__all__ = [
    "Apply",
    "Approve",
    "Check",
    "DecideTalk",
    "DrawUp",
    "EnterRectification",
    "EnterResponsibility",
    "Find",
    "Fulfil",
    "HandDown",
    "Hold",
    "IssueList",
    "Layers",
    "Opened",
    "Postpone",
    "Reason",
    "Relapse",
    "Report",
    "Sheet",
    "Upload",
    "Verify",
]
