"""What staff type before and after a council sits. A deed's `words` are the words of its action."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liandong.deliberation import queries
from liandong.deliberation.actions import Guest
from liandong.deliberation.actions import Plan as Planned
from liandong.deliberation.forms.naming import Published
from liandong.deliberation.lifecycle import MOVES, Capacity, Scope, Way
from liandong.deliberation.models import Council, Voice
from liandong.kernel.actor import Actor
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import moment, text
from liandong.kernel.page import KeyedForm, offer
from liandong.places import queries as places
from liandong.places.models import Level, Place

MOST_NAMES = 200
LONGEST_NAME = 80
USUAL = {Level.GRID: Scope.GRID, Level.SUBDISTRICT: Scope.CROSS}


class Plan(KeyedForm):
    """What is to be talked over. Whether scope and convener fit, the rules say."""

    place = forms.TypedChoiceField(label=_("Where"), coerce=int, choices=[])
    scope = forms.ChoiceField(label=_("Whom the topic touches"), choices=Scope.choices)
    compound = forms.CharField(
        label=_("Housing compound"),
        max_length=80,
        required=False,
        help_text=_("Its name, if only one compound is concerned."),
    )
    topic = forms.CharField(
        label=_("Topic"), max_length=120, help_text=_("Everybody reads it: name nobody.")
    )
    explanation = text(_("What those invited should know"), required=False, most=4000)
    venue = forms.CharField(label=_("Venue"), max_length=120, required=False)
    starts_at = moment(
        _("When it begins"), _("The days of notice count from the announcement."), required=False
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", _places(place))
        self.initial.setdefault("scope", USUAL.get(Level(place.level), Scope.COMMUNITY))

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        return {"place_id": given.pop("place"), "plan": Planned(**given)}


def _places(place: Place) -> list[tuple[int, str]]:
    """A community and its grids; for a subdistrict its communities."""
    below = places.standing().filter(parent=place).order_by("id")
    return [(one.pk, _name_of(one)) for one in (place, *below)]


def _name_of(place: Place) -> str:
    english = (get_language() or "").startswith("en")
    return str((english and place.name_en) or place.name)


@dataclass(frozen=True, slots=True)
class Opened:
    """A council as it lies open on a desk, with what its rules ask for."""

    council: Council
    actor: Actor
    now: datetime
    standing: queries.Standing

    @property
    def key(self) -> dict[str, int]:
        return {"council_id": self.council.pk}

    def at_step(self, verb: str) -> bool:
        return self.council.state in MOVES[verb][0]


class Deed(DeedForm[Opened]):
    """What is typed for a deed of a council."""

    @property
    def council(self) -> Council:
        return self.opened.council

    def voices(self) -> list[Voice]:
        return list(queries.voices(self.council))

    def offer(self, field: str, voices: list[Voice]) -> None:
        """Let one of these parties be chosen, under their names and capacities."""
        rows = [(one.pk, f"{one.name}（{one.get_capacity_display()}）") for one in voices]
        offer(self, field, rows)


class Change(Deed):
    topic = forms.CharField(
        label=_("Topic"), max_length=120, help_text=_("Everybody reads it: name nobody.")
    )
    explanation = text(_("What those invited should know"), required=False, most=4000)
    venue = forms.CharField(label=_("Venue"), max_length=120)
    starts_at = moment(_("When it begins"), _("The days of notice count from the announcement."))

    def prepare(self) -> None:
        self.initial.update(
            topic=self.council.consultation.topic,
            explanation=self.council.explanation,
            venue=self.council.venue,
            starts_at=self.council.starts_at,
        )


class Invite(Deed):
    """Several of one capacity at once, one a line."""

    capacity = forms.ChoiceField(label=_("In which capacity"), choices=[])
    names = text(_("Names, one a line"), rows=4, most=MOST_NAMES * (LONGEST_NAME + 1))
    way = forms.ChoiceField(label=_("How the invitation reaches them"), choices=Way.choices)

    def prepare(self) -> None:
        seats = [Capacity(row["capacity"]) for row in self.council.seats]
        choices = [(seat.value, seat.label) for seat in seats]
        offer(self, "capacity", choices)

    def clean_names(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        names = list(dict.fromkeys(filter(None, names)))
        if too_long := [name for name in names if len(name) > LONGEST_NAME]:
            words = {"name": too_long[0][:20]}
            raise forms.ValidationError(_("Too long for a name: %(name)s…") % words)
        return names

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        names, capacity, way = (given.pop(word) for word in ("names", "capacity", "way"))
        return {**given, "guests": [Guest(name, capacity, way) for name in names]}


class Strike(Deed):
    voice_id = forms.TypedChoiceField(label=_("Whose invitation"), coerce=int, choices=[])

    def prepare(self) -> None:
        self.offer("voice_id", self.voices())


class Post(Published, Deed):
    """What everybody reads. It is offered with people by their capacity, and can be corrected."""

    PUBLIC = ("consensus", "dissent")
    consensus = text(_("What was agreed, as it is posted"), rows=6, most=8000, required=False)
    dissent = text(_("What was not agreed, as it is posted"), most=8000, required=False)

    def prepare(self) -> None:
        everybody, consultation = self.voices(), self.council.consultation
        self.initial.update(
            consensus=queries.masked(consultation.consensus, everybody),
            dissent=queries.masked(consultation.dissent, everybody),
        )


class Reason(Deed):
    reason = text(_("Reason, which everybody reads"), most=600)
