"""Everything that can be done with a meeting or an item of its agenda, as two tables."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from liandong.kernel.dates import day_of
from liandong.kernel.desk import Deed, DeedForm, table
from liandong.kernel.verdict import Verdict
from liandong.meetings import actions, forms, queries, rules
from liandong.meetings.forms import OpenedItem, OpenedMeeting
from liandong.meetings.lifecycle import Kind


def _may_open(it: OpenedMeeting) -> Verdict:
    meeting, came = it.meeting, queries.invitations(it.meeting)
    needed = queries.quorum_of(meeting.place, len(came), day_of(meeting.starts_at))
    return rules.may_open(it.actor, meeting, came, needed)


def _may_close(it: OpenedMeeting) -> Verdict:
    undecided = it.meeting.items.filter(resolution__isnull=True).count()
    return rules.may_close(it.actor, it.meeting, undecided, queries.unchecked(it.meeting))


def _may_read(it: OpenedMeeting) -> Verdict:
    return rules.may_read(it.actor, it.meeting, queries.invitation_of(it.actor, it.meeting))


def _may_word(it: OpenedItem) -> Verdict:
    return rules.may_word(it.actor, it.item.meeting)


def _may_declare(it: OpenedItem) -> Verdict:
    return rules.may_declare(it.actor, it.item, queries.decided(it.item))


def _may_decide(kind: Kind) -> Callable[[OpenedItem], Verdict]:
    def may(it: OpenedItem) -> Verdict:
        allowed = rules.may_decide(it.actor, it.item, queries.decided(it.item))
        if allowed and kind == Kind.FURTHER_UP:
            allowed = rules.may_go_up(it.item.meeting.place)
        return allowed and rules.is_impartial(kind, queries.convener_abstains(it.item))

    return may


_MEETING: tuple[Deed[OpenedMeeting], ...] = (
    Deed(
        "name_departments",
        _("Name the departments"),
        "users",
        forms.NameDepartments,
        lambda it: rules.may_name_departments(it.actor, it.meeting),
        actions.name_departments,
        _("The departments are named."),
    ),
    Deed(
        "put",
        _("Put an item of our own"),
        "plus",
        forms.Put,
        lambda it: rules.may_pick(it.actor, it.meeting),
        actions.put,
        _("The item is on the agenda."),
    ),
    Deed(
        "give_notice",
        _("Give notice"),
        "send",
        forms.GiveNotice,
        lambda it: rules.may_give_notice(it.actor, it.meeting, queries.items_of(it.meeting)),
        actions.give_notice,
        _("Notice is given. Those invited find the meeting on their desk; print it if needed."),
    ),
    Deed(
        "add_urgent",
        _("Add an urgent item"),
        "plus",
        forms.AddUrgent,
        lambda it: rules.may_add_urgent(it.actor, it.meeting),
        actions.add_urgent,
        _("The item is on the agenda, with the reason why it could not wait."),
    ),
    Deed(
        "open",
        _("Open the meeting"),
        "player-play",
        DeedForm,
        _may_open,
        actions.open_meeting,
        _("The meeting is open, with its quorum."),
    ),
    Deed(
        "close",
        _("Close the meeting"),
        "circle-check",
        DeedForm,
        _may_close,
        actions.close,
        _("The meeting is closed. The minutes are drawn from what was decided."),
    ),
    Deed(
        "write_minutes",
        _("Draw up the minutes"),
        "edit",
        forms.WriteMinutes,
        lambda it: rules.may_write_minutes(it.actor, it.meeting),
        actions.write_minutes,
        _("The minutes are kept. The convener signs them."),
    ),
    Deed(
        "sign",
        _("Sign the minutes"),
        "circle-check",
        forms.Sign,
        lambda it: rules.may_sign(it.actor, it.meeting),
        actions.sign,
        _("The minutes are signed. Those invited read them now."),
    ),
    Deed(
        "read",
        _("I have read the minutes"),
        "eye",
        DeedForm,
        _may_read,
        actions.read,
        _("Noted."),
    ),
    Deed(
        "postpone",
        _("Another day or place"),
        "calendar",
        forms.Postpone,
        lambda it: rules.may_postpone(it.actor, it.meeting),
        actions.postpone,
        _("The meeting has another date."),
    ),
    Deed(
        "cancel",
        _("Cancel the meeting"),
        "ban",
        forms.Reason,
        lambda it: rules.may_cancel(it.actor, it.meeting),
        actions.cancel,
        _("The meeting is cancelled; what stood on its agenda waits for another one."),
    ),
)
_ITEM: tuple[Deed[OpenedItem], ...] = (
    Deed(
        "word",
        _("Word the item"),
        "edit",
        forms.Word,
        _may_word,
        actions.word,
        _("The item is worded."),
    ),
    Deed(
        "strike",
        _("Strike the item"),
        "trash",
        DeedForm,
        _may_word,
        actions.strike,
        _("The item is struck; what it came from waits for another meeting."),
    ),
    Deed(
        "decide_answer",
        _("Decide: answer down the ladder"),
        "arrow-down",
        forms.Settle,
        _may_decide(Kind.ANSWER),
        actions.decide,
        _("Decided. The answer goes down the ladder."),
    ),
    Deed(
        "decide_duty",
        _("Decide: a duty for an office"),
        "check",
        forms.Duty,
        _may_decide(Kind.DUTY),
        actions.decide,
        _("Decided. The duty runs from now on."),
    ),
    Deed(
        "decide_project",
        _("Decide: a secretary's project"),
        "flag",
        forms.Project,
        _may_decide(Kind.PROJECT),
        actions.decide,
        _("Decided. The project is left to its secretary."),
    ),
    Deed(
        "decide_further_up",
        _("Decide: pass further up"),
        "arrow-up",
        forms.FurtherUp,
        _may_decide(Kind.FURTHER_UP),
        actions.decide,
        _("Decided. It goes to the level above."),
    ),
    Deed(
        "decide_carry_over",
        _("Decide: carry over"),
        "clock",
        forms.CarryOver,
        _may_decide(Kind.CARRY_OVER),
        actions.decide,
        _("Decided. It waits for the next meeting."),
    ),
    Deed(
        "declare",
        _("Declare an interest"),
        "alert-triangle",
        forms.Declare,
        _may_declare,
        actions.declare,
        _("The interest and the abstention are written down."),
    ),
)

MEETING_DEEDS = table(*_MEETING)
ITEM_DEEDS = table(*_ITEM)
