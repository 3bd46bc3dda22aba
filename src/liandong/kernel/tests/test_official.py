import io
import json
import re
from datetime import date
from zipfile import ZipFile

import docx as word
import pytest
from docx.oxml.ns import qn

from liandong.kernel.official import (
    Annex,
    Document,
    Form,
    Heading,
    Imprint,
    Presence,
    Table,
    Text,
    docx,
    from_plain,
    length,
    plain,
    too_long,
)
from liandong.kernel.official.content import numeral

TABLE = Table(("序号", "问题"), [("1", "楼道堆物"), ("2", "路灯不亮")], (15, 210))
BODY = (
    Text("现就有关事项通知如下。\n请认真落实。"),
    Heading("会议时间"),
    Heading("第一场", 2),
    Heading("上午", 3),
    Heading("签到", 4),
    Heading("开会", 4),
    Heading("下午", 3),
    Heading("第二场", 2),
    Heading("会议地点"),
    Heading("市委会议室", 2),
)


def document(form=Form.DOCUMENT, **words):
    common = {
        "title": "关于召开联席会议的通知",
        "blocks": BODY,
        "mark": "潍坊市联席会议文件",
        "number": "潍基督〔2026〕12号",
        "to": "各区县委",
        "signed": "潍坊市联席会议",
        "day": date(2026, 11, 24),
    }
    return Document(form, **(common | words))


def read(made):
    return word.Document(io.BytesIO(docx(made)))


def texts(file):
    return [line.text for line in file.paragraphs if line.text]


def line_with(file, text):
    return next(line for line in file.paragraphs if text in line.text)


def xml(made, name="word/document.xml"):
    with ZipFile(io.BytesIO(docx(made))) as kept:
        return kept.read(name).decode()


def font(line):
    run = line.runs[0]
    return run._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")), run.font.size.pt


def test_the_page_is_a4_with_the_type_area_of_the_standard():
    section = read(document()).sections[0]
    sides = ("page_width", "page_height", "top_margin", "left_margin")
    measured = [getattr(section, side).mm for side in sides]

    assert measured == pytest.approx([210, 297, 37, 28], abs=0.1)
    across = section.page_width - section.left_margin - section.right_margin
    down = section.page_height - section.top_margin - section.bottom_margin
    assert [across / 36000, down / 36000] == pytest.approx([156, 225], abs=0.1)


def test_a_page_has_22_lines_of_28_characters():
    file = read(document())
    grid = file.sections[0]._sectPr.find(qn("w:docGrid"))
    pitch, closer = (int(grid.get(qn(f"w:{name}"))) for name in ("linePitch", "charSpace"))

    assert grid.get(qn("w:type")) == "linesAndChars"
    assert 225 / 25.4 * 1440 // pitch == 22
    assert 156 / 25.4 * 72 // (16 + closer / 4096) == 28
    lines = [
        line.paragraph_format.line_spacing for line in file.paragraphs if "通知如下" in line.text
    ]
    assert [line.twips for line in lines] == [pitch]
    pace = file.styles["Normal"].element.rPr.find(qn("w:spacing")).get(qn("w:val"))
    assert 156 / 25.4 * 1440 // (320 + int(pace)) == 28


def test_headings_are_numbered_and_set_in_their_own_fonts():
    file = read(document())

    assert texts(file)[6:15] == [
        "一、会议时间",
        "（一）第一场",
        "1.上午",
        "（1）签到",
        "（2）开会",
        "2.下午",
        "（二）第二场",
        "二、会议地点",
        "（一）市委会议室",
    ]
    assert font(line_with(file, "一、会议时间")) == ("黑体", 16)
    assert font(line_with(file, "（一）第一场")) == ("楷体_GB2312", 16)
    assert font(line_with(file, "1.上午")) == ("仿宋_GB2312", 16)
    assert font(line_with(file, "（1）签到")) == ("仿宋_GB2312", 16)
    assert font(line_with(file, "关于召开")) == ("方正小标宋简体", 22)
    level = line_with(file, "1.上午")._p.pPr.find(qn("w:outlineLvl"))
    assert level.get(qn("w:val")) == "2"


@pytest.mark.parametrize(
    ("count", "spelled"), [(1, "一"), (10, "十"), (21, "二十一"), (30, "三十")]
)
def test_numbers_of_headings_are_spelled_in_chinese(count, spelled):
    assert numeral(count) == spelled


def test_a_document_has_a_red_head_with_number_and_rule():
    file = read(document(copy_number="000001", urgency="特急"))
    mark = line_with(file, "联席会议文件")
    number = line_with(file, "潍基督〔2026〕12号")
    rule = number._p.pPr.find(qn("w:pBdr"))[0]

    assert texts(file)[:2] == ["000001", "特急"]
    assert str(mark.runs[0].font.color.rgb) == "FF0000"
    assert rule.get(qn("w:color")) == "FF0000"
    two_lines = 2 * 225 / 22
    assert mark.paragraph_format.space_before.mm == pytest.approx(35 - two_lines, abs=0.2)
    assert texts(file)[5] == "各区县委："
    after = [line.text for line in file.paragraphs]
    title = after.index("关于召开联席会议的通知")
    assert after[title - 2 : title] == ["", ""]
    assert after[title + 1 : title + 3] == ["", "各区县委："]


def test_the_day_ends_four_characters_in_and_the_office_stands_over_it():
    file = read(document())
    signed, day = file.paragraphs[-2:]

    assert (signed.text, day.text) == ("潍坊市联席会议", "2026年11月24日")
    assert day._p.pPr.ind.get(qn("w:rightChars")) == "400"
    assert signed._p.pPr.ind.get(qn("w:rightChars")) == "400"
    long = read(document(signed="潍坊市城市基层党建联席会议办公室"))
    signed, day = long.paragraphs[-2:]
    assert int(signed._p.pPr.ind.get(qn("w:rightChars"))) == 200
    assert int(day._p.pPr.ind.get(qn("w:rightChars"))) == 650


def test_pages_are_numbered_between_dashes_outside_on_both_sides():
    file = read(document())
    section = file.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]

    assert file.settings.odd_and_even_pages_header_footer
    assert (odd.text, even.text) == ("—  —", "—  —")
    assert odd._p.pPr.jc.get(qn("w:val")) == "right"
    assert odd._p.pPr.ind.get(qn("w:rightChars")) == "100"
    assert even._p.pPr.jc.get(qn("w:val")) == "left"
    assert even._p.pPr.ind.get(qn("w:leftChars")) == "100"
    assert "PAGE" in odd._p.xml
    assert font(odd) == ("宋体", 14)


def test_annexes_are_listed_and_begin_on_pages_of_their_own():
    annexes = (Annex("问题整改清单", [TABLE], across=True), Annex("说明", BODY))
    file = read(document(annexes=annexes))

    assert "附件：1. 问题整改清单" in texts(file)
    assert {"附件1", "附件2"} <= set(texts(file))
    assert [section.orientation for section in file.sections] == [0, 1, 0]
    across = file.sections[1]
    assert across.page_width.mm == pytest.approx(297, abs=0.1)
    assert across.page_width - across.left_margin - across.right_margin == pytest.approx(
        225 * 36000, abs=36000
    )
    rows = file.tables[0].rows
    assert [cell.text for cell in rows[2].cells] == ["2", "路灯不亮"]
    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    one = read(document(annexes=annexes[:1]))
    assert {"附件：问题整改清单", "附件"} <= set(texts(one))


@pytest.mark.parametrize("annexes", [(), (Annex("清单", [TABLE], across=True),)])
def test_the_imprint_stands_at_the_foot_between_rules(annexes):
    printed = Imprint("潍坊市委办公室", date(2026, 11, 25), "市民政局")
    file = read(document(imprint=printed, annexes=annexes))
    grid = file.tables[-1]
    place = grid._tbl.tblPr.find(qn("w:tblpPr"))
    rules = {side.tag: side.get(qn("w:sz")) for side in grid._tbl.tblPr.find(qn("w:tblBorders"))}

    assert [row.cells[0].text for row in grid.rows] == [
        "抄送：市民政局",
        "潍坊市委办公室\t2026年11月25日印发",
    ]
    assert place.get(qn("w:tblpYSpec")) == "bottom"
    # Eighths of a point: 0.35 mm outside, 0.25 mm within.
    assert rules == {qn("w:top"): "8", qn("w:bottom"): "8", qn("w:insideH"): "6"}
    wide = grid._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))
    assert int(wide) == pytest.approx((225 if annexes else 156) / 25.4 * 1440, abs=2)


def test_a_letter_has_two_double_rules_and_no_number_on_its_first_page():
    printed = Imprint("潍坊市委办公室", date(2026, 11, 25), "市民政局")
    file = read(document(Form.LETTER, mark="潍坊市联席会议", imprint=printed))
    section = file.sections[0]
    top = section.first_page_header.paragraphs[0]
    foot = section.first_page_footer.paragraphs[0]

    assert section.different_first_page_header_footer
    assert top.text == "潍坊市联席会议"
    styles = [line._p.pPr.find(qn("w:pBdr"))[0].get(qn("w:val")) for line in (top, foot)]
    assert styles == ["thickThinSmallGap", "thinThickSmallGap"]
    assert foot.text == ""
    assert section.header_distance.mm == pytest.approx(30, abs=0.1)
    wide = 156 - top.paragraph_format.left_indent.mm - top.paragraph_format.right_indent.mm
    assert wide == pytest.approx(170, abs=0.2)
    assert texts(file)[0] == "潍基督〔2026〕12号"
    assert [row.cells[0].text for row in file.tables[-1].rows] == ["抄送：市民政局"]


def test_minutes_say_who_was_there_and_are_not_sealed():
    there = Presence("张三、李四", "王五", "赵六")
    file = read(document(Form.MINUTES, mark="潍坊市联席会议纪要", presence=there, to=""))

    assert texts(file)[-3:] == ["出席：张三、李四", "请假：王五", "列席：赵六"]
    assert font(line_with(file, "出席")) == ("黑体", 16)
    assert "潍坊市联席会议\t2026年11月24日" in texts(file)
    assert texts(file)[0] == "潍坊市联席会议纪要"
    some = read(document(Form.MINUTES, presence=Presence("张三"), day=None))
    assert texts(some)[-1] == "出席：张三"


def test_an_internal_form_has_no_red():
    made = document(Form.INTERNAL, mark="", number="", day=None)

    assert texts(read(made))[0] == "关于召开联席会议的通知"
    assert "FF0000" not in xml(made)


def test_fonts_are_named_with_what_stands_in_for_them():
    named = xml(document(), "word/fontTable.xml")

    assert re.findall(r'w:name="([^"]+)"', named) == [
        "方正小标宋简体",
        "仿宋_GB2312",
        "楷体_GB2312",
        "黑体",
        "宋体",
    ]
    assert 'w:altName w:val="仿宋,FangSong' in named


def test_the_same_document_gives_the_same_bytes():
    assert docx(document()) == docx(document())
    with ZipFile(io.BytesIO(docx(document()))) as kept:
        assert {one.date_time for one in kept.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert kept.namelist()[0] == "[Content_Types].xml"
    said = read(document()).core_properties
    assert (said.title, said.author) == ("关于召开联席会议的通知", "潍坊市联席会议")


def test_a_long_text_is_warned_of():
    made = document(blocks=(Text("一二三 四\n五"), Heading("六七"), TABLE))

    assert length(made) == 7
    assert too_long(made, 7)
    warning = too_long(made, 6)
    assert not warning
    assert "7" in str(warning.reason)
    assert "6" in str(warning.reason)


def test_a_document_is_kept_as_plain_data_and_read_again():
    whole = document(
        annexes=(Annex("清单", (TABLE,), across=True),),
        presence=Presence("张三"),
        imprint=Imprint("潍坊市委办公室", date(2026, 11, 25), "市民政局"),
    )
    for made in (whole, document(day=None)):
        kept = json.loads(json.dumps(plain(made)))
        assert docx(from_plain(kept)) == docx(made)


def test_a_form_with_a_wide_table_lies_across():
    section = read(document(Form.INTERNAL, across=True)).sections[0]
    assert section.page_width > section.page_height
