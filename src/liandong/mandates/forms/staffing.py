"""Finding posts that moved down and party-affairs offices, and entering them."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.fields import line, text
from liandong.kernel.page import KeyedForm, offer
from liandong.mandates.actions import NewMove
from liandong.mandates.forms.powers import place_name
from liandong.mandates.lifecycle import Establishment
from liandong.mandates.queries import (
    MoveSearch,
    districts,
    places_for,
    towns_under,
    years_of_moves,
)
from liandong.places.models import Place


def named(place: Place) -> str:
    english = (get_language() or "").startswith("en")
    return place.name_en if english and place.name_en else place.name


class FindMoves(forms.Form):
    """Which rows of the ledger of posts are shown."""

    q = forms.CharField(label=_("Search"), max_length=60, required=False)
    year = forms.TypedChoiceField(
        label=_("Year"), coerce=int, empty_value=None, required=False, choices=[]
    )
    district = forms.TypedChoiceField(
        label=_("District"), coerce=int, empty_value=None, required=False, choices=[]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(year, str(year)) for year in years_of_moves()]
        offer(self, "year", [("", _("All years")), *years])
        offer(self, "district", [("", _("All districts")), *_choices(districts())])

    @property
    def search(self) -> MoveSearch:
        given = self.cleaned_data
        return MoveSearch(given.get("q", ""), given.get("year"), given.get("district"))


class FindOffices(forms.Form):
    """Of which district the offices are shown."""

    district = forms.TypedChoiceField(
        label=_("District"), coerce=int, empty_value=None, required=False, choices=[]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "district", [("", _("All districts")), *_choices(districts())])


class EnterMove(KeyedForm):
    """Posts that moved down."""

    from_place = forms.TypedChoiceField(label=_("From which level"), coerce=int, choices=[])
    from_organ = line(_("From which organ"))
    to_place = forms.TypedChoiceField(label=_("To which place"), coerce=int, choices=[])
    to_organ = line(_("To which organ"))
    number = forms.IntegerField(label=_("How many posts"), min_value=1, max_value=999)
    kind = forms.ChoiceField(label=_("Kind of establishment"), choices=Establishment.choices)
    year = forms.IntegerField(label=_("Year"), min_value=1949, max_value=2999)
    basis = line(_("Basis"), _("The document that moved them."), most=300)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "from_place", _choices(places_for(actor)))
        towns = [(town.pk, place_name(town)) for town in towns_under(actor.path)]
        offer(self, "to_place", towns)

    @property
    def words(self) -> dict[str, Any]:
        given = self.typed
        places = {name: given.pop(name) for name in ("from_place", "to_place")}
        return {
            "from_place_id": places["from_place"],
            "to_place_id": places["to_place"],
            "move": NewMove(**given),
        }


class StaffOffice(KeyedForm):
    """How many work in a party-affairs office."""

    staff = forms.IntegerField(label=_("How many work there"), min_value=0, max_value=999)
    full_time = forms.IntegerField(label=_("How many work only there"), min_value=0, max_value=999)
    basis = line(_("Basis"), most=300, required=False)


class StrikeReason(KeyedForm):
    reason = text(_("Reason, which everybody reads"), most=600)


def _choices(places: Any) -> list[tuple[int, str]]:
    return [(place.pk, named(place)) for place in places]
