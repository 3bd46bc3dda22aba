"""To whom a desk gives a matter: who leads by the lists, who else could, and who may not."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from liandong.kernel.dates import day_of
from liandong.kernel.fields import text
from liandong.kernel.page import offer
from liandong.kernel.verdict import Verdict
from liandong.mandates import queries as mandates
from liandong.mandates import rules as mandate_rules
from liandong.mandates.models import Dispute, MandateItem
from liandong.matters import queries
from liandong.matters.actions import Route
from liandong.matters.forms.staff.common import CategoryField, Deed, WithCategory
from liandong.people.models import Post
from liandong.rulebook.models import Category


@dataclass(frozen=True, slots=True)
class Candidate:
    """A post that could lead: by which item or ruling, and whether a guard forbids it."""

    post: Post
    verdict: Verdict
    item: MandateItem | None = None
    supports: tuple[Post, ...] = ()
    precedent: Dispute | None = None

    @property
    def value(self) -> str:
        return f"{self.post.pk}:{self.item.pk if self.item else ''}"

    @property
    def named(self) -> bool:
        """Whether a list or a ruling says that it leads."""
        return self.item is not None or self.precedent is not None


class Routing(Deed):
    """Chooses a lead and supports. The template draws the candidates."""

    lead = forms.CharField(label=_("Who leads"), max_length=40)
    supports = forms.TypedMultipleChoiceField(
        label=_("Who supports"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    @property
    def today(self) -> date:
        return day_of(self.file.now)

    @property
    def kind(self) -> Category | None:
        """The kind of matter by which the lists are asked."""
        return self.file.matter.category

    def prepare(self) -> None:
        super().prepare()
        posts = {one.post.pk: one.post for one in self.candidates}
        offer(self, "supports", [(number, str(number)) for number in posts])
        first = next((one for one in self.candidates if one.named and one.verdict), None)
        if first is not None:
            self.initial.setdefault("lead", first.value)
            self.initial.setdefault("supports", [post.pk for post in first.supports])

    @cached_property
    def candidates(self) -> list[Candidate]:
        """First whom the lists name, then other offices that this desk reaches, near ones first."""
        desk = self.file.matter.desk
        named = {}
        for one in mandates.suggest(self.kind, self.file.matter.place, self.today):
            if one.lead_post is not None and one.lead_post.pk not in named:
                named[one.lead_post.pk] = Candidate(
                    one.lead_post,
                    self._guard(one.lead_post),
                    one.item,
                    tuple(one.support_posts),
                    one.precedent,
                )
            for post in one.support_posts:
                named.setdefault(post.pk, self._candidate(post))
        others = [post for post in queries.leads_in(desk) if post.pk not in named]
        others.sort(key=lambda post: abs(post.place.level - desk.level))
        return [*named.values(), *(self._candidate(post) for post in others)]

    def _candidate(self, post: Post) -> Candidate:
        return Candidate(post, self._guard(post))

    def _guard(self, post: Post) -> Verdict:
        """The lists' answer for a post; the same for every post on one level of one place."""
        level = post.organisation.level if post.organisation else post.place.level
        key = (post.place_id, level)
        if key not in self._answers:
            self._answers[key] = mandate_rules.may_lead(
                self.file.actor, self.kind, post, self.file.matter.desk, on=self.today
            )
        return self._answers[key]

    @cached_property
    def _answers(self) -> dict[tuple[int, int], Verdict]:
        return {}

    @property
    def by_list(self) -> list[Candidate]:
        """Whom the lists name as lead."""
        return [one for one in self.candidates if one.named]

    @property
    def others(self) -> list[Candidate]:
        return [one for one in self.candidates if not one.named]

    @property
    def unfolded(self) -> bool:
        """Whether the other offices are in sight: the lists name nobody, or one was chosen."""
        others = {one.value for one in self.others}
        supports = {one.post.pk for one in self.others} & self.supporting
        return not self.by_list or self.chosen in others or bool(supports)

    @property
    def chosen(self) -> str:
        return str(self.data.get("lead") or self.initial.get("lead") or "")

    @property
    def supporting(self) -> set[int]:
        if isinstance(self.data, QueryDict):
            return {int(n) for n in self.data.getlist("supports") if n.isdecimal()}
        return set(self.initial.get("supports", ()))

    def clean_lead(self) -> Candidate:
        by_value = {one.value: one for one in self.candidates}
        found = by_value.get(self.cleaned_data["lead"])
        if found is None:
            raise forms.ValidationError(_("Choose an office from the list."))
        return found

    @property
    def route(self) -> Route:
        given = self.cleaned_data
        lead: Candidate = given["lead"]
        posts = {one.post.pk: one.post for one in self.candidates}
        return Route(
            lead=lead.post,
            supports=tuple(posts[n] for n in given["supports"] if n != lead.post.pk),
            item=lead.item,
            precedent=lead.precedent,
            designated=given.get("designated", False),
        )


class _Designating(Routing):
    designated = forms.BooleanField(
        label=_("Designate: settles a dispute, and the lead may not return it"),
        help_text=_("Weifang hotline ordinance, article 22. Only a district or city desk."),
        required=False,
    )


class Dispatch(_Designating, WithCategory):
    field_order = ["category", "lead", "supports", "designated"]

    @property
    def kind(self) -> Category | None:
        """As accepted, or as chosen so far."""
        field = self.fields.get("category")
        if not isinstance(field, CategoryField):
            return self.file.matter.category
        return field.known.get(self.data.get("category") or self.initial.get("category") or "")

    def more(self) -> "Dispatch":
        """The same form for another kind of matter: its leads, nothing chosen yet."""
        return Dispatch(initial={"category": self.data.get("category", "")}, file=self.file)

    @property
    def words(self) -> dict[str, Any]:
        return {"route": self.route, "category": self.cleaned_data.get("category")}


class Transfer(_Designating):
    reason = text(_("Reason, which the resident reads"))

    @property
    def words(self) -> dict[str, Any]:
        return {"route": self.route, "reason": self.cleaned_data["reason"]}


class Split(Routing):
    task = text(_("What this part is"))
    field_order = ["task", "lead", "supports"]

    def prepare(self) -> None:
        super().prepare()
        del self.fields["supports"]

    @property
    def route(self) -> Route:
        lead: Candidate = self.cleaned_data["lead"]
        return Route(lead=lead.post, item=lead.item, precedent=lead.precedent)

    @property
    def words(self) -> dict[str, Any]:
        return {"task": self.cleaned_data["task"], "route": self.route}
