"""Everything that can be done with an item of the express line."""

from django.utils.translation import gettext_lazy as _

from liandong.kernel.desk import Deed, table
from liandong.meetings import actions, forms, rules
from liandong.meetings.forms import OpenedExpress

_EXPRESS: tuple[Deed[OpenedExpress], ...] = (
    Deed(
        "take_up",
        _("Take it up"),
        "check",
        forms.TakeUp,
        lambda it: rules.may_take_up(it.actor, it.item),
        actions.take_up,
        _("Taken up. Everybody reads the plan and its date. Give the departments their steps."),
    ),
    Deed(
        "pass_on",
        _("Pass it on to another secretary"),
        "arrow-right",
        forms.PassOn,
        lambda it: rules.may_pass_on(it.actor, it.item),
        actions.pass_on,
        _("Passed on. The other secretary finds it on the desk."),
    ),
    Deed(
        "decline",
        _("Decline it"),
        "ban",
        forms.Decline,
        lambda it: rules.may_decline(it.actor, it.item),
        actions.decline,
        _("Declined, with the reason in public. The joint meeting finds it for its agenda."),
    ),
    Deed(
        "ask",
        _("Give a department its step"),
        "plus",
        forms.Ask,
        lambda it: rules.may_ask(it.actor, it.item),
        actions.ask,
        _("The step runs; it stands in the department's list of duties."),
    ),
    Deed(
        "answer",
        _("Answer in public"),
        "send",
        forms.Answer,
        lambda it: rules.may_answer(it.actor, it.item),
        actions.answer,
        _("Answered. Everybody reads it."),
    ),
    Deed(
        "put_off",
        _("Give a later date"),
        "calendar",
        forms.PutOff,
        lambda it: rules.may_put_off(it.actor, it.item),
        actions.put_off,
        _("The answer has a later date, with the reason in public."),
    ),
    Deed(
        "gather",
        _("Gather matters of this kind"),
        "users",
        forms.Gather,
        lambda it: rules.may_gather(it.actor, it.item),
        actions.gather,
        _("Gathered behind the item."),
    ),
    Deed(
        "withdraw",
        _("Take it back"),
        "trash",
        forms.Withdraw,
        lambda it: rules.may_withdraw(it.actor, it.item),
        actions.withdraw,
        _("Taken back."),
    ),
)

EXPRESS_DEEDS = table(*_EXPRESS)
