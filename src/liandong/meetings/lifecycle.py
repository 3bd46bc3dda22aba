"""The life of a joint meeting, and what can be decided on an item of its agenda."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingState(TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "Planned, agenda open")
    CALLED = "called", pgettext_lazy("meeting", "Notice given")
    OPEN = "open", pgettext_lazy("meeting", "Being held")
    HELD = "held", pgettext_lazy("meeting", "Held, minutes open")
    SIGNED = "signed", pgettext_lazy("meeting", "Minutes signed")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")


S = MeetingState
COMING = frozenset({S.PLANNED, S.CALLED})
AFTER = frozenset({S.HELD, S.SIGNED})

# verb -> (the states in which it is possible, where it leads)
MOVES: dict[str, tuple[frozenset[MeetingState], frozenset[MeetingState]]] = {
    "plan": (frozenset(), frozenset({S.PLANNED})),
    "name_departments": (frozenset({S.PLANNED}), frozenset({S.PLANNED})),
    "pick": (frozenset({S.PLANNED}), frozenset({S.PLANNED})),
    "word": (frozenset({S.PLANNED}), frozenset({S.PLANNED})),
    "reorder": (frozenset({S.PLANNED}), frozenset({S.PLANNED})),
    "strike": (frozenset({S.PLANNED}), frozenset({S.PLANNED})),
    "postpone": (COMING, COMING),
    "cancel": (COMING, frozenset({S.CANCELLED})),
    "give_notice": (frozenset({S.PLANNED}), frozenset({S.CALLED})),
    "attend": (frozenset({S.CALLED, S.OPEN}), frozenset({S.CALLED, S.OPEN})),
    "add_urgent": (frozenset({S.CALLED, S.OPEN}), frozenset({S.CALLED, S.OPEN})),
    "open": (frozenset({S.CALLED}), frozenset({S.OPEN})),
    "declare": (frozenset({S.OPEN}), frozenset({S.OPEN})),
    "decide": (frozenset({S.OPEN}), frozenset({S.OPEN})),
    "check": (frozenset({S.OPEN}), frozenset({S.OPEN})),
    "close": (frozenset({S.OPEN}), frozenset({S.HELD})),
    "write_minutes": (frozenset({S.HELD}), frozenset({S.HELD})),
    "sign": (frozenset({S.HELD}), frozenset({S.SIGNED})),
    "read": (frozenset({S.SIGNED}), frozenset({S.SIGNED})),
}


class Origin(TextChoices):
    """From where an item came to the agenda."""

    CLIMBED = "climbed", _("Climbed to this level")
    BELOW = "below", _("Passed up by a meeting below")
    CARRIED = "carried", _("Carried over")
    LIST = "list", _("From a list of duties")
    REPORT = "report", _("Department's report")
    EXPRESS = "express", _("From the express line")
    OWN = "own", _("Put by the convener")


class Part(TextChoices):
    """Why a post is invited."""

    CONVENER = "convener", _("Convener")
    SECRETARY = "secretary", _("Secretary one level below")
    DEPARTMENT = "department", _("Named department")


class Presence(TextChoices):
    INVITED = "invited", pgettext_lazy("attendance", "Not marked yet")
    PRESENT = "present", pgettext_lazy("attendance", "Present")
    SUBSTITUTE = "substitute", pgettext_lazy("attendance", "Sent a substitute")
    ABSENT = "absent", pgettext_lazy("attendance", "Absent")


class Kind(TextChoices):
    """What a meeting can decide on an item."""

    ANSWER = "answer", _("Answer down the ladder")
    DUTY = "duty", _("A duty for an office")
    PROJECT = "project", _("A secretary's project")
    FURTHER_UP = "further_up", _("Pass further up")
    CARRY_OVER = "carry_over", _("Carry over")


# What is settled at this level; the next meeting checks what became of it.
SETTLED = frozenset({Kind.ANSWER, Kind.DUTY, Kind.PROJECT})
UNSETTLED = frozenset(Kind) - SETTLED


class ExpressState(TextChoices):
    """Where an item of the secretary's express line stands 书记直通车."""

    WRITTEN = "written", pgettext_lazy("express", "Waits for the secretary")
    TAKEN_UP = "taken_up", pgettext_lazy("express", "Taken up")
    ANSWERED = "answered", pgettext_lazy("express", "Answered in public")
    DECLINED = "declined", pgettext_lazy("express", "Goes to a joint meeting")
    WITHDRAWN = "withdrawn", pgettext_lazy("express", "Withdrawn")


E = ExpressState
# What everybody reads: whatever the secretary has judged.
PUBLISHED = frozenset({E.TAKEN_UP, E.ANSWERED, E.DECLINED})
EXPRESS_OPEN = frozenset({E.WRITTEN, E.TAKEN_UP})

EXPRESS_MOVES: dict[str, tuple[frozenset[ExpressState], frozenset[ExpressState]]] = {
    "write_express": (frozenset(), frozenset({E.WRITTEN})),
    "gather": (EXPRESS_OPEN, EXPRESS_OPEN),
    "withdraw": (frozenset({E.WRITTEN}), frozenset({E.WITHDRAWN})),
    "take_up": (frozenset({E.WRITTEN}), frozenset({E.TAKEN_UP})),
    "pass_on": (frozenset({E.WRITTEN}), frozenset({E.WRITTEN})),
    "decline": (frozenset({E.WRITTEN}), frozenset({E.DECLINED})),
    "ask": (frozenset({E.TAKEN_UP}), frozenset({E.TAKEN_UP})),
    "put_off": (frozenset({E.TAKEN_UP}), frozenset({E.TAKEN_UP})),
    "answer": (frozenset({E.TAKEN_UP}), frozenset({E.ANSWERED})),
}

SAID: dict[str, Promise] = {
    "meeting.planned": _("A joint meeting was planned."),
    "meeting.postponed": _("The joint meeting was given another date."),
    "meeting.cancelled": _("The joint meeting was cancelled."),
    "meeting.departments_named": _("The departments that attend were named."),
    "meeting.notice_given": _("Notice of the joint meeting was given."),
    "meeting.reminded": _("Those invited were reminded of the joint meeting."),
    "meeting.attended": _("Attendance was written down."),
    "meeting.opened": _("The joint meeting was opened with a quorum."),
    "meeting.closed": _("The joint meeting was closed; everything was decided."),
    "meeting.minutes_written": _("The minutes were drawn up."),
    "meeting.minutes_signed": _("The convener signed the minutes."),
    "meeting.minutes_read": _("Somebody who was invited read the minutes."),
    "agenda_item.picked": _("An item came to the agenda."),
    "agenda_item.added_urgently": _("The convener added an urgent item after the notice."),
    "agenda_item.worded": _("An item of the agenda was worded."),
    "agenda_item.reordered": _("The order of the agenda was changed."),
    "agenda_item.struck": _("An item was struck from the agenda."),
    "agenda_item.interest_declared": _("Somebody declared an interest and abstained."),
    "resolution.decided": _("The joint meeting decided on an item."),
    "resolution.checked": _("The joint meeting checked an earlier decision."),
    "department_report.handed_in": _("A department handed in a report to the joint meeting."),
    "express.written": _("The grass roots wrote to a secretary by the express line."),
    "express.gathered": _("Matters of a kind were gathered behind the item."),
    "express.withdrawn": _("The item was withdrawn by those who wrote it."),
    "express.taken_up": _("The secretary took the item up, with a plan and a date."),
    "express.passed_on": _("The item was passed on to another secretary."),
    "express.declined": _("The secretary declined the item; a joint meeting takes it up instead."),
    "express.asked": _("A department was given a step of the plan."),
    "express.put_off": _("The answer was given a later date."),
    "express.answered": _("The item was answered in public."),
}
# Meetings are the offices' own; what they decide names no resident.
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "meeting.planned": ("topic",),
    "meeting.postponed": ("reason",),
    "meeting.cancelled": ("reason",),
    "meeting.notice_given": ("urgency",),
    "agenda_item.picked": ("question",),
    "agenda_item.added_urgently": ("question", "reason"),
    "agenda_item.worded": ("question", "proposal"),
    "agenda_item.struck": ("question",),
    "resolution.decided": ("text", "goal", "reason"),
    "resolution.checked": ("reason",),
    "department_report.handed_in": ("title",),
    "express.taken_up": ("title", "plan"),
    "express.passed_on": ("reason",),
    "express.declined": ("title", "reason"),
    "express.asked": ("text",),
    "express.put_off": ("reason",),
    "express.answered": ("answer",),
}
CALLED: dict[str, Promise] = {
    "meetings.meeting": _("Joint meeting"),
    "meetings.agendaitem": _("Agenda item"),
    "meetings.resolution": _("Resolution"),
    "meetings.departmentreport": _("Department's report"),
    "meetings.expressitem": _("Item of the express line"),
}
