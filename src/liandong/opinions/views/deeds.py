"""Everything that can be done to a conversation and its statements: word, form, rule, action."""

from django.utils.translation import gettext_lazy as _

from liandong.kernel.dates import day_of
from liandong.kernel.desk import Deed, DeedForm, table
from liandong.opinions import actions, forms, queries, rules
from liandong.opinions.forms import Opened
from liandong.opinions.models import Statement

DEEDS: dict[str, Deed[Opened]] = table(
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
        again=True,
    ),
    Deed(
        "close",
        _("Close and fix the result"),
        "lock",
        DeedForm,
        lambda it: rules.may_close(it.actor, it.conversation, day_of(it.now), it.facts.paper_days),
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


# What is done to one statement that waits or is published.
LOOKS: dict[str, Deed[Opened]] = table(
    Deed(
        "publish",
        _("Publish"),
        "check",
        forms.Publish,
        lambda it: rules.may_publish(it.actor, it.conversation, one_of(it), ""),
        actions.publish,
        _("It is written down."),
    ),
    Deed(
        "refuse",
        _("Do not publish"),
        "ban",
        forms.Refuse,
        lambda it: rules.may_refuse(it.actor, it.conversation, one_of(it)),
        actions.refuse,
        _("It is written down."),
    ),
    Deed(
        "merge",
        _("Says the same as another"),
        "git-merge",
        forms.Merge,
        lambda it: rules.may_moderate(it.actor, it.conversation),
        actions.merge,
        _("It is written down."),
    ),
)
CALL_COUNCIL: Deed[Opened] = Deed(
    "call_council",
    _("Call a council on this"),
    "message-circle",
    forms.CallCouncil,
    lambda it: rules.may_call_council(
        it.actor, it.conversation, one_of(it), queries.to_be_talked_over(it.conversation)
    ),
    actions.call_council,
    _("The council is planned; it goes on here."),
)


def one_of(opened: Opened) -> Statement:
    """The statement at which a conversation lies open."""
    assert opened.statement is not None, "one statement is looked at"
    return opened.statement
