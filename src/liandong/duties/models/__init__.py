"""What is kept: promised dates, the lists of what a post must do and put right, supervision."""

from liandong.duties.models.bulletins import Bulletin, BulletinRow
from liandong.duties.models.lists import (
    LISTED,
    READERS,
    DutyList,
    Fulfilment,
    Rectification,
    Responsibility,
)
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
    "Promise",
    "Rectification",
    "Responsibility",
    "SupervisionOrder",
    "Urging",
]
