"""What is kept: meetings and who came, agendas, what was decided and what became of it."""

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
    "AgendaItem",
    "Check",
    "DepartmentReport",
    "Interest",
    "Invitation",
    "Meeting",
    "Resolution",
]
