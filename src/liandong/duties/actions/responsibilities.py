"""A responsibility is entered, reworded, struck; fulfilled, handed down, ended."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from liandong.duties import queries, rules
from liandong.duties.actions import steps
from liandong.duties.actions.lists import begin
from liandong.duties.actions.promises import end, void
from liandong.duties.lifecycle import Duty, Frequency, ListKind
from liandong.duties.models import DutyList, Fulfilment, Responsibility
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.people.models import Post


@dataclass(frozen=True, slots=True)
class Line:
    """What a responsibility says."""

    duty: Duty
    item: str
    standard: str
    frequency: Frequency
    due_on: date | None = None
    evidence: str = ""


@action
def enter_responsibility(
    *, list_id: int, line: Line, actor: Actor, now: datetime
) -> Responsibility:
    """Enter a responsibility in a list that is being drawn up."""
    listed = steps.locked_list(list_id)
    ensure(rules.may_enter(actor, listed))
    made = _enter(listed, line, None)
    _tell("responsibility.entered", made, actor, now)
    return made


@action
def import_responsibilities(
    *, list_id: int, lines: tuple[Line, ...], actor: Actor, now: datetime
) -> steps.Imported:
    """Enter the lines of a sheet: what is there already stays, what was reworded is revised."""
    listed = steps.locked_list(list_id)
    ensure(rules.may_enter(actor, listed))
    present = {one.item: one for one in listed.responsibilities.order_by("-no", "-id")}
    done = steps.Imported()
    for line in lines:
        old = present.get(line.item)
        if old is None:
            present[line.item] = _enter(listed, line, None)
            _tell("responsibility.entered", present[line.item], actor, now)
            done.new += 1
        elif asdict(line) != {name: getattr(old, name) for name in asdict(line)}:
            old.list = listed
            _reword_line(old, line, actor, now)
            done.changed += 1
        else:
            done.same += 1
    return done


@action
def revise_responsibility(
    *, line_id: int, line: Line, actor: Actor, now: datetime
) -> Responsibility:
    """Reword a responsibility before its list is issued."""
    old = steps.locked_line(line_id)
    ensure(rules.may_enter(actor, old.list))
    _reword_line(old, line, actor, now)
    return old


@within_action
def _reword_line(old: Responsibility, line: Line, actor: Actor, now: datetime) -> None:
    for name, value in asdict(line).items():
        setattr(old, name, value)
    old.save()
    _tell("responsibility.revised", old, actor, now)


@action
def strike_responsibility(*, line_id: int, actor: Actor, now: datetime) -> DutyList:
    """Strike a responsibility before its list is issued."""
    old = steps.locked_line(line_id)
    ensure(rules.may_enter(actor, old.list))
    _tell("responsibility.struck", old, actor, now)
    old.delete()
    return old.list


@action
def fulfil(
    *, line_id: int, result: str, evidence: str = "", actor: Actor, now: datetime
) -> Fulfilment:
    """Write down what was done in the period that runs; the next period begins."""
    line = steps.locked_line(line_id)
    ensure(rules.may_fulfil(actor, line))
    done = Fulfilment.objects.create(
        responsibility=line,
        promise=line.promise,
        post_id=actor.post,
        result=result,
        evidence=evidence,
        done_at=now,
    )
    ended = line.promise
    end(promise=ended, now=now)
    following = queries.next_due(line, day_of(ended.due_at)) if ended else None
    line.promise = steps.turn(line, following, now)
    line.save(update_fields=["promise"])
    record(
        "responsibility.fulfilled",
        subject=line,
        actor=actor,
        at=now,
        place=line.list.post.place,
        due=ended.due_at if ended else None,
        text=result,
        evidence=evidence,
    )
    return done


@action
def hand_down(
    *, line_id: int, post_ids: Sequence[int], actor: Actor, now: datetime
) -> list[Responsibility]:
    """Hand a line down to posts directly below, each with the same words, to be made its own.

    Where a post has no list of that year yet, one begins; in an issued list the line runs at once.
    """
    line = steps.locked_line(line_id)
    ensure(rules.may_hand_down(actor, line))
    posts = Post.objects.select_for_update(of=("self",)).select_related("place")
    handed = queries.handed_to(line)
    made = []
    for post in posts.filter(pk__in=post_ids).order_by("id"):
        ensure(rules.may_hand_down(actor, line, post, handed=post.pk in handed))
        made.append(_hand(line, post, actor, now))
    return made


@action
def end_responsibility(*, line_id: int, reason: str, actor: Actor, now: datetime) -> Responsibility:
    """End a line of an issued list during the year; it stays readable with the reason."""
    line = steps.locked_line(line_id)
    ensure(rules.may_end(actor, line))
    void(promise=line.promise, now=now)
    line.promise, line.ended_at, line.end_reason = None, now, reason
    line.save(update_fields=["promise", "ended_at", "end_reason"])
    record(
        "responsibility.ended",
        subject=line,
        actor=actor,
        at=now,
        place=line.list.post.place,
        reason=reason,
    )
    return line


@within_action
def _hand(line: Responsibility, post: Post, actor: Actor, now: datetime) -> Responsibility:
    year = line.list.year
    listed = queries.own_list(post, year) or begin(
        post=post, kind=ListKind.RESPONSIBILITY, year=year, title="", actor=actor, now=now
    )
    words = Line(
        Duty(line.duty),
        line.item,
        line.standard,
        Frequency(line.frequency),
        line.due_on,
        line.evidence,
    )
    made = _enter(listed, words, line)
    if listed.issued:
        made.promise = steps.turn(made, queries.first_due(made, day_of(now)), now)
        made.save(update_fields=["promise"])
    _tell("responsibility.handed_down", made, actor, now)
    return made


@within_action
def _enter(listed: DutyList, line: Line, above: Responsibility | None) -> Responsibility:
    number = queries.lines_in(listed) + 1
    return Responsibility.objects.create(list=listed, no=number, from_above=above, **asdict(line))


@within_action
def _tell(verb: str, line: Responsibility, actor: Actor, now: datetime) -> None:
    record(
        verb,
        subject=line,
        actor=actor,
        at=now,
        place=line.list.post.place,
        list=line.list_id,
        duty=Duty(line.duty),
        title=line.item,
    )
