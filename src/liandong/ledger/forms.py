"""The shape of what is asked of the ledger."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.kernel.fields import day
from liandong.kernel.page import KeyedForm
from liandong.ledger.lifecycle import History
from liandong.ledger.queries import Behind


class Erase(KeyedForm):
    """Which texts behind the entries of one subject are erased, and why."""

    texts = forms.MultipleChoiceField(
        label=_("What is erased"), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("A resident's request, or the rule. It is kept beside the new entry."),
        max_length=200,
    )

    def __init__(self, *args: Any, behind: list[Behind], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["texts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (each.field, f"{each.name} ({each.there})") for each in behind if each.there
        ]


class Export(KeyedForm):
    """Which days of the history, in which form."""

    kind = forms.ChoiceField(label=_("Form"), choices=History.choices)
    since = day(_("From day"), required=False)
    until = day(_("Until day"), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("since") and given.get("until") and given["since"] > given["until"]:
            self.add_error("until", _("The last day lies before the first."))
        return given
