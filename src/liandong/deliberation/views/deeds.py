"""Everything that staff can do to a council, as one table: its word, form, rule and action."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liandong.deliberation import actions, forms, queries, rules
from liandong.deliberation.forms import Opened
from liandong.deliberation.models import Council
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.desk import Deed, DeedForm, table
from liandong.kernel.verdict import Verdict


def open_council(council: Council, actor: Actor) -> Opened:
    return Opened(council, actor, timezone.now(), queries.standing_of(council))


def _give_notice(it: Opened) -> Verdict:
    starts_at = it.council.starts_at
    earliest = queries.earliest_day(it.council, day_of(it.now))
    starting_day = day_of(starts_at) if starts_at else None
    return rules.may_give_notice(it.actor, it.council, it.standing.unseated, starting_day, earliest)


def _open(it: Opened) -> Verdict:
    starts_at = it.council.starts_at
    too_early = starts_at is not None and day_of(it.now) < day_of(starts_at)
    return rules.may_open(it.actor, it.council, too_early=too_early)


def _somebody_here(verb: str) -> Callable[[Opened], Verdict]:
    return lambda it: rules.may_hear(it.actor, it.council, verb, it.standing.here)


def _at_its_step(verb: str) -> Callable[[Opened], Verdict]:
    return lambda it: rules.at_its_step(it.actor, it.council, verb)


DEEDS: dict[str, Deed[Opened]] = table(
    Deed(
        "change",
        _("Change topic, time or venue"),
        "edit",
        forms.Change,
        _at_its_step("change"),
        actions.change,
        _("The plan is changed."),
    ),
    Deed(
        "invite",
        _("Invite"),
        "users",
        forms.Invite,
        _at_its_step("invite"),
        actions.invite,
        _("They stand on the list."),
    ),
    Deed(
        "strike",
        _("Take an invitation back"),
        "x",
        forms.Strike,
        _at_its_step("strike"),
        actions.strike,
        _("The invitation is taken back."),
    ),
    Deed(
        "give_notice",
        _("Announce the topic"),
        "bell",
        DeedForm,
        _give_notice,
        actions.give_notice,
        _("The topic is public. Print the notice and the invitations today."),
    ),
    Deed(
        "open",
        _("Open the session"),
        "player-play",
        DeedForm,
        _open,
        actions.open_council,
        _("The council sits. Mark first who is there."),
    ),
    Deed(
        "attend",
        _("Mark who is there"),
        "user-check",
        forms.Attend,
        _at_its_step("attend"),
        actions.attend,
        _("Attendance is written down."),
    ),
    Deed(
        "speak",
        _("Write down a speech"),
        "message",
        forms.Speak,
        _somebody_here("speak"),
        actions.speak,
        _("Written down. Who speaks next?"),
        again=True,
    ),
    Deed(
        "take_position",
        _("Write down a position"),
        "scale",
        forms.TakePosition,
        _somebody_here("take_position"),
        actions.take_position,
        _("The position is written down."),
        again=True,
    ),
    Deed(
        "keep_draft",
        _("Draft what is agreed"),
        "device-floppy",
        forms.KeepDraft,
        _at_its_step("keep_draft"),
        actions.keep_draft,
        _("The draft is kept."),
    ),
    Deed(
        "adjourn",
        _("Adjourn"),
        "clock",
        forms.Adjourn,
        _at_its_step("adjourn"),
        actions.adjourn,
        _("The council is adjourned. All that was said is kept."),
    ),
    Deed(
        "conclude",
        _("End with what was agreed"),
        "circle-check",
        forms.Conclude,
        _at_its_step("conclude"),
        actions.conclude,
        _("The council has ended. Print the minutes, have them signed, and post the result."),
    ),
    Deed(
        "post",
        _("Post the result"),
        "send",
        forms.Post,
        _at_its_step("post"),
        actions.post,
        _("The result is public. Print it for the notice board."),
    ),
    Deed(
        "call_off",
        _("Call the council off"),
        "alert-triangle",
        forms.Reason,
        _at_its_step("call_off"),
        actions.call_off,
        _("The council is called off. The reason stands on its page."),
    ),
)
