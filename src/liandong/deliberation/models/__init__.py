"""The tables of the room: consultations and decisions, councils, petitions, and their rules."""

from liandong.deliberation.models.consultation import Consultation, Decision, Voice
from liandong.deliberation.models.council import Council, Presence, Sitting, Speech
from liandong.deliberation.models.petition import Petition, SheetLook, Signer, Support
from liandong.deliberation.models.poll import (
    GridPoll,
    PollOption,
    PollSlip,
)
from liandong.deliberation.models.procedure import Procedure, Reach
from liandong.deliberation.models.sequence import Sequence, Step

__all__ = [
    "GridPoll",
    "PollOption",
    "PollSlip",
    "Consultation",
    "Council",
    "Decision",
    "Petition",
    "Presence",
    "Procedure",
    "Reach",
    "Sequence",
    "SheetLook",
    "Signer",
    "Sitting",
    "Speech",
    "Step",
    "Support",
    "Voice",
]
