"""Petitions to convene: starting and registering, support, and what follows from enough of it."""

from liandong.deliberation.actions.petitions.ending import (
    Meeting,
    convene_ballot,
    convene_council,
    expire_petition,
    refuse_petition,
    withdraw_petition,
)
from liandong.deliberation.actions.petitions.starting import (
    Started,
    issue_support_codes,
    register_petition,
    start_petition,
)
from liandong.deliberation.actions.petitions.support import (
    SheetRead,
    enter_sheet,
    support_petition,
    take_back_support,
)

__all__ = [
    "Meeting",
    "SheetRead",
    "Started",
    "convene_ballot",
    "convene_council",
    "enter_sheet",
    "expire_petition",
    "issue_support_codes",
    "refuse_petition",
    "register_petition",
    "start_petition",
    "support_petition",
    "take_back_support",
    "withdraw_petition",
]
