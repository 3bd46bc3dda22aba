"""The tables of matters: the matter itself, and the records that hang on it."""

from liandong.matters.models.matter import Contact, Facts, Matter
from liandong.matters.models.records import (
    Assignment,
    Call,
    Evaluation,
    Follower,
    Handling,
    Leg,
    Message,
    Photo,
    Review,
    SavedFilter,
    Supervision,
    Talk,
)

__all__ = [
    "Assignment",
    "Call",
    "Contact",
    "Evaluation",
    "Facts",
    "Follower",
    "Handling",
    "Leg",
    "Matter",
    "Message",
    "Photo",
    "Review",
    "SavedFilter",
    "Supervision",
    "Talk",
]
