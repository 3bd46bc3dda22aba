"""The cast with rules for the clocks of lists, and lists brought to a state by the actions."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from liandong.duties import actions
from liandong.duties.actions import Demand, Line, Problem
from liandong.duties.lifecycle import (
    Deadline,
    Duty,
    Frequency,
    ListKind,
    OrderForm,
    Origin,
    Supervision,
)
from liandong.duties.models import DutyList, Promise, Rectification, Responsibility
from liandong.kernel.actor import Actor
from liandong.ledger.actions import name_of
from liandong.people.models import Post
from liandong.people.tests import factories as people
from liandong.people.tests.factories import Cast
from liandong.places.models import Place
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Rule

MARCH = datetime(2026, 3, 2, 2, tzinfo=UTC)
RULES = {
    "promise.yellow": (1, "work_day"),
    "duty.yellow": (5, "work_day"),
    "rectify.at_once": (7, "day"),
    "rectify.verify": (10, "work_day"),
    "rectify.silent": (30, "day"),
    "talk.red_lines": (2, "count"),
    "talk.red_days": (14, "day"),
    "talk.relapses": (2, "count"),
    "talk.again": (30, "day"),
    "urge.again": (3, "work_day"),
    "order.check": (5, "work_day"),
}


def rules() -> None:
    for key, (amount, unit) in RULES.items():
        _rule(key, amount, unit, None)


def own_rule(place: Place, key: str, amount: int, unit: str) -> None:
    """A number that a place set for itself."""
    _rule(key, amount, unit, place)
    rulebook.forget()


def _rule(key: str, amount: int, unit: str, place: Place | None) -> None:
    Rule.objects.create(
        key=key,
        value=str(amount),
        amount=Decimal(amount),
        unit=unit,
        place=place,
        effective_from=date(2020, 1, 1),
        source="test",
        confidence="practice",
        text=key,
        text_en=key,
    )


def promised(place: Place, holder: Post) -> Promise:
    """A date that another room gave a post: about a place."""
    return Promise.objects.create(
        subject=name_of(place),
        kind="test.date",
        holder=holder,
        place=place,
        starts_at=MARCH,
        due_at=MARCH + timedelta(days=2),
        given_at=MARCH,
    )


def cast() -> Cast:
    rules()
    return people.cast()


def line(duty: Duty = Duty.MAIN, **fields: Any) -> Line:
    words: dict[str, Any] = {
        "duty": duty,
        "item": "研究城市基层党建工作",
        "standard": "每季度专题研究一次",
        "frequency": Frequency.QUARTERLY,
        "evidence": "会议纪要",
    }
    return Line(**{**words, **fields})


def problem(lead: int, **fields: Any) -> Problem:
    words: dict[str, Any] = {
        "problem": "社区工作经费拨付不及时",
        "origin": Origin.REVIEW,
        "goal": "每季度首月拨付到位",
        "measures": "与财政部门核对台账",
        "lead_id": lead,
        "deadline": Deadline.BY_DATE,
        "due_on": date(2026, 6, 30),
    }
    return Problem(**{**words, **fields})


def demand(**fields: Any) -> Demand:
    words: dict[str, Any] = {
        "kind": Supervision.LISTED,
        "form": OrderForm.NOTICE,
        "title": "社区工作经费拨付督办",
        "reason": "基层反映强烈",
        "demand": "三月底前拨付到位",
        "due_on": date(2026, 3, 31),
    }
    return Demand(**{**words, **fields})


def drawn(
    it: Cast,
    *lines: Line,
    role: str = "subdistrict_secretary",
    kind: ListKind = ListKind.RESPONSIBILITY,
    now: datetime = MARCH,
) -> DutyList:
    actor, title = it.actor(role), "" if kind == ListKind.RESPONSIBILITY else "述职评议整改"
    listed = actions.draw_up(
        post_id=actor.post, kind=kind, year=2026, title=title, actor=actor, now=now
    )
    for one in lines:
        actions.enter_responsibility(list_id=listed.pk, line=one, actor=actor, now=now)
    return listed


def issued(
    it: Cast,
    *lines: Line,
    role: str = "subdistrict_secretary",
    by: str = "district_secretary",
    now: datetime = MARCH,
) -> list[Responsibility]:
    """The lines of a responsibility list that was submitted and issued."""
    lines = lines or (line(), line(Duty.FIRST, frequency=Frequency.STANDING))
    listed = drawn(it, *lines, role=role, now=now)
    if role != by:
        actions.submit(list_id=listed.pk, actor=it.actor(role), now=now)
    actions.issue(list_id=listed.pk, actor=it.actor(by), now=now)
    lines_of_it = Responsibility.objects.filter(list_id=listed.pk)
    return list(lines_of_it.select_related("promise", "list__post__place").order_by("no"))


def running(it: Cast, *problems: Problem, now: datetime = MARCH) -> list[Rectification]:
    """Problems of the subdistrict secretary's list, led by its desk, issued by the district."""
    actor = it.actor("subdistrict_secretary")
    problems = problems or (problem(it.post("subdistrict_officer").pk),)
    listed = drawn(it, kind=ListKind.RECTIFICATION, now=now)
    for one in problems:
        actions.enter_rectification(list_id=listed.pk, problem=one, actor=actor, now=now)
    actions.submit(list_id=listed.pk, actor=actor, now=now)
    actions.issue(list_id=listed.pk, actor=it.actor("district_secretary"), now=now)
    found = Rectification.objects.filter(list_id=listed.pk)
    return list(found.select_related("promise", "list__post__place").order_by("no"))


def applied(it: Cast, one: Rectification, now: datetime = MARCH) -> Rectification:
    lead: Actor = it.actor("subdistrict_officer")
    return actions.apply(
        problem_id=one.pk, result="已全部拨付", evidence="拨付凭证", actor=lead, now=now
    )


def verified(it: Cast, one: Rectification, now: datetime = MARCH) -> Rectification:
    applied(it, one, now)
    desk = it.actor("district_dispatcher")
    return actions.verify(problem_id=one.pk, holds=True, findings="属实", actor=desk, now=now)


def closed(it: Cast, one: Rectification, now: datetime = MARCH) -> Rectification:
    verified(it, one, now)
    return actions.approve(problem_id=one.pk, actor=it.actor("district_secretary"), now=now)
