"""What is kept: promised dates, and the lists of what a post must do and must put right."""

from liandong.duties.models.lists import (
    LISTED,
    READERS,
    DutyList,
    Fulfilment,
    Rectification,
    Responsibility,
)
from liandong.duties.models.promises import Promise
from liandong.duties.models.talks import FormalTalk

__all__ = [
    "LISTED",
    "READERS",
    "DutyList",
    "FormalTalk",
    "Fulfilment",
    "Promise",
    "Rectification",
    "Responsibility",
]
