"""Everything that can be done with a meeting or an item of its agenda, as one table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.verdict import Verdict
from liandong.meetings import actions, forms, queries, rules
from liandong.meetings.lifecycle import MOVES, Kind

WORDS = {"meetings": "meeting_id", "items": "item_id"}


def _meeting(thing: Any) -> str:
    meeting = getattr(thing, "meeting", thing)
    return str(reverse("meetings:meeting", args=[meeting.pk]))


def _agenda(thing: Any) -> str:
    meeting = getattr(thing, "meeting", thing)
    return str(reverse("meetings:agenda", args=[meeting.pk]))


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done; `says` is what the page says afterwards, at `lands`."""

    folder: str
    slug: str
    label: Promise
    icon: str
    form: type[forms.Deed]
    rule: Callable[[Actor, Any], Verdict]
    action: Callable[..., Any]
    says: Promise
    verb: str
    lands: Callable[[Any], str] = _meeting

    @property
    def word(self) -> str:
        return WORDS[self.folder]

    def exists(self, thing: Any) -> bool:
        meeting = getattr(thing, "meeting", thing)
        undecided = self.folder == "meetings" or not queries.decided(thing)
        return undecided and meeting.state in MOVES[self.verb][0]


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed as it stands for one actor and one thing: allowed, or why not."""

    deed: Deed
    verdict: Verdict


def offers(folder: str, actor: Actor, thing: Any) -> list[Offer]:
    """What can be done with a thing as it stands; what is not allowed says why."""
    found = [deed for deed in DEEDS.values() if deed.folder == folder and deed.exists(thing)]
    return [Offer(deed, deed.rule(actor, thing)) for deed in found]


def _may_notice(actor: Actor, it: Any) -> Verdict:
    return rules.may_give_notice(actor, it, queries.items_of(it))


def _may_open(actor: Actor, it: Any) -> Verdict:
    came = queries.invitations(it)
    needed = queries.quorum_of(it.place, len(came), day_of(it.starts_at))
    return rules.may_open(actor, it, came, needed)


def _may_close(actor: Actor, it: Any) -> Verdict:
    undecided = it.items.filter(resolution__isnull=True).count()
    return rules.may_close(actor, it, undecided, queries.unchecked(it))


def _may_read(actor: Actor, it: Any) -> Verdict:
    return rules.may_read(actor, it, queries.invitation_of(actor, it))


def _may_decide(kind: Kind) -> Callable[[Actor, Any], Verdict]:
    def may(actor: Actor, it: Any) -> Verdict:
        allowed = rules.may_decide(actor, it, queries.decided(it))
        if allowed and kind == Kind.FURTHER_UP:
            allowed = rules.may_go_up(it.meeting.place)
        return allowed and rules.is_impartial(kind, queries.convener_abstains(it))

    return may


def _may_declare(actor: Actor, it: Any) -> Verdict:
    return rules.may_declare(actor, it, queries.decided(it))


def _own_words(actor: Actor, it: Any) -> Verdict:
    return rules.may_word(actor, it.meeting)


DEEDS = {
    "name_departments": Deed(
        "meetings",
        "departments",
        _("Name the departments"),
        "users",
        forms.NameDepartments,
        rules.may_name_departments,
        actions.name_departments,
        _("The departments are named."),
        "name_departments",
    ),
    "put": Deed(
        "meetings",
        "put",
        _("Put an item of our own"),
        "plus",
        forms.Put,
        rules.may_pick,
        actions.put,
        _("The item is on the agenda."),
        "pick",
        _agenda,
    ),
    "give_notice": Deed(
        "meetings",
        "give-notice",
        _("Give notice"),
        "send",
        forms.GiveNotice,
        _may_notice,
        actions.give_notice,
        _("Notice is given. Those invited find the meeting on their desk; print it if needed."),
        "give_notice",
    ),
    "open": Deed(
        "meetings",
        "open",
        _("Open the meeting"),
        "player-play",
        forms.Deed,
        _may_open,
        actions.open_meeting,
        _("The meeting is open, with its quorum."),
        "open",
    ),
    "close": Deed(
        "meetings",
        "close",
        _("Close the meeting"),
        "circle-check",
        forms.Deed,
        _may_close,
        actions.close,
        _("The meeting is closed. The minutes are drawn from what was decided."),
        "close",
    ),
    "write_minutes": Deed(
        "meetings",
        "minutes",
        _("Draw up the minutes"),
        "edit",
        forms.WriteMinutes,
        rules.may_write_minutes,
        actions.write_minutes,
        _("The minutes are kept. The convener signs them."),
        "write_minutes",
    ),
    "sign": Deed(
        "meetings",
        "sign",
        _("Sign the minutes"),
        "circle-check",
        forms.Deed,
        rules.may_sign,
        actions.sign,
        _("The minutes are signed. Those invited read them now."),
        "sign",
    ),
    "read": Deed(
        "meetings",
        "read",
        _("I have read the minutes"),
        "eye",
        forms.Deed,
        _may_read,
        actions.read,
        _("Noted."),
        "read",
    ),
    "postpone": Deed(
        "meetings",
        "postpone",
        _("Another day or place"),
        "calendar",
        forms.Postpone,
        rules.may_postpone,
        actions.postpone,
        _("The meeting has another date."),
        "postpone",
    ),
    "cancel": Deed(
        "meetings",
        "cancel",
        _("Cancel the meeting"),
        "ban",
        forms.Reason,
        rules.may_cancel,
        actions.cancel,
        _("The meeting is cancelled; what stood on its agenda waits for another one."),
        "cancel",
    ),
    "word": Deed(
        "items",
        "word",
        _("Word the item"),
        "edit",
        forms.Word,
        _own_words,
        actions.word,
        _("The item is worded."),
        "word",
        _agenda,
    ),
    "strike": Deed(
        "items",
        "strike",
        _("Strike the item"),
        "trash",
        forms.Deed,
        _own_words,
        actions.strike,
        _("The item is struck; what it came from waits for another meeting."),
        "strike",
        _agenda,
    ),
    "decide_answer": Deed(
        "items",
        "decide-answer",
        _("Decide: answer down the ladder"),
        "arrow-down",
        forms.Settle,
        _may_decide(Kind.ANSWER),
        actions.decide,
        _("Decided. The answer goes down the ladder."),
        "decide",
    ),
    "decide_duty": Deed(
        "items",
        "decide-duty",
        _("Decide: a duty for an office"),
        "check",
        forms.Duty,
        _may_decide(Kind.DUTY),
        actions.decide,
        _("Decided. The duty runs from now on."),
        "decide",
    ),
    "decide_project": Deed(
        "items",
        "decide-project",
        _("Decide: a secretary's project"),
        "flag",
        forms.Project,
        _may_decide(Kind.PROJECT),
        actions.decide,
        _("Decided. The project is left to its secretary."),
        "decide",
    ),
    "decide_further_up": Deed(
        "items",
        "decide-further-up",
        _("Decide: pass further up"),
        "arrow-up",
        forms.FurtherUp,
        _may_decide(Kind.FURTHER_UP),
        actions.decide,
        _("Decided. It goes to the level above."),
        "decide",
    ),
    "decide_carry_over": Deed(
        "items",
        "decide-carry-over",
        _("Decide: carry over"),
        "clock",
        forms.CarryOver,
        _may_decide(Kind.CARRY_OVER),
        actions.decide,
        _("Decided. It waits for the next meeting."),
        "decide",
    ),
    "declare": Deed(
        "items",
        "declare",
        _("Declare an interest"),
        "alert-triangle",
        forms.Declare,
        _may_declare,
        actions.declare,
        _("The interest and the abstention are written down."),
        "declare",
        lambda thing: str(thing.get_absolute_url()),
    ),
}
