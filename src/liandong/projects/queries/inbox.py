"""What the one inbox of staff says of this room: projects that wait for a post."""

from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liandong.duties.queries.periods import last_moment
from liandong.kernel.actor import Actor
from liandong.kernel.house import Waiting
from liandong.projects.lifecycle import State
from liandong.projects.queries.finding import decided_for, secretaries_for, waits_for

TO_DO: dict[str, Promise] = {
    State.DRAFT: _("Plan it and claim it"),
    State.CLAIMED: _("Register it or send it back"),
    State.RUNNING: _("Reach the next milestone"),
    State.DONE_CLAIMED: _("Look at it and accept or not"),
    State.ACCEPTED: _("Write the review"),
    State.REVIEWED: _("Close it"),
}


def inbox(actor: Actor, now: datetime) -> list[Waiting]:
    """What waits for a post: decisions to make a project of, and projects at a step of its own."""
    if actor.post_id is None:
        return []
    return [*_decided(actor), *_projects(actor, now)]


def _decided(actor: Actor) -> list[Waiting]:
    """Decisions of joint meetings wait for the secretary whom they name."""
    named = [one for one in secretaries_for(actor) if one.pk == actor.post_id]
    return [
        Waiting(
            what=_("Draw up a project"),
            title=one.item.question,
            place=one.item.meeting.place,
            url=one.get_absolute_url(),
            due_at=last_moment(one.due_on) if one.due_on else None,
        )
        for secretary in named
        for one in decided_for(secretary)
    ]


def _projects(actor: Actor, now: datetime) -> list[Waiting]:
    found = []
    waits: list[Any] = [*waits_for(actor, now)]
    for project in waits:
        due_at = last_moment(project.next_due) if project.next_due else None
        if project.promise is not None:
            due_at = project.promise.due_at
        found.append(
            Waiting(
                what=TO_DO[project.state],
                title=project.title,
                place=project.secretary.place,
                url=project.get_absolute_url(),
                due_at=due_at,
            )
        )
    return found
