"""Everything that can be done to a budget vote, as one table: its word, form, rule and action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liandong.budgeting import actions, forms, rules
from liandong.budgeting.forms import Opened
from liandong.budgeting.lifecycle import MOVES
from liandong.kernel.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done; `says` is what the page says afterwards."""

    verb: str
    label: Promise
    icon: str
    form: Callable[..., Any]
    rule: Callable[[Opened], Verdict]
    action: Callable[..., Any]
    says: Promise

    @property
    def slug(self) -> str:
        return self.verb.replace("_", "-")

    @property
    def again(self) -> bool:
        """Whether the same is done many times in a row, as with a pile of papers."""
        return self.verb in {"hand_out", "enter_paper"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed as it stands for one actor: allowed, or why not."""

    deed: Deed
    verdict: Verdict


def offers(opened: Opened) -> list[Offer]:
    """What can be done at this step; what is not allowed says why."""
    state = opened.vote.state
    deeds = [deed for deed in DEEDS.values() if state in MOVES[deed.verb][0]]
    return [Offer(deed, deed.rule(opened)) for deed in deeds]


DEEDS = {
    deed.verb: deed
    for deed in (
        Deed(
            "publish_list",
            _("Publish the list"),
            "list-details",
            forms.Deed,
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
            forms.Deed,
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
        ),
        Deed(
            "enter_paper",
            _("Enter voting papers"),
            "edit",
            forms.EnterPaper,
            lambda it: rules.may_enter_papers(it.actor, it.vote),
            actions.enter_paper,
            _("Entered."),
        ),
        Deed(
            "count",
            _("Count"),
            "chart-bar",
            forms.Deed,
            lambda it: rules.may_count(it.actor, it.vote, it.facts, it.now),
            actions.count,
            _("Counted and published."),
        ),
        Deed(
            "settle",
            _("Carry the result out"),
            "circle-check",
            forms.Deed,
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
}
