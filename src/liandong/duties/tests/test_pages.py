"""The pages of lists: without JavaScript, in both languages, on paper, in Excel."""

from io import BytesIO

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from liandong.duties import actions
from liandong.duties.lifecycle import Duty, Frequency, ListKind, ListState, Step
from liandong.duties.models import DutyList, Fulfilment, Rectification, Responsibility
from liandong.duties.tests import factories
from liandong.duties.tests.factories import MARCH
from liandong.ledger.models import Entry

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def it(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MARCH)
    return factories.cast()


@pytest.fixture
def sign(client, it):
    def signed(role):
        client.force_login(it.person(role), backend=BACKEND)
        return client

    return signed


def text_of(response):
    return response.content.decode()


def test_a_list_is_begun_filled_submitted_and_issued_from_the_pages(it, sign):
    client, post = sign("subdistrict_secretary"), it.post("subdistrict_secretary")
    assert "制定清单" in text_of(client.get("/duties/"))
    assert client.get("/duties/lists/new/").status_code == 200

    words = {"post": post.pk, "kind": "responsibility", "year": 2026, "key": "a"}
    landed = client.post("/duties/lists/new/", words, follow=True)
    listed = DutyList.objects.get()
    address = f"/duties/lists/{listed.pk}/"
    assert landed.redirect_chain == [(address, 302)]
    assert "尚无事项" in text_of(landed)
    assert client.post("/duties/lists/new/", words).url == "/duties/lists/", "a double press"

    for number, duty in enumerate(("main", "first")):
        line = {
            "duty": duty,
            "item": f"事项{number}",
            "standard": "标准",
            "frequency": "once",
            "due_on": "2026-05-01",
            "key": f"b{number}",
        }
        went = client.post(f"{address}enter-responsibility/", line)
        assert went.url == f"{address}enter-responsibility/", "the next line"
    assert client.post(f"{address}submit/", {"key": "c"}).url == address
    assert "已报上级审定" in text_of(client.get(address))

    above = sign("district_secretary")
    assert "印发或退回" in text_of(above.get("/duties/"))
    landed = above.post(f"{address}issue/", {"key": "d"}, follow=True)
    assert "清单已印发，期限开始计算。" in text_of(landed)
    listed.refresh_from_db()
    assert listed.state == ListState.ISSUED


def test_what_was_typed_is_kept_when_something_is_missing(it, sign):
    client = sign("subdistrict_secretary")
    listed = factories.drawn(it)
    address = f"/duties/lists/{listed.pk}/enter-responsibility/"
    words = {"duty": "main", "item": "专题研究", "standard": "", "frequency": "once", "key": "x"}

    response = client.post(address, words)

    assert response.status_code == 422
    assert "专题研究" in text_of(response)
    assert "一次性事项须填写期限" in text_of(response)
    response = client.post(address, {**words, "due_on": "2027-01-01"})
    assert "期限不在清单所属年度内" in text_of(response)
    assert not Responsibility.objects.exists()
    post = it.post("subdistrict_secretary").pk
    begun = {"post": post, "kind": "rectification", "year": 2026}
    response = client.post("/duties/lists/new/", begun)
    assert (response.status_code, "请写明清单由来" in text_of(response)) == (422, True)


def test_refusals_say_why(it, sign):
    listed = factories.drawn(it, factories.line())
    address = f"/duties/lists/{listed.pk}/"
    again = {"post": it.post("subdistrict_secretary").pk, "kind": "responsibility", "year": 2026}

    client = sign("subdistrict_secretary")
    response = client.post("/duties/lists/new/", again)
    assert (response.status_code, "已有当年的责任清单" in text_of(response)) == (403, True)
    response = client.get(f"{address}issue/")
    assert (response.status_code, "上级书记审定印发" in text_of(response)) == (403, True)
    response = client.post(f"{address}issue/", {"key": "k"})
    assert (response.status_code, "未作任何改动，您填写的内容仍在下方。" in text_of(response)) == (
        403,
        True,
    )
    assert sign("district_secretary").post(f"{address}issue/", {"key": "l"}).status_code == 403
    outsider = sign("grid_head")
    for page in (address, f"{address}paper/", f"{address}export.xlsx", "/duties/lists/new/"):
        assert outsider.get(page).status_code == 403, page
    assert outsider.get(f"/duties/layers/{it.tree.city.pk}/").status_code == 403
    assert outsider.get("/duties/lists/").status_code == 200
    for page in ("lists", "responsibilities", "rectifications"):
        assert outsider.get(f"/duties/{page}/999999/").status_code == 404
    assert outsider.get("/duties/layers/999999/").status_code == 404


def test_nobody_reads_without_signing_in(client, it):
    for page in ("", "lists/", "lists/new/", "layers/", "lists/1/", "lists/1/paper/"):
        response = client.get(f"/duties/{page}")
        assert (response.status_code, response.url.startswith("/accounts/login/")) == (302, True)


def test_somebody_without_a_post_finds_nothing(client, it):
    client.force_login(factories.people.person("nobody"), backend=BACKEND)
    assert "本岗位没有待办" in text_of(client.get("/duties/"))
    assert "尚无清单" in text_of(client.get("/duties/lists/"))
    assert client.get("/duties/layers/").status_code == 404


def test_a_line_is_reworded_fulfilled_and_handed_down(it, sign):
    draft = factories.drawn(it, factories.line(), role="community_secretary")
    line = draft.responsibilities.get()
    client = sign("community_secretary")
    page = text_of(client.get(f"/duties/responsibilities/{line.pk}/revise/"))
    assert line.item in page
    words = {
        "duty": "first",
        "item": "新表述",
        "standard": "好",
        "frequency": "standing",
        "key": "a",
    }
    client.post(f"/duties/responsibilities/{line.pk}/revise/", words)
    line.refresh_from_db()
    assert (line.item, line.duty, line.frequency) == ("新表述", Duty.FIRST, Frequency.STANDING)
    struck = client.post(f"/duties/responsibilities/{line.pk}/strike/", {"key": "s"})
    assert struck.url == f"/duties/lists/{draft.pk}/"

    dated, _standing = factories.issued(it)
    client = sign("subdistrict_secretary")
    address = f"/duties/responsibilities/{dated.pk}/"
    assert "樱园社区党委书记" in text_of(client.get(f"{address}hand-down/"))
    below = it.post("community_secretary").pk
    landed = client.post(f"{address}hand-down/", {"posts": [below], "key": "h"}, follow=True)
    assert "已下达给" in text_of(landed)
    done = {"result": "召开专题会", "evidence": "纪要3号", "key": "f"}
    landed = client.post(f"{address}fulfil/", done, follow=True)
    assert all(word in text_of(landed) for word in ("召开专题会", "纪要3号", "2026-03-31", "按期"))
    assert Fulfilment.objects.count() == 1
    ended = sign("district_secretary").post(f"{address}end/", {"reason": "调整", "key": "e"})
    assert ended.url == address
    assert "已终止" in text_of(sign("district_secretary").get(address))


def test_a_problem_goes_its_whole_way_from_the_pages(it, sign):
    listed = factories.drawn(it, kind=ListKind.RECTIFICATION)
    client = sign("subdistrict_secretary")
    lead, bureau = it.post("subdistrict_officer").pk, it.post("department_officer").pk
    words = {
        "problem": "经费拨付慢",
        "origin": "review",
        "subject": "经费",
        "goal": "按季拨付",
        "measures": "核对台账",
        "lead": lead,
        "supports": [bureau],
        "deadline": "by_date",
        "key": "a",
    }
    address = f"/duties/lists/{listed.pk}/enter-rectification/"
    bad = client.post(address, {**words, "supports": [lead]})
    assert (bad.status_code, "限期整改须填写期限" in text_of(bad)) == (422, True)
    client.post(address, {**words, "due_on": "2026-06-30"})
    one = Rectification.objects.get()
    file = f"/duties/rectifications/{one.pk}/"
    assert "经费拨付慢" in text_of(client.get(f"{file}revise/"))
    client.post(f"{file}revise/", {**words, "deadline": "at_once", "key": "r"})
    client.post(f"/duties/lists/{listed.pk}/submit/", {"key": "b"})
    sign("district_secretary").post(f"/duties/lists/{listed.pk}/issue/", {"key": "c"})

    worker = sign("subdistrict_officer")
    worker.post(f"{file}report/", {"progress": "已核对", "key": "d"})
    words = {"result": "已拨付", "evidence": "凭证", "key": "e"}
    assert worker.post(f"{file}apply/", words).url == file
    desk = sign("district_dispatcher")
    assert desk.post(f"{file}verify/", {"holds": "yes", "key": "f"}).status_code == 422
    desk.post(f"{file}verify/", {"holds": "yes", "findings": "属实", "key": "g"})
    above = sign("district_secretary")
    above.post(f"{file}approve/", {"key": "h"})
    one.refresh_from_db()
    assert one.step == Step.CLOSED
    above.post(f"{file}relapse/", {"reason": "又慢了", "due_on": "2026-12-01", "key": "i"})
    later = {"due_on": "2026-12-20", "reason": "年末结算", "key": "j"}
    text = text_of(above.post(f"{file}postpone/", later, follow=True))
    words = ("反弹1次", "年末结算", "2026-12-01", "2026-12-20", "已核对", "属实")
    assert [word for word in words if word not in text] == []


def test_a_support_reads_the_list_that_names_it(it, sign):
    bureau = it.post("department_officer").pk
    lead = it.post("subdistrict_officer").pk
    (one,) = factories.running(it, factories.problem(lead, supports=(bureau,)))
    client = sign("department_officer")
    assert one.problem in text_of(client.get(f"/duties/lists/{one.list_id}/"))
    assert "填写进展" in text_of(client.get(f"/duties/rectifications/{one.pk}/"))


def test_what_may_not_be_done_is_grey_with_its_reason(it, sign):
    (one,) = factories.running(it)
    text = text_of(sign("subdistrict_secretary").get(f"/duties/rectifications/{one.pk}/"))
    assert "只有印发清单的单位可以办理" in text
    assert "规则待本地确认" not in text, "a date that a person set follows from no rule"


def test_lists_are_found_by_kind_state_year_and_word(it, sign):
    factories.issued(it)
    factories.running(it)
    client = sign("district_secretary")
    everything = text_of(client.get("/duties/lists/"))
    assert "述职评议整改" in everything
    assert "绿灯：按期 1" in everything
    part = text_of(client.get("/duties/lists/?kind=responsibility&q=广文", headers=HTMX))
    assert "<html" not in part
    assert "述职评议整改" not in part
    assert "尚无清单" in text_of(client.get("/duties/lists/?state=drafted&year=2026"))
    assert client.get("/duties/lists/?kind=moon").status_code == 422


def test_the_layers_show_who_has_no_list_and_rank_nobody(it, sign):
    factories.issued(it)
    client = sign("district_secretary")
    landed = client.get("/duties/layers/", follow=True)
    text = text_of(landed)
    assert landed.redirect_chain == [(f"/duties/layers/{it.tree.district.pk}/", 302)]
    assert ("尚无清单" in text, "已印发" in text, "不排名" in text) == (True, True, True)
    below = text_of(client.get(f"/duties/layers/{it.tree.subdistrict.pk}/?year=2026"))
    assert f'href="/duties/layers/{it.tree.district.pk}/?year=2026"' in below
    assert client.get(f"/duties/layers/{it.tree.subdistrict.pk}/?year=x").status_code == 422
    audit = sign("audit_admin").get(f"/duties/layers/{it.tree.grid.pk}/")
    assert "此处没有书记岗位" in text_of(audit)


@pytest.mark.parametrize("kind", list(ListKind))
def test_paper_and_excel_carry_the_same_heads_and_rows(it, sign, kind):
    if kind == ListKind.RESPONSIBILITY:
        line, _standing = factories.issued(it)
        own = it.actor("subdistrict_secretary")
        actions.fulfil(line_id=line.pk, result="已专题研究", actor=own, now=MARCH)
        title, cell = "广文街道党工委书记2026年度责任清单", "已专题研究"
    else:
        bureau = it.post("department_officer").pk
        lead = it.post("subdistrict_officer").pk
        (one,) = factories.running(it, factories.problem(lead, supports=(bureau,)))
        factories.closed(it, one)
        title, cell = "述职评议整改", "奎文区城市管理局经办人"
    listed = DutyList.objects.get()
    client = sign("district_secretary")

    paper = text_of(client.get(f"/duties/lists/{listed.pk}/paper/"))
    book = client.get(f"/duties/lists/{listed.pk}/export.xlsx")

    rows = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == title
    assert "填报单位：" in rows[1][0]
    assert rows[2][0] == "序号"
    assert "期限" in rows[3]
    assert rows[4][0] == 1
    assert cell in rows[4]
    assert "审核人" in rows[-1][0]
    assert all(str(word) in paper for word in (title, cell, "序号", "审核人"))
    assert ("2026-03-02" in rows[4]) is True


def test_a_list_without_lines_prints_as_well(it, sign):
    listed = factories.drawn(it)
    paper = text_of(sign("subdistrict_secretary").get(f"/duties/lists/{listed.pk}/paper/"))
    assert "尚无事项" in paper


def test_the_pages_speak_english(it, sign):
    line, _standing = factories.issued(it)
    (one,) = factories.running(it)
    client = sign("district_secretary")
    english = {"Accept-Language": "en"}
    for page, word in {
        "/duties/": "Nothing waits for this post",
        "/duties/lists/": "Responsibility and rectification lists",
        "/duties/lists/new/": "Subdistrict secretary (Guangwen)",
        f"/duties/lists/{line.list_id}/": "Main responsibility",
        f"/duties/responsibilities/{line.pk}/": "Every quarter",
        f"/duties/rectifications/{one.pk}/": "By a date",
        f"/duties/lists/{one.list_id}/paper/": "Findings",
    }.items():
        assert word in text_of(client.get(page, headers=english)), page


def test_long_lists_ask_as_little_as_short_ones(it, sign, django_assert_max_num_queries):
    lines = [factories.line(item=str(number)) for number in range(40)]
    line, *_rest = factories.issued(it, *lines, factories.line(Duty.FIRST))
    lead = it.post("subdistrict_officer").pk
    (one, *_others) = factories.running(it, *(factories.problem(lead) for _n in range(40)))
    client = sign("subdistrict_secretary")
    ceilings = {
        "/duties/": 15,
        "/duties/lists/": 12,
        f"/duties/lists/{line.list_id}/": 20,
        f"/duties/lists/{one.list_id}/": 20,
        f"/duties/rectifications/{one.pk}/": 20,
        f"/duties/layers/{it.tree.subdistrict.pk}/": 12,
    }
    for page, ceiling in ceilings.items():
        with django_assert_max_num_queries(ceiling):
            assert client.get(page).status_code == 200


def test_a_double_press_writes_once(it, sign):
    line, _standing = factories.issued(it)
    client = sign("subdistrict_secretary")
    for _time in range(2):
        client.post(
            f"/duties/responsibilities/{line.pk}/fulfil/", {"result": "已研究", "key": "same"}
        )
    assert Entry.objects.filter(verb="responsibility.fulfilled").count() == 1
