"""Reading four deliberations: each step with its rule, what was held, what a vote must reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from liandong.ballots import queries as ballots
from liandong.ballots.lifecycle import State as BallotState
from liandong.ballots.models import Ballot
from liandong.deliberation.lifecycle import DISCLOSURES, PHASES, Phase
from liandong.deliberation.models import Sequence, Step
from liandong.deliberation.queries.councils import PRIVATE
from liandong.kernel.actor import Actor
from liandong.ledger import queries as ledger
from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry
from liandong.places.models import Level
from liandong.planning.tallying.thresholds import Threshold


def _sequences() -> QuerySet[Sequence]:
    return Sequence.objects.select_related("place", "convener__place", "decision")


def visible_sequences(actor: Actor) -> QuerySet[Sequence]:
    """Those of a post's place, below it, and of the community around it."""
    if not actor.signed or actor.role in PRIVATE:
        return Sequence.objects.none()
    if actor.role == "system":
        return _sequences()
    above = [int(step) for step in actor.path.split("/") if step]
    around = Q(place_id__in=above, place__level__gte=Level.COMMUNITY)
    here = Q(place__path__startswith=actor.path) | around
    return _sequences().filter(here).order_by("-begun_at", "-pk")


def public_sequences() -> QuerySet[Sequence]:
    """Those whose decision was disclosed, the latest first."""
    told = _sequences().filter(steps__phase=Phase.DISCLOSE_DECISION).distinct()
    return told.order_by("-begun_at", "-pk")


def sequences_about(about: str) -> QuerySet[Sequence]:
    """The sequences that something gave rise to, the newest first."""
    return _sequences().filter(about=about).order_by("-begun_at", "-pk")


def put_to_ballot(entry_id: int) -> tuple[int, int] | None:
    """The sequence whose vote an entry about a ballot speaks of, as (sequence, ballot)."""
    entry = Entry.objects.filter(pk=entry_id).first()
    kind, _colon, number = (entry.subject if entry else "").partition(":")
    if kind != Ballot._meta.label_lower:
        return None
    about = Ballot.objects.filter(pk=int(number)).values_list("about", flat=True).first() or ""
    kind, _colon, sequence_id = about.partition(":")
    return (int(sequence_id), int(number)) if kind == Sequence._meta.label_lower else None


def steps(sequence: Sequence) -> QuerySet[Step]:
    found = Step.objects.filter(sequence=sequence).select_related("ballot", "by")
    return found.order_by("recorded_at", "id")


def latest(sequence: Sequence, phase: str) -> Step | None:
    """The last attempt at a step."""
    found = Step.objects.filter(sequence=sequence, phase=phase)
    return found.order_by("-attempt").first()


def next_attempt(sequence: Sequence, phase: str) -> int:
    last = latest(sequence, phase)
    return last.attempt + 1 if last is not None else 1


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the six: its rule, every attempt at it, and whether it is the next."""

    phase: Phase
    rule: Mapping[str, Any]
    attempts: tuple[Step, ...]
    here: bool

    @property
    def done(self) -> bool:
        return any(step.passed for step in self.attempts)

    @property
    def disclosure(self) -> bool:
        return self.phase in DISCLOSURES


def lines_of(sequence: Sequence) -> list[Line]:
    held = list(steps(sequence))
    return [
        Line(
            phase,
            sequence.rule_of(phase),
            tuple(step for step in held if step.phase == phase),
            sequence.phase == phase,
        )
        for phase in PHASES
    ]


def thresholds_of(sequence: Sequence, phase: str, body: str = "") -> list[Threshold]:
    """What a vote at a step must reach. Raises `KeyError` for a body that may not take it."""
    rule = sequence.rule_of(phase)
    if phase == Phase.RESOLVE:
        majority = rule["by"][body]["majority"]
        shares = (majority["participation"]["people"], majority["consent"]["people"])
        of, article = majority["of"], majority["article"]
    else:
        shares, of, article = (rule["participation"], rule["consent"]), rule["of"], rule["text"]
    took_part, consent = (ballots.share_of(text) for text in shares)
    return [
        Threshold("participation", *took_part, of="entitled", count="taking_part", article=article),
        Threshold("consent", *consent, of=of, article=article),
    ]


def ballots_of(sequence: Sequence) -> list[Ballot]:
    """The ballots that the assembly's vote was put to, the newest first."""
    return list(ballots.about(name_of(sequence)))


def ballot_runs(sequence: Sequence) -> bool:
    """Whether a ballot on it is under way, or has passed and waits to be taken up."""
    return any(
        ballot.state != BallotState.ANNULLED and ballot.passed is not False
        for ballot in ballots_of(sequence)
    )


def last_disclosure(sequence: Sequence) -> Step | None:
    found = steps(sequence).filter(phase__in=DISCLOSURES)
    return found.last()


def sequence_entry(sequence: Sequence, verb: str) -> Entry | None:
    """The latest entry of the ledger that says this of a sequence."""
    return ledger.timeline(sequence).filter(verb=f"sequence.{verb}").last()
