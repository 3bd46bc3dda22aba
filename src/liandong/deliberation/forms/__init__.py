"""What is typed on the pages of councils: by everybody, and on the desk."""

from liandong.deliberation.forms.desk import (
    Change,
    Invite,
    Opened,
    Plan,
    Post,
    Reason,
    Strike,
)
from liandong.deliberation.forms.public import Find
from liandong.deliberation.forms.sitting import (
    Adjourn,
    Attend,
    Conclude,
    KeepDraft,
    Speak,
    TakePosition,
)

__all__ = [
    "Adjourn",
    "Attend",
    "Change",
    "Conclude",
    "Find",
    "Invite",
    "KeepDraft",
    "Opened",
    "Plan",
    "Post",
    "Reason",
    "Speak",
    "Strike",
    "TakePosition",
]
