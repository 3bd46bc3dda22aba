"""Each deed happens and is written down; refused, nothing is written."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError

from liandong.duties.actions import mark
from liandong.duties.lifecycle import Outcome
from liandong.duties.models import Promise
from liandong.kernel import papers
from liandong.kernel.actor import SYSTEM
from liandong.kernel.dates import day_of
from liandong.kernel.verdict import Refused
from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry
from liandong.projects import actions, queries
from liandong.projects.actions import Proof
from liandong.projects.lifecycle import Change, State
from liandong.projects.models import Amendment, Expense, Goal, Milestone, SecretaryProject
from liandong.projects.tests import factories
from liandong.projects.tests.factories import APRIL, BUDGET, JULY, LEAD, MARCH, do

pytestmark = pytest.mark.django_db


def verbs(project) -> list[str]:
    entries = Entry.objects.filter(subject=name_of(project)).order_by("id")
    return [entry.verb.removeprefix("project.") for entry in entries]


def last(project) -> Entry:
    return Entry.objects.filter(subject=name_of(project)).order_by("id").last()


def refused(project, act, words: str) -> None:
    """It is refused with these words, and nothing is written."""
    project.refresh_from_db()
    before = Entry.objects.count(), project.state
    with pytest.raises(Refused, match=words):
        act()
    project.refresh_from_db()
    assert (Entry.objects.count(), project.state) == before


def test_a_project_is_drawn_up_claimed_and_registered_with_a_frozen_baseline(it):
    project = factories.running(it)

    assert verbs(project) == [
        "drafted",
        "goal_set",
        "milestone_planned",
        "milestone_planned",
        "claimed",
        "registered",
    ]
    project.refresh_from_db()
    assert (project.state, project.baseline_budget, project.public) == ("running", BUDGET, True)
    assert not project.self_registered
    assert list(project.supports.all()) == [it.post("department_officer")]
    goal, first = project.goals.get(), project.milestones.get(no=1)
    assert (goal.baseline_target, goal.baseline_by) == (Decimal(15), date(2026, 6, 30))
    assert first.baseline_on == first.due_on == date(2026, 3, 31)
    assert first.promise.holder == it.post(LEAD)
    assert day_of(first.promise.due_at) == date(2026, 3, 31)
    entry = last(project)
    assert (entry.post_id, entry.place_id) == (
        it.post("district_secretary").pk,
        project.secretary.place_id,
    )
    assert entry.public == {"goals": 1, "milestones": 2, "budget": BUDGET}


def test_the_plan_is_reworded_and_struck_only_before_it_is_claimed(it):
    project = factories.planned(it)
    do(it, "revise", project, LEAD, plan=factories.plan(it, title="新名称", supports=()))
    do(it, "strike", project, milestone_id=project.milestones.get(no=2).pk)
    do(it, "strike", project, goal_id=project.goals.get().pk)
    project.refresh_from_db()
    assert (project.title, project.supports.count()) == ("新名称", 0)
    assert (project.goals.count(), project.milestones.count()) == (0, 1)
    assert verbs(project)[-3:] == ["revised", "struck", "struck"]
    refused(project, lambda: do(it, "claim", project), "可量化的目标")
    do(it, "set_goal", project, target=factories.target())
    do(it, "claim", project)
    for act in (
        lambda: do(it, "revise", project, plan=factories.plan(it)),
        lambda: do(it, "strike", project, goal_id=Goal.objects.get().pk),
        lambda: do(it, "plan_milestone", project, what="x", due_on=date(2026, 5, 1)),
        lambda: do(it, "set_goal", project, target=factories.target()),
    ):
        refused(project, act, "当前状态")


def test_a_goal_moves_and_stays_within_the_known_whole(it):
    project = factories.drafted(it)
    still = factories.target(target=Decimal(4))
    refused(project, lambda: do(it, "set_goal", project, target=still), "已经达到的数")
    words = {name: getattr(still, name) for name in still.__dataclass_fields__}
    with pytest.raises(IntegrityError):
        Goal.objects.create(project=project, no=1, **{**words, "target": Decimal(16)})


def test_a_claim_goes_back_with_a_reason_and_comes_again(it):
    project = factories.claimed(it)
    do(it, "send_back", project, "district_secretary", reason="目标偏低")
    project.refresh_from_db()
    assert (project.state, project.sent_back) == (State.DRAFT, "目标偏低")
    do(it, "claim", project)
    project.refresh_from_db()
    assert (project.state, project.sent_back) == (State.CLAIMED, "")


def test_a_milestone_is_reached_with_its_slip_against_the_frozen_day(it):
    project = factories.running(it)
    late = factories.reached(it, project, 2, date(2026, 7, 6))
    assert last(project).public == {"milestone": 2, "on": "2026-07-06", "slip": 4, "papers": 0}
    late.promise.refresh_from_db()
    assert late.promise.outcome == Outcome.LATE
    refused(project, lambda: factories.reached(it, project, 2, date(2026, 7, 6)), "已经完成或者")
    ahead = date(2026, 7, 7)
    refused(project, lambda: factories.reached(it, project, 1, ahead), "还没有到")
    stranger = "community_secretary"
    refused(
        project,
        lambda: factories.reached(it, project, 1, date(2026, 3, 31), role=stranger),
        "牵头或者配合",
    )


def test_the_clock_reminds_of_a_milestone_days_before_and_when_it_passed(it):
    project = factories.running(it)
    first = name_of(project.milestones.get(no=1))
    assert mark(actor=SYSTEM, now=MARCH) == 0
    soon = MARCH.replace(day=26)
    assert mark(actor=SYSTEM, now=soon) == 1
    assert mark(actor=SYSTEM, now=soon) == 0, "once"
    assert mark(actor=SYSTEM, now=APRIL) == 1
    told = Entry.objects.filter(subject=first).order_by("id").values_list("verb", flat=True)
    assert list(told) == ["promise.due_soon", "promise.overdue"]


def test_goals_are_measured_and_zero_is_a_number(it):
    project = factories.running(it)
    goal = project.goals.get()
    day = APRIL.date()
    do(it, "measure", project, LEAD, APRIL, goal_id=goal.pk, actual=Decimal(0), on=day)
    goal.refresh_from_db()
    assert (goal.actual, goal.measured_on, goal.met) == (0, day, False)
    many = Decimal(16)
    refused(
        project,
        lambda: do(it, "measure", project, now=APRIL, goal_id=goal.pk, actual=many, on=day),
        "总共只有15",
    )


def test_money_is_spent_within_the_budget_and_taken_back(it):
    project = factories.running(it)
    day = APRIL.date()
    words = {"amount": 15_000_000, "on": day, "what": "指导员补贴"}
    wrong = do(it, "spend", project, LEAD, APRIL, **words)
    refused(project, lambda: do(it, "spend", project, LEAD, APRIL, **words), "预算余额")
    do(it, "take_back", project, now=APRIL, expense_id=wrong.pk, reason="记错项目")
    project.refresh_from_db()
    assert (project.spent, Expense.objects.count()) == (0, 2)
    refused(
        project,
        lambda: do(it, "take_back", project, now=APRIL, expense_id=wrong.pk, reason="又一次"),
        "尚未支出",
    )
    again = do(it, "spend", project, LEAD, APRIL, **words)
    opposite = Expense.objects.get(amount__lt=0)
    refused(
        project,
        lambda: do(it, "take_back", project, now=APRIL, expense_id=opposite.pk, reason="x"),
        "已经冲回",
    )
    assert list(queries.expenses_left(project)) == [again]
    with pytest.raises(IntegrityError):
        SecretaryProject.objects.filter(pk=project.pk).update(spent=BUDGET + 1)


def test_a_frozen_plan_changes_only_by_amendments_that_keep_what_was(it):
    project = factories.running(it)
    first, second = project.milestones.order_by("no")
    goal = project.goals.get()
    why = {"reason": "居民意见征集延长", "now": APRIL}
    do(it, "move_milestone", project, milestone_id=second.pk, due_on=date(2026, 9, 30), **why)
    do(it, "drop_milestone", project, milestone_id=first.pk, **why)
    do(it, "add_milestone", project, what="备案", due_on=date(2026, 10, 15), **why)
    words = {"target": Decimal(12), "by": date(2026, 9, 30)}
    do(it, "amend_goal", project, goal_id=goal.pk, **words, **why)
    do(it, "amend_budget", project, budget=BUDGET * 2, **why)
    do(it, "amend_measures", project, measures="改为分片包干。", **why)

    made = Amendment.objects.order_by("id")
    assert [one.change for one in made] == [
        Change.MOVED,
        Change.DROPPED,
        Change.ADDED,
        Change.GOAL,
        Change.BUDGET,
        Change.MEASURES,
    ]
    assert (made[0].before, made[0].after) == ("2026-06-30", "2026-09-30")
    assert (made[3].before, made[3].after) == ("15 个, 2026-06-30", "12 个, 2026-09-30")
    assert (made[4].before, made[4].after) == ("200,000.00", "400,000.00")
    for thing in (first, second, goal, project):
        thing.refresh_from_db()
    assert (second.due_on, second.baseline_on) == (date(2026, 9, 30), date(2026, 6, 30))
    assert (goal.target, goal.baseline_target, goal.amended) == (12, 15, True)
    assert (project.budget, project.baseline_budget) == (BUDGET * 2, BUDGET)
    assert first.promise.outcome == Outcome.LATE, "given up after its day had passed"
    assert Promise.objects.filter(outcome=Outcome.SUPERSEDED).count() == 1
    added = Milestone.objects.get(no=3)
    assert added.baseline_on is None
    assert day_of(added.promise.due_at) == date(2026, 10, 15)
    stands = queries.board(project, JULY)
    assert (stands.planned, stands.dropped, stands.added) == (2, 1, 1)
    assert (stands.judged, stands.in_time) == (1, 0), "the frozen day has passed"
    assert last(project).public == {"change": "measures", "number": 6}


def test_an_amendment_is_refused_to_others_and_beyond_what_holds(it):
    project = factories.running(it)
    goal, first = project.goals.get(), project.milestones.get(no=1)
    why = {"reason": "x", "now": APRIL}
    factories.reached(it, project, 1, date(2026, 3, 31))
    do(it, "spend", project, now=APRIL, amount=100, on=APRIL.date(), what="印刷")
    goal_words = {"goal_id": goal.pk, "by": goal.by, **why}
    later = {"milestone_id": first.pk, "due_on": date(2026, 9, 30), **why}
    for act, words in (
        (lambda: do(it, "amend_budget", project, "department_officer", budget=1, **why), "调整"),
        (lambda: do(it, "amend_budget", project, budget=1, **why), "已经支出"),
        (lambda: do(it, "amend_goal", project, target=Decimal(99), **goal_words), "总共只有"),
        (lambda: do(it, "amend_goal", project, target=goal.start, **goal_words), "已经达到"),
        (lambda: do(it, "move_milestone", project, **later), "已经完成"),
        (lambda: do(it, "drop_milestone", project, milestone_id=first.pk, **why), "已经完成"),
    ):
        refused(project, act, words)
    assert not Amendment.objects.exists()


def test_done_is_claimed_accepted_by_others_reviewed_and_closed(it):
    project = factories.ready(it)
    do(it, "claim_done", project, now=JULY, result="14个小区已成立。")
    project.refresh_from_db()
    promise = project.promise
    assert (promise.kind, promise.holder) == ("project.accept", it.post("district_secretary"))
    for role in ("subdistrict_secretary", LEAD, "department_officer"):
        refused(
            project,
            lambda role=role: do(it, "accept", project, role, JULY, findings="好"),
            "不能验收自己",
        )
    do(it, "refuse", project, "district_dispatcher", JULY, findings="缺备案材料")
    project.refresh_from_db()
    assert (project.state, project.promise, project.done_claimed_by) == ("running", None, None)
    do(it, "claim_done", project, LEAD, JULY, result="备案已补。")
    do(it, "accept", project, "district_dispatcher", JULY, findings="现场核对属实。")
    assert last(project).public == {"met": 0, "goals": 1}
    do(it, "review", project, LEAD, JULY, review="指导员到小区管用。")
    do(it, "close", project, "district_secretary", JULY)
    project.refresh_from_db()
    assert (project.state, project.acceptor) == (State.CLOSED, it.post("district_dispatcher"))
    assert verbs(project)[-5:] == ["refused", "claimed_done", "accepted", "reviewed", "closed"]
    promise.refresh_from_db()
    assert promise.outcome == Outcome.KEPT


def test_it_is_not_done_while_something_waits_or_has_no_number(it):
    project = factories.running(it)
    refused(project, lambda: do(it, "claim_done", project, now=JULY, result="完成"), "节点")
    factories.reached(it, project, 1, date(2026, 3, 31))
    factories.reached(it, project, 2, date(2026, 6, 30))
    refused(project, lambda: do(it, "claim_done", project, now=JULY, result="完成"), "实际数")


def test_the_highest_secretary_registers_the_own_project_and_the_desk_accepts(it):
    role = "city_secretary"
    project = factories.running(it, role, role, lead_id=it.post("district_secretary").pk)
    project.refresh_from_db()
    assert project.self_registered
    for no, on in ((1, date(2026, 3, 31)), (2, date(2026, 6, 30))):
        factories.reached(it, project, no, on, role=role)
    goal = {"goal_id": project.goals.get().pk, "actual": Decimal(15), "on": JULY.date()}
    do(it, "measure", project, role, JULY, **goal)
    do(it, "claim_done", project, role, JULY, result="完成")
    project.refresh_from_db()
    assert project.promise.holder == it.post("city_dispatcher")
    refused(project, lambda: do(it, "accept", project, role, JULY, findings="好"), "不能验收自己")
    do(it, "accept", project, "city_dispatcher", JULY, findings="属实")
    assert last(project).public == {"met": 1, "goals": 1}


def test_a_project_ends_early_with_a_reason_and_its_dates_end_with_it(it):
    project = factories.running(it)
    refused(project, lambda: do(it, "end", project, reason="不做了"), "上级书记")
    do(it, "end", project, "district_secretary", reason="并入市级项目")
    project.refresh_from_db()
    assert (project.state, project.end_reason) == (State.ENDED, "并入市级项目")
    assert set(Promise.objects.values_list("outcome", flat=True)) == {Outcome.VOID}
    draft = factories.drafted(it)
    do(it, "end", draft, reason="重复")
    draft.refresh_from_db()
    assert draft.state == State.ENDED


def test_evidence_belongs_to_a_milestone_that_was_reached(it, var):
    project = factories.running(it)
    first = project.milestones.get(no=1)
    paper = papers.Paper(factories.pdf(), "application/pdf")
    words = {"milestone_id": first.pk, "proof": Proof("备案表", (paper,), shown=True)}
    refused(project, lambda: do(it, "add_evidence", project, now=JULY, **words), "尚无完成的节点")
    factories.reached(it, project, 1, date(2026, 3, 31))
    do(it, "add_evidence", project, now=JULY, **words)
    kept = queries.kept_of(project).get()
    assert (kept.milestone, kept.mime, kept.shown) == (first, "application/pdf", True)
    assert last(project).public == {"milestone": 1, "papers": 1}
    second = {**words, "milestone_id": project.milestones.get(no=2).pk}
    with pytest.raises(ObjectDoesNotExist):
        do(it, "add_evidence", project, now=JULY, **second)


def test_only_a_secretary_has_projects(it):
    post = it.post("department_officer")
    with pytest.raises(Refused, match="书记认领"):
        actions.draft(
            secretary_id=post.pk,
            year=2026,
            plan=factories.plan(it),
            actor=it.actor("department_officer"),
            now=MARCH,
        )
    assert not SecretaryProject.objects.exists()
