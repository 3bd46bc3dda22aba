"""The lives of a promise, a list of duties, a rectification, a talk, a supervision order."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Outcome(TextChoices):
    OPEN = "open", _("Running")
    PAUSED = "paused", _("Clock stopped")
    KEPT = "kept", _("Kept")
    LATE = "late", _("Done, but late")
    SUPERSEDED = "superseded", _("Superseded")
    VOID = "void", _("No longer needed")


MOVES: dict[str, frozenset[str]] = {
    Outcome.OPEN: frozenset(
        {Outcome.PAUSED, Outcome.KEPT, Outcome.LATE, Outcome.SUPERSEDED, Outcome.VOID}
    ),
    Outcome.PAUSED: frozenset({Outcome.SUPERSEDED, Outcome.VOID}),
    Outcome.KEPT: frozenset(),
    Outcome.LATE: frozenset(),
    Outcome.SUPERSEDED: frozenset(),
    Outcome.VOID: frozenset(),
}


class Light(TextChoices):
    """What the clock says of something that must be done."""

    GREEN = "green", pgettext_lazy("light", "Green: in time")
    YELLOW = "yellow", pgettext_lazy("light", "Yellow: the date is near")
    SILENT = "silent", pgettext_lazy("light", "Yellow: silent for long")
    RED = "red", pgettext_lazy("light", "Red: overdue")
    NONE = "none", pgettext_lazy("light", "No date runs")


class ListKind(TextChoices):
    RESPONSIBILITY = "responsibility", _("Responsibility list")
    RECTIFICATION = "rectification", _("Rectification list")


class ListState(TextChoices):
    DRAFTED = "drafted", pgettext_lazy("list", "Being drawn up")
    SUBMITTED = "submitted", pgettext_lazy("list", "Submitted to the level above")
    ISSUED = "issued", pgettext_lazy("list", "Issued")


# verb -> (the states in which it is possible, where it leads)
LIST_MOVES: dict[str, tuple[frozenset[ListState], frozenset[ListState]]] = {
    "draw_up": (frozenset(), frozenset({ListState.DRAFTED})),
    "enter": (frozenset({ListState.DRAFTED}), frozenset({ListState.DRAFTED})),
    "submit": (frozenset({ListState.DRAFTED}), frozenset({ListState.SUBMITTED})),
    "send_back": (frozenset({ListState.SUBMITTED}), frozenset({ListState.DRAFTED})),
    "issue": (
        frozenset({ListState.DRAFTED, ListState.SUBMITTED}),
        frozenset({ListState.ISSUED}),
    ),
}


class Duty(TextChoices):
    """Whose kind of responsibility an item is."""

    MAIN = "main", _("Main responsibility")
    FIRST = "first", _("First responsible person")
    OWN_FIELD = "own_field", _("Own field")


class Frequency(TextChoices):
    ONCE = "once", _("Once, by its date")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every quarter")
    HALF_YEARLY = "half_yearly", _("Every half-year")
    YEARLY = "yearly", _("Once in the year")
    STANDING = "standing", _("Standing, without a date")


class Origin(TextChoices):
    """From where a problem is known."""

    INSPECTION = "inspection", _("Inspection tour")
    COMMENT = "comment", _("Comment of the level above")
    REVIEW = "review", _("Duty report review")
    PUBLIC = "public", _("Voice of the public")
    SELF_CHECK = "self_check", _("Own check")
    MEETING = "meeting", _("Decision of a joint meeting")


class Deadline(TextChoices):
    AT_ONCE = "at_once", _("At once")
    BY_DATE = "by_date", _("By a date")
    STANDING = "standing", pgettext_lazy("deadline", "Standing")


class Step(TextChoices):
    """Where one rectification stands."""

    PLANNED = "planned", _("Not yet issued")
    RUNNING = "running", _("Being put right")
    APPLIED = "applied", _("Close-out applied for")
    VERIFIED = "verified", _("Verified, waits for approval")
    CLOSED = "closed", _("Closed out")


RECTIFICATION_MOVES: dict[str, tuple[frozenset[Step], frozenset[Step]]] = {
    "enter": (frozenset(), frozenset({Step.PLANNED})),
    "issue": (frozenset({Step.PLANNED}), frozenset({Step.RUNNING})),
    "report": (frozenset({Step.RUNNING}), frozenset({Step.RUNNING})),
    "postpone": (frozenset({Step.RUNNING}), frozenset({Step.RUNNING})),
    "apply": (frozenset({Step.RUNNING}), frozenset({Step.APPLIED})),
    "verify": (frozenset({Step.APPLIED}), frozenset({Step.VERIFIED, Step.RUNNING})),
    "approve": (frozenset({Step.VERIFIED}), frozenset({Step.CLOSED})),
    "relapse": (frozenset({Step.CLOSED}), frozenset({Step.RUNNING})),
}


class TalkKind(TextChoices):
    """What a secretary may do. Disciplinary measures (诫勉 and above) are none of the house's."""

    REMINDER = "reminder_talk", _("Reminder talk")
    FORMAL = "formal_talk", _("Formal talk")


class TalkState(TextChoices):
    CALLED = "called", _("Called, to be held")
    HELD = "held", _("Held, follow-up open")
    CHECKED = "checked", _("Followed up")
    DECLINED = "declined", _("Decided against")


TALK_MOVES: dict[str, tuple[frozenset[TalkState], frozenset[TalkState]]] = {
    "decide": (frozenset(), frozenset({TalkState.CALLED, TalkState.DECLINED})),
    "hold": (frozenset({TalkState.CALLED}), frozenset({TalkState.HELD})),
    "check": (frozenset({TalkState.HELD}), frozenset({TalkState.HELD, TalkState.CHECKED})),
}


class Supervision(TextChoices):
    """How a level supervises: day by day 日常, as a listed case 挂牌, or by a talk 约谈."""

    DAILY = "daily", pgettext_lazy("supervision", "Daily supervision")
    LISTED = "listed", pgettext_lazy("supervision", "Listed supervision")
    TALK = "talk", pgettext_lazy("supervision", "Supervision by talk")


class OrderForm(TextChoices):
    """On what paper an order goes out: it is none of the statutory kinds of document."""

    NOTICE = "notice", pgettext_lazy("order", "Notice")
    INTERNAL = "internal", _("Internal form")


class OrderState(TextChoices):
    FILED = "filed", pgettext_lazy("order", "Filed, not issued")
    ISSUED = "issued", pgettext_lazy("order", "Issued, to be carried out")
    ANSWERED = "answered", pgettext_lazy("order", "Answered, to be checked")
    ACCEPTED = "accepted", pgettext_lazy("order", "Accepted, waits to be closed")
    CLOSED = "closed", pgettext_lazy("order", "Closed out")
    ARCHIVED = "archived", pgettext_lazy("order", "Archived")


# 立项 → 交办 → 催办 → 办结审核 → 销号 → 归档
ORDER_MOVES: dict[str, tuple[frozenset[OrderState], frozenset[OrderState]]] = {
    "file": (frozenset(), frozenset({OrderState.FILED})),
    "revise": (frozenset({OrderState.FILED}), frozenset({OrderState.FILED})),
    "issue": (frozenset({OrderState.FILED}), frozenset({OrderState.ISSUED})),
    "urge": (frozenset({OrderState.ISSUED}), frozenset({OrderState.ISSUED})),
    "answer": (frozenset({OrderState.ISSUED}), frozenset({OrderState.ANSWERED})),
    "accept": (frozenset({OrderState.ANSWERED}), frozenset({OrderState.ACCEPTED})),
    "send_back": (frozenset({OrderState.ANSWERED}), frozenset({OrderState.ISSUED})),
    "close": (frozenset({OrderState.ACCEPTED}), frozenset({OrderState.CLOSED})),
    "archive": (frozenset({OrderState.CLOSED}), frozenset({OrderState.ARCHIVED})),
}


class Audience(TextChoices):
    """For whom a bulletin is published."""

    INSIDE = "inside", pgettext_lazy("bulletin", "Inside: posts of the place and above")
    EVERYBODY = "everybody", pgettext_lazy("bulletin", "Everybody")


class BulletinState(TextChoices):
    DRAFTED = "drafted", pgettext_lazy("bulletin", "Being drawn up")
    ISSUED = "issued", pgettext_lazy("bulletin", "Issued")


BULLETIN_MOVES: dict[str, tuple[frozenset[BulletinState], frozenset[BulletinState]]] = {
    "begin": (frozenset(), frozenset({BulletinState.DRAFTED})),
    "revise": (frozenset({BulletinState.DRAFTED}), frozenset({BulletinState.DRAFTED})),
    "issue": (frozenset({BulletinState.DRAFTED}), frozenset({BulletinState.ISSUED})),
}


class Part(TextChoices):
    """What a row of a bulletin counts: the dates of one list, of all orders, or of one office."""

    LIST = "list", pgettext_lazy("bulletin", "Lists")
    ORDERS = "orders", pgettext_lazy("bulletin", "Supervision orders")
    OFFICE = "office", pgettext_lazy("bulletin", "Offices")


class Paper(TextChoices):
    """Which kind of numbered paper an office issues 公文."""

    NOTICE = "notice", pgettext_lazy("paper", "Notice")
    MINUTES = "minutes", pgettext_lazy("paper", "Minutes")
    LIST = "list", pgettext_lazy("paper", "List of duties")


SAID: dict[str, Promise] = {
    "promise.due_soon": _("The promised date comes near."),
    "promise.overdue": _("The promised date passed."),
    "duty_list.drawn_up": _("A list of duties was begun."),
    "duty_list.submitted": _("The list was submitted to the level above."),
    "duty_list.sent_back": _("The list was sent back to be improved."),
    "duty_list.issued": _("The list was issued; its dates run from now on."),
    "responsibility.entered": _("A responsibility was entered in a list."),
    "responsibility.revised": _("A responsibility was reworded before its list was issued."),
    "responsibility.struck": _("A responsibility was struck before its list was issued."),
    "responsibility.handed_down": _("A responsibility was handed down to the level below."),
    "responsibility.fulfilled": _("A responsibility was fulfilled for its period."),
    "responsibility.ended": _("A responsibility was ended with a reason."),
    "rectification.entered": _("A problem was entered in a rectification list."),
    "rectification.revised": _("A problem was reworded before its list was issued."),
    "rectification.struck": _("A problem was struck before its list was issued."),
    "rectification.reported": _("Progress in putting it right was written down."),
    "rectification.postponed": _("A later date for putting it right was given."),
    "rectification.applied": _("Its close-out was applied for."),
    "rectification.verified": _("The issuing level verified that it is put right."),
    "rectification.refused": _("The issuing level found that it is not put right yet."),
    "rectification.approved": _("It was closed out."),
    "rectification.relapsed": _("The problem came back, and it is open again."),
    "responsibility.urged": _("The level that issued it urged it."),
    "rectification.urged": _("The level that issued it urged it."),
    "supervision_order.filed": _("A supervision order was filed."),
    "supervision_order.revised": _("A supervision order was reworded before its issue."),
    "supervision_order.struck": _("A supervision order was struck before its issue."),
    "supervision_order.issued": _("The supervision order was issued and numbered."),
    "supervision_order.urged": _("The level that issued the order urged it."),
    "supervision_order.answered": _("The office answered the order."),
    "supervision_order.accepted": _("The answer to the order was accepted."),
    "supervision_order.sent_back": _("The answer to the order was sent back with a new date."),
    "supervision_order.closed": _("The order was closed out."),
    "supervision_order.archived": _("The order was archived."),
    "bulletin.begun": _("A bulletin was begun."),
    "bulletin.revised": _("A bulletin was reworded before its issue."),
    "bulletin.struck": _("A bulletin was struck before its issue."),
    "bulletin.issued": _("The bulletin was issued; its figures no longer change."),
    "formal_talk.called": _("A talk was called."),
    "formal_talk.declined": _("A person decided against a talk that the rules suggested."),
    "formal_talk.held": _("The talk was held and recorded."),
    "formal_talk.checked": _("What the talk demanded was looked at."),
}
# These lists are the offices' own; what they say names no resident.
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "duty_list.drawn_up": ("title",),
    "duty_list.sent_back": ("reason",),
    "responsibility.entered": ("title",),
    "responsibility.revised": ("title",),
    "responsibility.struck": ("title",),
    "responsibility.handed_down": ("title",),
    "responsibility.fulfilled": ("text",),
    "responsibility.ended": ("reason",),
    "rectification.entered": ("title",),
    "rectification.revised": ("title",),
    "rectification.struck": ("title",),
    "rectification.reported": ("text",),
    "rectification.postponed": ("reason",),
    "rectification.applied": ("text",),
    "rectification.verified": ("findings",),
    "rectification.refused": ("findings",),
    "rectification.approved": ("remark",),
    "rectification.relapsed": ("reason",),
    "responsibility.urged": ("words",),
    "rectification.urged": ("words",),
    "supervision_order.filed": ("title",),
    "supervision_order.revised": ("title",),
    "supervision_order.struck": ("title",),
    "supervision_order.urged": ("words",),
    "supervision_order.answered": ("text", "evidence"),
    "supervision_order.accepted": ("findings",),
    "supervision_order.sent_back": ("findings",),
    "supervision_order.closed": ("remark",),
    "bulletin.begun": ("text",),
    "bulletin.revised": ("text",),
    "bulletin.issued": ("text",),
}
CALLED: dict[str, Promise] = {
    "duties.promise": _("Promised date"),
    "duties.dutylist": _("Duty list"),
    "duties.responsibility": _("Responsibility"),
    "duties.rectification": _("Rectification"),
    "duties.formaltalk": _("Formal talk"),
    "duties.supervisionorder": _("Supervision order"),
    "duties.bulletin": _("Bulletin"),
    "duties.issuedpaper": _("Numbered paper"),
}
