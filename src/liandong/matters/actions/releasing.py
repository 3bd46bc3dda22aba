"""The desk joins matters that are one, and releases what everybody may read."""

from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.matters import queries, rules
from liandong.matters.actions.common import (
    finish,
    lock,
    promise,
    reopen,
    write,
)
from liandong.matters.lifecycle import Outcome, State
from liandong.matters.models import Matter


@action
def merge(*, matter_id: int, into_id: int, actor: Actor, now: datetime) -> Matter:
    """Merge a matter into the one that was raised for the same trouble; both keep the trace."""
    matter, target = lock(matter_id), lock(into_id)
    ensure(rules.may_merge(actor, matter, queries.facts(matter, actor, now)))
    ensure(rules.may_merge_into(matter, target))
    matter.state_before = matter.state
    matter.merged_into = target
    finish(matter, State.MERGED, Outcome.JOINED, now)
    write("merged", matter, actor, now, into=target.pk)
    record(
        "matter.took_in", subject=target, actor=actor, at=now, place=target.place, other=matter.pk
    )
    return matter


@action
def unmerge(*, matter_id: int, actor: Actor, now: datetime) -> Matter:
    """Undo a merge: the matter goes on where it was, with a new promise."""
    matter = lock(matter_id)
    ensure(rules.may_unmerge(actor, matter, queries.facts(matter, actor, now)))
    was_in = matter.merged_into
    reopen(matter)
    matter.merged_into = None
    matter.state = State(matter.state_before)
    matter.state_before = ""
    kind = "matter.execute" if matter.accepted_at else "matter.accept"
    promise(matter, kind, matter.holder, now)
    write("unmerged", matter, actor, now, other=was_in.pk if was_in else None)
    return matter


@action
def publish(*, matter_id: int, title: str, text: str, actor: Actor, now: datetime) -> Matter:
    """Release a text to the public list; the resident's own words stay unseen."""
    matter = lock(matter_id)
    ensure(rules.may_publish(actor, matter, queries.facts(matter, actor, now)))
    matter.public_title = title
    matter.public_text = text
    matter.published_at = matter.published_at or now
    write("published", matter, actor, now, title=title, text=text)
    return matter


@action
def unpublish(*, matter_id: int, reason: str, actor: Actor, now: datetime) -> Matter:
    """Take a matter out of the public list."""
    matter = lock(matter_id)
    ensure(rules.may_unpublish(actor, matter, queries.facts(matter, actor, now)))
    matter.published_at = None
    matter.public_title = ""
    matter.public_text = ""
    write("unpublished", matter, actor, now, reason=reason)
    return matter
