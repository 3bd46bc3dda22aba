"""The lead signs for a matter, returns, extends, suspends, splits and answers it."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.base import ContentFile

from liandong.duties import actions as duties
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.numbers import new_number
from liandong.kernel.search import grams_of
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.matters import queries, rules
from liandong.matters.actions.common import hand_to, handled, lock, promise, write
from liandong.matters.actions.hearing import Route, answered, end_turns
from liandong.matters.lifecycle import State
from liandong.matters.models import Assignment, Matter, Message, Photo
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Stage


@action
def sign(*, matter_id: int, actor: Actor, now: datetime) -> Matter:
    """The lead signs for a matter: from now on it is theirs."""
    matter = lock(matter_id)
    ensure(rules.may_sign(actor, matter, queries.facts(matter, actor, now)))
    turn = Assignment.objects.get(matter=matter, leads=True, ended_at__isnull=True)
    turn.signed_at = now
    turn.save(update_fields=["signed_at"])
    handled(matter, actor)
    matter.state = State.REWORK if matter.reworks else State.EXECUTING
    write("signed", matter, actor, now, in_time=now <= turn.sign_by)
    return matter


@action
def return_matter(*, matter_id: int, reason: str, actor: Actor, now: datetime) -> Matter:
    """The lead returns a matter that is clearly not its duty, with the reason.

    Hotline ordinance of Weifang, article 22. The third return calls a consultation.
    """
    matter = lock(matter_id)
    ensure(rules.may_return(actor, matter, queries.facts(matter, actor, now)))
    end_turns(matter, now, returned=True, reason=reason)
    matter.returns += 1
    matter.lead = None
    desk = queries.desk_for(matter.desk)
    hand_to(matter, desk, now, reason="returned")
    contested = matter.returns >= queries.returns_most(matter)
    matter.state = State.DELIBERATING if contested else State.RAISED
    write("returned", matter, actor, now, times=matter.returns, reason=reason)
    return matter


@action
def extend(*, matter_id: int, days: int, reason: str, actor: Actor, now: datetime) -> Matter:
    """Give a later date, once, with a reason that the resident reads."""
    matter = lock(matter_id)
    ensure(rules.may_extend(actor, matter, queries.facts(matter, actor, now)))
    limit = rulebook.limit("matter.extend", matter.place, on=day_of(now))
    ensure(rules.may_extend_by(days, int(limit.amount)))
    assert matter.promise is not None, "a matter at work has a promise"
    more = rulebook.Limit(rulebook.whole(days), "work_day", limit.rule)
    matter.promise = duties.extend(promise=matter.promise, limit=more, reason=reason, now=now)
    matter.due_at = matter.promise.due_at
    matter.extended = True
    write("extended", matter, actor, now, days=days, due=matter.due_at, reason=reason)
    return matter


@action
def redate(*, matter_id: int, reason: str, actor: Actor, now: datetime) -> Matter:
    """Give the date that a calendar loaded later gives, with a reason that the resident reads."""
    matter = lock(matter_id)
    ensure(rules.may_redate(actor, matter, queries.facts(matter, actor, now)))
    assert matter.promise is not None, "a promise that the calendar moves is there"
    matter.promise = duties.redate(promise=matter.promise, reason=reason, now=now)
    matter.due_at = matter.promise.due_at
    write("redated", matter, actor, now, due=matter.due_at, reason=reason)
    return matter


@action
def suspend(*, matter_id: int, reason: str, actor: Actor, now: datetime) -> Matter:
    """Stop the clock for a reason that the resident reads (season, court, missing party)."""
    matter = lock(matter_id)
    ensure(rules.may_suspend(actor, matter, queries.facts(matter, actor, now)))
    assert matter.promise is not None, "a matter at work has a promise"
    duties.pause(promise=matter.promise, now=now, reason=reason)
    matter.state_before = matter.state
    matter.state = State.SUSPENDED
    matter.due_at = None
    write("suspended", matter, actor, now, reason=reason)
    return matter


@action
def resume(*, matter_id: int, actor: Actor, now: datetime) -> Matter:
    """Let the clock run again, with the time that was left when it stopped."""
    matter = lock(matter_id)
    ensure(rules.may_resume(actor, matter, queries.facts(matter, actor, now)))
    assert matter.promise is not None, "a suspended matter has a promise"
    matter.promise = duties.resume(promise=matter.promise, reason="resumed", now=now)
    matter.due_at = matter.promise.due_at
    matter.state = State(matter.state_before)
    matter.state_before = ""
    write("resumed", matter, actor, now, due=matter.due_at)
    return matter


@action
def split(*, matter_id: int, task: str, route: Route, actor: Actor, now: datetime) -> Matter:
    """Give one part of a matter to another office; the whole is not answered before its parts."""
    whole = lock(matter_id)
    ensure(rules.may_split(actor, whole, queries.facts(whole, actor, now)))
    part = Matter.objects.create(
        number=new_number(f"{day_of(now):%y}", queries.NUMBER_LENGTH),
        title=task[:120],
        text=task,
        grams=grams_of(task, whole.address, whole.place.name),
        source=whole.source,
        category=whole.category,
        place=whole.place,
        path=whole.path,
        address=whole.address,
        lon=whole.lon,
        lat=whole.lat,
        desk=whole.desk,
        holder=route.lead,
        lead=route.lead,
        state=State.DISPATCHED,
        raised_at=now,
        accepted_at=now,
        part_of=whole,
    )
    limit = rulebook.limit("matter.sign", whole.place, on=day_of(now), category=whole.category)
    Assignment.objects.create(
        matter=part,
        post=route.lead,
        organisation=route.lead.organisation,
        leads=True,
        by=whole.holder,
        item=route.item,
        precedent=route.precedent,
        given_at=now,
        sign_by=rulebook.due(now, limit).at,
    )
    promise(part, "matter.execute", route.lead, now)
    part.save(update_fields=["promise", "due_at"])
    record(
        "matter.split",
        subject=whole,
        actor=actor,
        at=now,
        place=whole.place,
        part=part.pk,
        lead=route.lead.pk,
        task=task,
    )
    return part


@action
def reach(
    *, matter_id: int, stage: Stage, needed: bool, findings: str, actor: Actor, now: datetime
) -> Matter:
    """A stage is done, or it turned out that it is not needed here; the resident reads which."""
    matter = lock(matter_id)
    facts = queries.facts(matter, actor, now)
    ensure(rules.may_reach(actor, matter, facts))
    ensure(rules.has_stage(facts, stage))
    running = queries.running_stages(matter).filter(kind=f"matter.{stage}").get()
    if needed:
        duties.end(promise=running, now=now)
    else:
        duties.void(promise=running, now=now)
    record(
        "matter.reached",
        subject=matter,
        actor=actor,
        at=now,
        place=matter.place,
        stage=stage,
        needed=needed,
        in_time=now <= running.due_at,
        findings=findings,
    )
    return matter


@action
def reply(
    *,
    matter_id: int,
    answer: str,
    actor: Actor,
    now: datetime,
    note: str = "",
    photos: Sequence[ContentFile[bytes]] = (),
) -> Matter:
    """Answer the resident in public words; internal notes stay apart. Somebody else verifies."""
    matter = lock(matter_id)
    facts = queries.facts(matter, actor, now)
    ensure(rules.may_reply(actor, matter, facts))
    ensure(rules.has_evidence(matter, facts, len(photos)))
    for photo in photos:
        Photo.objects.create(matter=matter, file=photo, after=True, added_at=now)
    if note:
        Message.objects.create(
            matter=matter, internal=True, post_id=actor.post_id, text=note, at=now
        )
    handled(matter, actor)
    answered(matter, answer, now)
    write("replied", matter, actor, now, photos=len(photos), answer=answer)
    return matter
