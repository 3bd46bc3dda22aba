"""Everything that is done to a conversation, in the order in which it is done."""

from liandong.opinions.actions.answering import (
    Joined,
    answer,
    enter_paper,
    issue_codes,
    join,
    suggest,
)
from liandong.opinions.actions.leading import (
    call_council,
    cancel,
    close,
    conclude,
    keep_drawing,
    name_groups,
    open_conversation,
)
from liandong.opinions.actions.moderating import merge, publish, refuse

__all__ = [
    "Joined",
    "answer",
    "call_council",
    "cancel",
    "close",
    "conclude",
    "enter_paper",
    "issue_codes",
    "join",
    "keep_drawing",
    "merge",
    "name_groups",
    "open_conversation",
    "publish",
    "suggest",
    "refuse",
]
