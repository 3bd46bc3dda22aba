"""What is kept: meetings and who came, agendas, what was decided and what became of it."""

from liandong.meetings.models.express import WRITERS, ExpressItem, ExpressStep, GatheredMatter
from liandong.meetings.models.items import (
    AgendaItem,
    Check,
    DepartmentReport,
    Interest,
    Resolution,
)
from liandong.meetings.models.meetings import (
    BELOW,
    CLERKS,
    CONVENERS,
    READERS,
    Invitation,
    Meeting,
)

__all__ = [
    "BELOW",
    "CLERKS",
    "CONVENERS",
    "READERS",
    "WRITERS",
    "AgendaItem",
    "Check",
    "DepartmentReport",
    "ExpressItem",
    "ExpressStep",
    "GatheredMatter",
    "Interest",
    "Invitation",
    "Meeting",
    "Resolution",
]
