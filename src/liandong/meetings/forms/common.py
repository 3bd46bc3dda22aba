"""What the forms share: days, longer texts, and posts to choose from."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liandong.kernel.page import KeyedForm
from liandong.meetings.actions import Session
from liandong.people.models import Post


def day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, required=required)


def words_of(
    label: Any, help_text: Any = "", *, rows: int = 3, required: bool = True, most: int = 2000
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, widget=widget, required=required, max_length=most
    )


def post_name(post: Post) -> str:
    """A post as a choice: its title in the reader's language."""
    if not (get_language() or "").startswith("en"):
        return post.title
    return f"{post.title_en or post.title} ({post.place.name_en or post.place.name})"


def choices(posts: Iterable[Post], nobody: Any = None) -> list[tuple[Any, Any]]:
    named: list[tuple[Any, Any]] = [(post.pk, post_name(post)) for post in posts]
    return [("", nobody), *named] if nobody else named


class Deed(KeyedForm):
    """One thing that is done with a meeting or an item; this one needs no words."""

    def __init__(self, *args: Any, thing: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thing = thing


class Reason(Deed):
    reason = words_of(_("Reason"), most=600)


class WhenAndWhere(forms.Form):
    """When and where a meeting is held."""

    on = day(_("Day"))
    at = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    venue = forms.CharField(label=_("Venue"), max_length=120)

    def session(self, topic: str = "") -> Session:
        given = self.cleaned_data
        zone = timezone.get_current_timezone()
        return Session(datetime.combine(given["on"], given["at"], zone), given["venue"], topic)
