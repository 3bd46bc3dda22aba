"""An action plan from its draft to its end: each deed happens and is written down, or refused."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError

from liandong.kernel.verdict import Refused
from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry
from liandong.projects import queries
from liandong.projects.lifecycle import PlanChange, PlanState, Standing, Told
from liandong.projects.models import (
    FrozenTask,
    PlanAmendment,
    PlanTask,
    Quarter,
    Report,
    TaskWait,
    quarters,
)
from liandong.projects.tests import plans
from liandong.projects.tests.plans import AUGUST, JANUARY, JUNE, LATE_MARCH, Q1, Q2, SECRETARY, do

pytestmark = pytest.mark.django_db


@pytest.fixture
def all_(it):
    return plans.departments(it)


def verbs(plan) -> list[str]:
    entries = Entry.objects.filter(subject=name_of(plan)).order_by("id")
    return [entry.verb.removeprefix("action_plan.") for entry in entries]


def last(plan) -> Entry:
    return Entry.objects.filter(subject=name_of(plan)).order_by("id").last()


def refused(plan, act, words: str) -> None:
    """It is refused with these words, and nothing is written."""
    before = Entry.objects.count(), plan.tasks.count(), PlanAmendment.objects.count()
    with pytest.raises(Refused, match=words):
        act()
    after = Entry.objects.count(), plan.tasks.count(), PlanAmendment.objects.count()
    assert before == after


def test_quarters_count_through_the_years():
    assert Quarter.of(date(2026, 12, 31)) == Quarter(2026, 4)
    assert Quarter(2026, 4).next == Quarter(2027, 1)
    assert Quarter(2026, 1).previous == Quarter(2025, 4)
    assert Quarter(2026, 3).previous == Quarter(2026, 2)
    assert (Quarter(2024, 1).begins, Quarter(2024, 1).ends) == (date(2024, 1, 1), date(2024, 3, 31))
    assert [str(one) for one in quarters(Quarter(2025, 4), Q1)] == ["2025-4", "2026-1"]
    assert quarters(Q2, Q1) == []


def test_a_plan_is_drawn_up_signed_by_each_department_and_adopted_with_its_text_frozen(all_):
    plan = plans.adopted(all_)

    assert verbs(plan) == [
        "drafted",
        *["included"] * 3,
        *["task_planned"] * 3,
        *["wait_added"] * 2,
        "circulated",
        *["countersigned"] * 3,
        "adopted",
    ]
    plan.refresh_from_db()
    assert (plan.state, plan.is_frozen, plan.number) == ("adopted", True, "奎组发〔2026〕3号")
    assert plan.adopter_id == all_.actor(SECRETARY).post_id
    two = FrozenTask.objects.get(task__no=2)
    assert (two.what, two.target, two.due) == ("落实社区工作者薪酬", Decimal(11), Q2)
    assert [one.no for one in two.waited_for.all()] == [1]
    entry = last(plan)
    assert entry.public == {"departments": 3, "tasks": 3, "issued_on": "2026-01-15"}
    assert list(queries.adopted_plans()) == [plan]


def test_until_it_goes_to_the_departments_everything_is_reworded_and_struck(all_):
    plan = plans.planned(all_)
    do(all_, "revise_plan", plan, title="新名称", purpose="新目标")
    two = plan.tasks.get(no=2)
    do(all_, "reword_task", two, task=plans.task(what="改写", quarter=4))
    do(all_, "stop_waiting", two, on_id=plan.tasks.get(no=1).pk)
    do(all_, "drop_task", plan.tasks.get(no=3))
    finance = plan.departments.get(no=3)
    do(all_, "leave_out", plan, department_id=finance.pk)

    plan.refresh_from_db()
    assert plan.title == "新名称"
    assert [(one.no, one.what, one.quarter) for one in plan.tasks.order_by("no")] == [
        (1, "组建党建工作办公室", 2),
        (2, "改写", 4),
    ]
    assert not TaskWait.objects.exists()
    assert not PlanAmendment.objects.exists(), "nothing is frozen yet"
    assert verbs(plan)[-5:] == [
        "revised",
        "task_reworded",
        "wait_ended",
        "task_dropped",
        "left_out",
    ]


def test_no_chain_of_waiting_tasks_closes_a_circle_and_the_sentence_names_it(all_):
    plan = plans.planned(all_)
    one, two, three = plan.tasks.order_by("no")
    refused(plan, lambda: do(all_, "wait_for", one, on_id=three.pk), "1等待3 → 3等待2 → 2等待1")
    refused(plan, lambda: do(all_, "wait_for", one, on_id=two.pk), "1等待2 → 2等待1")
    assert queries.circle_of(three, one) == [], "a shortcut is no circle"
    do(all_, "wait_for", three, on_id=one.pk)
    with pytest.raises(PlanTask.DoesNotExist):
        do(all_, "wait_for", three, on_id=one.pk)
    with pytest.raises(IntegrityError):
        TaskWait.objects.create(task=one, on=one)


def test_a_department_that_objects_sends_the_plan_back_and_all_sign_anew(all_):
    plan = plans.circulated(all_)
    do(all_, "countersign", plan, "finance")
    do(all_, "object_to", plan, "civil_affairs", reason="薪酬的期限太早")
    plan.refresh_from_db()
    assert (plan.state, plan.objection) == (PlanState.DRAFT, "薪酬的期限太早")
    do(all_, "circulate", plan)
    assert queries.plan_facts(plan).unsigned == {
        one.organisation_id for one in all_.officers.values()
    }
    refused(
        plan,
        lambda: do(all_, "adopt", plan, SECRETARY, number="", issued_on=date(2026, 1, 1)),
        "会签",
    )


def test_a_frozen_plan_changes_by_amendments_with_a_reason_and_the_text_stays(all_):
    plan = plans.adopted(all_)
    one, two, three = plan.tasks.order_by("no")
    refused(plan, lambda: do(all_, "drop_task", three), "理由")
    words = {"reason": "机构改革后任务调整", "now": LATE_MARCH}
    later = plans.task(what="组建党建工作办公室", target=Decimal(12), quarter=3)
    do(all_, "reword_task", one, "organisation", task=later, **words)
    do(all_, "drop_task", three, **words)
    added = {"department_id": plan.departments.get(no=2).pk, "task": plans.task(what="补充任务")}
    new = do(all_, "plan_task", plan, **added, **words)
    do(all_, "wait_for", new, on_id=two.pk, **words)
    do(all_, "stop_waiting", two, on_id=one.pk, **words)

    changes = [one.change for one in PlanAmendment.objects.order_by("id")]
    assert changes == [
        PlanChange.REWORDED,
        PlanChange.DROPPED,
        PlanChange.ADDED,
        PlanChange.WAITS,
        PlanChange.WAITS_NO_MORE,
    ]
    first = PlanAmendment.objects.order_by("id")[0]
    assert "11个，2026年第二季度" in first.before
    assert "12个，2026年第三季度" in first.after
    assert FrozenTask.objects.get(task=one).target == Decimal(11)
    assert list(FrozenTask.objects.get(task=two).waited_for.all()) == [one]
    assert not hasattr(new, "frozen")
    assert queries.begins(queries.find_task(new.pk)) == Q1
    three.refresh_from_db()
    assert three.dropped_because == "机构改革后任务调整"
    assert verbs(plan)[-5:] == ["amended"] * 5
    assert last(plan).public == {"task": 2, "change": "waits_no_more"}
    refused(plan, lambda: do(all_, "reword_task", three, task=later, **words), "放弃")


def test_a_quarter_is_told_once_by_the_officer_of_the_task(all_):
    plan = plans.adopted(all_)
    one = plan.tasks.get(no=1)
    report = Report(Told.ON_TRACK, "推进", Decimal(4))

    def tell(quarter=Q1, role="organisation", now=LATE_MARCH, said=report):
        return do(all_, "tell_quarter", one, role, now, quarter=quarter, report=said)

    refused(plan, lambda: tell(now=datetime(2026, 3, 10, tzinfo=UTC)), "季度")
    refused(plan, lambda: tell(role="finance"), "本部门")
    refused(plan, lambda: tell(said=Report(Told.BLOCKED, "卡住了")), "卡点")
    named = Report(Told.LATE, "慢了", blocker="编制")
    refused(plan, lambda: tell(said=named), "受阻")
    made = tell()
    assert (made.of, made.actual, made.state) == (Q1, Decimal(4), "on_track")
    entry = last(plan)
    assert entry.verb == "action_plan.told"
    assert entry.public == {
        "task": 1,
        "year": 2026,
        "quarter": 1,
        "state": "on_track",
        "unblocker": None,
    }
    refused(plan, tell, "季度")
    refused(plan, lambda: tell(quarter=Q1, now=JUNE), "已")
    tell(quarter=Q2, now=JUNE)
    made.pk = None
    with pytest.raises(IntegrityError):
        made.save(force_insert=True)


def test_what_was_told_wrongly_is_taken_back_with_a_reason_and_told_anew(all_):
    plan = plans.adopted(all_)
    one = plan.tasks.get(no=1)
    refused(plan, lambda: do(all_, "take_back_quarter", one, reason="误填"), "尚未")
    plans.told(all_, 1, plan, Told.DONE)
    assert queries.plan_facts(plan).undone == 2
    refused(plan, lambda: plans.told(all_, 1, plan, Told.LATE, quarter=Q2, now=JUNE), "无需")
    do(all_, "take_back_quarter", one, reason="误填")
    assert queries.plan_facts(plan).undone == 3
    plans.told(all_, 1, plan, Told.LATE)
    assert [r.taken_back for r in queries.reports_of(one)] == ["", "误填"]


def test_a_block_waits_for_whoever_must_unblock_it_and_only_that_post_answers(all_):
    plan = plans.adopted(all_)
    plans.blocked(all_, plan)
    one, secretary = plan.tasks.get(no=1), all_.actor(SECRETARY)
    asked = queries.plans_wait_for(secretary, LATE_MARCH)
    assert [(ask.verb, ask.task) for ask in asked] == [("unblock", one)]
    refused(plan, lambda: do(all_, "unblock", one, words="好了"), "指定")
    do(all_, "unblock", one, SECRETARY, words="编制已核定")
    assert queries.plans_wait_for(secretary, LATE_MARCH) == []
    line = queries.lines_of(plan, LATE_MARCH)[0]
    assert (line.standing, line.last.unblock_words) == (Standing.ON_TRACK, "编制已核定")
    refused(plan, lambda: do(all_, "unblock", one, SECRETARY, words="好了"), "没有")
    plans.blocked(all_, plan, 2, "finance")
    assert [ask.verb for ask in queries.plans_wait_for(all_.actor("finance"), LATE_MARCH)] == [
        "unblock",
        "tell_quarter",
    ]


def test_what_blocks_what_is_worked_out_along_the_chain(all_):
    plan = plans.adopted(all_)
    assert [one.standing for one in queries.lines_of(plan, LATE_MARCH)] == ["untold"] * 3
    plans.told(all_, 1, plan, Told.LATE)
    plans.told(all_, 2, plan, Told.ON_TRACK)
    board = queries.plan_board(plan, LATE_MARCH)
    one, two, three = board.lines
    assert [line.standing for line in board.lines] == ["late", "held", "held"]
    assert (two.holders, three.holders) == ([one], [two])
    assert board.causes == [one]
    assert one.followers == [two]

    plans.told(all_, 1, plan, Told.DONE, quarter=Q2, now=JUNE)
    board = queries.plan_board(plan, JUNE)
    assert [line.standing for line in board.lines] == ["done", "on_track", "untold"]
    assert board.causes == []
    board = queries.plan_board(plan, AUGUST)
    assert [line.standing for line in board.lines] == ["done", "overdue", "overdue"]
    assert board.causes == [board.lines[1]], "what is overdue by itself still waits for its cause"


def test_the_board_counts_departments_by_years_and_shows_their_quarters(all_):
    plan = plans.adopted(all_)
    plans.told(all_, 1, plan, Told.DONE)
    board = queries.plan_board(plan, JUNE)
    lead, civil, _finance = board.rows
    assert lead.years == [(2026, 1, 1), (2027, 0, 0), (2028, 0, 0)]
    assert civil.years[0] == (2026, 0, 1)
    assert [[state for _line, state in cell.tasks] for cell in lead.cells] == [
        ["done"],
        [None],
        [],
        [],
    ]
    assert civil.lines[0].missing == [Q1, Q2]
    assert board.counts == [(Standing.UNTOLD, 2), (Standing.DONE, 1)]
    assert (board.done, board.holding) == (1, 3)
    assert queries.plan_board(plan, JUNE, 2031).year == 2028
    assert queries.plan_board(plan, datetime(2025, 1, 1, tzinfo=UTC)).year == 2026


def test_what_waits_for_whom(all_):
    def waits(role, now=JUNE):
        return [ask.verb for ask in queries.plans_wait_for(all_.actor(role), now)]

    plan = plans.planned(all_)
    assert (waits(plans.DESK), waits("finance")) == (["circulate"], [])
    do(all_, "circulate", plan)
    assert (waits("finance"), waits(SECRETARY)) == (["countersign"], [])
    for role in all_.officers:
        do(all_, "countersign", plan, role)
    assert (waits("finance"), waits(SECRETARY)) == ([], ["adopt"])
    do(all_, "adopt", plan, SECRETARY, number="", issued_on=date(2026, 1, 15))
    assert waits(SECRETARY) == []
    ask = queries.plans_wait_for(all_.actor("finance"), JUNE)[0]
    assert (ask.verb, ask.quarters) == ("tell_quarter", [Q1, Q2])
    assert queries.plans_wait_for(all_.it.actor("grid_head"), JUNE) == []


def test_a_plan_is_closed_with_what_came_of_it_or_withdrawn_before(all_):
    plan = plans.adopted(all_)
    refused(plan, lambda: do(all_, "close_plan", plan, SECRETARY, review="好"), "未完成")
    for number in (1, 2, 3):
        plans.told(all_, number, plan, Told.DONE)
    do(all_, "close_plan", plan, SECRETARY, review="三项任务完成。")
    plan.refresh_from_db()
    assert (plan.state, plan.review) == (PlanState.CLOSED, "三项任务完成。")
    assert last(plan).public == {"tasks": 3, "undone": 0}
    other = plans.drafted(all_)
    do(all_, "withdraw_plan", other, reason="并入市级方案")
    other.refresh_from_db()
    assert (other.state, other.withdrawn_because) == ("withdrawn", "并入市级方案")
    assert other not in queries.adopted_plans()


def test_dates_and_years_that_cannot_be_are_refused(all_):
    plan = plans.signed(all_)
    ahead = {"number": "", "issued_on": date(2026, 2, 1)}
    refused(plan, lambda: do(all_, "adopt", plan, SECRETARY, **ahead), "晚于")
    assert queries.open_quarters(plan.tasks.get(no=1), JANUARY) == []
    assert queries.begins(plan.tasks.get(no=1)) == Q1
    other = plans.drafted(all_)
    body = all_.actor("finance").organisation_id
    do(all_, "include", other, organisation_id=body)
    words = {"department_id": other.departments.get().pk, "task": plans.task(year=2030)}
    refused(other, lambda: do(all_, "plan_task", other, **words), "年度")
