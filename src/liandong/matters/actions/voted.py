"""What residents chose by vote on a budget goes straight into execution."""

from datetime import datetime

from liandong.budgeting import queries as budgeting
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.numbers import new_number
from liandong.kernel.rows import insert, next_id
from liandong.kernel.search import grams_of
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import name_of, record
from liandong.matters import queries, rules
from liandong.matters.actions.common import promise
from liandong.matters.lifecycle import Source, State
from liandong.matters.models import Assignment, Matter


@action
def take_up_project(*, project_id: int, actor: Actor, now: datetime) -> Matter:
    """Put a project that won a vote into execution: the community's desk leads, by a date.

    Safe to repeat: a project has one matter, which is public from the start.
    """
    project = budgeting.project(project_id)
    ensure(rules.may_take_up_project(actor, project))
    assert project is not None, "only a chosen project is taken up"
    there = queries.matter_of(name_of(project))
    if there is not None:
        return there
    place = project.vote.place
    holder = queries.desk_for(place)
    matter = Matter(
        pk=next_id(Matter),
        number=new_number(f"{day_of(now):%y}", queries.NUMBER_LENGTH),
        key=name_of(project),
        title=project.title,
        text=project.text,
        grams=grams_of(project.title, project.text, "", place.name),
        source=Source.VOTE,
        state=State.EXECUTING,
        place=place,
        path=place.path,
        desk_id=holder.place_id,
        holder=holder,
        lead=holder,
        raised_at=now,
        accepted_at=now,
        published_at=now,
        public_title=project.title,
        public_text=project.text,
        tried=True,
    )
    promise(matter, "budget.execute", holder, now)
    insert(matter)
    Assignment.objects.create(
        matter=matter,
        post=holder,
        leads=True,
        by=holder,
        given_at=now,
        sign_by=now,
        signed_at=now,
    )
    record(
        "matter.voted",
        subject=matter,
        actor=actor,
        at=now,
        place=place,
        project=project.pk,
        cost=project.cost,
        title=project.title,
    )
    return matter
