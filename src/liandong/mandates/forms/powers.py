"""Finding delegated powers, and the forms of what is done to one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import day, line, text
from liandong.kernel.page import KeyedForm, offer
from liandong.mandates.actions import NewPower
from liandong.mandates.lifecycle import POWER_MOVES, PowerKind, PowerState
from liandong.mandates.models import DelegatedPower
from liandong.mandates.queries import PowerSearch, given_by, receivers, towns_under
from liandong.places.models import Place
from liandong.rulebook.models import Category


@dataclass(frozen=True, slots=True)
class OpenedPower:
    """A power as it lies open for one actor."""

    power: DelegatedPower
    actor: Actor
    now: datetime

    @property
    def key(self) -> dict[str, int]:
        return {"power_id": self.power.pk}

    def at_step(self, verb: str) -> bool:
        return self.power.state in POWER_MOVES[verb][0]


def place_name(place: Place) -> str:
    """A town as a choice, with its district, in the reader's language."""
    english = (get_language() or "").startswith("en")
    names = [one.name_en if english and one.name_en else one.name for one in (place,)]
    if place.parent is not None:
        above = place.parent
        names.insert(0, above.name_en if english and above.name_en else above.name)
    return " ".join(names) if english else "".join(names)


class FindPowers(forms.Form):
    """Which powers are shown."""

    q = forms.CharField(label=_("Search"), max_length=60, required=False)
    receiver = forms.TypedChoiceField(
        label=_("Receiver"), coerce=int, empty_value=None, required=False, choices=[]
    )
    kind = forms.ChoiceField(
        label=_("Kind of power"), choices=[("", _("All kinds")), *PowerKind.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All states")), *PowerState.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towns = [(town.pk, place_name(town)) for town in receivers()]
        offer(self, "receiver", [("", _("All receivers")), *towns])

    @property
    def search(self) -> PowerSearch:
        given = self.cleaned_data
        return PowerSearch(
            words=given.get("q", ""),
            kind=given.get("kind", ""),
            state=given.get("state", ""),
            receiver=given.get("receiver"),
        )


class Propose(KeyedForm):
    """A power that is to be delegated."""

    giver = forms.TypedChoiceField(label=_("Department that gives it"), coerce=int, choices=[])
    receiver = forms.TypedChoiceField(label=_("Receiver"), coerce=int, choices=[])
    code = line(_("Number of the item"), most=40)
    name = line(_("Name of the power"), most=200)
    kind = forms.ChoiceField(label=_("Kind of power"), choices=PowerKind.choices)
    basis = text(_("Legal basis"), _("The law, the article, and who decided that it may go down."))
    category = forms.TypedChoiceField(
        label=_("Kind of matter"),
        help_text=_(
            "When one is chosen, each matter of this kind that the receiver answers counts as a "
            "use, and nobody types numbers."
        ),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[],
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        english = (get_language() or "").startswith("en")
        givers = list(given_by(actor))
        offer(
            self,
            "giver",
            [(one.pk, one.name_en if english and one.name_en else one.name) for one in givers],
        )
        towns = towns_under(actor.path)
        offer(self, "receiver", [(town.pk, place_name(town)) for town in towns])
        kinds = [
            (one.pk, one.name_en if english and one.name_en else one.name)
            for one in Category.objects.order_by("order_no")
        ]
        offer(self, "category", [("", _("None: uses are entered by month")), *kinds])

    @property
    def words(self) -> dict[str, Any]:
        given = self.typed
        power = NewPower(
            code=given["code"],
            name=given["name"],
            kind=given["kind"],
            basis=given["basis"],
            category_id=given["category"],
        )
        return {"giver_id": given["giver"], "receiver_id": given["receiver"], "power": power}


class CheckCapacity(DeedForm[OpenedPower]):
    staff = forms.IntegerField(
        label=_("How many people can do it"), min_value=0, max_value=999, initial=0
    )
    trained = forms.IntegerField(
        label=_("How many of them were trained for it"), min_value=0, max_value=999, initial=0
    )
    able = forms.BooleanField(label=_("We can take it over"), required=False)
    findings = text(
        _("What the check found"),
        _("Who does it, with which room, seal and equipment; or why not."),
    )


class Train(DeedForm[OpenedPower]):
    on = day(_("Day of the training"))
    topic = line(_("What was taught"), most=200)
    people = forms.IntegerField(label=_("How many were there"), min_value=1, max_value=999)


class CountUse(DeedForm[OpenedPower]):
    month = day(_("Month"), _("Any day of the month."))
    times = forms.IntegerField(
        label=_("How often it was used"),
        help_text=_("Zero is a number too. A second entry for the month corrects the first."),
        min_value=0,
        max_value=999_999,
    )

    def prepare(self) -> None:
        self.initial.setdefault("month", day_of(self.opened.now).replace(day=1))


class WithReason(DeedForm[OpenedPower]):
    reason = text(_("Reason, which everybody reads"), most=600)
