"""Everything that staff can do to a council, as one table: its word, form, rule and action."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liandong.deliberation import actions, forms, queries, rules
from liandong.deliberation.lifecycle import MOVES
from liandong.deliberation.models import Council
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Opened:
    """A council as it lies open on a desk, with what its rules ask for."""

    council: Council
    actor: Actor
    now: datetime
    standing: queries.Standing


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done; `says` is what the page says afterwards."""

    verb: str
    label: Promise
    icon: str
    form: type[forms.Deed]
    action: Callable[..., Any]
    says: Promise
    rule: Callable[[Opened, str], Verdict] = lambda it, verb: rules.at_its_step(
        it.actor, it.council, verb
    )
    again: bool = False

    @property
    def slug(self) -> str:
        return self.verb.replace("_", "-")

    def exists_for(self, council: Council) -> bool:
        """Whether this deed exists at the step where the council is."""
        return council.state in MOVES[self.verb][0]

    def verdict(self, opened: Opened) -> Verdict:
        return self.rule(opened, self.verb)


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed as it stands for one actor and one council: allowed, or why not."""

    deed: Deed
    verdict: Verdict


def open_council(council: Council, actor: Actor) -> Opened:
    return Opened(council, actor, timezone.now(), queries.standing_of(council))


def offers(opened: Opened) -> list[Offer]:
    """What can be done now, in its order; what is not allowed says why."""
    deeds = [deed for deed in DEEDS.values() if deed.exists_for(opened.council)]
    return [Offer(deed, deed.verdict(opened)) for deed in deeds]


def _give_notice(it: Opened, _verb: str) -> Verdict:
    starts_at = it.council.starts_at
    earliest = queries.earliest_day(it.council, day_of(it.now))
    starting_day = day_of(starts_at) if starts_at else None
    return rules.may_give_notice(it.actor, it.council, it.standing.unseated, starting_day, earliest)


def _open(it: Opened, _verb: str) -> Verdict:
    starts_at = it.council.starts_at
    too_early = starts_at is not None and day_of(it.now) < day_of(starts_at)
    return rules.may_open(it.actor, it.council, too_early=too_early)


def _somebody_here(it: Opened, verb: str) -> Verdict:
    return rules.may_hear(it.actor, it.council, verb, it.standing.here)


_ALL = [
    Deed(
        "change",
        _("Change topic, time or venue"),
        "edit",
        forms.Change,
        actions.change,
        _("The plan is changed."),
    ),
    Deed(
        "invite",
        _("Invite"),
        "users",
        forms.Invite,
        actions.invite,
        _("They stand on the list."),
    ),
    Deed(
        "strike",
        _("Take an invitation back"),
        "x",
        forms.Strike,
        actions.strike,
        _("The invitation is taken back."),
    ),
    Deed(
        "give_notice",
        _("Announce the topic"),
        "bell",
        forms.Deed,
        actions.give_notice,
        _("The topic is public. Print the notice and the invitations today."),
        _give_notice,
    ),
    Deed(
        "open",
        _("Open the session"),
        "player-play",
        forms.Deed,
        actions.open_council,
        _("The council sits. Mark first who is there."),
        _open,
    ),
    Deed(
        "attend",
        _("Mark who is there"),
        "user-check",
        forms.Attend,
        actions.attend,
        _("Attendance is written down."),
    ),
    Deed(
        "speak",
        _("Write down a speech"),
        "message",
        forms.Speak,
        actions.speak,
        _("Written down. Who speaks next?"),
        _somebody_here,
        again=True,
    ),
    Deed(
        "take_position",
        _("Write down a position"),
        "scale",
        forms.TakePosition,
        actions.take_position,
        _("The position is written down."),
        _somebody_here,
        again=True,
    ),
    Deed(
        "keep_draft",
        _("Draft what is agreed"),
        "device-floppy",
        forms.KeepDraft,
        actions.keep_draft,
        _("The draft is kept."),
    ),
    Deed(
        "adjourn",
        _("Adjourn"),
        "clock",
        forms.Adjourn,
        actions.adjourn,
        _("The council is adjourned. All that was said is kept."),
    ),
    Deed(
        "conclude",
        _("End with what was agreed"),
        "circle-check",
        forms.Conclude,
        actions.conclude,
        _("The council has ended. Print the minutes, have them signed, and post the result."),
    ),
    Deed(
        "post",
        _("Post the result"),
        "send",
        forms.Post,
        actions.post,
        _("The result is public. Print it for the notice board."),
    ),
    Deed(
        "call_off",
        _("Call the council off"),
        "alert-triangle",
        forms.Reason,
        actions.call_off,
        _("The council is called off. The reason stands on its page."),
    ),
]
DEEDS = {deed.verb: deed for deed in _ALL}
