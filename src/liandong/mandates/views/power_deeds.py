"""Everything that can be done to a delegated power, as one table."""

from django.utils.translation import gettext_lazy as _

from liandong.kernel.desk import Deed, DeedForm, table
from liandong.mandates import actions, forms, rules
from liandong.mandates.forms import OpenedPower

POWER_DEEDS: dict[str, Deed[OpenedPower]] = table(
    Deed(
        "check_capacity",
        _("Check the capacity"),
        "user-check",
        forms.CheckCapacity,
        lambda it: rules.may_check_capacity(it.actor, it.power),
        actions.check_capacity,
        _("The check of capacity is written down."),
    ),
    Deed(
        "train",
        _("Enter a training"),
        "users",
        forms.Train,
        lambda it: rules.may_train(it.actor, it.power),
        actions.train,
        _("The training is written down."),
    ),
    Deed(
        "hand_over",
        _("Hand the power over"),
        "send",
        DeedForm,
        lambda it: rules.may_hand_over(it.actor, it.power),
        actions.hand_over,
        _("It is the receiver's from today on."),
    ),
    Deed(
        "count_use",
        _("Enter the uses of a month"),
        "chart-bar",
        forms.CountUse,
        lambda it: rules.may_count_use(it.actor, it.power),
        actions.count_use,
        _("The number is entered."),
    ),
    Deed(
        "withdraw",
        _("Take the power back"),
        "arrow-up",
        forms.WithReason,
        lambda it: rules.may_withdraw(it.actor, it.power),
        actions.withdraw,
        _("The power is taken back; it stays readable with its reason."),
    ),
    Deed(
        "drop",
        _("Do not delegate it"),
        "ban",
        forms.WithReason,
        lambda it: rules.may_drop(it.actor, it.power),
        actions.drop,
        _("The proposal is given up."),
    ),
)
