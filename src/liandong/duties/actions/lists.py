"""A list of duties is drawn up, submitted, sent back and issued."""

from datetime import datetime

from liandong.duties import queries, rules
from liandong.duties.actions import steps
from liandong.duties.actions.papers import Issue, issue_paper
from liandong.duties.lifecycle import ListKind, ListState, Paper, Step
from liandong.duties.models import DutyList
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.people.models import Post


@action
def draw_up(
    *, post_id: int, kind: ListKind, year: int, title: str = "", actor: Actor, now: datetime
) -> DutyList:
    """Begin a list of a post for a year; of responsibilities there is one a year."""
    post = Post.objects.select_for_update(of=("self",)).select_related("place").get(pk=post_id)
    ensure(rules.may_draw_up(actor, post))
    if kind == ListKind.RESPONSIBILITY:
        ensure(rules.is_first(queries.own_list(post, year)))
    return begin(post=post, kind=kind, year=year, title=title, actor=actor, now=now)


@within_action
def begin(
    *, post: Post, kind: ListKind, year: int, title: str, actor: Actor, now: datetime
) -> DutyList:
    """Write the new list, within the action that needs it."""
    listed = DutyList.objects.create(
        kind=kind, year=year, post=post, title=title, drawn_by_id=actor.post, drawn_at=now
    )
    record(
        "duty_list.drawn_up",
        subject=listed,
        actor=actor,
        at=now,
        place=post.place,
        kind=kind,
        year=year,
        of_post=post.pk,
        title=title,
    )
    return listed


@action
def submit(*, list_id: int, actor: Actor, now: datetime) -> DutyList:
    """Submit a list to the level above."""
    listed = steps.locked_list(list_id)
    ensure(rules.may_submit(actor, listed, queries.lines_in(listed)))
    listed.state = ListState.SUBMITTED
    listed.submitted_at = now
    listed.sent_back = ""
    listed.save(update_fields=["state", "submitted_at", "sent_back"])
    record("duty_list.submitted", subject=listed, actor=actor, at=now, place=listed.post.place)
    return listed


@action
def send_back(*, list_id: int, reason: str, actor: Actor, now: datetime) -> DutyList:
    """Send a list back to be improved."""
    listed = steps.locked_list(list_id)
    ensure(rules.may_send_back(actor, listed))
    listed.state = ListState.DRAFTED
    listed.sent_back = reason
    listed.save(update_fields=["state", "sent_back"])
    record(
        "duty_list.sent_back",
        subject=listed,
        actor=actor,
        at=now,
        place=listed.post.place,
        reason=reason,
    )
    return listed


@action
def issue(*, list_id: int, code: str = "", actor: Actor, now: datetime) -> DutyList:
    """Issue a list: its lines are numbered for good, and their dates begin to run.

    Its notice gets the next number under the office's `code`; without one, under the last code.
    """
    listed = steps.locked_list(list_id)
    ensure(rules.may_issue(actor, listed, queries.duties_of(listed), queries.leads_of(listed)))
    listed.state = ListState.ISSUED
    listed.issuer = Post.objects.select_related("place").get(pk=actor.post)
    listed.issued_at = now
    listed.save(update_fields=["state", "issuer", "issued_at"])
    _start_responsibilities(listed, now)
    _start_rectifications(listed, now)
    paper = Issue(Paper.LIST, listed.issuer.place, listed.issuer, code)
    issue_paper(subject=listed, issue=paper, document=queries.list_notice(listed, now), now=now)
    record(
        "duty_list.issued",
        subject=listed,
        actor=actor,
        at=now,
        place=listed.post.place,
        of_post=listed.post_id,
        lines=queries.lines_in(listed),
    )
    return listed


@within_action
def _start_responsibilities(listed: DutyList, now: datetime) -> None:
    for number, line in enumerate(listed.responsibilities.order_by("no", "id"), 1):
        line.list, line.no = listed, number
        line.promise = steps.turn(line, queries.first_due(line, day_of(now)), now)
        line.save(update_fields=["no", "promise"])


@within_action
def _start_rectifications(listed: DutyList, now: datetime) -> None:
    problems = listed.rectifications.select_related("lead").order_by("no", "id")
    for number, problem in enumerate(problems, 1):
        problem.list, problem.no = listed, number
        problem.step, problem.progress_at = Step.RUNNING, now
        problem.promise = steps.put_right_by(problem, now)
        problem.save(update_fields=["no", "step", "progress_at", "promise"])
