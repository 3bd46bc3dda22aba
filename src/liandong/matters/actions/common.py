"""Steps that several actions share: lock a matter, hand it to a post, promise, write it down."""

from datetime import datetime

from liandong.duties import actions as duties
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import within_action
from liandong.ledger.actions import record
from liandong.matters import queries
from liandong.matters.actions.stages import follow_stages
from liandong.matters.lifecycle import OPEN, Outcome, State
from liandong.matters.models import Handling, Leg, Matter
from liandong.people.models import Post
from liandong.places.models import Level, Place

ESCALATE_KEYS = {
    Level.COMMUNITY: "escalate.community",
    Level.SUBDISTRICT: "escalate.subdistrict",
    Level.DISTRICT: "escalate.district",
    Level.CITY: "escalate.city",
}


@within_action
def lock(matter_id: int) -> Matter:
    """The matter, locked for this action, with what its rules look at."""
    return (
        Matter.objects.select_related(
            "desk", "place", "holder", "lead__organisation", "lead__place", "promise", "category"
        )
        .select_for_update(of=("self",))
        .get(pk=matter_id)
    )


@within_action
def promise(matter: Matter, kind: str, holder: Post, now: datetime, reason: str = "") -> None:
    """Give the matter a new public promise instead of the one that runs, if any."""
    terms = duties.Terms(kind=kind, holder=holder, place=matter.place, category=matter.category)
    given = duties.give(
        subject=matter, terms=terms, now=now, instead_of=matter.promise, reason=reason
    )
    matter.promise = given
    matter.due_at = given.due_at


@within_action
def keep(matter: Matter, now: datetime) -> None:
    """What was promised is done."""
    duties.end(promise=matter.promise, now=now)
    matter.promise = None
    matter.due_at = None


@within_action
def hand_to(matter: Matter, holder: Post, now: datetime, reason: str) -> None:
    """Another post is accountable from now on; the running promise goes with the matter."""
    if matter.promise is not None and matter.promise.holder_id != holder.pk:
        matter.promise = duties.move(promise=matter.promise, holder=holder, reason=reason, now=now)
    matter.holder = holder


@within_action
def finish(matter: Matter, state: State, outcome: Outcome, now: datetime) -> None:
    """The matter ends in this state, with this outcome, and nothing is promised any more."""
    duties.void(promise=matter.promise, now=now)
    matter.promise = None
    matter.due_at = None
    matter.state = state
    matter.outcome = outcome
    matter.closed_at = now
    close_legs(matter, now)


@within_action
def reopen(matter: Matter) -> None:
    """An ended matter is open again; what it ended with is in the ledger."""
    matter.closed_at = None
    matter.outcome = ""


@within_action
def close_legs(matter: Matter, now: datetime, end: str = "answered", answer: str = "") -> None:
    """The levels that this matter climbed to have answered."""
    for leg in Leg.objects.filter(matter=matter, ended_at__isnull=True):
        leg.ended_at = now
        leg.end = end
        leg.answer = answer or matter.answer
        leg.save(update_fields=["ended_at", "end", "answer"])


@within_action
def handled(matter: Matter, actor: Actor) -> None:
    """Remember who handled the matter: they will neither verify it nor call back."""
    if actor.person_id is not None:
        Handling.objects.get_or_create(matter=matter, person_id=actor.person_id)


@within_action
def arrive(matter: Matter, place: Place) -> Post:
    """The matter comes to the desk of this place, or of the nearest above that has one."""
    post = queries.desk_for(place)
    matter.desk = post.place
    matter.holder = post
    matter.tried = False
    return post


@within_action
def write(verb: str, matter: Matter, actor: Actor, now: datetime, **details: object) -> None:
    """Save the matter and write down what was done to it, at its place."""
    assert (matter.state in OPEN) == (matter.closed_at is None), matter.state
    matter.save()
    follow_stages(matter, now)
    record(f"matter.{verb}", subject=matter, actor=actor, at=now, place=matter.place, **details)
