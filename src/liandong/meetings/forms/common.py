"""What the forms share: days, longer texts, and posts to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import day, text
from liandong.meetings import queries
from liandong.meetings.actions import Session
from liandong.meetings.lifecycle import MOVES, Kind
from liandong.meetings.models import AgendaItem, Meeting
from liandong.people.models import Post

# Whose place in the lifecycle a deed of another name has.
STEPS = {"put": "pick", **{f"decide_{kind.value}": "decide" for kind in Kind}}


def post_name(post: Post) -> str:
    """A post as a choice: its title in the reader's language."""
    if not (get_language() or "").startswith("en"):
        return post.title
    return f"{post.title_en or post.title} ({post.place.name_en or post.place.name})"


def choices(posts: Iterable[Post], nobody: Any = None) -> list[tuple[Any, Any]]:
    named: list[tuple[Any, Any]] = [(post.pk, post_name(post)) for post in posts]
    return [("", nobody), *named] if nobody else named


@dataclass(frozen=True, slots=True)
class OpenedMeeting:
    """A meeting as it lies open for one actor."""

    actor: Actor
    meeting: Meeting

    @property
    def key(self) -> dict[str, int]:
        return {"meeting_id": self.meeting.pk}

    def at_step(self, verb: str) -> bool:
        return self.meeting.state in MOVES[STEPS.get(verb, verb)][0]


@dataclass(frozen=True, slots=True)
class OpenedItem:
    """An item of an agenda as it lies open for one actor."""

    actor: Actor
    item: AgendaItem

    @property
    def key(self) -> dict[str, int]:
        return {"item_id": self.item.pk}

    def at_step(self, verb: str) -> bool:
        undecided = not queries.decided(self.item)
        return undecided and self.item.meeting.state in MOVES[STEPS.get(verb, verb)][0]


class Reason(DeedForm[OpenedMeeting]):
    reason = text(_("Reason"), most=600)


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
