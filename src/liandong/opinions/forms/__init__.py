"""What is typed about a conversation. A form's `words` are the words of its action."""

from liandong.opinions.forms.desk import (
    CallCouncil,
    Cancel,
    Codes,
    Conclude,
    EnterPaper,
    Find,
    Merge,
    NameGroups,
    Open,
    Opened,
    Publish,
    Refuse,
)
from liandong.opinions.forms.public import Choose, Code, Join, Suggest

__all__ = [
    "CallCouncil",
    "Cancel",
    "Choose",
    "Code",
    "Codes",
    "Conclude",
    "EnterPaper",
    "Find",
    "Join",
    "Merge",
    "NameGroups",
    "Open",
    "Opened",
    "Publish",
    "Refuse",
    "Suggest",
]
