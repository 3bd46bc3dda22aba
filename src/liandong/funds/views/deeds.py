"""Everything that can be done to a fund, as one table: its word, form, rule and action."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liandong.funds import actions, forms, queries, rules
from liandong.funds.forms import Opened
from liandong.funds.models import Facts
from liandong.kernel.dates import day_of
from liandong.kernel.desk import Deed, DeedForm, table
from liandong.kernel.verdict import Verdict


def base_of(opened: Opened) -> str:
    """The address of the page that a deed belongs to."""
    if opened.posting is not None:
        return reverse("funds:posting", args=[opened.posting.pk])
    if opened.commitment is not None:
        return reverse("funds:commitment", args=[opened.commitment.pk])
    return reverse("funds:books", args=[opened.fund.place_id, opened.fund.year])


def _close(it: Opened) -> Verdict:
    facts = Facts(unreceipted=queries.unreceipted(it.fund).count())
    open_ = queries.unfinished(it.fund)
    return rules.may_close(it.actor, it.fund, facts, day_of(it.now), open_)


def _reverse(it: Opened) -> Verdict:
    assert it.posting is not None, "a posting is reversed"
    before = hasattr(it.posting, "reversed_by")
    return rules.may_reverse(it.actor, it.posting, reversed_before=before)


def _add_receipt(it: Opened) -> Verdict:
    assert it.posting is not None, "a receipt belongs to a posting"
    return rules.may_add_receipt(it.actor, it.posting)


def _of_commitment(rule: Callable[..., Verdict]) -> Callable[[Opened], Verdict]:
    return lambda it: rule(it.actor, it.commitment, it.facts)


FUND_DEEDS: dict[str, Deed[Opened]] = table(
    Deed(
        "propose",
        _("Propose spending"),
        "plus",
        forms.Propose,
        lambda it: rules.may_propose(it.actor, it.fund),
        actions.propose,
        _("It is proposed and waits for approval."),
    ),
    Deed(
        "plan",
        _("Set a budget line"),
        "edit",
        forms.Plan,
        lambda it: rules.may_plan(it.actor, it.fund),
        actions.plan,
        _("The line is set."),
    ),
    Deed(
        "allot",
        _("Enter an allotment"),
        "download",
        forms.Allot,
        lambda it: rules.may_allot(it.actor, it.fund),
        actions.allot,
        _("The allotment is entered."),
    ),
    Deed("close", _("Close the year"), "lock", DeedForm, _close, actions.close, _("Closed.")),
)
COMMITMENT_DEEDS: dict[str, Deed[Opened]] = table(
    Deed(
        "attach_decision",
        _("Attach a decision"),
        "gavel",
        forms.AttachDecision,
        _of_commitment(rules.may_attach_decision),
        actions.attach_decision,
        _("The decision is attached."),
    ),
    Deed(
        "declare",
        _("Declare whether you have an interest"),
        "shield-check",
        forms.Declare,
        _of_commitment(rules.may_declare),
        actions.declare,
        _("Your declaration is recorded."),
    ),
    Deed(
        "approve",
        _("Approve"),
        "check",
        DeedForm,
        _of_commitment(rules.may_approve),
        actions.approve,
        _("Approved: the money is committed."),
    ),
    Deed(
        "reject",
        _("Do not approve"),
        "x",
        forms.Reject,
        _of_commitment(rules.may_reject),
        actions.reject,
        _("It was not approved."),
    ),
    Deed(
        "pay",
        _("Enter a payment"),
        "send",
        forms.Pay,
        _of_commitment(rules.may_pay),
        actions.pay,
        _("The payment is entered."),
    ),
    Deed(
        "finish",
        _("Finish"),
        "circle-check",
        DeedForm,
        _of_commitment(rules.may_finish),
        actions.finish,
        _("Finished: what was left is free again."),
    ),
)
POSTING_DEEDS: dict[str, Deed[Opened]] = table(
    Deed(
        "add_receipt",
        _("Add receipts"),
        "paperclip",
        forms.AddReceipt,
        _add_receipt,
        actions.add_receipt,
        _("The receipt is added."),
    ),
    Deed(
        "reverse",
        _("Reverse"),
        "refresh",
        forms.Reverse,
        _reverse,
        actions.reverse,
        _("It is reversed."),
    ),
)
