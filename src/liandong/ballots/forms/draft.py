"""What is to be decided: a ballot as it is drafted."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liandong.ballots import queries
from liandong.ballots.lifecycle import Base, Body, Secrecy
from liandong.ballots.models import RuleSubject
from liandong.ballots.rules import Draft as Proposal
from liandong.kernel.dates import day_of
from liandong.kernel.fields import moment, text
from liandong.kernel.page import KeyedForm, offer
from liandong.places import queries as places
from liandong.places.models import Place


class Draft(KeyedForm):
    """What is to be decided. Whether body, base and way fit the subject, the rules say."""

    place = forms.TypedChoiceField(label=_("Where"), coerce=int, choices=[])
    compound = forms.CharField(
        label=_("Housing compound"),
        max_length=80,
        required=False,
        help_text=_("Its name, if its owners decide."),
    )
    subject = forms.TypedChoiceField(label=_("What is decided"), coerce=int, choices=[])
    body = forms.ChoiceField(label=_("Who decides"), choices=Body.choices)
    base = forms.ChoiceField(label=_("Who has a voice"), choices=Base.choices)
    title = forms.CharField(label=_("Title"), max_length=120)
    question = text(_("The question"), _("It is answered with for, against or abstain."), most=None)
    explanation = text(_("What voters should know"), required=False, most=4000)
    opens_at = moment(_("Voting begins"), _("The days of notice count from the publication."))
    closes_at = moment(_("Voting ends"))
    secrecy = forms.ChoiceField(label=_("Open or secret"), choices=Secrecy.choices)
    online = forms.BooleanField(label=_("Also online, with one-time codes"), required=False)
    silence_counts = forms.BooleanField(
        label=_("Votes that are not returned count with the majority"),
        required=False,
        help_text=_("Only if the body's own rules of procedure say so. Delivery must be proven."),
    )
    silence_clause = text(
        _("The clause of the rules of procedure"), rows=2, required=False, most=600
    )

    def __init__(self, *args: Any, place: Place, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", _places(place))
        subjects = queries.subjects_for(place, day_of(now))
        offer(self, "subject", _subjects(subjects))

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        place_id, subject_id = given.pop("place"), given.pop("subject")
        return {"place_id": place_id, "subject_id": subject_id, "draft": Proposal(**given)}


def _places(place: Place) -> list[tuple[int, str]]:
    """A community and its grids; for a subdistrict its communities."""
    below = places.standing().filter(parent=place).order_by("id")
    return [(one.pk, _named(one, "name")) for one in (place, *below)]


def _subjects(subjects: list[RuleSubject]) -> list[tuple[str, list[tuple[int, str]]]]:
    """The subjects under the name of their rule set."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for one in subjects:
        groups.setdefault(_named(one.rule_set, "name"), []).append((one.pk, _named(one, "name")))
    return list(groups.items())


def _named(thing: Any, field: str) -> str:
    english = getattr(thing, f"{field}_en") if (get_language() or "").startswith("en") else ""
    return str(english or getattr(thing, field))
