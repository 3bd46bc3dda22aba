"""What is typed for a quick poll: the question, one answer, and what lies on paper."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.ballots import queries as ballots
from liandong.deliberation import queries
from liandong.deliberation.lifecycle import POLL_MOVES
from liandong.deliberation.models import GridPoll, PollSlip
from liandong.deliberation.rules import Question
from liandong.kernel.actor import Actor
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import moment, text
from liandong.kernel.page import KeyedForm, offer
from liandong.places.models import Place

CODE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class Ask(KeyedForm):
    """One question, two to six answers, and how long it is open."""

    place = forms.TypedChoiceField(label=_("Which grid"), coerce=int, choices=[])
    question = forms.CharField(
        label=pgettext_lazy("a poll", "The question"),
        max_length=200,
        help_text=_("Everybody reads it: name nobody."),
    )
    why = text(_("Why it is asked, and what happens with the answers"), most=1000)
    options = text(_("The answers, one a line"), _("Two to six."), rows=4, most=400)
    households = forms.IntegerField(
        label=_("Households in the grid"),
        min_value=2,
        max_value=5000,
        help_text=_("So many slips are printed, one for each household."),
    )
    closes_at = moment(_("Open until"))

    def __init__(self, *args: Any, grids: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", [(grid.pk, grid.name) for grid in grids])
        if len(grids) == 1:
            self.initial["households"] = grids[0].households

    def clean_options(self) -> tuple[str, ...]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["options"].splitlines()]
        options = tuple(filter(None, lines))
        if too_long := [one for one in options if len(one) > 60]:
            raise forms.ValidationError(
                _("Too long for an answer: %(text)s…") % {"text": too_long[0][:20]}
            )
        return options

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        return {"place_id": given.pop("place"), "asked": Question(**given)}


class PollCode(forms.Form):
    """The code from the slip."""

    code = forms.CharField(
        label=_("The code on your slip"), max_length=30, widget=forms.TextInput(attrs=CODE)
    )

    def clean_code(self) -> str:
        code = ballots.plain_code(self.cleaned_data["code"])
        if queries.slip_with(code) is None:
            raise forms.ValidationError(
                _("No poll has this code. Look at the slip again, or ask the grid's worker.")
            )
        return code


class Answer(KeyedForm):
    """One of the answers that are offered."""

    option = forms.TypedChoiceField(
        label=_("Your household's answer"), coerce=int, choices=[], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, poll: GridPoll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "option", [(one.no, one.text) for one in queries.answers_of(poll).options])


@dataclass(frozen=True, slots=True)
class OpenedPoll:
    """A poll as it lies open on a desk."""

    poll: GridPoll
    actor: Actor
    now: datetime

    @property
    def key(self) -> dict[str, int]:
        return {"poll_id": self.poll.pk}

    def at_step(self, verb: str) -> bool:
        return self.poll.stand in POLL_MOVES[verb][0]


class EnterAnswer(DeedForm[OpenedPoll]):
    """What one household ticked on its slip."""

    no = forms.IntegerField(
        label=_("Number on the slip"),
        min_value=1,
        widget=forms.NumberInput(attrs={"autofocus": True}),
    )
    option = forms.TypedChoiceField(
        label=_("What is ticked"), coerce=int, choices=[], widget=forms.RadioSelect
    )

    def prepare(self) -> None:
        options = queries.answers_of(self.opened.poll).options
        offer(self, "option", [(one.no, one.text) for one in options])

    def clean_no(self) -> PollSlip:
        slip = queries.slip_numbered(self.opened.poll, self.cleaned_data["no"])
        if slip is None:
            raise forms.ValidationError(_("No slip of this poll has this number."))
        return slip

    @property
    def words(self) -> dict[str, Any]:
        return {"slip_id": self.typed["no"].pk, "option": self.typed["option"]}


class StopPoll(DeedForm[OpenedPoll]):
    reason = text(_("Reason, which everybody reads"), most=600)
