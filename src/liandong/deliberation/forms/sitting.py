"""What is typed while a council sits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.deliberation import queries
from liandong.deliberation.forms.desk import Deed
from liandong.deliberation.lifecycle import Body, Next, Stance
from liandong.deliberation.rules import Words
from liandong.kernel.fields import moment, text


class Attend(Deed):
    """Everybody who is there now; who is not marked is not there."""

    voice_ids = forms.TypedMultipleChoiceField(
        label=_("Who is there"),
        coerce=int,
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        voices = self.voices()
        self.offer("voice_ids", voices)
        here = queries.voices_here(self.council)
        self.initial["voice_ids"] = [one.pk for one in here]


class OneWhoIsHere(Deed):
    voice_id = forms.TypedChoiceField(label=_("Who"), coerce=int, choices=[])

    def prepare(self) -> None:
        self.offer("voice_id", queries.voices_here(self.council))


class Speak(OneWhoIsHere):
    text = text(_("What they say"), rows=5, most=4000)


class TakePosition(OneWhoIsHere):
    stance = forms.ChoiceField(
        label=_("Their position"), choices=Stance.choices, widget=forms.RadioSelect
    )
    opinion = text(
        _("Reason or remark"),
        _("Who does not agree says why: it stands in the minutes by name."),
        required=False,
    )


class KeepDraft(Deed):
    consensus = text(_("What is being agreed"), rows=8, most=8000, required=False)

    def prepare(self) -> None:
        self.initial["consensus"] = self.council.consultation.consensus


class Adjourn(Deed):
    resumes_at = moment(_("Resumes"))
    reason = text(_("Reason, which everybody reads"), most=600)


class Conclude(Deed):
    """A text, never a count. Who decides next is asked for only where a body must decide."""

    consensus = text(
        _("What was agreed"),
        _("Consultation is not voting: write down what was agreed, not how many were for it."),
        rows=8,
        most=8000,
        required=False,
    )
    next = forms.ChoiceField(
        label=_("What follows"), choices=Next.choices, widget=forms.RadioSelect
    )
    decides = forms.ChoiceField(
        label=_("Which body decides"),
        choices=[("", _("none")), *Body.choices],
        required=False,
    )

    def prepare(self) -> None:
        self.initial["consensus"] = self.council.consultation.consensus

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        fields = {name: given.pop(name) for name in ("consensus", "next", "decides")}
        return {**given, "words": Words(**fields)}
