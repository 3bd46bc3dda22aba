"""What is typed about a responsibility."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.duties import queries
from liandong.duties.actions import Line
from liandong.duties.forms.lists import Deed, post_choices
from liandong.duties.lifecycle import Duty, Frequency
from liandong.duties.models import DutyList
from liandong.kernel.fields import day, text
from liandong.kernel.page import offer
from liandong.people.models import Post

NAMES = ("duty", "item", "standard", "frequency", "due_on", "evidence")


class EnterResponsibility(Deed):
    """A line of a responsibility list, new or as it is being reworded."""

    duty = forms.ChoiceField(label=_("Kind of responsibility"), choices=Duty.choices)
    item = text(_("Item"), _("What the post answers for, in one or two sentences."))
    standard = text(_("Standard asked for"), _("How anybody can see that it was done well."))
    frequency = forms.ChoiceField(label=_("Frequency"), choices=Frequency.choices)
    due_on = day(_("Due"), _("Only for what is done once."), required=False)
    evidence = text(
        _("Evidence asked for"),
        _("What already exists and shows it: minutes, a decision, a closed matter. No photos."),
        rows=2,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed: DutyList = getattr(self.thing, "list", self.thing)
        if self.listed is not self.thing:
            self.initial.update({name: getattr(self.thing, name) for name in NAMES})

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("frequency") != Frequency.ONCE:
            given["due_on"] = None
        elif not given.get("due_on"):
            self.add_error("due_on", _("What is done once needs its date."))
        elif given["due_on"].year != self.listed.year:
            self.add_error("due_on", _("The date lies outside the year of the list."))
        return given

    @property
    def words(self) -> dict[str, Any]:
        given = self.typed
        kinds = {"duty": Duty(given["duty"]), "frequency": Frequency(given["frequency"])}
        return {**self.opened.key, "line": Line(**{**given, **kinds})}


class Fulfil(Deed):
    result = text(_("What was done in this period"), most=500)
    evidence = text(
        _("What shows it"),
        _("Name what exists already, such as minutes or a number. Nothing is made for this."),
        rows=2,
        required=False,
        most=500,
    )


class HandDown(Deed):
    posts = forms.TypedMultipleChoiceField(
        label=_("Handed to"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Posts directly below that do not have this line yet."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handed = queries.handed_to(self.thing)
        holder: Post = self.thing.list.post
        posts = [post for post in queries.next_below(holder) if post.pk not in handed]
        offer(self, "posts", post_choices(posts))

    @property
    def words(self) -> dict[str, Any]:
        return {**self.opened.key, "post_ids": tuple(self.cleaned_data["posts"])}
