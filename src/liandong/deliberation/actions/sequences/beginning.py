"""Beginning 四议两公开 on one question, and ending without a decision."""

from datetime import datetime

from liandong.deliberation import queries, rules
from liandong.deliberation.actions.common import hold_sequence, numbered
from liandong.deliberation.actions.sequences.common import note
from liandong.deliberation.lifecycle import Course
from liandong.deliberation.models import Sequence
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.places.models import Place


@action
def begin(*, place_id: int, title: str, question: str, actor: Actor, now: datetime) -> Sequence:
    """Begin four deliberations and two disclosures on one question."""
    place = Place.objects.get(pk=place_id)
    words = {"title": title, "question": question}
    return begin_about(about="", place=place, words=words, actor=actor, now=now)


@within_action
def begin_about(
    *, about: str, place: Place, words: dict[str, str], actor: Actor, now: datetime
) -> Sequence:
    """Begin inside the action of a higher room; `about` names what gave rise to it."""
    title, question = words["title"], words["question"]
    ensure(rules.may_begin(actor, place))
    today = day_of(now)
    procedure = queries.governing("four_deliberations", place, today)
    ensure(rules.may_go_by(procedure))
    assert procedure is not None, "the rule just refused it"
    sequence = Sequence.objects.create(
        number=numbered(now),
        about=about,
        title=title,
        question=question,
        place=place,
        convener_id=actor.post,
        procedure=procedure,
        terms=queries.sequence_terms(procedure, place, today),
        begun_at=now,
    )
    note("begun", sequence, actor, now, title=sequence.title, question=sequence.question)
    return sequence


@action
def end(*, sequence_id: int, reason: str, actor: Actor, now: datetime) -> Sequence:
    """End a sequence that comes to no decision, with a reason."""
    sequence = hold_sequence(sequence_id)
    ensure(rules.may_end(actor, sequence))
    sequence.course = Course.ENDED
    sequence.ended_at = now
    sequence.ended_because = reason
    sequence.save(update_fields=["course", "ended_at", "ended_because"])
    note("ended", sequence, actor, now, reason=reason)
    return sequence
