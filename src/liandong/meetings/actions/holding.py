"""The meeting is held: attendance, opening, interests, earlier decisions, closing, minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from liandong.duties import actions as duties
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.meetings import queries, rules
from liandong.meetings.actions import steps
from liandong.meetings.lifecycle import MeetingState, Presence
from liandong.meetings.models import Check, Interest, Invitation, Meeting, Resolution


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether one invited post came, who came for it, and why not itself."""

    invitation_id: int
    presence: Presence
    substitute_id: int | None = None
    reason: str = ""


@action
def attend(*, meeting_id: int, marks: Sequence[Mark], actor: Actor, now: datetime) -> Meeting:
    """Write down who came; it can be written again until the meeting is closed."""
    meeting = steps.locked_meeting(meeting_id)
    ensure(rules.may_attend(actor, meeting))
    known = {one.pk: one for one in queries.invitations(meeting)}
    posts = {one.post_id for one in known.values()}
    for mark in marks:
        ensure(rules.is_attendance(mark.presence, mark.substitute_id, mark.reason, posts))
        one = known[mark.invitation_id]
        one.presence = mark.presence
        one.substitute_id = mark.substitute_id
        one.reason = mark.reason
        one.save(update_fields=["presence", "substitute", "reason"])
    there = sum(one.there for one in known.values())
    steps.note("attended", meeting, actor, now, invited=len(known), there=there)
    return meeting


@action
def open_meeting(*, meeting_id: int, actor: Actor, now: datetime) -> Meeting:
    """Open a meeting that has its quorum; the numbers are kept as they were then."""
    meeting = steps.locked_meeting(meeting_id)
    came = queries.invitations(meeting)
    needed = queries.quorum_of(meeting.place, len(came), day_of(now))
    ensure(rules.may_open(actor, meeting, came, needed))
    meeting.state, meeting.opened_at = MeetingState.OPEN, now
    meeting.entitled, meeting.needed = len(came), needed
    meeting.there = sum(one.there for one in came)
    duties.end(promise=meeting.promise, now=now)
    meeting.promise = None
    meeting.save()
    steps.note("opened", meeting, actor, now, there=meeting.there, invited=len(came), needed=needed)
    return meeting


@action
def declare(
    *, item_id: int, invitation_id: int, what: str, actor: Actor, now: datetime
) -> Interest:
    """Write down that a post has an interest in an item and abstains from deciding on it."""
    item = steps.locked_item(item_id)
    ensure(rules.may_declare(actor, item, queries.decided(item)))
    invitation = Invitation.objects.get(pk=invitation_id, meeting=item.meeting)
    ensure(rules.is_there(invitation))
    interest, _made = Interest.objects.update_or_create(
        item=item, invitation=invitation, defaults={"what": what, "at": now}
    )
    steps.note_item("interest_declared", item, actor, now, post=invitation.post_id, interest=what)
    return interest


@action
def check(
    *,
    meeting_id: int,
    resolution_id: int,
    done: bool,
    reason: str = "",
    actor: Actor,
    now: datetime,
) -> Check:
    """Say of an earlier decision whether it is done; what the record shows is kept beside."""
    meeting = steps.locked_meeting(meeting_id)
    resolution = queries.find_resolution(resolution_id)
    due = resolution is not None and queries.is_due(meeting, resolution)
    ensure(rules.may_check(actor, meeting, due=due))
    assert resolution is not None, "what is due exists"
    ensure(rules.is_reason_given(done, reason))
    made = Check.objects.create(
        resolution=resolution,
        meeting=meeting,
        done=done,
        reason=reason,
        shown=queries.shown_words(resolution),
        at=now,
    )
    record(
        "resolution.checked",
        subject=resolution,
        actor=actor,
        at=now,
        place=meeting.place,
        meeting=meeting.pk,
        done=done,
        reason=reason,
    )
    return made


@action
def close(*, meeting_id: int, actor: Actor, now: datetime) -> Meeting:
    """Close a meeting on which everything is decided and checked; its minutes have a date."""
    meeting = steps.locked_meeting(meeting_id)
    undecided = meeting.items.filter(resolution__isnull=True).count()
    ensure(rules.may_close(actor, meeting, undecided, queries.unchecked(meeting)))
    meeting.state, meeting.closed_at = MeetingState.HELD, now
    terms = duties.Terms(steps.MINUTES, meeting.convener, meeting.place)
    meeting.promise = duties.give(subject=meeting, terms=terms, now=now)
    meeting.save()
    decided = Resolution.objects.filter(item__meeting=meeting).count()
    steps.note("closed", meeting, actor, now, decided=decided)
    return meeting


@action
def write_minutes(*, meeting_id: int, text: str, actor: Actor, now: datetime) -> Meeting:
    """Keep the minutes as edited; until they are signed they can be written again."""
    meeting = steps.locked_meeting(meeting_id)
    ensure(rules.may_write_minutes(actor, meeting))
    meeting.minutes = text
    meeting.save(update_fields=["minutes"])
    steps.note("minutes_written", meeting, actor, now, text=text)
    return meeting


@action
def sign(*, meeting_id: int, code: str = "", actor: Actor, now: datetime) -> Meeting:
    """The convener signs the minutes; from then on everybody who was invited reads them.

    They get the next number under the office's `code`; without one, under the code used last.
    """
    meeting = steps.locked_meeting(meeting_id)
    ensure(rules.may_sign(actor, meeting))
    duties.end(promise=meeting.promise, now=now)
    meeting.state, meeting.signed_at, meeting.promise = MeetingState.SIGNED, now, None
    meeting.save(update_fields=["state", "signed_at", "promise"])
    own = meeting.invitations.filter(post_id=actor.post)
    own.update(read_at=now)
    steps.issue_minutes(meeting, actor, now, code)
    steps.note("minutes_signed", meeting, actor, now)
    return meeting


@action
def read(*, meeting_id: int, actor: Actor, now: datetime) -> Meeting:
    """Note that a post that was invited read the minutes."""
    meeting = steps.locked_meeting(meeting_id)
    invitation = queries.invitation_of(actor, meeting)
    ensure(rules.may_read(actor, meeting, invitation))
    assert invitation is not None, "who may read was invited"
    invitation.read_at = now
    invitation.save(update_fields=["read_at"])
    steps.note("minutes_read", meeting, actor, now)
    return meeting
