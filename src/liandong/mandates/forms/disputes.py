"""What is asked and typed in a dispute about who is responsible."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import text
from liandong.kernel.page import KeyedForm, offer
from liandong.mandates.lifecycle import DISPUTE_MOVES, DisputeState
from liandong.mandates.models import Dispute
from liandong.mandates.queries import possible_leads, possible_sides
from liandong.people.models import Post
from liandong.rulebook.models import Category


@dataclass(frozen=True, slots=True)
class OpenedDispute:
    """A dispute as it lies open for one actor. `staffing`: who acts for the staffing office."""

    dispute: Dispute
    actor: Actor
    now: datetime
    staffing: bool

    @property
    def key(self) -> dict[str, int]:
        return {"dispute_id": self.dispute.pk}

    def at_step(self, verb: str) -> bool:
        return self.dispute.state in DISPUTE_MOVES[verb][0]


def post_name(post: Post) -> str:
    """An office as a choice, in the reader's language."""
    if not (get_language() or "").startswith("en"):
        return post.title
    return f"{post.title_en or post.title} ({post.place.name_en or post.place.name})"


class FindDisputes(forms.Form):
    """Which disputes are shown."""

    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All states")), *DisputeState.choices], required=False
    )


class RaiseDispute(KeyedForm):
    """Who is responsible, for which kind of matter, and against whom."""

    category_id = forms.TypedChoiceField(label=_("Kind of matter"), coerce=int, choices=[])
    other_id = forms.TypedChoiceField(label=_("The other office"), coerce=int, choices=[])
    question = text(
        _("What is in dispute, and what we hold"),
        _("Name the law or the item of the list. Name no resident: everybody reads this."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        english = (get_language() or "").startswith("en")
        kinds = [
            (one.pk, one.name_en if english and one.name_en else one.name)
            for one in Category.objects.order_by("order_no")
        ]
        offer(self, "category_id", kinds)
        offer(self, "other_id", [(one.pk, post_name(one)) for one in possible_sides(actor)])


class TakePosition(DeedForm[OpenedDispute]):
    text = text(_("What this side holds"), _("Name no resident: everybody reads this."))


class Rule(DeedForm[OpenedDispute]):
    lead_id = forms.TypedChoiceField(label=_("Who leads"), coerce=int, choices=[])
    ruling = text(_("Ruling and reasons"), _("Name no resident: everybody reads this."))

    def prepare(self) -> None:
        leads = possible_leads(self.opened.dispute)
        offer(self, "lead_id", [(one.pk, post_name(one)) for one in leads])


class EndDispute(DeedForm[OpenedDispute]):
    reason = text(_("Reason, which everybody reads"), most=600)
