"""Everything that can be done with a joint meeting; nothing else writes here."""

from liandong.meetings.actions.agenda import (
    Statement,
    Wording,
    hand_in,
    pick,
    put,
    reorder,
    strike,
    word,
)
from liandong.meetings.actions.convening import (
    Session,
    cancel,
    give_notice,
    name_departments,
    plan,
    plan_year,
    postpone,
    remind,
)
from liandong.meetings.actions.deciding import Ruling, decide
from liandong.meetings.actions.holding import (
    Mark,
    attend,
    check,
    close,
    declare,
    open_meeting,
    read,
    sign,
    write_minutes,
)

__all__ = [
    "Mark",
    "Ruling",
    "Session",
    "Statement",
    "Wording",
    "attend",
    "cancel",
    "check",
    "close",
    "decide",
    "declare",
    "give_notice",
    "hand_in",
    "name_departments",
    "open_meeting",
    "pick",
    "plan",
    "plan_year",
    "postpone",
    "put",
    "read",
    "remind",
    "reorder",
    "sign",
    "strike",
    "word",
    "write_minutes",
]
