"""What is typed about a budget vote. A form's `words` are the words of its action."""

from liandong.budgeting.forms.desk import (
    Assess,
    Cancel,
    Codes,
    DecideObjection,
    EnterPaper,
    HandOut,
    Open,
    Opened,
    Papers,
    Roll,
)
from liandong.budgeting.forms.public import Cast, Code, Marks, ObjectTo, Propose, Track

__all__ = [
    "Assess",
    "Cancel",
    "Cast",
    "Code",
    "Codes",
    "DecideObjection",
    "EnterPaper",
    "HandOut",
    "Marks",
    "ObjectTo",
    "Open",
    "Opened",
    "Papers",
    "Propose",
    "Roll",
    "Track",
]
