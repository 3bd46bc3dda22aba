"""What the one inbox of staff says of this room: meetings, and the express line."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liandong.kernel.actor import Actor
from liandong.kernel.house import Waiting
from liandong.meetings.lifecycle import ExpressState
from liandong.meetings.models import Meeting
from liandong.meetings.queries.desk import waiting_for
from liandong.meetings.queries.express import express_waiting

TO_DO: dict[str, Promise] = {
    ExpressState.WRITTEN: gettext_lazy("Take it up, pass it on or decline"),
    ExpressState.TAKEN_UP: gettext_lazy("Carry it out and answer"),
}


def inbox(actor: Actor, now: datetime) -> list[Waiting]:
    """What waits for a post: meetings to prepare, attend and read; items to judge and answer."""
    meetings = [
        Waiting(
            what=one.what,
            title=_title(one.meeting),
            place=one.meeting.place,
            url=one.meeting.get_absolute_url(),
            due_at=one.due_at,
        )
        for one in waiting_for(actor)
    ]
    items = [
        Waiting(
            what=TO_DO[one.state],
            title=one.title,
            place=one.place,
            url=one.get_absolute_url(),
            due_at=one.promise.due_at,
        )
        for one in express_waiting(actor, now)
    ]
    return [*meetings, *items]


def _title(meeting: Meeting) -> str:
    return meeting.topic or _("Joint meeting no. %(no)d of %(year)d") % {
        "no": meeting.no,
        "year": meeting.year,
    }
