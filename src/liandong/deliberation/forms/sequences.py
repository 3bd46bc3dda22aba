"""What is typed on the way through 四议两公开. A deed's `words` are the words of its action."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.ballots.lifecycle import Base, Secrecy
from liandong.ballots.rules import Draft as Proposal
from liandong.deliberation import queries
from liandong.deliberation.actions import Disclosed, Held
from liandong.deliberation.forms.naming import Published
from liandong.deliberation.lifecycle import SEQUENCE_MOVES, Body, Phase
from liandong.deliberation.models import Sequence
from liandong.deliberation.rules import Votes
from liandong.kernel.actor import Actor
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import moment, text
from liandong.kernel.page import KeyedForm, offer

VOTES = ("entitled", "present", "votes_for", "votes_against", "abstentions")


class Begin(KeyedForm):
    title = forms.CharField(
        label=_("Title"), max_length=120, help_text=_("Everybody reads it: name nobody.")
    )
    question = text(_("What is proposed"))


@dataclass(frozen=True, slots=True)
class OpenedSequence:
    """A sequence as it lies open on a desk."""

    sequence: Sequence
    actor: Actor
    now: datetime

    @property
    def key(self) -> dict[str, int]:
        return {"sequence_id": self.sequence.pk}

    def at_step(self, verb: str) -> bool:
        return self.sequence.course in SEQUENCE_MOVES[verb][0]


class SequenceDeed(DeedForm[OpenedSequence]):
    """What is typed for a deed of a sequence."""

    @property
    def sequence(self) -> Sequence:
        return self.opened.sequence


class Told(Published, SequenceDeed):
    """A text on a sequence that everybody reads."""

    @property
    def known(self) -> list[str]:
        return queries.names_about(self.sequence)


def _hands(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100_000)


class Hold(SequenceDeed):
    """The step that is next, with its show of hands."""

    body = forms.ChoiceField(label=_("Which body voted"), choices=[])
    held_at = moment(_("When it was held"))
    text = text(_("What was resolved"), rows=4, most=4000)
    evidence = forms.CharField(
        label=_("Where the papers are"),
        max_length=200,
        help_text=_("The minutes, the attendance sheet: file and number."),
    )
    entitled = _hands(_("Entitled to take part"))
    present = _hands(_("Present"))
    votes_for = _hands(_("Hands for"))
    votes_against = _hands(_("Hands against"))
    abstentions = _hands(_("Abstained"))

    def prepare(self) -> None:
        phase = self.sequence.phase
        self.initial["text"] = self.sequence.question
        if phase != Phase.RESOLVE:
            del self.fields["body"]
            return
        bodies = [(body, Body(body).label) for body in self.sequence.rule_of(phase)["by"]]
        offer(self, "body", bodies)

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        votes = Votes(**{name: given.pop(name) for name in VOTES})
        fields = {name: given.pop(name) for name in ("held_at", "text", "evidence")}
        body = given.pop("body", "")
        phase = str(self.sequence.phase)
        return {**given, "held": Held(phase=phase, votes=votes, body=body, **fields)}


class PutToBallot(SequenceDeed):
    """A whole ballot of the assembly: place and subject are those of the sequence."""

    body = forms.ChoiceField(label=_("Who decides"), choices=[])
    base = forms.ChoiceField(label=_("Who has a voice"), choices=Base.choices)
    title = forms.CharField(label=_("Title"), max_length=120)
    question = text(_("The question"), _("It is answered with for, against or abstain."), most=None)
    explanation = text(_("What voters should know"), required=False, most=4000)
    opens_at = moment(_("Voting begins"), _("The days of notice count from the publication."))
    closes_at = moment(_("Voting ends"))
    secrecy = forms.ChoiceField(label=_("Open or secret"), choices=Secrecy.choices)
    online = forms.BooleanField(label=_("Also online, with one-time codes"), required=False)

    def prepare(self) -> None:
        bodies = [(body, Body(body).label) for body in self.sequence.rule_of(Phase.RESOLVE)["by"]]
        offer(self, "body", bodies)
        self.initial.update(title=self.sequence.title, question=self.sequence.question)

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        sequence_id = given.pop("sequence_id")
        return {"sequence_id": sequence_id, "draft": Proposal(**given)}


class Disclose(Told):
    """What everybody reads, and where the paper hangs."""

    PUBLIC = ("text",)

    text = text(_("What is disclosed"), rows=6, most=8000)
    evidence = forms.CharField(
        label=_("Where it hangs"),
        max_length=200,
        help_text=_("Such as: notice board at the community, entrance of each building."),
    )

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        fields = {name: given.pop(name) for name in ("text", "evidence")}
        return {**given, "disclosed": Disclosed(phase=str(self.sequence.phase), **fields)}


class EndDisclosure(Told):
    PUBLIC = ("objections",)
    objections = text(
        _("What was objected, and how it was settled"),
        _("Everybody reads it. If nobody objected, say so."),
        most=4000,
    )


class End(Told):
    PUBLIC = ("reason",)
    reason = text(_("Reason, which everybody reads"), most=600)
