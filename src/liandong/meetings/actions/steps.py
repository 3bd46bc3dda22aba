"""What the actions share: reading for change, writing down, and the date that runs."""

from datetime import datetime
from typing import Any

from liandong.duties import actions as duties
from liandong.duties.lifecycle import Paper
from liandong.kernel.actor import Actor
from liandong.kernel.official import Document
from liandong.kernel.transactions import within_action
from liandong.ledger.actions import record
from liandong.meetings import queries
from liandong.meetings.lifecycle import Part
from liandong.meetings.models import AgendaItem, Invitation, Meeting
from liandong.people.models import Post

NOTICE, HOLD, MINUTES = "meeting.notice", "meeting.hold", "meeting.minutes"


def locked_meeting(meeting_id: int) -> Meeting:
    meetings = Meeting.objects.select_for_update(of=("self",))
    return meetings.select_related("place__parent", "convener__place", "promise").get(pk=meeting_id)


def locked_item(item_id: int) -> AgendaItem:
    items = AgendaItem.objects.select_for_update(of=("self",))
    related = ("meeting__place__parent", "meeting__convener__place", "resolution")
    return items.select_related(*related).get(pk=item_id)


@within_action
def note(verb: str, meeting: Meeting, actor: Actor, now: datetime, **details: Any) -> None:
    """Write down what was done with a meeting, at its place."""
    record(f"meeting.{verb}", subject=meeting, actor=actor, at=now, place=meeting.place, **details)


@within_action
def note_item(verb: str, item: AgendaItem, actor: Actor, now: datetime, **details: Any) -> None:
    record(
        f"agenda_item.{verb}",
        subject=item,
        actor=actor,
        at=now,
        place=item.meeting.place,
        meeting=item.meeting_id,
        **details,
    )


@within_action
def run(meeting: Meeting, kind: str, due_at: datetime, now: datetime) -> None:
    """The date that runs now, instead of the one that ran: of the notice, or of the meeting."""
    duties.void(promise=meeting.promise, now=now)
    terms = duties.Terms(kind, meeting.convener, meeting.place)
    meeting.promise = duties.give_date(subject=meeting, terms=terms, due_at=due_at, now=now)


@within_action
def run_to_notice(meeting: Meeting, now: datetime) -> None:
    run(meeting, NOTICE, queries.notice_by(meeting.starts_at, meeting.place), now)


@within_action
def invite(meeting: Meeting, post: Post) -> None:
    """Name a department, or whoever leads on an item: each post is invited once."""
    Invitation.objects.get_or_create(meeting=meeting, post=post, defaults={"part": Part.DEPARTMENT})


@within_action
def issue_notice(meeting: Meeting, actor: Actor, now: datetime, code: str) -> None:
    """Number the notice and keep it as it went out."""
    _issue(meeting, Paper.NOTICE, queries.notice_document(meeting), actor, now, code)


@within_action
def issue_change(meeting: Meeting, actor: Actor, now: datetime) -> None:
    """Another day was given after the notice: a notice of its own says so, with a new number."""
    changed = queries.notice_document(meeting, changed=True)
    _issue(meeting, Paper.NOTICE, changed, actor, now, "")


@within_action
def issue_minutes(meeting: Meeting, actor: Actor, now: datetime, code: str) -> None:
    """Number the signed minutes and keep them."""
    _issue(meeting, Paper.MINUTES, queries.minutes_document(meeting), actor, now, code)


@within_action
def _issue(
    meeting: Meeting, kind: Paper, document: Document, actor: Actor, now: datetime, code: str
) -> None:
    issuer = Post.objects.get(pk=actor.post)
    issue = duties.Issue(kind, meeting.place, issuer, code)
    duties.issue_paper(subject=meeting, issue=issue, document=document, now=now)
