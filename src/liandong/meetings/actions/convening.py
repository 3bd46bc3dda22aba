"""A meeting is planned, given its departments, another day or none, and notice of it is given."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from liandong.duties import actions as duties
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.meetings import queries, rules
from liandong.meetings.actions import steps
from liandong.meetings.lifecycle import MeetingState, Part
from liandong.meetings.models import Invitation, Meeting
from liandong.places.models import Place


@dataclass(frozen=True, slots=True)
class Session:
    """When and where a meeting is held, and on what."""

    starts_at: datetime
    venue: str
    topic: str = ""


@action
def plan(*, place_id: int, session: Session, actor: Actor, now: datetime) -> Meeting:
    """Plan one meeting of a place; its secretaries are invited, and the departments of the last."""
    place = Place.objects.select_for_update(of=("self",)).get(pk=place_id)
    ensure(rules.may_plan(actor, place))
    return _planned(place, session, actor, now)


@action
def plan_year(
    *, place_id: int, days: list[date], at: time, venue: str, actor: Actor, now: datetime
) -> list[Meeting]:
    """Plan the meetings of a year: as many as the rule asks for at least."""
    place = Place.objects.select_for_update(of=("self",)).get(pk=place_id)
    ensure(rules.may_plan(actor, place))
    ensure(rules.are_days(days, int(queries.times_a_year(place, day_of(now)).amount)))
    zone = timezone.get_current_timezone()
    sessions = [Session(datetime.combine(day, at, zone), venue) for day in days]
    return [_planned(place, session, actor, now) for session in sessions]


@within_action
def _planned(place: Place, session: Session, actor: Actor, now: datetime) -> Meeting:
    ensure(rules.is_to_come(session.starts_at, now))
    convener = queries.convener_at(place)
    assert convener is not None, "who plans stands at a place that has its secretary"
    year = day_of(session.starts_at).year
    named = queries.named_last(place)
    meeting = Meeting.objects.create(
        place=place,
        convener=convener,
        year=year,
        no=queries.next_number(place, year),
        topic=session.topic,
        starts_at=session.starts_at,
        venue=session.venue,
        planned_by_id=actor.post,
        planned_at=now,
    )
    posts = [(convener.pk, Part.CONVENER)]
    posts += [(post.pk, Part.SECRETARY) for post in queries.secretaries_below(place)]
    posts += [(pk, Part.DEPARTMENT) for pk in named]
    Invitation.objects.bulk_create(
        [Invitation(meeting=meeting, post_id=pk, part=part) for pk, part in posts]
    )
    steps.run_to_notice(meeting, now)
    meeting.save(update_fields=["promise"])
    starts = session.starts_at
    steps.note("planned", meeting, actor, now, starts=starts, no=meeting.no, topic=session.topic)
    return meeting


@action
def name_departments(
    *, meeting_id: int, post_ids: tuple[int, ...], actor: Actor, now: datetime
) -> Meeting:
    """Name the departments that attend; whoever leads on an item stays named."""
    meeting = steps.locked_meeting(meeting_id)
    ensure(rules.may_name_departments(actor, meeting))
    known = {post.pk: post for post in queries.departments_for(meeting.place)}
    leads = set(meeting.items.exclude(lead=None).values_list("lead_id", flat=True))
    keep = {pk for pk in post_ids if pk in known} | leads
    old = meeting.invitations.filter(part=Part.DEPARTMENT)
    old.exclude(post_id__in=keep).delete()
    for pk in sorted(keep & set(known)):
        steps.invite(meeting, known[pk])
    steps.note("departments_named", meeting, actor, now, count=len(keep))
    return meeting


@action
def postpone(
    *, meeting_id: int, session: Session, reason: str, actor: Actor, now: datetime
) -> Meeting:
    """Give a meeting another day or place, with a reason. What was noticed is noticed anew."""
    meeting = steps.locked_meeting(meeting_id)
    ensure(rules.may_postpone(actor, meeting))
    ensure(rules.is_to_come(session.starts_at, now))
    meeting.starts_at, meeting.venue = session.starts_at, session.venue
    meeting.reason, meeting.reminded_at = reason, None
    if meeting.state == MeetingState.PLANNED:
        steps.run_to_notice(meeting, now)
    else:
        steps.run(meeting, steps.HOLD, meeting.starts_at, now)
        steps.issue_change(meeting, actor, now)
    meeting.save()
    steps.note("postponed", meeting, actor, now, starts=meeting.starts_at, reason=reason)
    return meeting


@action
def cancel(*, meeting_id: int, reason: str, actor: Actor, now: datetime) -> Meeting:
    """Cancel a meeting, with the reason; what stood on its agenda can be picked again."""
    meeting = steps.locked_meeting(meeting_id)
    ensure(rules.may_cancel(actor, meeting))
    duties.void(promise=meeting.promise, now=now)
    meeting.state, meeting.reason, meeting.promise = MeetingState.CANCELLED, reason, None
    meeting.save(update_fields=["state", "reason", "promise"])
    steps.note("cancelled", meeting, actor, now, reason=reason)
    return meeting


@action
def give_notice(
    *, meeting_id: int, urgency: str = "", code: str = "", actor: Actor, now: datetime
) -> Meeting:
    """Give notice with the agenda to everybody who is invited; shorter than the rule: why.

    The notice gets the next number under the office's `code`; without one, under the last code.
    """
    meeting = steps.locked_meeting(meeting_id)
    ensure(rules.may_give_notice(actor, meeting, queries.items_of(meeting)))
    ensure(rules.is_to_come(meeting.starts_at, now))
    ensure(rules.is_in_time(queries.notice_by(meeting.starts_at, meeting.place), urgency, now))
    duties.end(promise=meeting.promise, now=now)
    meeting.state, meeting.noticed_at, meeting.urgency = MeetingState.CALLED, now, urgency
    steps.run(meeting, steps.HOLD, meeting.starts_at, now)
    meeting.save()
    steps.issue_notice(meeting, actor, now, code)
    invited = meeting.invitations.count()
    starts = meeting.starts_at
    steps.note("notice_given", meeting, actor, now, starts=starts, invited=invited, urgency=urgency)
    return meeting


@action
def remind(*, meeting_id: int, actor: Actor, now: datetime) -> Meeting:
    """The clock reminds those who are invited, once, in the last days before the meeting."""
    meeting = steps.locked_meeting(meeting_id)
    ensure(rules.may_remind(actor, meeting))
    meeting.reminded_at = now
    meeting.save(update_fields=["reminded_at"])
    steps.note("reminded", meeting, actor, now, starts=meeting.starts_at)
    return meeting
