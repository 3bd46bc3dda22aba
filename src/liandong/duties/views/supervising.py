"""Urging, and everything that can be done to a supervision order or a bulletin, as tables."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.duties import actions, forms, queries, rules
from liandong.duties.forms import Opened
from liandong.duties.lifecycle import ORDER_MOVES, BulletinState, OrderState, Step
from liandong.kernel.desk import Deed, DeedForm, table
from liandong.kernel.verdict import Verdict


def _at(verb: str) -> Callable[[Opened], bool]:
    return lambda it: it.thing.state in ORDER_MOVES[verb][0]


def _filed(it: Opened) -> bool:
    return bool(it.thing.state == OrderState.FILED)


def _drafted(it: Opened) -> bool:
    return bool(it.thing.state == BulletinState.DRAFTED)


def _runs(it: Opened) -> bool:
    return bool(it.thing.list.issued and it.thing.promise_id)


def _running(it: Opened) -> bool:
    return bool(it.thing.step == Step.RUNNING)


def _may_urge_line(it: Opened) -> Verdict:
    quiet = queries.quiet_until(it.thing, it.thing.list.post.place, timezone.now())
    return rules.may_urge_line(it.actor, it.thing, quiet)


def _may_urge_problem(it: Opened) -> Verdict:
    quiet = queries.quiet_until(it.thing, it.thing.list.post.place, timezone.now())
    return rules.may_urge_problem(it.actor, it.thing, quiet)


def _may_urge_order(it: Opened) -> Verdict:
    quiet = queries.quiet_until(it.thing, it.thing.post.place, timezone.now())
    return rules.may_urge_order(it.actor, it.thing, quiet)


URGED = _("Urged. It stands on the desk of whoever must act.")
URGE_LINE = Deed(
    "urge",
    _("Urge"),
    "message-circle",
    forms.Urge,
    _may_urge_line,
    actions.urge_responsibility,
    URGED,
    only=_runs,
)
URGE_PROBLEM = Deed(
    "urge",
    _("Urge"),
    "message-circle",
    forms.Urge,
    _may_urge_problem,
    actions.urge_rectification,
    URGED,
    only=_running,
)
ORDER_DEEDS: dict[str, Deed[Opened]] = table(
    Deed(
        "issue",
        _("Issue the order"),
        "circle-check",
        forms.IssueOrder,
        lambda it: rules.may_issue_order(it.actor, it.thing),
        actions.issue_order,
        _("The order is issued and numbered. Its date runs from now on."),
        only=_at("issue"),
    ),
    Deed(
        "answer",
        _("Answer the order"),
        "send",
        forms.AnswerOrder,
        lambda it: rules.may_answer(it.actor, it.thing),
        actions.answer_order,
        _("The issuing level checks the answer now."),
        only=_at("answer"),
    ),
    Deed(
        "urge",
        _("Urge"),
        "message-circle",
        forms.Urge,
        _may_urge_order,
        actions.urge_order,
        URGED,
        only=_at("urge"),
    ),
    Deed(
        "accept",
        _("Accept the answer"),
        "check",
        forms.AcceptOrder,
        lambda it: rules.may_accept(it.actor, it.thing),
        actions.accept_order,
        _("The answer is accepted; the order can be closed out."),
        only=_at("accept"),
    ),
    Deed(
        "send_back",
        pgettext_lazy("order", "Send the answer back"),
        "arrow-left",
        forms.SendOrderBack,
        lambda it: rules.may_send_order_back(it.actor, it.thing),
        actions.send_order_back,
        _("The answer went back with your reasons and a new date."),
        only=_at("send_back"),
    ),
    Deed(
        "close",
        _("Close the order"),
        "circle-check",
        forms.CloseOrder,
        lambda it: rules.may_close(it.actor, it.thing),
        actions.close_order,
        _("The order is closed out."),
        only=_at("close"),
    ),
    Deed(
        "archive",
        _("Archive the order"),
        "lock",
        DeedForm,
        lambda it: rules.may_archive(it.actor, it.thing),
        actions.archive_order,
        _("The order is archived."),
        only=_at("archive"),
    ),
    Deed(
        "revise",
        _("Reword"),
        "edit",
        forms.ReviseOrder,
        lambda it: rules.may_revise(it.actor, it.thing),
        actions.revise_order,
        _("Reworded."),
        only=_filed,
    ),
    Deed(
        "strike",
        _("Strike"),
        "trash",
        DeedForm,
        lambda it: rules.may_revise(it.actor, it.thing),
        actions.strike_order,
        _("The order was struck."),
        only=_filed,
    ),
)
BULLETIN_DEEDS: dict[str, Deed[Opened]] = table(
    Deed(
        "issue",
        _("Issue the bulletin"),
        "circle-check",
        forms.IssueBulletin,
        lambda it: rules.may_issue_bulletin(it.actor, it.thing),
        actions.issue_bulletin,
        _("The bulletin is issued. Its figures no longer change."),
        only=_drafted,
    ),
    Deed(
        "revise",
        _("Reword"),
        "edit",
        forms.ReviseBulletin,
        lambda it: rules.may_revise_bulletin(it.actor, it.thing),
        actions.revise_bulletin,
        _("Reworded."),
        only=_drafted,
    ),
    Deed(
        "strike",
        _("Strike"),
        "trash",
        DeedForm,
        lambda it: rules.may_revise_bulletin(it.actor, it.thing),
        actions.strike_bulletin,
        _("The bulletin was struck."),
        only=_drafted,
    ),
)
