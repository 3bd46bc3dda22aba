"""The pages of projects: without JavaScript, with htmx, in both languages, on paper, in Excel."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from liandong.projects.lifecycle import State
from liandong.projects.models import Amendment, Evidence, SecretaryProject
from liandong.projects.tests import factories
from liandong.projects.tests.factories import APRIL, JULY, do

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ENGLISH = {"Accept-Language": "en"}


def text_of(response) -> str:
    return response.content.decode()


def base(project) -> str:
    return f"/projects/{project.pk}/file/"


def plan_words(it, **more) -> dict:
    plan = factories.plan(it)
    names = ("title", "kind", "cause", "measures", "benefit", "money_source")
    words = {name: getattr(plan, name) for name in names}
    lead, supports = plan.lead_id, list(plan.supports)
    return {**words, "lead": lead, "supports": supports, "budget": "20万", "year": 2026, **more}


def test_a_project_is_drawn_up_claimed_registered_and_reached_from_the_pages(it, sign, clock):
    client = sign()
    assert "拟定项目" in text_of(client.get("/projects/desk/"))
    assert client.get("/projects/desk/new/").status_code == 200
    landed = client.post("/projects/desk/new/", plan_words(it, key="a"), follow=True)
    project = SecretaryProject.objects.get()
    assert landed.redirect_chain == [(base(project), 302)]
    assert "请先设定可量化的目标" in text_of(landed), "what is not possible says why"
    again = client.post("/projects/desk/new/", plan_words(it, key="a"))
    assert again.url == "/projects/desk/", "a double press"

    goal = {
        "indicator": "有自治组织的老旧小区",
        "unit": "个",
        "start": "4",
        "target": "15",
        "base": "15",
        "by": "2026-06-30",
        "key": "b",
    }
    assert client.post(f"{base(project)}set-goal/", goal).url == base(project)
    step = {"what": "摸清底数", "due_on": "2026-03-31", "key": "c"}
    went = client.post(f"{base(project)}plan-milestone/", step)
    assert went.url == f"{base(project)}plan-milestone/", "and the next one"
    landed = client.post(f"{base(project)}claim/", {"key": "d"}, follow=True)
    assert "已认领，待上级备案" in text_of(landed)

    above = sign("district_secretary")
    assert project.title in text_of(above.get("/projects/desk/"))
    landed = above.post(f"{base(project)}register/", {"key": "e"}, follow=True)
    assert "已备案，计划冻结" in text_of(landed)
    clock.at = JULY
    client = sign("subdistrict_officer")
    reached = {
        "milestone": project.milestones.get().pk,
        "on": "2026-04-02",
        "proof": "台账已建",
        "papers": SimpleUploadedFile("a.pdf", factories.pdf().read()),
        "shown": "on",
        "key": "f",
    }
    landed = client.post(f"{base(project)}reach/", reached, follow=True)
    assert "滞后2个工作日" in text_of(landed)
    assert client.get(f"/projects/evidence/{Evidence.objects.get().pk}/").status_code == 200


def test_everything_at_the_end_is_done_from_the_pages(it, sign, clock):
    clock.at = JULY
    project = factories.ready(it)
    for role, slug, words, says in (
        ("subdistrict_secretary", "claim-done", {"result": "14个"}, "接下来由上级验收。"),
        ("district_dispatcher", "refuse", {"findings": "缺备案"}, "您的意见已记录。"),
        ("subdistrict_officer", "claim-done", {"result": "已补"}, "接下来由上级验收。"),
        ("district_dispatcher", "accept", {"findings": "属实"}, "接下来复盘。"),
        ("subdistrict_secretary", "review", {"review": "管用"}, "复盘已记录。"),
        ("district_secretary", "close", {}, "已结项"),
    ):
        client = sign(role)
        assert client.get(f"{base(project)}{slug}/").status_code == 200
        landed = client.post(f"{base(project)}{slug}/", {"key": role + slug, **words}, follow=True)
        assert landed.status_code == 200
        assert says in text_of(landed)
    project.refresh_from_db()
    assert project.state == State.CLOSED


def test_amendments_goals_and_money_from_the_pages(it, sign, clock):
    clock.at = APRIL
    project = factories.running(it)
    goal, (first, second) = project.goals.get(), project.milestones.order_by("no")
    client, why = sign(), {"reason": "征集延长"}
    deeds = (
        ("move-milestone", {"milestone": second.pk, "due_on": "2026-09-30", **why}),
        ("add-milestone", {"what": "备案", "due_on": "2026-10-15", **why}),
        ("drop-milestone", {"milestone": first.pk, **why}),
        ("amend-goal", {"goal": goal.pk, "target": "12", "by": "2026-09-30", **why}),
        ("amend-budget", {"budget": "40万", **why}),
        ("amend-measures", {"measures": "分片包干", **why}),
        ("measure", {"goal": goal.pk, "actual": "9", "on": "2026-04-10"}),
        ("spend", {"amount": "1,234.50", "on": "2026-04-10", "what": "印刷"}),
    )
    for slug, words in deeds:
        assert client.get(f"{base(project)}{slug}/").status_code == 200
        assert client.post(f"{base(project)}{slug}/", {"key": slug, **words}).url == base(project)
    wrong = {"expense": project.expenses.get().pk, "reason": "记错", "key": "x"}
    client.post(f"{base(project)}take-back/", wrong)
    factories.reached(it, project, 2, APRIL.date(), now=APRIL)
    paper = SimpleUploadedFile("a.pdf", factories.pdf().read())
    kept = {"milestone": second.pk, "papers": paper, "key": "y"}
    client.post(f"{base(project)}add-evidence/", kept)
    page = text_of(client.get(base(project)))
    assert "基准：2026-06-30前15" in page
    assert "基准：200,000.00元" in page
    assert "冲回" in page
    assert "仅限工作人员" in page
    assert Amendment.objects.count() == 6
    assert "仅限工作人员" not in text_of(client.get(f"/projects/{project.pk}/"))


def test_what_was_typed_is_kept_when_something_is_missing(it, sign, clock):
    client = sign()
    response = client.post("/projects/desk/new/", plan_words(it, title="", key="k"))
    assert (response.status_code, "11个老旧小区" in text_of(response)) == (422, True)
    lead = it.post("subdistrict_officer").pk
    words = plan_words(it, supports=[lead], money_source="", key="l")
    response = client.post("/projects/desk/new/", words, headers=HTMX)
    assert response.status_code == 422
    assert "<html" not in text_of(response)
    assert "请写明经费来源" in text_of(response)
    assert not SecretaryProject.objects.exists()

    project = factories.drafted(it)
    goal = {"indicator": "x", "unit": "个", "by": "2026-06-30", "key": "m"}
    for numbers, says in (
        ({"start": "4", "target": "4"}, "已经达到的数"),
        ({"start": "4", "target": "9", "base": "8"}, "超过了总数"),
    ):
        response = client.post(f"{base(project)}set-goal/", {**goal, **numbers})
        assert (response.status_code, says in text_of(response)) == (422, True)
    assert client.get("/projects/desk/?state=nonsense").status_code == 422
    assert client.get("/projects/?year=nonsense").status_code == 422


def test_the_plan_is_reworded_and_struck_from_the_pages(it, sign, clock):
    project = factories.planned(it)
    client = sign()
    assert "老旧小区自治组织全覆盖" in text_of(client.get(f"{base(project)}revise/"))
    client.post(f"{base(project)}revise/", plan_words(it, title="新名称", key="a"))
    assert "删去哪一项" in text_of(client.get(f"{base(project)}strike/"))
    struck = {"what": f"goal-{project.goals.get().pk}", "key": "b"}
    landed = client.post(f"{base(project)}strike/", struck, follow=True)
    assert "尚未设定量化目标" in text_of(landed)
    assert "新名称" in text_of(landed)
    do(it, "set_goal", project, target=factories.target())
    do(it, "claim", project)
    back = {"reason": "目标偏低", "key": "c"}
    above = sign("district_secretary")
    landed = above.post(f"{base(project)}send-back/", back, follow=True)
    assert "退回修改：" in text_of(landed)
    sign().post(f"{base(project)}end/", {"reason": "重复", "key": "d"})
    assert "提前终止：" in text_of(sign().get(base(project)))


def test_refusals_say_why_and_strangers_find_nothing(it, sign, clock):
    project = factories.claimed(it)
    client = sign()
    response = client.get(f"{base(project)}register/")
    assert (response.status_code, "由上级书记办理" in text_of(response)) == (403, True)
    response = client.post(f"{base(project)}register/", {"key": "k"})
    assert (response.status_code, "未作任何改动" in text_of(response)) == (403, True)
    stranger = sign("community_secretary")
    assert stranger.get(base(project)).status_code == 403
    assert stranger.get(f"/projects/{project.pk}/paper/").status_code == 403
    assert stranger.get(f"/projects/{project.pk}/").status_code == 404, "not registered yet"
    assert sign("grid_head").get("/projects/desk/new/").status_code == 403
    for page in ("file/", "", "paper/"):
        assert stranger.get(f"/projects/999999/{page}").status_code == 404
    assert stranger.get("/projects/evidence/999999/").status_code == 404


def test_a_place_without_a_secretary_has_no_projects(it, sign, clock):
    it.post("city_secretary").terms.all().delete()
    it.post("city_secretary").delete()
    response = sign("city_dispatcher").get("/projects/desk/new/")
    assert (response.status_code, "没有书记岗位" in text_of(response)) == (403, True)


def test_everybody_reads_what_is_registered_and_its_honest_slip(it, client, clock):
    project = factories.ready(it)
    factories.claimed(it, title="尚未备案")
    clock.at = JULY
    listed = text_of(client.get("/projects/"))
    assert "老旧小区自治组织全覆盖" in listed
    assert "尚未备案" not in listed
    page = text_of(client.get(f"/projects/{project.pk}/"))
    assert "滞后4个工作日" in page
    assert "按基准日期完成: 1/2" in page
    assert "目标达成: 0/1" in page, "14 of 15"
    assert "查看档案" not in page
    english = text_of(client.get(f"/projects/{project.pk}/", headers=ENGLISH))
    assert "4 working days late" in english
    assert "By their frozen day" in english
    paper = text_of(client.get(f"/projects/{project.pk}/paper/"))
    assert "<svg" in paper, "the address of the public page as a code"


def test_evidence_that_is_not_shown_stays_with_the_offices(it, client, sign, clock):
    project = factories.ready(it)
    first = project.milestones.get(no=1)
    inside = Evidence.objects.create(
        milestone=first, file=factories.pdf(), mime="image/jpeg", added_at=JULY
    )
    address = f"/projects/evidence/{inside.pk}/"
    assert client.get(address).status_code == 403
    assert sign().get(address)["Content-Disposition"].startswith("inline")


def test_the_ledger_goes_out_as_excel_with_heads_in_two_rows(it, sign, clock):
    factories.ready(it)
    clock.at = JULY
    response = sign("district_secretary").get("/projects/desk/export.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0)
    table = rows.to_python()
    assert table[0][0] == "“书记项目”台账"
    assert table[2][3] == "项目"
    row = table[4]
    assert row[3] == "老旧小区自治组织全覆盖"
    assert row[7] == "有自治组织的老旧小区：从4到15个，2026-06-30前；现为14"
    assert row[11:15] == [2.0, 2.0, "1/2", 4.0]


def test_a_list_narrows_and_asks_the_same_number_of_questions(
    it, sign, clock, django_assert_max_num_queries
):
    for number in range(3):
        factories.running(it, title=f"项目{number}")
    client = sign("district_secretary")
    found = text_of(client.get("/projects/desk/?q=项目1&level=2&kind=governance&state=running"))
    assert ("项目1" in found, "项目2" in found) == (True, False)
    assert "尚无项目" in text_of(client.get("/projects/desk/?year=2026&q=没有"))
    rows = text_of(client.get("/projects/desk/", headers=HTMX))
    assert "<html" not in rows
    with django_assert_max_num_queries(14):
        client.get("/projects/desk/")
    with django_assert_max_num_queries(12):
        client.get("/projects/")
    project = SecretaryProject.objects.order_by("id")[0]
    with django_assert_max_num_queries(24):
        client.get(base(project))


def test_what_waits_is_each_posts_own(it, sign, clock):
    claimed = factories.claimed(it, title="待备案")
    factories.running(it, title="推进中的")
    factories.done(it, title="待验收的")
    for role, expected in (
        ("district_secretary", {"待备案", "待验收的"}),
        ("district_dispatcher", {"待验收的"}),
        ("subdistrict_secretary", {"推进中的"}),
        ("subdistrict_officer", {"推进中的"}),
        ("grid_head", set()),
    ):
        page = text_of(sign(role).get("/projects/desk/"))
        waits = page.partition('id="waits"')[2].partition("</section>")[0]
        titles = {one for one in ("待备案", "推进中的", "待验收的") if one in waits}
        assert titles == expected, role
    assert claimed.state == State.CLAIMED


def test_only_numbers_that_mean_something_are_shown(it, sign, clock):
    project = factories.running(it)
    goal = project.goals.get()
    do(
        it,
        "measure",
        project,
        now=APRIL,
        goal_id=goal.pk,
        actual=Decimal("9.50"),
        on=date(2026, 4, 1),
    )
    page = text_of(sign().get(base(project)))
    assert "9.5" in page
    assert "9.50" not in page
