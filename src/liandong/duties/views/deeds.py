"""Everything that can be done to a list, a responsibility or a rectification, as one table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.duties import actions, forms, queries, rules
from liandong.duties.lifecycle import (
    LIST_MOVES,
    RECTIFICATION_MOVES,
    TALK_MOVES,
    ListKind,
    ListState,
    Step,
)
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import Verdict

# Which word of an action names the thing, by the folder of its page.
WORDS = {
    "lists": "list_id",
    "responsibilities": "line_id",
    "rectifications": "problem_id",
    "talks": "talk_id",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done; `says` is what the page says afterwards."""

    folder: str
    slug: str
    label: Promise
    icon: str
    form: type[forms.Deed]
    rule: Callable[[Actor, Any], Verdict]
    action: Callable[..., Any]
    says: Promise
    exists: Callable[[Any], bool]
    again: bool = False

    @property
    def word(self) -> str:
        return WORDS[self.folder]


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed as it stands for one actor and one thing: allowed, or why not."""

    deed: Deed
    verdict: Verdict


def offers(folder: str, actor: Actor, thing: Any) -> list[Offer]:
    """What can be done with a thing as it stands; what is not allowed says why."""
    found = [deed for deed in DEEDS.values() if deed.folder == folder and deed.exists(thing)]
    return [Offer(deed, deed.rule(actor, thing)) for deed in found]


def _list_at(verb: str, kind: str = "") -> Callable[[Any], bool]:
    return lambda it: it.state in LIST_MOVES[verb][0] and kind in {"", it.kind}


def _step(verb: str) -> Callable[[Any], bool]:
    return lambda it: it.step in RECTIFICATION_MOVES[verb][0]


def _talk_at(verb: str) -> Callable[[Any], bool]:
    return lambda it: it.state in TALK_MOVES[verb][0]


def _issued(it: Any) -> bool:
    return bool(it.list.state == ListState.ISSUED and it.ended_at is None)


def _planned(it: Any) -> bool:
    return bool(it.list.state != ListState.ISSUED)


def _may_issue(actor: Actor, it: Any) -> Verdict:
    return rules.may_issue(actor, it, queries.duties_of(it), queries.leads_of(it))


DEEDS = {
    "enter_responsibility": Deed(
        "lists",
        "enter-responsibility",
        _("Enter a responsibility"),
        "plus",
        forms.EnterResponsibility,
        rules.may_enter,
        actions.enter_responsibility,
        _("The line is in the list."),
        _list_at("enter", ListKind.RESPONSIBILITY),
        again=True,
    ),
    "enter_rectification": Deed(
        "lists",
        "enter-rectification",
        _("Enter a problem"),
        "plus",
        forms.EnterRectification,
        rules.may_enter,
        actions.enter_rectification,
        _("The problem is in the list."),
        _list_at("enter", ListKind.RECTIFICATION),
        again=True,
    ),
    "submit": Deed(
        "lists",
        "submit",
        _("Submit to the level above"),
        "send",
        forms.Deed,
        lambda actor, it: rules.may_submit(actor, it, queries.lines_in(it)),
        actions.submit,
        _("The list lies with the level above."),
        _list_at("submit"),
    ),
    "send_back": Deed(
        "lists",
        "send-back",
        _("Send back"),
        "arrow-left",
        forms.Reason,
        rules.may_send_back,
        actions.send_back,
        _("The list went back with your reason."),
        _list_at("send_back"),
    ),
    "issue": Deed(
        "lists",
        "issue",
        _("Issue the list"),
        "circle-check",
        forms.Deed,
        _may_issue,
        actions.issue,
        _("The list is issued. Its dates run from now on."),
        _list_at("issue"),
    ),
    "fulfil": Deed(
        "responsibilities",
        "fulfil",
        _("Write down what was done"),
        "check",
        forms.Fulfil,
        rules.may_fulfil,
        actions.fulfil,
        _("Written down. The next period runs, if there is one."),
        _issued,
    ),
    "hand_down": Deed(
        "responsibilities",
        "hand-down",
        _("Hand down"),
        "arrow-down",
        forms.HandDown,
        rules.may_hand_down,
        actions.hand_down,
        _("The line was handed down."),
        _issued,
    ),
    "end_responsibility": Deed(
        "responsibilities",
        "end",
        _("End this line"),
        "ban",
        forms.Reason,
        rules.may_end,
        actions.end_responsibility,
        _("The line was ended; it stays readable."),
        _issued,
    ),
    "revise_responsibility": Deed(
        "responsibilities",
        "revise",
        _("Reword"),
        "edit",
        forms.EnterResponsibility,
        lambda actor, it: rules.may_enter(actor, it.list),
        actions.revise_responsibility,
        _("Reworded."),
        _planned,
    ),
    "strike_responsibility": Deed(
        "responsibilities",
        "strike",
        _("Strike"),
        "trash",
        forms.Deed,
        lambda actor, it: rules.may_enter(actor, it.list),
        actions.strike_responsibility,
        _("Struck from the list."),
        _planned,
    ),
    "report": Deed(
        "rectifications",
        "report",
        _("Write down progress"),
        "edit",
        forms.Report,
        lambda actor, it: rules.may_report(actor, it, queries.supports_of(it)),
        actions.report,
        _("The progress is written down."),
        _step("report"),
    ),
    "apply": Deed(
        "rectifications",
        "apply",
        _("Apply for close-out"),
        "send",
        forms.Apply,
        rules.may_apply,
        actions.apply,
        _("The issuing level verifies now."),
        _step("apply"),
    ),
    "verify": Deed(
        "rectifications",
        "verify",
        pgettext_lazy("close-out", "Verify"),
        "eye",
        forms.Verify,
        rules.may_verify,
        actions.verify,
        _("The findings are written down."),
        _step("verify"),
    ),
    "approve": Deed(
        "rectifications",
        "approve",
        _("Approve the close-out"),
        "circle-check",
        forms.Approve,
        rules.may_approve,
        actions.approve,
        _("Closed out."),
        _step("approve"),
    ),
    "postpone": Deed(
        "rectifications",
        "postpone",
        _("Give a later date"),
        "calendar",
        forms.Postpone,
        rules.may_postpone,
        actions.postpone,
        _("The later date stands; the first one stays readable."),
        _step("postpone"),
    ),
    "relapse": Deed(
        "rectifications",
        "relapse",
        _("It came back"),
        "repeat",
        forms.Relapse,
        rules.may_relapse,
        actions.relapse,
        _("The problem is open again."),
        _step("relapse"),
    ),
    "hold": Deed(
        "talks",
        "hold",
        _("Record the talk"),
        "edit",
        forms.Hold,
        rules.may_hold,
        actions.hold,
        _("The talk is recorded; its follow-up has a date."),
        _talk_at("hold"),
    ),
    "check": Deed(
        "talks",
        "check",
        _("Follow it up"),
        "eye",
        forms.Check,
        rules.may_check,
        actions.check,
        _("The findings are written down."),
        _talk_at("check"),
    ),
    "revise_rectification": Deed(
        "rectifications",
        "revise",
        _("Reword"),
        "edit",
        forms.EnterRectification,
        lambda actor, it: rules.may_enter(actor, it.list),
        actions.revise_rectification,
        _("Reworded."),
        lambda it: it.step == Step.PLANNED,
    ),
    "strike_rectification": Deed(
        "rectifications",
        "strike",
        _("Strike"),
        "trash",
        forms.Deed,
        lambda actor, it: rules.may_enter(actor, it.list),
        actions.strike_rectification,
        _("Struck from the list."),
        lambda it: it.step == Step.PLANNED,
    ),
}
