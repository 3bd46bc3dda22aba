"""What is typed about urging and about supervision orders."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.duties import queries
from liandong.duties.actions import Demand
from liandong.duties.forms.lists import Deed, post_choices
from liandong.duties.lifecycle import OrderForm, OrderState, Supervision
from liandong.kernel.actor import Actor
from liandong.kernel.fields import day, line, text
from liandong.kernel.page import KeyedForm, offer
from liandong.people.models import Post

LONGEST_MARK = 12


class Urge(Deed):
    sentence = text(
        _("What you urge"), _("One sentence. It stands on the desk of whoever must act."), most=200
    )


class FindOrders(forms.Form):
    """Which orders are shown."""

    q = forms.CharField(label=_("Search"), max_length=60, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of supervision"),
        choices=[("", _("All kinds")), *Supervision.choices],
        required=False,
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All states")), *OrderState.choices], required=False
    )

    @property
    def search(self) -> queries.OrderSearch:
        given = self.cleaned_data
        return queries.OrderSearch(
            given.get("q", ""), given.get("kind", ""), given.get("state", "")
        )


class ChooseOffice(forms.Form):
    """Whom an order goes to."""

    post = forms.TypedChoiceField(label=_("Office that must act"), coerce=int, choices=[])

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "post", post_choices(queries.supervised_posts(actor)))


class OrderWords(KeyedForm):
    """What an order says."""

    kind = forms.ChoiceField(label=_("Kind of supervision"), choices=Supervision.choices)
    form = forms.ChoiceField(
        label=_("On which paper"),
        choices=OrderForm.choices,
        help_text=_("A supervision order is no statutory kind of document of its own."),
    )
    title = line(pgettext_lazy("order", "Subject"))
    items = forms.MultipleChoiceField(
        label=_("What it is about"),
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What this office must do now, the earliest date first."),
    )
    reason = text(_("Why it is supervised"), most=600)
    demand = text(pgettext_lazy("order", "What must be done"))
    due_on = day(_("Answer by"))

    def about(self, post: Post) -> None:
        """Offer what this post must do now."""
        found = queries.items_for(post)
        offer(self, "items", [(item.key, said(item)) for item in found])

    @property
    def demanded(self) -> Demand:
        given = self.typed
        return Demand(
            kind=Supervision(given["kind"]),
            form=OrderForm(given["form"]),
            title=given["title"],
            reason=given["reason"],
            demand=given["demand"],
            due_on=given["due_on"],
            items=given["items"],
        )

    @property
    def words(self) -> dict[str, Any]:
        return {"demand": self.demanded}


def said(item: queries.Item) -> str:
    """One thing that an order can be about, as a choice."""
    due = f" ({timezone.localtime(item.due_at):%Y-%m-%d})" if item.due_at else ""
    return f"{item.kind}: {item.title[:80]}{due}"


class ReviseOrder(OrderWords):
    """The words of an order once more, before its issue."""

    def __init__(self, *args: Any, opened: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened, order = opened, opened.thing
        names = ("kind", "form", "title", "reason", "demand", "due_on")
        known = {name: getattr(order, name) for name in names}
        self.initial = {**known, "items": queries.keys_of(order), **self.initial}
        self.about(order.post)

    @property
    def words(self) -> dict[str, Any]:
        return {**self.opened.key, "demand": self.demanded}


class IssueOrder(Deed):
    mark = line(
        _("Office mark"),
        _("The word before the year in its number. The number itself is the next one."),
        most=LONGEST_MARK,
    )

    def prepare(self) -> None:
        self.initial.setdefault("mark", queries.mark_of(self.thing.place, "督"))


class AnswerOrder(Deed):
    answer = text(_("What was done"))
    evidence = text(
        _("What shows it"), _("Something that exists already; no photos."), required=False
    )


class AcceptOrder(Deed):
    findings = text(_("Findings"))


class SendOrderBack(Deed):
    findings = text(_("What is missing"))
    due_on = day(pgettext_lazy("order", "New date"))


class CloseOrder(Deed):
    remark = text(_("Remark"), required=False, most=600)
