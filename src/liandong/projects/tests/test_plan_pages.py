"""The pages of action plans: without JavaScript, on paper, in Excel, in both languages."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from liandong.projects.lifecycle import Told
from liandong.projects.models import ActionPlan, QuarterReport
from liandong.projects.tests import plans
from liandong.projects.tests.plans import DESK, JUNE, LATE_MARCH, SECRETARY, do

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
BACKEND = "django.contrib.auth.backends.ModelBackend"
TASK = {"what": "设立办公室", "indicator": "办公室", "unit": "个", "target": "11", "year": 2026}


@pytest.fixture
def all_(it, clock):
    clock.at = plans.JANUARY
    return plans.departments(it)


@pytest.fixture
def sign(client, all_):
    def signed(role):
        client.force_login(all_.it.people.get(role) or _person(role), backend=BACKEND)
        return client

    return signed


def _person(username):
    return plans.people.person(username)


def text_of(response) -> str:
    return response.content.decode()


def file(plan) -> str:
    return f"/projects/plans/{plan.pk}/file/"


def page_of(task) -> str:
    return f"/projects/plans/tasks/{task.pk}/"


def test_a_plan_is_begun_from_the_pages(all_, sign):
    client = sign(DESK)
    assert "拟定行动方案" in text_of(client.get("/projects/plans/desk/"))
    assert client.get("/projects/plans/desk/new/").status_code == 200
    words = {"title": "三年行动方案", "purpose": "协同推进", "first_year": 2026, "last_year": 2025}
    bad = client.post("/projects/plans/desk/new/", words)
    assert bad.status_code == 422
    assert "三年行动方案" in text_of(bad), "what was typed is kept"
    words |= {"last_year": 2028, "key": "a"}
    landed = client.post("/projects/plans/desk/new/", words, follow=True)
    plan = ActionPlan.objects.get()
    assert landed.redirect_chain == [(file(plan), 302)]
    assert "请先列入部门" in text_of(landed)
    assert client.post("/projects/plans/desk/new/", words).url == "/projects/plans/desk/"


def test_departments_and_tasks_are_planned_and_struck_from_the_pages(all_, sign):
    plan, client = plans.drafted(all_), sign(DESK)
    for role in all_.officers:
        body = all_.actor(role).organisation_id
        went = client.post(f"{file(plan)}include/", {"organisation": body, "key": role})
        assert went.url == f"{file(plan)}include/"
    for one in plan.departments.order_by("no"):
        words = {**TASK, "department": one.pk, "quarter": 2, "key": f"t{one.no}"}
        assert client.post(f"{file(plan)}plan-task/", words).url == f"{file(plan)}plan-task/"
    one, two, three = plan.tasks.order_by("no")
    client.post(f"{page_of(two)}wait-for/", {"on": one.pk, "key": "w"})
    circle = client.post(f"{page_of(one)}wait-for/", {"on": two.pk, "key": "x"})
    assert circle.status_code == 403
    assert "1等待2 → 2等待1" in text_of(circle)
    client.post(f"{page_of(two)}reword-task/", {**TASK, "what": "改写", "quarter": 3, "key": "r"})
    client.post(f"{page_of(two)}stop-waiting/", {"on": one.pk, "key": "s"})
    assert client.post(f"{page_of(three)}drop-task/", {"key": "d"}).url == file(plan)
    out = {"department": plan.departments.get(no=3).pk, "key": "l"}
    client.post(f"{file(plan)}leave-out/", out)
    assert [one.what for one in plan.tasks.order_by("no")] == ["设立办公室", "改写"]


def test_a_plan_is_sent_signed_and_adopted_from_the_pages(all_, sign):
    plan, client = plans.planned(all_), sign(DESK)
    client.post(f"{file(plan)}revise-plan/", {"title": "行动方案", "purpose": "新", "key": "v"})
    assert "重新会签" in text_of(client.get(f"{file(plan)}circulate/"))
    client.post(f"{file(plan)}circulate/", {"key": "c"})
    for role in all_.officers:
        assert "待会签" in text_of(sign(role).get("/projects/plans/desk/"))
        client.post(f"{file(plan)}countersign/", {"key": f"s{role}"})
    client = sign(SECRETARY)
    assert "待审定" in text_of(client.get("/projects/plans/desk/"))
    words = {"issued_on": "2026-01-15", "number": "奎组发〔2026〕3号", "key": "z"}
    landed = client.post(f"{file(plan)}adopt/", words, follow=True)
    assert "文本已冻结并公开" in text_of(landed)
    assert "新" in text_of(client.get(f"/projects/plans/{plan.pk}/"))


def test_a_quarter_is_told_from_the_pages(all_, sign, clock):
    plan = plans.adopted(all_)
    one = plan.tasks.get(no=1)
    clock.at = LATE_MARCH
    client = sign("organisation")
    assert "件行动方案的事" in text_of(client.get("/projects/desk/"))
    assert "待报送" in text_of(client.get("/projects/plans/desk/"))
    assert "每季度报送一次" in text_of(client.get(f"{page_of(one)}tell-quarter/"))
    words = {"quarter": "2026-1", "state": "blocked", "told": "等编制", "key": "a"}
    bad = client.post(f"{page_of(one)}tell-quarter/", words)
    assert bad.status_code == 422
    assert "请写明卡点" in text_of(bad)
    late = {**words, "state": "late", "blocker": "编制"}
    assert client.post(f"{page_of(one)}tell-quarter/", late).status_code == 422
    words |= {"blocker": "编制没有核定", "unblocker": all_.actor(SECRETARY).post_id, "actual": "4"}
    landed = client.post(f"{page_of(one)}tell-quarter/", words, follow=True)
    assert "编制没有核定" in text_of(landed)
    assert QuarterReport.objects.get().actual == 4


def test_a_block_is_answered_and_what_is_frozen_amended_from_the_pages(all_, sign, clock):
    plan = plans.adopted(all_)
    plans.blocked(all_, plan)
    one, _two, three = plan.tasks.order_by("no")
    clock.at = LATE_MARCH
    client = sign(SECRETARY)
    assert "待解除卡点" in text_of(client.get("/projects/plans/desk/"))
    shown = text_of(client.get(file(plan)))
    assert "卡点链" in shown
    assert "被其他任务拖住" in shown
    landed = client.post(f"{page_of(one)}unblock/", {"answer": "已核定", "key": "b"}, follow=True)
    assert "卡点已解除" in text_of(landed)
    no_reason = client.post(f"{page_of(three)}drop-task/", {"key": "c"})
    assert no_reason.status_code == 422
    words = {"reason": "机构改革", "key": "d"}
    landed = client.post(f"{page_of(three)}drop-task/", words, follow=True)
    assert "机构改革" in text_of(landed)
    landed = client.post(
        f"{page_of(one)}take-back-quarter/", {"reason": "误填", "key": "e"}, follow=True
    )
    assert "已撤回" in text_of(landed)
    public = text_of(client.get(f"/projects/plans/{plan.pk}/"))
    assert "机构改革" in public
    assert "编制没有核定" not in public, "what blocks is for the offices"


def test_everybody_reads_an_adopted_plan_and_nobody_a_draft(all_, client):
    draft = plans.drafted(all_)
    assert client.get(f"/projects/plans/{draft.pk}/").status_code == 404
    assert client.get(f"/projects/plans/{draft.pk}/paper/").status_code == 403
    assert client.get("/projects/plans/999/").status_code == 404
    assert "尚无行动方案" in text_of(client.get("/projects/plans/"))
    plan = plans.adopted(all_)
    for address in ("", f"{plan.pk}/", f"{plan.pk}/?year=2027", f"{plan.pk}/paper/"):
        assert plan.title in text_of(client.get(f"/projects/plans/{address}")), address
        assert client.get(f"/projects/plans/{address}", headers=ENGLISH).status_code == 200
    shown = text_of(client.get(f"/projects/plans/{plan.pk}/", headers=ENGLISH))
    assert "2026, quarter 2" in shown
    assert "Nothing told yet" in shown


def test_the_file_is_closed_to_those_who_take_no_part(all_, sign, client):
    plan = plans.adopted(all_)
    assert client.get(file(plan)).status_code == 302, "nobody without signing in"
    client = sign("community_secretary")
    assert client.get(file(plan)).status_code == 403
    assert client.get(page_of(plan.tasks.get(no=1))).status_code == 403
    assert client.get("/projects/plans/tasks/999/").status_code == 404
    assert client.get(f"/projects/plans/{plan.pk}/export.xlsx").status_code == 403
    assert client.get("/projects/plans/desk/new/").status_code == 403
    assert "没有行动方案待办" in text_of(client.get("/projects/plans/desk/"))


def test_an_objection_and_the_end_are_shown(all_, sign, clock):
    plan = plans.circulated(all_)
    client = sign("finance")
    client.post(f"{file(plan)}object-to/", {"reason": "资金没有落实", "key": "a"})
    assert "资金没有落实" in text_of(sign(DESK).get(file(plan)))
    landed = client.post(
        f"{file(plan)}withdraw-plan/", {"reason": "并入市级", "key": "b"}, follow=True
    )
    assert "并入市级" in text_of(landed)
    other = plans.adopted(all_)
    for number in (1, 2, 3):
        plans.told(all_, number, other, Told.DONE)
    clock.at = JUNE
    client = sign(SECRETARY)
    client.post(f"{file(other)}close-plan/", {"review": "三项任务完成。", "key": "c"})
    assert "三项任务完成" in text_of(client.get(f"/projects/plans/{other.pk}/"))


def test_the_excel_file_has_every_task_with_its_frozen_text_and_what_holds_it_up(all_, sign, clock):
    plan = plans.adopted(all_)
    plans.blocked(all_, plan)
    words = {"task": plans.task(what="改写"), "reason": "调整"}
    do(all_, "reword_task", plan.tasks.get(no=3), **words)
    do(all_, "plan_task", plan, department_id=plan.departments.get(no=1).pk, **words)
    clock.at = LATE_MARCH
    got = sign(DESK).get(f"/projects/plans/{plan.pk}/export.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(got.content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == plan.title
    first, added, second, third = rows[4:8]
    assert first[15] == "编制没有核定（奎文区委书记）"
    assert first[11:14] == ["2026年第1季度", "", "按计划推进。"]
    assert added[9] == "后来增加"
    assert second[15] == "1 组建党建工作办公室"
    assert (third[3], third[10]) == ("改写", "安排社区工作经费")


def test_the_board_asks_as_often_for_many_tasks_as_for_few(
    all_, sign, clock, django_assert_max_num_queries
):
    plan = plans.adopted(all_)
    department = plan.departments.get(no=2)
    for number in range(12):
        words = {"task": plans.task(what=f"任务{number}"), "reason": "增加"}
        do(all_, "plan_task", plan, department_id=department.pk, **words)
    clock.at = JUNE
    client = sign(SECRETARY)
    with django_assert_max_num_queries(34):
        assert client.get(file(plan)).status_code == 200
    with django_assert_max_num_queries(30):
        assert client.get(page_of(plan.tasks.get(no=1))).status_code == 200
    part = text_of(client.get(f"{file(plan)}?year=2027", headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert 'id="board"' in part
