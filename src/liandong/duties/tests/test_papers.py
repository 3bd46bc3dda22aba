"""Lists and talks as .docx; the number is allotted when a list is issued."""

import io

import docx as word
import pytest
from django.utils import timezone

from liandong.duties import actions, queries
from liandong.duties.lifecycle import ListKind, Paper
from liandong.duties.models import IssuedPaper
from liandong.duties.tests import factories
from liandong.duties.tests.factories import MARCH
from liandong.duties.tests.test_talks import decided, protocol
from liandong.ledger.actions import name_of

pytestmark = pytest.mark.django_db
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


def read(response):
    assert response.status_code == 200
    return word.Document(io.BytesIO(response.content))


def texts(file):
    return [line.text for line in file.paragraphs if line.text]


def cells(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_list_is_numbered_at_issue_and_its_notice_stays_as_it_went_out(it, sign):
    drawn = factories.drawn(it, kind=ListKind.RECTIFICATION)
    client = sign("district_secretary")
    assert "（草稿，未编号）" in texts(read(client.get(f"/duties/lists/{drawn.pk}/notice.docx")))
    assert not IssuedPaper.objects.exists()

    (problem,) = factories.running(it)
    address = f"/duties/lists/{problem.list_id}/"
    number = "奎文督〔2026〕1号"
    notice = client.get(f"{address}notice.docx")
    file = read(notice)
    assert number in texts(file)
    assert "关于印发《述职评议整改》的通知" in texts(file)
    assert cells(file.tables[0])[0][:2] == ["序号", "问题表现"]
    assert cells(file.tables[0])[1][1] == "社区工作经费拨付不及时"
    assert [section.orientation for section in file.sections] == [0, 1]
    assert number in client.get(address).content.decode()

    lead = it.actor("subdistrict_officer")
    actions.report(problem_id=problem.pk, progress="已拨付一半", actor=lead, now=MARCH)
    assert client.get(f"{address}notice.docx").content == notice.content
    ledger = read(client.get(f"{address}ledger.docx"))
    assert ledger.sections[0].orientation == 1
    assert any(number in text for text in texts(ledger))
    assert "已拨付一半" in cells(ledger.tables[0])[1]


def test_every_list_gets_the_next_number(it):
    factories.running(it)
    factories.issued(it)
    papers = IssuedPaper.objects.filter(kind=Paper.LIST).order_by("id")
    assert [str(paper) for paper in papers] == ["奎文督〔2026〕1号", "奎文督〔2026〕2号"]
    (paper,) = papers.filter(title__contains="责任清单")
    (grid,) = paper.content["annexes"][0]["blocks"]
    assert [row[2] for row in grid["rows"]] == ["研究城市基层党建工作"] * 2


def test_a_code_that_another_place_uses_gets_the_name_of_the_place_above(it):
    listed = factories.running(it)[0].list
    issuer = IssuedPaper.objects.get(subject=name_of(listed)).place
    twin = it.post("subdistrict_secretary").place
    assert queries.code_for(twin, Paper.LIST) == "广文督"
    twin.name = "奎文街道"
    assert queries.code_for(twin, Paper.LIST) == "奎文奎文督"
    assert queries.code_for(issuer, Paper.LIST) == "奎文督"
    twin.name = "安街道"
    assert queries.code_for(twin, Paper.NOTICE) == "安街道联通"


def test_the_ledger_of_a_draft_says_that_it_has_no_number(it, sign):
    drawn = factories.drawn(it, factories.line())
    client = sign("subdistrict_secretary")
    said = texts(read(client.get(f"/duties/lists/{drawn.pk}/ledger.docx")))
    assert any("未编号" in text for text in said)
    assert client.get("/duties/lists/999/ledger.docx").status_code == 404
    assert sign("grid_head").get(f"/duties/lists/{drawn.pk}/notice.docx").status_code == 403


def test_the_record_of_a_talk_has_lines_to_sign(it, sign):
    called = decided(it, now=MARCH)
    client = sign("district_secretary")
    address = f"/duties/talks/{called.pk}/record.docx"
    facts = dict(cells(read(client.get(address)).tables[0])[1:])
    assert facts["提示依据"] == "无"
    assert "主要内容" not in facts

    held = protocol(held_at=MARCH)
    by = it.actor("district_secretary")
    actions.hold(talk_id=called.pk, protocol=held, actor=by, now=MARCH)
    file = read(client.get(address))
    facts = dict(cells(file.tables[0])[1:])
    assert facts["主要内容"] == "通报情况"
    assert facts["后续核查"] == "待核查"
    assert "约谈人签字" in " ".join(texts(file))
    assert "FF0000" not in file.element.xml
    assert sign("grid_head").get(address).status_code == 403
