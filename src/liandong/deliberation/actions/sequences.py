"""Taking the steps of 四议两公开: shows of hands, the assembly's ballot, the two disclosures."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation

from liandong.ballots import actions as ballots
from liandong.ballots import queries as rule_sets
from liandong.ballots.models import Ballot
from liandong.ballots.rules import Draft
from liandong.deliberation import queries, rules
from liandong.deliberation.actions.common import hold_sequence, numbered
from liandong.deliberation.actions.records import Ruling, write_decision
from liandong.deliberation.lifecycle import Body, Course, Phase
from liandong.deliberation.models import Sequence, Step
from liandong.deliberation.rules import Votes
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import name_of, record
from liandong.places.models import Place
from liandong.planning.tallying.thresholds import Counts, Judgement, Sum, judge
from liandong.rulebook import queries as rulebook

COURSES = tuple(Course)


@dataclass(frozen=True, slots=True)
class Held:
    """One step as it was held: when, what was agreed, where its papers are, which hands rose."""

    phase: str
    held_at: datetime
    text: str
    evidence: str
    votes: Votes
    body: str = ""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What is disclosed, and where the paper hangs."""

    phase: str
    text: str
    evidence: str


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
    _note("begun", sequence, actor, now, title=sequence.title, question=sequence.question)
    return sequence


@action
def hold(*, sequence_id: int, held: Held, actor: Actor, now: datetime) -> Step:
    """Write down a step with its show of hands. It passes by exact thresholds, or is held again."""
    sequence = hold_sequence(sequence_id)
    in_order = _last_moment(sequence) <= held.held_at <= now
    ensure(rules.may_hold(actor, sequence, held.phase, held.body, held.votes, in_order=in_order))
    if held.phase == Phase.RESOLVE:
        ensure(rules.may_show_hands(running=queries.ballot_runs(sequence)))
    votes = held.votes
    counts = Counts(Sum(votes.entitled, votes.present, votes.votes_for))
    thresholds = queries.thresholds_of(sequence, held.phase, held.body)
    judgement = judge(thresholds, counts)
    step = Step.objects.create(
        sequence=sequence,
        phase=held.phase,
        attempt=queries.next_attempt(sequence, held.phase),
        body=held.body,
        body_name=_body_name(sequence, held),
        held_at=held.held_at,
        text=held.text,
        evidence=held.evidence,
        entitled=votes.entitled,
        present=votes.present,
        votes_for=votes.votes_for,
        votes_against=votes.votes_against,
        abstentions=votes.abstentions,
        judged=_kept(judgement),
        passed=judgement.passed,
        by_id=actor.post,
        recorded_at=now,
    )
    if judgement.passed:
        _go_on(sequence, step, actor, now)
    _note(
        "held",
        sequence,
        actor,
        now,
        phase=Phase(held.phase),
        passed=step.passed,
        entitled=votes.entitled,
        present=votes.present,
        votes_for=votes.votes_for,
        votes_against=votes.votes_against,
        abstentions=votes.abstentions,
        text=held.text,
        evidence=held.evidence,
    )
    return step


def _last_moment(sequence: Sequence) -> datetime:
    """When the step before the next one was held."""
    last = Step.objects.filter(sequence=sequence, passed=True).order_by("-held_at").first()
    return (
        last.held_at if last is not None else datetime.min.replace(tzinfo=sequence.begun_at.tzinfo)
    )


def _body_name(sequence: Sequence, held: Held) -> str:
    if held.body:
        return _named(sequence.place, held.body)
    return f"{sequence.rule_of(held.phase)['body']}"


def _named(place: Place, body: str) -> str:
    """An assembly by its place, in the language of the record."""
    with translation.override("zh-hans"):
        return f"{place.name}{Body(body).label}"


def _kept(judgement: Judgement) -> list[dict[str, Any]]:
    """Each threshold as ballots keep theirs, so that one sentence says both."""
    return [
        {
            "stage": result.name,
            "measure": result.threshold.weight,
            "of": result.threshold.of,
            "numerator": result.threshold.share.numerator,
            "denominator": result.threshold.share.denominator,
            "strict": result.threshold.strict,
            "have": result.count,
            "whole": result.base,
            "needed": result.required,
            "met": result.passed,
        }
        for result in judgement.results
    ]


@within_action
def _go_on(sequence: Sequence, step: Step, actor: Actor, now: datetime) -> None:
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


@action
def put_to_ballot(*, sequence_id: int, draft: Draft, actor: Actor, now: datetime) -> Ballot:
    """Let the assembly vote by a whole ballot, with roll, papers and objections."""
    sequence = hold_sequence(sequence_id)
    running = queries.ballot_runs(sequence)
    ensure(rules.may_put_to_ballot(actor, sequence, draft.body, running=running))
    subject_id = sequence.rule_of(Phase.RESOLVE)["subject_id"]
    subject = rule_sets.subject(subject_id)
    assert subject is not None, "subjects of rule sets are never deleted"
    ballot = ballots.set_up(
        place=sequence.place,
        subject=subject,
        draft=draft,
        about=name_of(sequence),
        actor=actor,
        now=now,
    )
    _note("put_to_ballot", sequence, actor, now, ballot=ballot.pk)
    return ballot


@action
def take_ballot(*, sequence_id: int, ballot_id: int, actor: Actor, now: datetime) -> Step:
    """Take up the confirmed result of the ballot: the assembly has voted."""
    sequence = hold_sequence(sequence_id)
    ballot = Ballot.objects.select_related("place", "subject").get(pk=ballot_id)
    ensure(rules.may_take_ballot(actor, sequence, ballot))
    tally = rule_sets.last_tally(ballot)
    assert tally is not None, "a confirmed ballot was counted"
    numbers = tally.counts["numbers"]["people"]
    step = Step.objects.create(
        sequence=sequence,
        phase=Phase.RESOLVE,
        attempt=queries.next_attempt(sequence, Phase.RESOLVE),
        body=ballot.body,
        body_name=_named(sequence.place, ballot.body),
        held_at=ballot.closed_at or now,
        text=ballot.question,
        evidence=ballot.number,
        entitled=numbers["entitled"],
        present=numbers["participants"],
        votes_for=numbers["votes_for"],
        votes_against=numbers["against"],
        abstentions=numbers["abstain"],
        judged=tally.judged,
        passed=bool(ballot.passed),
        ballot=ballot,
        by_id=actor.post_id,
        recorded_at=now,
    )
    if step.passed:
        _go_on(sequence, step, actor, now)
    _note("ballot_taken", sequence, actor, now, ballot=ballot.pk, passed=step.passed)
    return step


@action
def disclose(*, sequence_id: int, disclosed: Disclosed, actor: Actor, now: datetime) -> Step:
    """Post the decision, or the result; its days count from now. The step keeps its own words."""
    sequence = hold_sequence(sequence_id)
    phase = disclosed.phase
    last = queries.latest(sequence, phase)
    ensure(rules.may_disclose(actor, sequence, phase, disclosed.text, posted=last is not None))
    days = rulebook.limit("sequence.disclosure", sequence.place, on=day_of(now))
    step = Step.objects.create(
        sequence=sequence,
        phase=phase,
        held_at=now,
        text=disclosed.text,
        evidence=disclosed.evidence,
        until=rulebook.due(now, days).at,
        by_id=actor.post,
        recorded_at=now,
    )
    if sequence.decision is not None and not sequence.decision.public:
        sequence.decision.public = True
        sequence.decision.text = disclosed.text
        sequence.decision.save(update_fields=["public", "text"])
    _note("disclosed", sequence, actor, now, phase=Phase(phase), until=step.until, text=step.text)
    return step


@action
def end_disclosure(*, sequence_id: int, objections: str, actor: Actor, now: datetime) -> Sequence:
    """End a disclosure whose days are over, with what was objected and how it was settled."""
    sequence = hold_sequence(sequence_id)
    phase = sequence.phase
    step = queries.latest(sequence, phase) if phase else None
    ensure(rules.may_end_disclosure(actor, sequence, step, objections, now))
    assert step is not None, "the rule asks for a disclosure"
    step.ended_at = now
    step.objections = objections
    step.passed = True
    step.save(update_fields=["ended_at", "objections", "passed"])
    _go_on(sequence, step, actor, now)
    if sequence.course == Course.COMPLETE:
        sequence.ended_at = now
        sequence.save(update_fields=["ended_at"])
    _note(
        "disclosure_ended",
        sequence,
        actor,
        now,
        phase=Phase(step.phase),
        objections=objections,
    )
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
    _note("ended", sequence, actor, now, reason=reason)
    return sequence


@within_action
def _note(verb: str, sequence: Sequence, actor: Actor, now: datetime, **details: object) -> None:
    place = sequence.place
    record(f"sequence.{verb}", subject=sequence, actor=actor, at=now, place=place, **details)
