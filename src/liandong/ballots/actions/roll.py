"""Objections, corrections of the roll, and proxies."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from liandong.ballots import queries, rules
from liandong.ballots.actions.common import add_voter, hold_ballot, tell
from liandong.ballots.lifecycle import About
from liandong.ballots.models import Ballot, Objection, Paper, Proxy, Voter
from liandong.ballots.queries import Voice
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure


@dataclass(frozen=True, slots=True)
class Correction:
    """What changes on the roll: a number that is struck, a voice that is added, or both."""

    strike: int | None = None
    add: Voice | None = None


@action
def object_to(
    *, ballot_id: int, about: str, name: str, text: str, actor: Actor, now: datetime
) -> Objection:
    """Say that the roll or the result is wrong. Anybody may, in the time for it."""
    ballot = hold_ballot(ballot_id)
    ensure(rules.may_object(ballot, about, now, queries.objections_end(ballot)))
    objection = Objection.objects.create(
        ballot=ballot, about=about, name=name, text=text, raised_at=now
    )
    tell(
        "objected",
        ballot,
        actor,
        now,
        about=About(about),
        text=text,
    )
    return objection


@action
def decide_objection(
    *,
    objection_id: int,
    upheld: bool,
    answer: str,
    actor: Actor,
    now: datetime,
    correction: Correction | None = None,
) -> Objection:
    """Decide an objection with a reason; one to the roll may correct it at the same time."""
    objection = Objection.objects.select_for_update().get(pk=objection_id)
    ballot = hold_ballot(objection.ballot_id)
    last = queries.last_tally(ballot)
    counted_by = last.counted_by_id if last else None
    ensure(rules.may_decide_objection(actor, ballot, objection, counted_by))
    objection.upheld = upheld
    objection.answer = answer
    objection.decided_at = now
    objection.decided_by_id = actor.post
    objection.save(update_fields=["upheld", "answer", "decided_at", "decided_by"])
    tell(
        "objection_decided",
        ballot,
        actor,
        now,
        about=About(objection.about),
        upheld=upheld,
        answer=answer,
    )
    if upheld and correction is not None and objection.about == About.ROLL:
        _correct(ballot, correction, actor, now)
    return objection


@within_action
def _correct(ballot: Ballot, correction: Correction, actor: Actor, now: datetime) -> None:
    """Strike and add: the other numbers of the roll stay what they are."""
    ensure(rules.may_correct_roll(actor, ballot))
    last = Voter.objects.filter(ballot=ballot).aggregate(no=Max("no"))["no"] or 0
    if correction.strike is not None:
        Paper.objects.filter(ballot=ballot, voter__no=correction.strike).delete()
        Voter.objects.filter(ballot=ballot, no=correction.strike).delete()
    if correction.add is not None:
        add_voter(ballot, last + 1, correction.add)
    whole = queries.entitled(ballot)
    tell(
        "roll_corrected",
        ballot,
        actor,
        now,
        people=whole.people,
        area=whole.area,
        struck=correction.strike,
        added=correction.add is not None,
    )


@action
def appoint_proxy(
    *, ballot_id: int, no: int, holder: str, holder_key: str, actor: Actor, now: datetime
) -> Proxy:
    """Enter a written proxy. Slots are numbered: two at one instant cannot pass the limit."""
    ballot = hold_ballot(ballot_id)
    voter = Voter.objects.select_related("mark", "proxy").get(ballot=ballot, no=no)
    held = queries.slots_of(ballot, holder, holder_key)
    verdict = rules.may_appoint_proxy(
        actor,
        ballot,
        held=held,
        voted=hasattr(voter, "mark"),
        represented=hasattr(voter, "proxy"),
    )
    ensure(verdict)
    proxy = Proxy.objects.create(
        ballot=ballot,
        voter=voter,
        holder=holder,
        holder_key=holder_key,
        slot=held + 1,
        entered_at=now,
    )
    tell(
        "proxy_appointed",
        ballot,
        actor,
        now,
        no=no,
        slot=proxy.slot,
        holder=holder,
    )
    return proxy
