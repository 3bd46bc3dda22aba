"""What is kept: promised dates, lists of what a post must do and put right, papers."""

from liandong.duties.models.lists import (
    LISTED,
    READERS,
    DutyList,
    Fulfilment,
    Rectification,
    Responsibility,
)
from liandong.duties.models.papers import IssuedPaper
from liandong.duties.models.promises import Promise
from liandong.duties.models.talks import FormalTalk

__all__ = [
    "LISTED",
    "READERS",
    "DutyList",
    "FormalTalk",
    "Fulfilment",
    "IssuedPaper",
    "Promise",
    "Rectification",
    "Responsibility",
]
