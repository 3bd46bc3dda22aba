"""The shape of what is typed: by everybody, by voters, and on the desk."""

from liandong.ballots.forms.desk import (
    AppointProxy,
    DecideObjection,
    Deliver,
    EnterPaper,
    EnterRoll,
    HandOut,
    IssueCodes,
    Opened,
    PrintPapers,
    Reason,
)
from liandong.ballots.forms.draft import Draft
from liandong.ballots.forms.public import Cast, Code, Find, ObjectTo, Recount, Track

__all__ = [
    "AppointProxy",
    "Cast",
    "Code",
    "DecideObjection",
    "Deliver",
    "Draft",
    "EnterPaper",
    "EnterRoll",
    "Find",
    "HandOut",
    "IssueCodes",
    "ObjectTo",
    "Opened",
    "PrintPapers",
    "Reason",
    "Recount",
    "Track",
]
