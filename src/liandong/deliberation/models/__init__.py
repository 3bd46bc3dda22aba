"""The tables of the room: consultations and decisions, councils, and the rules of both."""

from liandong.deliberation.models.consultation import Consultation, Decision, Voice
from liandong.deliberation.models.council import Council, Presence, Sitting, Speech
from liandong.deliberation.models.procedure import Procedure, Reach

__all__ = [
    "Consultation",
    "Council",
    "Decision",
    "Presence",
    "Procedure",
    "Reach",
    "Sitting",
    "Speech",
    "Voice",
]
