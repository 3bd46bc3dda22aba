"""Drafting a ballot, its roll, its notice, its delivery, and its beginning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from liandong.ballots import queries, rules
from liandong.ballots.actions.common import TRACKING_LENGTH, add_voter, hold_ballot, tell
from liandong.ballots.lifecycle import State
from liandong.ballots.models import Ballot, Delivery, Paper, RuleSubject, Urn, Voter
from liandong.ballots.queries import CODE_LENGTH, Voice
from liandong.ballots.rules import Draft
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.numbers import new_number, random_word
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.places.models import Place

NUMBER_LENGTH = 14


@dataclass(frozen=True, slots=True)
class Handed:
    """How ballots reached voters. `witness` says who signed for it or saw it."""

    method: str
    at: datetime
    warned: bool
    witness: str


@action
def draft(
    *, place_id: int, subject_id: int, draft: Draft, actor: Actor, now: datetime, about: str = ""
) -> Ballot:
    """Draft a ballot under one subject of a rule set, by the body that may decide it."""
    place = Place.objects.get(pk=place_id)
    subject = RuleSubject.objects.select_related("rule_set").get(pk=subject_id)
    return set_up(place=place, subject=subject, draft=draft, about=about, actor=actor, now=now)


@within_action
def set_up(
    *, place: Place, subject: RuleSubject, draft: Draft, about: str, actor: Actor, now: datetime
) -> Ballot:
    """Draft a ballot inside the action of a higher room; `about` names what gave rise to it."""
    ensure(rules.may_draft(actor, place, subject, draft, day_of(draft.opens_at)))
    ballot = Ballot.objects.create(
        number=new_number(f"{day_of(now):%y%m%d}", NUMBER_LENGTH),
        about=about,
        title=draft.title,
        question=draft.question,
        explanation=draft.explanation,
        place=place,
        path=place.path,
        compound=draft.compound,
        convener_id=actor.post,
        body=draft.body,
        base=draft.base,
        subject=subject,
        terms=queries.frozen_terms(subject, draft.body),
        secrecy=draft.secrecy,
        online=draft.online,
        silence_counts=draft.silence_counts,
        silence_clause=draft.silence_clause,
        opens_at=draft.opens_at,
        closes_at=draft.closes_at,
        drafted_at=now,
    )
    tell(
        "drafted",
        ballot,
        actor,
        now,
        opens_at=draft.opens_at,
        closes_at=draft.closes_at,
        title=draft.title,
        question=draft.question,
    )
    return ballot


@action
def enter_roll(*, ballot_id: int, voices: Sequence[Voice], actor: Actor, now: datetime) -> Ballot:
    """Write the roll, in the place of one that was there. Only while the ballot is prepared."""
    ballot = hold_ballot(ballot_id)
    ensure(rules.may_enter_roll(actor, ballot))
    Voter.objects.filter(ballot=ballot).delete()
    for no, voice in enumerate(voices, start=1):
        add_voter(ballot, no, voice)
    whole = queries.entitled(ballot)
    tell(
        "roll_entered",
        ballot,
        actor,
        now,
        people=whole.people,
        area=whole.area,
    )
    return ballot


@action
def publish(*, ballot_id: int, actor: Actor, now: datetime) -> Ballot:
    """Post the notice and the roll. The days of notice run from today."""
    ballot = hold_ballot(ballot_id)
    whole = queries.entitled(ballot)
    earliest = queries.earliest_opening(ballot, day_of(now))
    ensure(rules.may_publish(actor, ballot, whole.people, day_of(ballot.opens_at), earliest))
    ballot.state = State.NOTICED
    ballot.published_at = now
    ballot.save(update_fields=["state", "published_at"])
    tell(
        "published",
        ballot,
        actor,
        now,
        people=whole.people,
        area=whole.area,
        opens_at=ballot.opens_at,
        closes_at=ballot.closes_at,
    )
    return ballot


@action
def deliver(
    *, ballot_id: int, numbers: Sequence[int], handed: Handed, actor: Actor, now: datetime
) -> int:
    """Write down that ballots reached voters: when, how, by whom, and whether they were warned."""
    ballot = hold_ballot(ballot_id)
    ensure(rules.may_deliver(actor, ballot))
    voters = Voter.objects.filter(ballot=ballot, no__in=numbers)
    made = Delivery.objects.bulk_create(
        Delivery(
            voter=voter,
            method=handed.method,
            at=handed.at,
            warned=handed.warned,
            witness=handed.witness,
            by_id=actor.post,
        )
        for voter in voters
    )
    tell(
        "delivered",
        ballot,
        actor,
        now,
        voters=len(made),
        warned=handed.warned,
        delivered_at=handed.at,
        witness=handed.witness,
    )
    return len(made)


@action
def issue_codes(
    *, ballot_id: int, numbers: Sequence[int], actor: Actor, now: datetime
) -> Mapping[int, str]:
    """Give voters one-time codes: number on the roll → code, to be printed now and never again.

    Only keyed hashes stay. A new code ends the one before it. Without numbers every voter who has
    neither a code nor voted gets one.
    """
    ballot = hold_ballot(ballot_id)
    ensure(rules.may_issue_codes(actor, ballot))
    voters = Voter.objects.select_for_update(of=("self",)).filter(ballot=ballot, mark__isnull=True)
    voters = voters.filter(no__in=numbers) if numbers else voters.filter(code_hash="")
    codes: dict[int, str] = {}
    for voter in voters.order_by("no"):
        codes[voter.no] = random_word(CODE_LENGTH)
        voter.code_hash = queries.hash_of(codes[voter.no])
        voter.code_until = ballot.closes_at
        voter.save(update_fields=["code_hash", "code_until"])
    tell(
        "codes_issued",
        ballot,
        actor,
        now,
        codes=len(codes),
    )
    return codes


@action
def print_papers(*, ballot_id: int, spare: int, actor: Actor, now: datetime) -> Ballot:
    """Make the papers: of an open ballot one for each voter, of a secret one as many and `spare`.

    A paper carries a random tracking code. Those of a secret ballot belong to nobody: they are
    mixed, and the voter draws one.
    """
    ballot = hold_ballot(ballot_id)
    ensure(rules.may_print_papers(actor, ballot))
    if ballot.secret:
        there = Paper.objects.filter(ballot=ballot).count()
        missing = max(queries.entitled(ballot).people + spare - there, 0)
        wanted: list[Voter | None] = [None] * missing
    else:
        wanted = list(Voter.objects.filter(ballot=ballot, paper__isnull=True).order_by("no"))
    Paper.objects.bulk_create(
        Paper(ballot=ballot, code=random_word(TRACKING_LENGTH), voter=voter) for voter in wanted
    )
    tell(
        "papers_printed",
        ballot,
        actor,
        now,
        papers=len(wanted),
    )
    return ballot


@action
def open_ballot(*, ballot_id: int, actor: Actor, now: datetime) -> Ballot:
    """Begin the voting: from here on the roll is fixed, and so is what is entitled."""
    ballot = hold_ballot(ballot_id)
    undecided = queries.standing_of(ballot).roll_objections
    ensure(rules.may_open(actor, ballot, now, undecided))
    whole = queries.entitled(ballot)
    ballot.state = State.OPEN
    ballot.opened_at = now
    ballot.entitled_people = whole.people
    ballot.entitled_area = whole.area
    ballot.save(update_fields=["state", "opened_at", "entitled_people", "entitled_area"])
    if ballot.secret:
        Urn.objects.create(ballot=ballot)
    tell(
        "opened",
        ballot,
        actor,
        now,
        people=whole.people,
        area=whole.area,
    )
    return ballot
