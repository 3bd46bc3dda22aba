"""What is kept: promised dates, lists of what a post must do and put right, papers, orders."""

from liandong.duties.models.bulletins import Bulletin, BulletinRow
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
from liandong.duties.models.supervision import OFFICES, SupervisionOrder, Urging
from liandong.duties.models.talks import FormalTalk

__all__ = [
    "LISTED",
    "OFFICES",
    "READERS",
    "Bulletin",
    "BulletinRow",
    "DutyList",
    "FormalTalk",
    "Fulfilment",
    "IssuedPaper",
    "Promise",
    "Rectification",
    "Responsibility",
    "SupervisionOrder",
    "Urging",
]
