"""A problem is entered, put right, closed out by the issuing level, and watched for relapse."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from liandong.duties import queries, rules
from liandong.duties.actions import steps
from liandong.duties.actions.lists import begin
from liandong.duties.actions.promises import end
from liandong.duties.actions.promises import supersede as _supersede
from liandong.duties.lifecycle import Deadline, ListKind, ListState, Origin, Step
from liandong.duties.models import DutyList, Rectification
from liandong.duties.queries.periods import last_moment
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.people.models import Post

WORDS = ("problem", "origin", "subject", "goal", "measures", "lead_id", "deadline", "due_on")


@dataclass(frozen=True, slots=True)
class Problem:
    """What a line of a rectification list says."""

    problem: str
    origin: Origin
    goal: str
    measures: str
    lead_id: int
    deadline: Deadline
    due_on: date | None = None
    subject: str = ""
    supports: tuple[int, ...] = ()


@action
def enter_rectification(
    *, list_id: int, problem: Problem, actor: Actor, now: datetime
) -> Rectification:
    """Enter a problem in a list that is being drawn up."""
    listed = steps.locked_list(list_id)
    ensure(rules.may_enter(actor, listed))
    return _enter(listed, problem, actor, now)


@within_action
def begin_rectification(
    *, post: Post, year: int, title: str, problem: Problem, actor: Actor, now: datetime
) -> Rectification:
    """Begin a list of a post with one problem, within the action of a room that found it.

    The list goes its own way from here: submitted or issued, put right, verified, closed out.
    """
    ensure(rules.may_draw_up(actor, post))
    kind = ListKind.RECTIFICATION
    listed = begin(post=post, kind=kind, year=year, title=title, actor=actor, now=now)
    return _enter(listed, problem, actor, now)


@within_action
def _enter(listed: DutyList, problem: Problem, actor: Actor, now: datetime) -> Rectification:
    words = {name: getattr(problem, name) for name in WORDS}
    number = queries.lines_in(listed) + 1
    made = Rectification.objects.create(list=listed, no=number, **words)
    made.supports.set(problem.supports)
    _note("entered", made, actor, now, origin=problem.origin, title=problem.problem)
    return made


@action
def import_rectifications(
    *, list_id: int, problems: tuple[Problem, ...], actor: Actor, now: datetime
) -> steps.Imported:
    """Enter the problems of a sheet: what is there already stays, what was reworded is revised."""
    listed = steps.locked_list(list_id)
    ensure(rules.may_enter(actor, listed))
    present = {one.problem: one for one in listed.rectifications.order_by("-no", "-id")}
    done = steps.Imported()
    for problem in problems:
        old = present.get(problem.problem)
        if old is None:
            present[problem.problem] = _enter(listed, problem, actor, now)
            done.new += 1
        elif _says(old) != problem:
            old.list = listed
            _reword_problem(old, problem, actor, now)
            done.changed += 1
        else:
            done.same += 1
    return done


def _says(old: Rectification) -> Problem:
    """What a line says, in the words of which a sheet is made."""
    words = {name: getattr(old, name) for name in WORDS}
    return Problem(**words, supports=tuple(sorted(queries.supports_of(old))))


@action
def revise_rectification(
    *, problem_id: int, problem: Problem, actor: Actor, now: datetime
) -> Rectification:
    """Reword a problem before its list is issued."""
    old = steps.locked_problem(problem_id)
    ensure(rules.may_enter(actor, old.list))
    _reword_problem(old, problem, actor, now)
    return old


@within_action
def _reword_problem(old: Rectification, problem: Problem, actor: Actor, now: datetime) -> None:
    for name in WORDS:
        setattr(old, name, getattr(problem, name))
    old.save(update_fields=WORDS)
    old.supports.set(problem.supports)
    _note("revised", old, actor, now, origin=problem.origin, title=problem.problem)


@action
def strike_rectification(*, problem_id: int, actor: Actor, now: datetime) -> DutyList:
    """Strike a problem before its list is issued."""
    old = steps.locked_problem(problem_id)
    ensure(rules.may_enter(actor, old.list))
    _note("struck", old, actor, now, title=old.problem)
    old.supports.clear()
    old.delete()
    return old.list


@action
def report(
    *, problem_id: int, progress: str, evidence: str = "", actor: Actor, now: datetime
) -> Rectification:
    """Write down how far it is."""
    one = steps.locked_problem(problem_id)
    ensure(rules.may_report(actor, one, queries.supports_of(one)))
    one.progress, one.progress_at = progress, now
    one.evidence = evidence or one.evidence
    one.save(update_fields=["progress", "progress_at", "evidence"])
    _note("reported", one, actor, now, text=progress, evidence=evidence)
    return one


@action
def postpone(
    *, problem_id: int, due_on: date, reason: str, actor: Actor, now: datetime
) -> Rectification:
    """Give a later date, by the issuing level; the first date stays readable beside it."""
    one = steps.locked_problem(problem_id)
    ensure(rules.may_postpone(actor, one))
    assert one.promise is not None, "what runs with a deadline has its promise"
    ensure(rules.is_later(one.promise, last_moment(due_on)))
    one.promise = _supersede(
        promise=one.promise, due_at=last_moment(due_on), reason=reason, now=now
    )
    one.save(update_fields=["promise"])
    _note("postponed", one, actor, now, due=due_on, reason=reason)
    return one


@action
def apply(
    *, problem_id: int, result: str, evidence: str = "", actor: Actor, now: datetime
) -> Rectification:
    """Apply for the close-out: the lead's clock stops, and the issuing level's begins."""
    one = steps.locked_problem(problem_id)
    ensure(rules.may_apply(actor, one))
    assert one.list.issuer is not None, "only issued lists are put right"
    end(promise=one.promise, now=now)
    one.step, one.applied_by_id = Step.APPLIED, actor.person
    one.progress, one.progress_at = result, now
    one.evidence = evidence or one.evidence
    one.promise = steps.to_verify(one, one.list.issuer, now)
    one.save(update_fields=["step", "applied_by", "progress", "progress_at", "evidence", "promise"])
    _note("applied", one, actor, now, text=result, evidence=evidence)
    return one


@action
def verify(
    *,
    problem_id: int,
    holds: bool,
    findings: str,
    due_on: date | None = None,
    actor: Actor,
    now: datetime,
) -> Rectification:
    """Say whether it is put right. If it is not, it goes back with a date of its own.

    Without a new date a problem with a deadline goes on under the date that it had.
    """
    one = steps.locked_problem(problem_id)
    ensure(rules.may_verify(actor, one))
    one.findings = findings
    if holds:
        one.step = Step.VERIFIED
        one.save(update_fields=["step", "findings"])
        _note("verified", one, actor, now, findings=findings)
        return one
    end(promise=one.promise, now=now)
    _run_again(one, due_on, now)
    _note("refused", one, actor, now, due=due_on, findings=findings)
    return one


@action
def approve(*, problem_id: int, remark: str = "", actor: Actor, now: datetime) -> Rectification:
    """Close out what was verified."""
    one = steps.locked_problem(problem_id)
    ensure(rules.may_approve(actor, one))
    end(promise=one.promise, now=now)
    one.step, one.closed_at, one.promise = Step.CLOSED, now, None
    one.save(update_fields=["step", "closed_at", "promise"])
    _note("approved", one, actor, now, remark=remark)
    return one


@action
def relapse(
    *, problem_id: int, reason: str, due_on: date | None = None, actor: Actor, now: datetime
) -> Rectification:
    """Open a problem again that came back after it was closed out."""
    one = steps.locked_problem(problem_id)
    ensure(rules.may_relapse(actor, one))
    one.relapses += 1
    one.closed_at = None
    _run_again(one, due_on, now)
    _note("relapsed", one, actor, now, times=one.relapses, due=due_on, reason=reason)
    return one


@within_action
def assign(
    *, problem: Problem, title: str, issuer: Post, actor: Actor, now: datetime
) -> Rectification:
    """A line that a higher room decided: it runs at once, in a list of the issuing post.

    What is assigned under one title in one year stands in one list.
    """
    ensure(rules.may_assign(issuer, problem.lead_id))
    listed = queries.assigned_list(issuer, day_of(now).year, title)
    if listed is None:
        listed = begin(
            post=issuer,
            kind=ListKind.RECTIFICATION,
            year=day_of(now).year,
            title=title,
            actor=actor,
            now=now,
        )
        listed.state, listed.issuer, listed.issued_at = ListState.ISSUED, issuer, now
        listed.save(update_fields=["state", "issuer", "issued_at"])
    words = {name: getattr(problem, name) for name in WORDS}
    one = Rectification(list=listed, no=queries.lines_in(listed) + 1, **words)
    one.step, one.progress_at = Step.RUNNING, now
    one.save()
    one.supports.set(problem.supports)
    one.promise = steps.put_right_by(one, now)
    one.save(update_fields=["promise"])
    _note("entered", one, actor, now, origin=problem.origin, title=problem.problem)
    return one


@within_action
def _run_again(one: Rectification, due_on: date | None, now: datetime) -> None:
    again = one.deadline != Deadline.STANDING and due_on is not None
    one.promise = (
        steps.dated(one, due_on, now) if again and due_on else steps.put_right_by(one, now)
    )
    one.step, one.applied_by, one.progress_at = Step.RUNNING, None, now
    one.save()


@within_action
def _note(verb: str, one: Rectification, actor: Actor, now: datetime, **details: Any) -> None:
    place = one.list.post.place
    record(
        f"rectification.{verb}",
        subject=one,
        actor=actor,
        at=now,
        place=place,
        list=one.list_id,
        **details,
    )
