"""Finding projects, and what every deed on one has in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import text
from liandong.kernel.page import offer
from liandong.people.models import Post
from liandong.places.models import Level
from liandong.projects import queries
from liandong.projects.lifecycle import MOVES, Kind, State
from liandong.projects.models import Facts, Goal, Milestone, SecretaryProject

LEVELS = (Level.CITY, Level.DISTRICT, Level.SUBDISTRICT, Level.COMMUNITY)


@dataclass(frozen=True, slots=True)
class Opened:
    """A project as it lies open for one actor."""

    project: SecretaryProject
    actor: Actor
    now: datetime
    facts: Facts

    @property
    def key(self) -> dict[str, int]:
        return {"project_id": self.project.pk}

    def at_step(self, verb: str) -> bool:
        return self.project.state in MOVES[verb][0]


def number(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=help_text, required=required, max_digits=14, decimal_places=2
    )


def post_name(post: Post) -> str:
    """A post as a choice: its title in the reader's language."""
    if not (get_language() or "").startswith("en"):
        return post.title
    place = post.place.name_en or post.place.name
    return f"{post.title_en or post.title} ({place})"


def milestone_choices(milestones: Iterable[Milestone]) -> list[tuple[int, str]]:
    return [(one.pk, f"{one.no}. {one.what} ({one.due_on:%Y-%m-%d})") for one in milestones]


def goal_choices(goals: Iterable[Goal]) -> list[tuple[int, str]]:
    return [(one.pk, f"{one.no}. {one.indicator}") for one in goals]


class Find(forms.Form):
    """Which projects are shown."""

    q = forms.CharField(label=_("Search"), max_length=60, required=False)
    year = forms.TypedChoiceField(
        label=pgettext_lazy("of a project", "Year"), coerce=int, empty_value=None, required=False
    )
    level = forms.TypedChoiceField(
        label=_("Level"), coerce=int, empty_value=None, required=False, choices=[]
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("project", "Kind"),
        choices=[("", _("All kinds")), *Kind.choices],
        required=False,
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All states")), *State.choices], required=False
    )

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "year", [("", _("All years")), *((year, str(year)) for year in years)])
        levels = [(level.value, Level(level).label) for level in LEVELS]
        offer(self, "level", [("", _("All levels")), *levels])

    @property
    def search(self) -> queries.Search:
        given = self.cleaned_data
        return queries.Search(
            words=given.get("q", ""),
            state=given.get("state", ""),
            kind=given.get("kind", ""),
            level=given.get("level"),
            year=given.get("year"),
        )


class Reason(DeedForm[Opened]):
    reason = text(_("Reason"), most=600)
