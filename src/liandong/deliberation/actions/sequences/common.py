"""What the steps of 四议两公开 share: the gate that opens, an assembly's name, the record."""

from datetime import datetime

from django.utils import translation

from liandong.deliberation.actions.records import Ruling, write_decision
from liandong.deliberation.lifecycle import Body, Course, Phase
from liandong.deliberation.models import Sequence, Step
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import within_action
from liandong.ledger.actions import name_of, record
from liandong.places.models import Place

COURSES = tuple(Course)


@within_action
def go_on(sequence: Sequence, step: Step, actor: Actor, now: datetime) -> None:
    """The gate has held: the next step is open. An assembly's yes is a decision."""
    if step.phase == Phase.RESOLVE:
        ruling = Ruling(
            body=step.body,
            body_name=step.body_name,
            text=step.text,
            approved=True,
            decided_at=step.held_at,
            basis=str(sequence.rule_of(Phase.RESOLVE)["by"][step.body]["majority"]["article"]),
            entitled=step.entitled,
            votes_for=step.votes_for,
            votes_against=step.votes_against,
            abstentions=step.abstentions,
        )
        sequence.decision = write_decision(
            about=sequence.about or name_of(sequence),
            place=sequence.place,
            ruling=ruling,
            actor=actor,
            now=now,
            public=False,
        )
    sequence.course = COURSES[COURSES.index(Course(sequence.course)) + 1]
    sequence.save(update_fields=["course", "decision"])


def named(place: Place, body: str) -> str:
    """An assembly by its place, in the language of the record."""
    with translation.override("zh-hans"):
        return f"{place.name}{Body(body).label}"


@within_action
def note(verb: str, sequence: Sequence, actor: Actor, now: datetime, **details: object) -> None:
    place = sequence.place
    record(f"sequence.{verb}", subject=sequence, actor=actor, at=now, place=place, **details)
