"""What the actions on lists share: reading for change, numbering, and giving their dates."""

from dataclasses import dataclass
from datetime import date, datetime

from liandong.duties.actions.promises import Terms, give, give_date
from liandong.duties.lifecycle import Deadline
from liandong.duties.models import (
    DutyList,
    Promise,
    Rectification,
    Responsibility,
    SupervisionOrder,
)
from liandong.duties.queries.periods import last_moment
from liandong.duties.queries.promises import BY_DATE, TURN
from liandong.people.models import Post


@dataclass(slots=True)
class Imported:
    """What became of the rows of a sheet."""

    new: int = 0
    changed: int = 0
    same: int = 0


def locked_list(list_id: int) -> DutyList:
    lists = DutyList.objects.select_for_update(of=("self",))
    return lists.select_related("post__place", "issuer__place").get(pk=list_id)


def locked_line(line_id: int) -> Responsibility:
    lines = Responsibility.objects.select_for_update(of=("self",))
    return lines.select_related("promise", "list__post__place", "list__issuer").get(pk=line_id)


def locked_problem(problem_id: int) -> Rectification:
    problems = Rectification.objects.select_for_update(of=("self",))
    return problems.select_related(
        "promise", "lead__place", "list__post__place", "list__issuer__place"
    ).get(pk=problem_id)


def locked_order(order_id: int) -> SupervisionOrder:
    orders = SupervisionOrder.objects.select_for_update(of=("self",))
    return orders.select_related("promise", "place", "post__place", "issuer__place").get(
        pk=order_id
    )


def turn(line: Responsibility, day: date | None, now: datetime) -> Promise | None:
    """The promise of one period of a responsibility; None when no further period comes."""
    if day is None:
        return None
    post = line.list.post
    terms = Terms(TURN, post, post.place)
    return give_date(subject=line, terms=terms, due_at=last_moment(day), now=now)


def put_right_by(problem: Rectification, now: datetime) -> Promise | None:
    """The promise of whoever leads a rectification, from its kind of deadline."""
    if problem.deadline == Deadline.STANDING:
        return None
    if problem.deadline == Deadline.AT_ONCE:
        terms = Terms("rectify.at_once", problem.lead, problem.list.post.place)
        return give(subject=problem, terms=terms, now=now)
    assert problem.due_on is not None, "a deadline by date has its date"
    return dated(problem, problem.due_on, now)


def dated(problem: Rectification, day: date, now: datetime) -> Promise:
    """The promise of whoever leads, by a day that a person set."""
    terms = Terms(BY_DATE, problem.lead, problem.list.post.place)
    return give_date(subject=problem, terms=terms, due_at=last_moment(day), now=now)


def to_verify(problem: Rectification, issuer: Post, now: datetime) -> Promise:
    """The promise of the issuing level to verify a close-out."""
    terms = Terms("rectify.verify", issuer, problem.list.post.place)
    return give(subject=problem, terms=terms, now=now)
