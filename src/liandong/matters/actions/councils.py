"""What the room below decides on a matter: asked of an assembly, and taken up by itself."""

from datetime import datetime

from liandong.deliberation import actions as deliberation
from liandong.deliberation.lifecycle import Next
from liandong.deliberation.models import Consultation, Decision, Sequence
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import name_of
from liandong.matters import queries, rules
from liandong.matters.actions.common import lock, write
from liandong.matters.lifecycle import State
from liandong.matters.models import Matter, Talk


@action
def begin_sequence(
    *, matter_id: int, title: str, question: str, actor: Actor, now: datetime
) -> Sequence:
    """Have the assembly decide by 四议两公开. What it decides comes back when it was disclosed."""
    matter = lock(matter_id)
    ensure(rules.may_begin_sequence(actor, matter, queries.facts(matter, actor, now)))
    sequence = deliberation.begin_about(
        about=name_of(matter),
        place=matter.desk,
        words={"title": title, "question": question},
        actor=actor,
        now=now,
    )
    write("sequence_begun", matter, actor, now, sequence=sequence.pk)
    return sequence


@action
def take_council(*, matter_id: int, consultation_id: int, actor: Actor, now: datetime) -> Matter:
    """Take up what a council on this matter agreed, in the words that were posted."""
    matter = lock(matter_id)
    consultation = Consultation.objects.select_related("council").get(pk=consultation_id)
    ensure(rules.may_take_council(actor, matter, consultation.about, taken=_taken(consultation)))
    council = consultation.council
    Talk.objects.create(matter=matter, consultation=consultation)
    needs_decision = council.next == Next.DECIDE
    matter.tried = True
    matter.state = State.DECIDING if needs_decision else State.DELIBERATING
    write(
        "consulted",
        matter,
        actor,
        now,
        needs_decision=needs_decision,
        consensus=council.public_consensus,
        dissent=council.public_dissent,
    )
    return matter


def _taken(consultation: Consultation) -> bool:
    return Talk.objects.filter(consultation=consultation).exists()


@action
def take_decision(*, matter_id: int, decision_id: int, actor: Actor, now: datetime) -> Matter:
    """Take up what the assembly decided by 四议两公开, when its disclosure has ended."""
    matter = lock(matter_id)
    decision = Decision.objects.get(pk=decision_id)
    taken = Talk.objects.filter(decision=decision).exists()
    ensure(rules.may_take_decision(actor, matter, decision.about, taken=taken))
    Talk.objects.create(matter=matter, decision=decision)
    matter.state = State.RAISED
    write("decided", matter, actor, now, approved=decision.approved, text=decision.text)
    return matter
