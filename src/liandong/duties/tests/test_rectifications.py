"""A problem is put right, closed out by the issuing level alone, and opened again if it returns."""

from datetime import UTC, date, datetime, timedelta

import pytest

from liandong.duties import actions, queries
from liandong.duties.lifecycle import Deadline, Light, ListKind, Outcome, Step
from liandong.duties.models import Rectification
from liandong.duties.tests import factories
from liandong.duties.tests.factories import MARCH
from liandong.kernel.dates import day_of
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def it():
    return factories.cast()


def last_entry():
    return Entry.objects.order_by("-id")[0]


def verbs():
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def test_a_problem_is_reworded_and_struck_before_the_issue(it):
    listed = factories.drawn(it, kind=ListKind.RECTIFICATION)
    own, lead = it.actor("subdistrict_secretary"), it.post("subdistrict_officer").pk
    bureau = it.post("department_officer").pk
    for _time in range(2):
        actions.enter_rectification(
            list_id=listed.pk,
            problem=factories.problem(lead, supports=(bureau,)),
            actor=own,
            now=MARCH,
        )
    first, second = listed.rectifications.order_by("no")

    actions.revise_rectification(
        problem_id=first.pk,
        problem=factories.problem(lead, problem="改", deadline=Deadline.STANDING, due_on=None),
        actor=own,
        now=MARCH,
    )
    actions.strike_rectification(problem_id=second.pk, actor=own, now=MARCH)

    (left,) = Rectification.objects.all()
    assert (left.problem, left.deadline, queries.supports_of(left)) == ("改", "standing", set())
    assert verbs()[-2:] == ["rectification.revised", "rectification.struck"]


def test_each_kind_of_deadline_has_its_own_date(it):
    lead = it.post("subdistrict_officer").pk
    dated, at_once, standing = factories.running(
        it,
        factories.problem(lead),
        factories.problem(lead, deadline=Deadline.AT_ONCE, due_on=None),
        factories.problem(lead, deadline=Deadline.STANDING, due_on=None),
    )

    assert day_of(dated.promise.due_at) == date(2026, 6, 30)
    assert (day_of(at_once.promise.due_at), at_once.promise.kind) == (
        date(2026, 3, 9),
        "rectify.at_once",
    )
    assert at_once.promise.rule is not None
    assert standing.promise is None
    assert {one.step for one in (dated, at_once, standing)} == {Step.RUNNING}


def test_a_problem_is_put_right_verified_by_the_issuing_level_and_approved(it):
    (one,) = factories.running(it)
    lead_promise = one.promise

    factories.applied(it, one)
    one.refresh_from_db()
    lead_promise.refresh_from_db()
    assert (one.step, lead_promise.outcome) == (Step.APPLIED, Outcome.KEPT)
    assert one.promise.holder == it.post("district_secretary")
    actions.verify(
        problem_id=one.pk,
        holds=True,
        findings="账目属实",
        actor=it.actor("district_dispatcher"),
        now=MARCH,
    )
    actions.approve(problem_id=one.pk, actor=it.actor("district_secretary"), now=MARCH)

    one.refresh_from_db()
    assert (one.step, one.promise, one.closed_at) == (Step.CLOSED, None, MARCH)
    assert (one.progress, one.evidence, one.findings) == ("已全部拨付", "拨付凭证", "账目属实")
    assert verbs()[-3:] == [
        "rectification.applied",
        "rectification.verified",
        "rectification.approved",
    ]


def test_nobody_closes_out_the_own_work(it):
    (one,) = factories.running(it)
    factories.applied(it, one)
    before = Entry.objects.count()

    for role in ("subdistrict_officer", "subdistrict_secretary", "city_secretary"):
        with pytest.raises(Refused):
            actions.verify(
                problem_id=one.pk, holds=True, findings="好", actor=it.actor(role), now=MARCH
            )
    with pytest.raises(Refused):
        actions.approve(problem_id=one.pk, actor=it.actor("district_secretary"), now=MARCH)
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("due_on", "deadline", "expected"),
    [
        (date(2026, 9, 1), Deadline.BY_DATE, date(2026, 9, 1)),
        (None, Deadline.BY_DATE, date(2026, 6, 30)),
        (None, Deadline.AT_ONCE, date(2026, 3, 9)),
        (date(2026, 9, 1), Deadline.AT_ONCE, date(2026, 9, 1)),
        (date(2026, 9, 1), Deadline.STANDING, None),
    ],
)
def test_what_does_not_hold_goes_back_with_a_date(it, due_on, deadline, expected):
    dated = date(2026, 6, 30) if deadline == Deadline.BY_DATE else None
    lead = it.post("subdistrict_officer").pk
    (one,) = factories.running(it, factories.problem(lead, deadline=deadline, due_on=dated))
    factories.applied(it, one)

    actions.verify(
        problem_id=one.pk,
        holds=False,
        findings="仍有两笔未拨",
        due_on=due_on,
        actor=it.actor("district_secretary"),
        now=MARCH,
    )

    one.refresh_from_db()
    assert (one.step, one.applied_by, one.findings) == (Step.RUNNING, None, "仍有两笔未拨")
    assert (one.promise and day_of(one.promise.due_at)) == expected
    assert last_entry().verb == "rectification.refused"


def test_what_comes_back_is_open_again_and_counted(it):
    (one,) = factories.running(it)
    factories.closed(it, one)

    actions.relapse(
        problem_id=one.pk,
        reason="三季度又未拨付",
        due_on=date(2026, 10, 31),
        actor=it.actor("district_dispatcher"),
        now=MARCH,
    )

    one.refresh_from_db()
    assert (one.step, one.relapses, one.closed_at) == (Step.RUNNING, 1, None)
    assert day_of(one.promise.due_at) == date(2026, 10, 31)
    assert last_entry().public["times"] == 1


def test_progress_is_written_by_lead_and_support_and_keeps_the_light(it):
    bureau = it.post("department_officer").pk
    lead = it.post("subdistrict_officer").pk
    (one,) = factories.running(it, factories.problem(lead, supports=(bureau,)))
    later = MARCH + 40 * DAY
    assert queries.find_problem(one.pk, MARCH).light == Light.GREEN
    assert queries.find_problem(one.pk, later).light == Light.SILENT

    actions.report(
        problem_id=one.pk, progress="已核对", actor=it.actor("department_officer"), now=later
    )

    assert queries.find_problem(one.pk, later).light == Light.GREEN
    assert queries.find_problem(one.pk, datetime(2026, 6, 28, 4, tzinfo=UTC)).light == "yellow"
    assert queries.find_problem(one.pk, datetime(2026, 7, 2, 4, tzinfo=UTC)).light == Light.RED
    one.refresh_from_db()
    assert (one.progress, one.evidence) == ("已核对", "")


def test_a_later_date_supersedes_the_first_in_public(it):
    (one,) = factories.running(it)
    words = {"problem_id": one.pk, "actor": it.actor("district_secretary"), "now": MARCH}

    actions.postpone(due_on=date(2026, 8, 31), reason="预算调整", **words)

    one.refresh_from_db()
    assert day_of(one.promise.due_at) == date(2026, 8, 31)
    assert one.promise.supersedes.outcome == Outcome.SUPERSEDED
    assert one.promise.reason == "预算调整"
    with pytest.raises(Refused):
        actions.postpone(due_on=date(2026, 7, 1), reason="更早", **words)
