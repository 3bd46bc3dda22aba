"""Everything that is done: records for other rooms, councils."""

from liandong.deliberation.actions.councils import (
    Guest,
    Plan,
    call_off,
    change,
    draft_council,
    give_notice,
    invite,
    plan,
    post,
    strike,
)
from liandong.deliberation.actions.procedures import Loaded, load_procedures
from liandong.deliberation.actions.records import (
    Minutes,
    Ruling,
    Spoken,
    write_decision,
    write_minutes,
)
from liandong.deliberation.actions.sitting import (
    adjourn,
    attend,
    conclude,
    keep_draft,
    open_council,
    speak,
    take_position,
)

__all__ = [
    "Guest",
    "Loaded",
    "Minutes",
    "Plan",
    "Ruling",
    "Spoken",
    "adjourn",
    "attend",
    "call_off",
    "change",
    "conclude",
    "draft_council",
    "give_notice",
    "invite",
    "keep_draft",
    "load_procedures",
    "open_council",
    "plan",
    "post",
    "speak",
    "strike",
    "take_position",
    "write_decision",
    "write_minutes",
]
