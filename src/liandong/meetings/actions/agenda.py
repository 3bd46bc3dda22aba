"""The agenda: items are picked from what waits, worded, put in order, struck."""

from dataclasses import dataclass
from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.papers import Paper
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.meetings import queries, rules
from liandong.meetings.actions import steps
from liandong.meetings.lifecycle import Origin
from liandong.meetings.models import AgendaItem, DepartmentReport, Meeting
from liandong.meetings.queries import Candidate
from liandong.people.models import Post
from liandong.places.models import Place


@dataclass(frozen=True, slots=True)
class Wording:
    """What an item says: the question, the proposed decision, who would lead."""

    question: str
    proposal: str
    lead_id: int | None = None
    background: str = ""


@action
def pick(*, meeting_id: int, keys: tuple[str, ...], actor: Actor, now: datetime) -> Meeting:
    """Put what was ticked on the agenda, after what stands there already."""
    meeting = steps.locked_meeting(meeting_id)
    ensure(rules.may_pick(actor, meeting))
    waiting = {one.key: one for one in queries.candidates(meeting.place, now)}
    for key in keys:
        if key in waiting:
            _picked(meeting, waiting[key], actor, now)
    return meeting


@within_action
def _picked(meeting: Meeting, candidate: Candidate, actor: Actor, now: datetime) -> AgendaItem:
    item = AgendaItem.objects.create(
        meeting=meeting,
        no=meeting.items.count() + 1,
        origin=candidate.origin,
        about=candidate.about,
        continues_id=candidate.continues_id,
        question=candidate.question,
        proposal=candidate.proposal,
        background=candidate.background,
        lead_id=candidate.lead_id,
    )
    if candidate.lead_id is not None:
        steps.invite(meeting, Post.objects.get(pk=candidate.lead_id))
    steps.note_item("picked", item, actor, now, origin=candidate.origin, question=item.question)
    return item


@action
def put(*, meeting_id: int, wording: Wording, actor: Actor, now: datetime) -> AgendaItem:
    """Put an item of one's own on the agenda, already worded."""
    meeting = steps.locked_meeting(meeting_id)
    ensure(rules.may_pick(actor, meeting))
    own = Candidate(
        origin=Origin.OWN,
        about="",
        question=wording.question,
        background=wording.background,
        proposal=wording.proposal,
        lead_id=wording.lead_id,
    )
    return _picked(meeting, own, actor, now)


@action
def add_urgent(
    *, meeting_id: int, wording: Wording, urgency: str, actor: Actor, now: datetime
) -> AgendaItem:
    """Add an urgent item after the notice, with the convener's reason; it is worded already."""
    meeting = steps.locked_meeting(meeting_id)
    ensure(rules.may_add_urgent(actor, meeting))
    item = AgendaItem.objects.create(
        meeting=meeting,
        no=meeting.items.count() + 1,
        origin=Origin.OWN,
        question=wording.question,
        proposal=wording.proposal,
        background=wording.background,
        lead_id=wording.lead_id,
        urgency=urgency,
    )
    steps.note_item("added_urgently", item, actor, now, question=wording.question, reason=urgency)
    return item


@action
def word(*, item_id: int, wording: Wording, actor: Actor, now: datetime) -> AgendaItem:
    """Word an item: the question, the proposed decision, and who would lead."""
    item = steps.locked_item(item_id)
    ensure(rules.may_word(actor, item.meeting))
    item.question, item.proposal = wording.question, wording.proposal
    item.background, item.lead_id = wording.background, wording.lead_id
    item.save(update_fields=["question", "proposal", "background", "lead"])
    if wording.lead_id is not None:
        steps.invite(item.meeting, Post.objects.get(pk=wording.lead_id))
    steps.note_item("worded", item, actor, now, question=item.question, proposal=item.proposal)
    return item


@action
def reorder(*, item_id: int, up: bool, actor: Actor, now: datetime) -> Meeting:
    """Move an item one place up or down; at the end of the agenda it stays where it is."""
    item = steps.locked_item(item_id)
    meeting = item.meeting
    ensure(rules.may_word(actor, meeting))
    items = list(meeting.items.order_by("no", "id"))
    here = next(number for number, one in enumerate(items) if one.pk == item.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(items):
        return meeting
    items[here], items[there] = items[there], items[here]
    for number, one in enumerate(items, 1):
        one.no = number
    AgendaItem.objects.bulk_update(items, ["no"])
    steps.note_item("reordered", item, actor, now, up=up)
    return meeting


@action
def strike(*, item_id: int, actor: Actor, now: datetime) -> Meeting:
    """Strike an item from the agenda; what it came from waits for the next one."""
    item = steps.locked_item(item_id)
    meeting = item.meeting
    ensure(rules.may_word(actor, meeting))
    steps.note_item("struck", item, actor, now, question=item.question)
    item.delete()
    left = list(meeting.items.order_by("no", "id"))
    for number, one in enumerate(left, 1):
        one.no = number
    AgendaItem.objects.bulk_update(left, ["no"])
    return meeting


@dataclass(frozen=True, slots=True)
class Statement:
    """What a department reports: what it asks the meeting for, and its paper if it has one."""

    title: str
    text: str
    request: str = ""
    paper: Paper | None = None


@action
def hand_in(
    *, place_id: int, statement: Statement, actor: Actor, now: datetime
) -> DepartmentReport:
    """A department hands in a report to the meeting of a place."""
    place = Place.objects.get(pk=place_id)
    ensure(rules.may_report(actor, place))
    paper = statement.paper
    report = DepartmentReport.objects.create(
        place=place,
        post_id=actor.post,
        title=statement.title,
        text=statement.text,
        request=statement.request,
        file=paper.file if paper else "",
        mime=paper.mime if paper else "",
        at=now,
    )
    record(
        "department_report.handed_in",
        subject=report,
        actor=actor,
        at=now,
        place=place,
        title=report.title,
    )
    return report
