"""Everything that can be done to a conversation and its statements: word, form, rule, action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liandong.kernel.dates import day_of
from liandong.kernel.verdict import Verdict
from liandong.opinions import actions, forms, rules
from liandong.opinions.forms import Opened
from liandong.opinions.lifecycle import MOVES


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
        return self.verb == "enter_paper"


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed as it stands for one actor: allowed, or why not."""

    deed: Deed
    verdict: Verdict


def offers(opened: Opened) -> list[Offer]:
    """What can be done at this step; what is not allowed says why."""
    state = opened.conversation.state
    deeds = [deed for deed in DEEDS.values() if state in MOVES[deed.verb][0]]
    return [Offer(deed, deed.rule(opened)) for deed in deeds]


DEEDS = {
    deed.verb: deed
    for deed in (
        Deed(
            "issue_codes",
            _("Print questionnaires"),
            "printer",
            forms.Codes,
            lambda it: rules.may_issue_codes(it.actor, it.conversation),
            actions.issue_codes,
            _("The questionnaires are printed."),
        ),
        Deed(
            "enter_paper",
            _("Enter questionnaires"),
            "edit",
            forms.EnterPaper,
            lambda it: rules.may_enter_papers(it.actor, it.conversation),
            actions.enter_paper,
            _("Entered."),
        ),
        Deed(
            "close",
            _("Close and fix the result"),
            "lock",
            forms.Deed,
            lambda it: rules.may_close(
                it.actor, it.conversation, day_of(it.now), it.facts.paper_days
            ),
            actions.close,
            _("It is closed; the result and the answers are published."),
        ),
        Deed(
            "name_groups",
            _("Name the groups"),
            "users",
            forms.NameGroups,
            lambda it: rules.may_name_groups(it.actor, it.conversation, it.facts),
            actions.name_groups,
            _("The groups have their names."),
        ),
        Deed(
            "conclude",
            _("Say what comes of it"),
            "send",
            forms.Conclude,
            lambda it: rules.may_conclude(it.actor, it.conversation),
            actions.conclude,
            _("The answer is published."),
        ),
        Deed(
            "cancel",
            _("End it without a result"),
            "x",
            forms.Cancel,
            lambda it: rules.may_cancel(it.actor, it.conversation),
            actions.cancel,
            _("The conversation has ended without a result."),
        ),
    )
}

# What is done to one statement that waits or is published, in the order in which it is offered.
LOOKS: dict[str, tuple[Promise, str, Callable[..., Any], Callable[..., Any]]] = {
    "publish": (_("Publish"), "check", forms.Publish, actions.publish),
    "refuse": (_("Do not publish"), "ban", forms.Refuse, actions.refuse),
    "merge": (_("Says the same as another"), "git-merge", forms.Merge, actions.merge),
}
