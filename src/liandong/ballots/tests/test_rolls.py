"""A roll from pasted rows or a spreadsheet: a wrong row is named, nothing is guessed."""

import pytest

from liandong.ballots.queries import BadRollError, area_of, pasted, read_roll, rows_of
from liandong.kernel.export import table_response

HEAD = "房号\t业主姓名\t专有部分面积\t业主编号\t开发商"


def read(*lines, owners=True):
    return read_roll(pasted("\n".join(lines)), owners=owners)


def test_rows_with_a_head_line_in_any_order():
    draft = read("序号\t业主姓名\t房号\t面积", "1\t王芳\t1-101\t89.52", "2\t李强\t1-102\t120")
    assert draft.errors == ()
    assert [(one.name, one.units) for one in draft.voices] == [
        ("王芳", (("1-101", 8952),)),
        ("李强", (("1-102", 12000),)),
    ]


def test_rows_without_a_head_line_in_the_usual_order():
    assert read("1-101，王芳，89.5").voices[0].area == 8950
    assert read("王芳,樱园路1号", owners=False).voices[0].name == "王芳"


def test_one_person_with_several_units_is_one_voice():
    draft = read(HEAD, "1-101\t王芳\t80\tA1", "2-101\t王芳\t90\tA1", "3-101\t王芳\t70\tB2")
    assert [(one.key, one.area) for one in draft.voices] == [("A1", 17000), ("B2", 7000)]


def test_the_unsold_units_of_a_developer_are_one_voice():
    draft = read(HEAD, "1-101\t甲公司\t80\t\t是", "1-102\t甲公司\t80\t\t是")
    (only,) = draft.voices
    assert (only.developer, only.area) == (True, 16000)


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (["1-101\t\t80"], "第 1 行：缺少姓名"),
        (["\t王芳\t80"], "缺少房号"),
        (["1-101\t王芳\t很大"], "面积不是数字"),
        (["1-101\t王芳\t80.123"], "两位小数"),
        (["1-101\t王芳\t-3"], "超出范围"),
        (["1-101\t王芳\t80", "1-101\t李强\t80"], "出现两次"),
        (["1-101\t王芳\t80", "1-102\t王芳\t80"], "业主编号"),
        (["1-101\t" + "王" * 90 + "\t80"], "缺少姓名或过长"),
        (["9" * 70 + "\t王芳\t80"], "过长"),
        ([""], "没有数据行"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_taken(rows, shown):
    draft = read(*rows)
    assert draft.voices == ()
    assert any(shown in error for error in draft.errors), draft.errors


def test_two_residents_of_one_name_need_their_addresses():
    assert read("王芳", "王芳", owners=False).errors
    assert len(read("王芳\t1号", "王芳\t2号", owners=False).voices) == 2
    assert read("王芳\t1号", "王芳\t1号", owners=False).errors


@pytest.mark.parametrize(
    ("text", "area"),
    [("89.52", 8952), ("８９．５", 8950), ("1,200㎡", 120000), ("90 平方米", 9000), ("0.01", 1)],
)
def test_areas_as_people_write_them(text, area):
    assert area_of(text) == area


def test_a_spreadsheet_is_read_as_it_is():
    rows = [["1-101", "王芳", 89.52], ["1-102", "李强", 120]]
    book = table_response("xlsx", "roll", ["房号", "姓名", "面积"], rows).content
    draft = read_roll(rows_of("名册.xlsx", book), owners=True)
    assert [one.area for one in draft.voices] == [8952, 12000]
    text = "房号,姓名,面积\n1-101,王芳,80\n"
    for encoding in ("utf-8-sig", "gb18030"):
        assert read_roll(rows_of("a.csv", text.encode(encoding)), owners=True).voices


def test_what_is_no_table_is_refused():
    for name in ("a.pdf", "a.xlsx"):
        with pytest.raises(BadRollError):
            rows_of(name, b"nothing")
