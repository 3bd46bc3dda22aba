"""Everything that can be done to a list, a line of it or a talk, as tables."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.duties import actions, forms, queries, rules
from liandong.duties.forms import Opened
from liandong.duties.lifecycle import (
    LIST_MOVES,
    RECTIFICATION_MOVES,
    TALK_MOVES,
    ListKind,
    ListState,
    Step,
)
from liandong.duties.views.supervising import BULLETIN_DEEDS, ORDER_DEEDS, URGE_LINE, URGE_PROBLEM
from liandong.kernel.actor import Actor
from liandong.kernel.desk import Deed, DeedForm, Offer, offers, table
from liandong.kernel.verdict import Verdict

Only = Callable[[Opened], bool]


def _list_at(verb: str, kind: str = "") -> Only:
    return lambda it: it.thing.state in LIST_MOVES[verb][0] and kind in {"", it.thing.kind}


def _step(verb: str) -> Only:
    return lambda it: it.thing.step in RECTIFICATION_MOVES[verb][0]


def _talk_at(verb: str) -> Only:
    return lambda it: it.thing.state in TALK_MOVES[verb][0]


def _issued(it: Opened) -> bool:
    return bool(it.thing.list.state == ListState.ISSUED and it.thing.ended_at is None)


def _planned(it: Opened) -> bool:
    return bool(it.thing.list.state != ListState.ISSUED)


def _unissued_problem(it: Opened) -> bool:
    return bool(it.thing.step == Step.PLANNED)


def _may_issue(it: Opened) -> Verdict:
    duties, leads = queries.duties_of(it.thing), queries.leads_of(it.thing)
    return rules.may_issue(it.actor, it.thing, duties, leads)


LIST_DEEDS: dict[str, Deed[Opened]] = table(
    Deed(
        "enter_responsibility",
        _("Enter a responsibility"),
        "plus",
        forms.EnterResponsibility,
        lambda it: rules.may_enter(it.actor, it.thing),
        actions.enter_responsibility,
        _("The line is in the list."),
        only=_list_at("enter", ListKind.RESPONSIBILITY),
        again=True,
    ),
    Deed(
        "enter_rectification",
        _("Enter a problem"),
        "plus",
        forms.EnterRectification,
        lambda it: rules.may_enter(it.actor, it.thing),
        actions.enter_rectification,
        _("The problem is in the list."),
        only=_list_at("enter", ListKind.RECTIFICATION),
        again=True,
    ),
    Deed(
        "submit",
        _("Submit to the level above"),
        "send",
        DeedForm,
        lambda it: rules.may_submit(it.actor, it.thing, queries.lines_in(it.thing)),
        actions.submit,
        _("The list lies with the level above."),
        only=_list_at("submit"),
    ),
    Deed(
        "send_back",
        _("Send back"),
        "arrow-left",
        forms.Reason,
        lambda it: rules.may_send_back(it.actor, it.thing),
        actions.send_back,
        _("The list went back with your reason."),
        only=_list_at("send_back"),
    ),
    Deed(
        "issue",
        _("Issue the list"),
        "circle-check",
        forms.IssueList,
        _may_issue,
        actions.issue,
        _("The list is issued. Its dates run from now on."),
        only=_list_at("issue"),
    ),
)
RESPONSIBILITY_DEEDS: dict[str, Deed[Opened]] = table(
    Deed(
        "fulfil",
        _("Write down what was done"),
        "check",
        forms.Fulfil,
        lambda it: rules.may_fulfil(it.actor, it.thing),
        actions.fulfil,
        _("Written down. The next period runs, if there is one."),
        only=_issued,
    ),
    URGE_LINE,
    Deed(
        "hand_down",
        _("Hand down"),
        "arrow-down",
        forms.HandDown,
        lambda it: rules.may_hand_down(it.actor, it.thing),
        actions.hand_down,
        _("The line was handed down."),
        only=_issued,
    ),
    Deed(
        "end",
        _("End this line"),
        "ban",
        forms.Reason,
        lambda it: rules.may_end(it.actor, it.thing),
        actions.end_responsibility,
        _("The line was ended; it stays readable."),
        only=_issued,
    ),
    Deed(
        "revise",
        _("Reword"),
        "edit",
        forms.EnterResponsibility,
        lambda it: rules.may_enter(it.actor, it.thing.list),
        actions.revise_responsibility,
        _("Reworded."),
        only=_planned,
    ),
    Deed(
        "strike",
        _("Strike"),
        "trash",
        DeedForm,
        lambda it: rules.may_enter(it.actor, it.thing.list),
        actions.strike_responsibility,
        _("Struck from the list."),
        only=_planned,
    ),
)
RECTIFICATION_DEEDS: dict[str, Deed[Opened]] = table(
    Deed(
        "report",
        _("Write down progress"),
        "edit",
        forms.Report,
        lambda it: rules.may_report(it.actor, it.thing, queries.supports_of(it.thing)),
        actions.report,
        _("The progress is written down."),
        only=_step("report"),
    ),
    Deed(
        "apply",
        _("Apply for close-out"),
        "send",
        forms.Apply,
        lambda it: rules.may_apply(it.actor, it.thing),
        actions.apply,
        _("The issuing level verifies now."),
        only=_step("apply"),
    ),
    Deed(
        "verify",
        pgettext_lazy("close-out", "Verify"),
        "eye",
        forms.Verify,
        lambda it: rules.may_verify(it.actor, it.thing),
        actions.verify,
        _("The findings are written down."),
        only=_step("verify"),
    ),
    Deed(
        "approve",
        _("Approve the close-out"),
        "circle-check",
        forms.Approve,
        lambda it: rules.may_approve(it.actor, it.thing),
        actions.approve,
        _("Closed out."),
        only=_step("approve"),
    ),
    URGE_PROBLEM,
    Deed(
        "postpone",
        _("Give a later date"),
        "calendar",
        forms.Postpone,
        lambda it: rules.may_postpone(it.actor, it.thing),
        actions.postpone,
        _("The later date stands; the first one stays readable."),
        only=_step("postpone"),
    ),
    Deed(
        "relapse",
        _("It came back"),
        "repeat",
        forms.Relapse,
        lambda it: rules.may_relapse(it.actor, it.thing),
        actions.relapse,
        _("The problem is open again."),
        only=_step("relapse"),
    ),
    Deed(
        "revise",
        _("Reword"),
        "edit",
        forms.EnterRectification,
        lambda it: rules.may_enter(it.actor, it.thing.list),
        actions.revise_rectification,
        _("Reworded."),
        only=_unissued_problem,
    ),
    Deed(
        "strike",
        _("Strike"),
        "trash",
        DeedForm,
        lambda it: rules.may_enter(it.actor, it.thing.list),
        actions.strike_rectification,
        _("Struck from the list."),
        only=_unissued_problem,
    ),
)
TALK_DEEDS: dict[str, Deed[Opened]] = table(
    Deed(
        "hold",
        _("Record the talk"),
        "edit",
        forms.Hold,
        lambda it: rules.may_hold(it.actor, it.thing),
        actions.hold,
        _("The talk is recorded; its follow-up has a date."),
        only=_talk_at("hold"),
    ),
    Deed(
        "check",
        _("Follow it up"),
        "eye",
        forms.Check,
        lambda it: rules.may_check(it.actor, it.thing),
        actions.check,
        _("The findings are written down."),
        only=_talk_at("check"),
    ),
)
# The deeds by the folder of the page that they belong to.
DEEDS = {
    "lists": LIST_DEEDS,
    "responsibilities": RESPONSIBILITY_DEEDS,
    "rectifications": RECTIFICATION_DEEDS,
    "talks": TALK_DEEDS,
    "orders": ORDER_DEEDS,
    "bulletins": BULLETIN_DEEDS,
}


def offers_of(folder: str, actor: Actor, thing: Any) -> list[Offer[Opened]]:
    """What can be done with a thing as it stands; what is not allowed says why."""
    return offers(DEEDS[folder].values(), Opened(folder, thing, actor))
