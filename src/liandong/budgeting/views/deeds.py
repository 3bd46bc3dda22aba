"""Everything that can be done to a budget vote, as one table: its word, form, rule and action."""

from django.utils.translation import gettext_lazy as _

from liandong.budgeting import actions, forms, rules
from liandong.budgeting.forms import Opened
from liandong.budgeting.models import Objection
from liandong.kernel.desk import Deed, DeedForm, table
from liandong.kernel.verdict import Verdict

ASSESS: Deed[Opened] = Deed(
    "assess",
    _("Cost a proposal"),
    "edit",
    forms.Assess,
    lambda it: rules.may_assess(it.actor, it.vote),
    actions.assess,
    _("It is written down."),
)


def _decide(it: Opened) -> Verdict:
    assert isinstance(it.about, Objection), "an objection is decided"
    return rules.may_decide_objection(it.actor, it.vote, it.about)


DECIDE: Deed[Opened] = Deed(
    "decide_objection",
    _("Decide an objection"),
    "gavel",
    forms.DecideObjection,
    _decide,
    actions.decide_objection,
    _("It is decided. The reason stands on the page of the vote."),
)
DEEDS: dict[str, Deed[Opened]] = table(
    Deed(
        "publish_list",
        _("Publish the list"),
        "list-details",
        DeedForm,
        lambda it: rules.may_publish_list(it.actor, it.vote, it.facts, it.now),
        actions.publish_list,
        _("The list is published."),
    ),
    Deed(
        "enter_roll",
        _("Enter the roll"),
        "users",
        forms.Roll,
        lambda it: rules.may_enter_roll(it.actor, it.vote),
        actions.enter_roll,
        _("The roll is entered."),
    ),
    Deed(
        "issue_codes",
        _("Print codes for voting online"),
        "qrcode",
        forms.Codes,
        lambda it: rules.may_issue_codes(it.actor, it.vote, it.facts),
        actions.issue_codes,
        _("The codes are printed."),
    ),
    Deed(
        "print_papers",
        _("Make the voting papers"),
        "printer",
        forms.Papers,
        lambda it: rules.may_print_papers(it.actor, it.vote, it.facts),
        actions.print_papers,
        _("The papers are made; print them below."),
    ),
    Deed(
        "open_voting",
        _("Start the voting"),
        "checkbox",
        DeedForm,
        lambda it: rules.may_open_voting(it.actor, it.vote, it.facts, it.now),
        actions.open_voting,
        _("Voting has begun."),
    ),
    Deed(
        "hand_out",
        _("Hand out a voting paper"),
        "send",
        forms.HandOut,
        lambda it: rules.may_hand_out(it.actor, it.vote, it.now, voted=False),
        actions.hand_out,
        _("The voter is marked and draws a paper."),
        again=True,
    ),
    Deed(
        "enter_paper",
        _("Enter voting papers"),
        "edit",
        forms.EnterPaper,
        lambda it: rules.may_enter_papers(it.actor, it.vote),
        actions.enter_paper,
        _("Entered."),
        again=True,
    ),
    Deed(
        "count",
        _("Count"),
        "chart-bar",
        DeedForm,
        lambda it: rules.may_count(it.actor, it.vote, it.facts, it.now),
        actions.count,
        _("Counted and published."),
    ),
    Deed(
        "recount",
        _("Count again"),
        "refresh",
        DeedForm,
        lambda it: rules.may_recount(it.actor, it.vote, it.facts),
        actions.recount,
        _("Counted again and published anew."),
    ),
    Deed(
        "settle",
        _("Carry the result out"),
        "circle-check",
        DeedForm,
        lambda it: rules.may_settle(it.actor, it.vote, it.facts, it.now),
        actions.settle,
        _("The money is committed, and the projects go into execution."),
    ),
    Deed(
        "cancel",
        _("End without a result"),
        "x",
        forms.Cancel,
        lambda it: rules.may_cancel(it.actor, it.vote),
        actions.cancel,
        _("The vote has ended without a result."),
    ),
)
