"""What is kept: a year's review, whom it is about, what was said, and ratings without names."""

from liandong.appraisal.models.rating import Ticket, TicketEntry, Urn
from liandong.appraisal.models.reviews import (
    CONVENERS,
    Appraisal,
    Appraised,
    Figure,
    Question,
    RaterClass,
    SiteCheck,
)
from liandong.appraisal.models.words import Decision, Facts, Plan

__all__ = [
    "CONVENERS",
    "Appraisal",
    "Appraised",
    "Decision",
    "Facts",
    "Figure",
    "Plan",
    "Question",
    "RaterClass",
    "SiteCheck",
    "Ticket",
    "TicketEntry",
    "Urn",
]
