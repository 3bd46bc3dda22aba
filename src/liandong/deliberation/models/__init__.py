"""The tables of the room: consultations and decisions, councils, and the rules of both."""

from liandong.deliberation.models.consultation import Consultation, Decision, Voice
from liandong.deliberation.models.council import Council, Presence, Sitting, Speech
from liandong.deliberation.models.procedure import Procedure, Reach
from liandong.deliberation.models.sequence import Sequence, Step

__all__ = [
    "Consultation",
    "Council",
    "Decision",
    "Presence",
    "Procedure",
    "Reach",
    "Sequence",
    "Sitting",
    "Speech",
    "Step",
    "Voice",
]
