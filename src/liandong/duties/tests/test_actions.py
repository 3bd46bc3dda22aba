"""Lists are drawn up, issued and lived by; what is refused leaves no trace."""

from datetime import UTC, date, datetime, timedelta

import pytest

from liandong.duties import actions, queries
from liandong.duties.lifecycle import (
    Duty,
    Frequency,
    Light,
    ListKind,
    ListState,
    Outcome,
)
from liandong.duties.models import DutyList, Promise, Responsibility
from liandong.duties.tests import factories
from liandong.duties.tests.factories import MARCH
from liandong.kernel.actor import SYSTEM
from liandong.kernel.dates import day_of
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2026, 11, 24, 4, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def it():
    return factories.cast()


def last_entry():
    return Entry.objects.order_by("-id")[0]


def verbs():
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def test_a_list_goes_up_comes_back_and_is_issued(it):
    own, above = it.actor("subdistrict_secretary"), it.actor("district_secretary")
    listed = factories.drawn(it, factories.line(), factories.line(Duty.FIRST))

    actions.submit(list_id=listed.pk, actor=own, now=MARCH)
    actions.send_back(list_id=listed.pk, reason="标准不具体", actor=above, now=MARCH)
    listed.refresh_from_db()
    assert (listed.state, listed.sent_back) == (ListState.DRAFTED, "标准不具体")
    actions.submit(list_id=listed.pk, actor=own, now=MARCH)
    actions.issue(list_id=listed.pk, actor=above, now=MARCH)

    listed.refresh_from_db()
    assert (listed.state, listed.issuer_id, listed.sent_back) == ("issued", above.post, "")
    assert verbs() == [
        "duty_list.drawn_up",
        "responsibility.entered",
        "responsibility.entered",
        "duty_list.submitted",
        "duty_list.sent_back",
        "duty_list.submitted",
        "duty_list.issued",
    ]
    assert last_entry().public == {"of_post": own.post, "lines": 2}


def test_a_second_responsibility_list_of_a_year_is_refused(it):
    factories.drawn(it)
    with pytest.raises(Refused):
        factories.drawn(it)
    assert DutyList.objects.count() == 1
    assert factories.drawn(it, kind=ListKind.RECTIFICATION)
    assert factories.drawn(it, kind=ListKind.RECTIFICATION), "of problems there may be several"


def test_what_a_rule_forbids_leaves_no_trace(it):
    listed = factories.drawn(it, factories.line())
    before = Entry.objects.count()
    for refused in (
        lambda: actions.issue(list_id=listed.pk, actor=it.actor("district_secretary"), now=MARCH),
        lambda: actions.submit(list_id=listed.pk, actor=it.actor("district_secretary"), now=MARCH),
        lambda: actions.enter_responsibility(
            list_id=listed.pk, line=factories.line(), actor=it.actor("grid_head"), now=MARCH
        ),
    ):
        with pytest.raises(Refused):
            refused()
    assert Entry.objects.count() == before
    assert not Promise.objects.exists()


def test_a_line_is_reworded_and_struck_before_the_issue(it):
    listed = factories.drawn(it, factories.line(), factories.line())
    first, second = listed.responsibilities.order_by("no")
    own = it.actor("subdistrict_secretary")

    once = factories.line(item="改", frequency=Frequency.ONCE, due_on=date(2026, 5, 1))
    actions.revise_responsibility(line_id=first.pk, line=once, actor=own, now=MARCH)
    actions.strike_responsibility(line_id=second.pk, actor=own, now=MARCH)

    (left,) = listed.responsibilities.all()
    assert (left.item, left.due_on) == ("改", date(2026, 5, 1))
    assert verbs()[-2:] == ["responsibility.revised", "responsibility.struck"]


def test_issuing_numbers_the_lines_and_gives_each_its_first_date(it):
    listed = factories.drawn(it, *(factories.line(item=str(number)) for number in range(3)))
    own = it.actor("subdistrict_secretary")
    gone = listed.responsibilities.get(no=1)
    actions.strike_responsibility(line_id=gone.pk, actor=own, now=MARCH)
    first = factories.line(Duty.FIRST, frequency=Frequency.STANDING)
    actions.enter_responsibility(list_id=listed.pk, line=first, actor=own, now=MARCH)

    actions.issue(list_id=listed.pk, actor=it.actor("district_secretary"), now=MARCH)

    lines = listed.responsibilities.order_by("no")
    assert [line.no for line in lines] == [1, 2, 3]
    dues = [line.promise and day_of(line.promise.due_at) for line in lines]
    assert dues == [date(2026, 3, 31), date(2026, 3, 31), None]
    promise = lines[0].promise
    assert (promise.holder_id, promise.by_rule, promise.kind) == (own.post, False, "duty.turn")


@pytest.mark.parametrize(
    ("frequency", "dues"),
    [
        (Frequency.MONTHLY, ["2026-11-30", "2026-12-31"]),
        (Frequency.QUARTERLY, ["2026-12-31"]),
        (Frequency.HALF_YEARLY, ["2026-12-31"]),
        (Frequency.YEARLY, ["2026-12-31"]),
    ],
)
def test_the_periods_of_the_year_follow_one_another(it, frequency, dues):
    own = it.actor("subdistrict_secretary")
    lines = (factories.line(frequency=frequency), factories.line(Duty.FIRST, frequency=frequency))
    line = factories.issued(it, *lines, now=NOVEMBER)[0]
    seen = []
    for number in range(len(dues)):
        line.refresh_from_db()
        seen.append(day_of(line.promise.due_at).isoformat())
        actions.fulfil(line_id=line.pk, result=f"第{number}次", actor=own, now=NOVEMBER)

    line.refresh_from_db()
    assert (seen, line.promise) == (dues, None)
    with pytest.raises(Refused):
        actions.fulfil(line_id=line.pk, result="多余", actor=own, now=NOVEMBER)
    assert line.fulfilments.count() == len(dues)


def test_what_is_done_late_stays_late_and_the_next_period_runs(it):
    line, _standing = factories.issued(it)
    april = MARCH + 45 * DAY

    done = actions.fulfil(
        line_id=line.pk,
        result="专题研究",
        evidence="纪要",
        actor=it.actor("subdistrict_secretary"),
        now=april,
    )

    done.promise.refresh_from_db()
    assert done.promise.outcome == Outcome.LATE
    line.refresh_from_db()
    assert day_of(line.promise.due_at) == date(2026, 6, 30)
    assert last_entry().public["due"].startswith("2026-03-31")


def test_a_line_once_has_one_date_even_when_that_passed(it):
    once = factories.line(frequency=Frequency.ONCE, due_on=date(2026, 2, 1))
    line, _first = factories.issued(it, once, factories.line(Duty.FIRST))

    assert day_of(line.promise.due_at) == date(2026, 2, 1)
    assert queries.find_line(line.pk, MARCH).light == Light.RED
    actions.fulfil(
        line_id=line.pk, result="补办", actor=it.actor("subdistrict_secretary"), now=MARCH
    )
    line.refresh_from_db()
    assert line.promise is None


def test_a_line_is_handed_down_into_a_new_list_and_into_an_issued_one(it):
    line, other = factories.issued(it)
    own, below = it.actor("subdistrict_secretary"), it.post("community_secretary")

    (made,) = actions.hand_down(line_id=line.pk, post_ids=[below.pk], actor=own, now=MARCH)

    assert (made.from_above, made.list.state, made.promise) == (line, ListState.DRAFTED, None)
    assert verbs()[-2:] == ["duty_list.drawn_up", "responsibility.handed_down"]
    with pytest.raises(Refused):
        actions.hand_down(line_id=line.pk, post_ids=[below.pk], actor=own, now=MARCH)

    community = it.actor("community_secretary")
    first = factories.line(Duty.FIRST)
    actions.enter_responsibility(list_id=made.list_id, line=first, actor=community, now=MARCH)
    actions.submit(list_id=made.list_id, actor=community, now=MARCH)
    actions.issue(list_id=made.list_id, actor=own, now=MARCH)
    (second,) = actions.hand_down(line_id=other.pk, post_ids=[below.pk], actor=own, now=MARCH)
    assert (second.no, second.promise) == (3, None), "standing: no date"
    third = actions.hand_down(line_id=line.pk, post_ids=[], actor=own, now=MARCH)
    assert third == []


def test_a_dated_line_handed_into_an_issued_list_runs_at_once(it):
    factories.issued(it, role="community_secretary", by="subdistrict_secretary")
    line, _other = factories.issued(it)
    own, below = it.actor("subdistrict_secretary"), it.post("community_secretary")

    (made,) = actions.hand_down(line_id=line.pk, post_ids=[below.pk], actor=own, now=MARCH)

    assert day_of(made.promise.due_at) == date(2026, 3, 31)
    assert made.promise.holder_id == below.pk


def test_a_line_is_ended_with_a_reason_and_its_date_with_it(it):
    line, _other = factories.issued(it)

    actions.end_responsibility(
        line_id=line.pk, reason="职责调整", actor=it.actor("district_secretary"), now=MARCH
    )

    line.refresh_from_db()
    assert (line.promise, line.end_reason, line.ended_at) == (None, "职责调整", MARCH)
    assert Promise.objects.get(subject=f"duties.responsibility:{line.pk}").outcome == Outcome.VOID
    assert queries.find_line(line.pk, MARCH).light == Light.NONE


def test_the_clock_marks_the_dates_of_lists_earlier_than_those_of_matters(it):
    line, _standing = factories.issued(it)
    near = datetime(2026, 3, 27, 4, tzinfo=UTC)

    assert actions.mark(actor=SYSTEM, now=MARCH) == 0
    assert actions.mark(actor=SYSTEM, now=near) == 1

    line.refresh_from_db()
    assert line.promise.yellow_at == near
    assert last_entry().subject == f"duties.responsibility:{line.pk}"
    assert queries.find_line(line.pk, near).light == Light.YELLOW


def test_everything_waits_for_the_post_that_must_act(it):
    line, _standing = factories.issued(it)
    (one,) = factories.running(it)
    draft = factories.drawn(it, factories.line(), role="community_secretary")
    actions.submit(list_id=draft.pk, actor=it.actor("community_secretary"), now=MARCH)

    def waits(role):
        return [(str(w.what), w.url) for w in queries.waiting_for(it.actor(role), MARCH)]

    assert waits("subdistrict_secretary") == [
        ("履行", line.get_absolute_url()),
        ("印发或退回", draft.get_absolute_url()),
    ]
    assert waits("subdistrict_officer") == [("整改", one.get_absolute_url())]
    assert waits("district_secretary") == waits("grid_worker") == []
    factories.applied(it, one)
    assert waits("district_secretary") == [("核验", one.get_absolute_url())]
    assert waits("district_dispatcher") == [("核验", one.get_absolute_url())]
    actions.verify(
        problem_id=one.pk,
        holds=True,
        findings="属实",
        actor=it.actor("district_dispatcher"),
        now=MARCH,
    )
    assert waits("district_secretary") == [("批准", one.get_absolute_url())]
    assert waits("district_dispatcher") == []
    assert Responsibility.objects.count() == 3


def test_things_name_themselves_for_logs(it):
    line, _standing = factories.issued(it)
    (one,) = factories.running(it)
    own = it.actor("subdistrict_secretary")
    done = actions.fulfil(line_id=line.pk, result="研究", actor=own, now=MARCH)
    assert [str(thing) for thing in (line.list, line, one, done)] == [
        f"#{line.list_id} responsibility 2026",
        f"#{line.pk} main 1",
        f"#{one.pk} running 1",
        f"#{done.pk} of {line.pk}",
    ]
