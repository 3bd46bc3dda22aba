"""Lists from Excel: what is sent is shown with its faults, corrected, entered once."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from python_calamine import CalamineWorkbook

from liandong.duties.lifecycle import Deadline, ListKind, Origin
from liandong.duties.models import Rectification, Responsibility
from liandong.duties.tests import factories
from liandong.duties.tests.factories import MARCH
from liandong.ledger.models import Entry

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
HEADS = ["序号", "问题表现", "问题来源", "整改目标", "整改措施", "牵头", "配合单位", "期限"]


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


@pytest.fixture
def listed(it):
    return factories.drawn(it, kind=ListKind.RECTIFICATION)


@pytest.fixture
def send(sign, listed):
    def sent(*rows, heads=HEADS, to=listed):
        client = sign("subdistrict_secretary")
        file = SimpleUploadedFile("台账.xlsx", workbook(heads, rows))
        return client.post(f"/duties/lists/{to.pk}/sheet/", {"sheet": file, "key": "u"})

    return sent


def workbook(heads, rows):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, len(heads) - 1, "广文街道问题整改台账")
    for number, row in enumerate([heads, *rows], 1):
        sheet.write_row(number, 0, row)
    sheet.write(len(rows) + 3, 0, "填报人：        审核人：")
    book.close()
    return out.getvalue()


def row(it, **changed):
    words = {
        "no": 1,
        "problem": "楼道堆物",
        "origin": "巡视巡察",
        "goal": "全部清理",
        "measures": "逐栋清理",
        "lead": it.post("subdistrict_officer").title,
        "supports": it.post("community_secretary").title,
        "due": "２０２６．６．３０",
    }
    return list({**words, **changed}.values())


def text_of(response):
    return response.content.decode()


def carried(response, **words):
    """What the page would send again."""
    form = response.context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}
    return {**fields, **words}


def enter(client, listed, response, **words):
    address = f"/duties/lists/{listed.pk}/sheet/"
    return client.post(address, carried(response, do="enter", **words), follow=True)


def test_a_sheet_is_looked_at_and_entered(it, listed, send, client):
    looked = send(row(it), row(it, no=2, problem="路灯不亮", supports="", due=46203))
    assert looked.status_code == 200
    assert "楼道堆物" in text_of(looked)
    assert "2 行可以录入" in text_of(looked)
    assert not Rectification.objects.exists()

    landed = enter(client, listed, looked)
    assert landed.redirect_chain == [(f"/duties/lists/{listed.pk}/", 302)]
    assert "新增 2 条" in text_of(landed)
    first, second = Rectification.objects.order_by("no")
    assert (first.problem, first.origin) == ("楼道堆物", Origin.INSPECTION)
    assert first.deadline == Deadline.BY_DATE
    assert [str(first.due_on), str(second.due_on)] == ["2026-06-30", "2026-06-30"]
    assert first.lead == it.post("subdistrict_officer")
    assert list(first.supports.all()) == [it.post("community_secretary")]
    assert Entry.objects.filter(verb="rectification.entered").count() == 2


def test_the_same_sheet_twice_changes_nothing_and_a_reworded_row_is_revised(
    it, listed, send, client
):
    enter(client, listed, send(row(it), row(it, no=2)))
    assert Rectification.objects.count() == 1, "one row twice in a sheet is one line"
    entries = Entry.objects.count()
    again = enter(client, listed, send(row(it)), key="again")
    assert "1 条原已在册" in text_of(again)
    assert Entry.objects.count() == entries

    changed = enter(client, listed, send(row(it, goal="八月底前清理")), key="third")
    assert "修改 1 条" in text_of(changed)
    assert Rectification.objects.get().goal == "八月底前清理"
    assert Entry.objects.filter(verb="rectification.revised").count() == 1


def test_rows_that_are_wrong_keep_everything_out_and_come_back_in_red(it, listed, send, client):
    looked = send(
        row(it),
        row(it, no=2, problem="路灯不亮", due="尽快", origin="听说"),
        row(it, no=3, problem="停车难", lead="外星局", goal=""),
        row(it, no=4, problem="积水", due=""),
    )
    said = text_of(looked)
    for reason in (
        "“尽快”不是日期",
        "“听说”不在",
        "没有叫“外星局”的岗位",
        "整改目标：",
        "时限类型：",
    ):
        assert reason in said
    assert "3 行还有问题" in said
    refused = enter(client, listed, looked)
    assert refused.status_code == 422
    assert "路灯不亮" in text_of(refused)
    assert not Rectification.objects.exists()

    address = f"/duties/lists/{listed.pk}/sheet/"
    copy = client.post(address, carried(looked, do="copy"))
    assert "spreadsheetml" in copy["Content-Type"]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(copy.content)).get_sheet_by_index(0)
    kept = rows.to_python()
    assert kept[2][-1] == ""
    assert "“尽快”不是日期" in kept[3][-1]
    assert kept[4][1] == "停车难"


def test_columns_of_other_names_are_named_by_the_person(it, listed, send, client):
    heads = [*HEADS[:3], "要达到什么", *HEADS[4:]]
    looked = send(row(it), heads=heads)
    assert "整改目标：" in text_of(looked)
    again = client.post(
        f"/duties/lists/{listed.pk}/sheet/", carried(looked, do="look", column_goal="3")
    )
    assert again.status_code == 200
    assert "1 行可以录入" in text_of(again)
    enter(client, listed, again)
    assert Rectification.objects.get().goal == "全部清理"


def test_two_posts_of_one_office_are_told_apart(it, listed, send):
    office = it.post("subdistrict_officer").place.name
    assert f"叫“{office}”的岗位不止一个" in text_of(send(row(it, lead=office)))


def test_the_own_export_and_the_empty_sheet_are_read_again(it, sign, client):
    drawn = factories.drawn(it, factories.line(), factories.line(item="化解矛盾"))
    client, address = sign("subdistrict_secretary"), f"/duties/lists/{drawn.pk}/"
    export = client.get(f"{address}export.xlsx").content
    looked = client.post(f"{address}sheet/", {"sheet": SimpleUploadedFile("a.xlsx", export)})
    assert "2 行可以录入" in text_of(looked)
    assert "2 条原已在册" in text_of(enter(client, drawn, looked))

    empty = client.get(f"{address}empty.xlsx").content
    looked = client.post(f"{address}sheet/", {"sheet": SimpleUploadedFile("b.xlsx", empty)})
    assert "表头下没有内容" in text_of(looked)
    assert enter(client, drawn, looked).status_code == 422


def test_responsibilities_are_entered_and_reworded(it, sign, client):
    drawn = factories.drawn(it)
    client, address = sign("subdistrict_secretary"), f"/duties/lists/{drawn.pk}/sheet/"
    heads = ["责任类别", "责任事项", "标准要求", "频次", "期限", "佐证要求"]
    for key, standard in (("a", "每季一次"), ("b", "每季两次")):
        rows = [["主体责任", "研究党建", standard, "每季度", "", "会议纪要"]]
        file = SimpleUploadedFile("a.xlsx", workbook(heads, rows))
        looked = client.post(address, {"sheet": file})
        enter(client, drawn, looked, key=key)
    assert Responsibility.objects.get().standard == "每季两次"
    assert Entry.objects.filter(verb="responsibility.revised").count() == 1


def test_the_empty_rectification_sheet_has_the_heads_of_the_import(it, listed, sign):
    client = sign("subdistrict_secretary")
    empty = client.get(f"/duties/lists/{listed.pk}/empty.xlsx").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(empty)).get_sheet_by_index(0).to_python()
    assert rows[3][1:4] == ["问题表现", "问题来源", "类别"]
    assert rows[3][6:10] == ["牵头", "配合单位", "类型", "期限"]


def test_what_is_no_table_is_said_and_others_are_refused(it, listed, sign):
    client, address = sign("subdistrict_secretary"), f"/duties/lists/{listed.pk}/sheet/"
    assert "从 Excel 导入" in text_of(client.get(f"/duties/lists/{listed.pk}/"))
    assert client.get(address).status_code == 200
    assert "Excel file" in text_of(client.get(address, headers={"accept-language": "en"}))
    bad = client.post(address, {"sheet": SimpleUploadedFile("a.xlsx", b"no")})
    assert bad.status_code == 422
    unknown = SimpleUploadedFile("a.xlsx", workbook(["甲", "乙"], [["1", "2"]]))
    response = client.post(address, {"sheet": unknown})
    assert response.status_code == 422
    assert "没有找到表头" in text_of(response)
    for rows in ("no", '[["a"], ["b", "c"]]', "[[1]]"):
        response = client.post(address, {"rows": rows})
        assert response.status_code == 422
        assert "重新发送" in text_of(response)
    assert client.post(address, {}).status_code == 422

    factories.running(it)
    issued = Rectification.objects.get().list_id
    assert client.get(f"/duties/lists/{issued}/sheet/").status_code == 403
    assert sign("grid_head").get(address).status_code == 403
