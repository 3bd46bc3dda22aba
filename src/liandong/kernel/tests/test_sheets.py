import io
from datetime import date

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from liandong.kernel.sheets import (
    BadSheet,
    Column,
    Fault,
    code,
    day,
    error_copy,
    find_table,
    plain,
    read_sheet,
)
from liandong.kernel.sheets.reading import MOST_ROWS

COLUMNS = (
    Column("problem", "What is wrong", ("问题表现", "问题")),
    Column("lead", "Lead", ("牵头",)),
    Column("due_on", "Due", ("期限",)),
)


def book(fill):
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out)
    fill(made, made.add_worksheet())
    made.close()
    return out.getvalue()


def ledger(made, sheet):
    """As an office keeps it: title, who fills in, merged heads in two rows, rows, who signs."""
    days = made.add_format({"num_format": "yyyy-mm-dd"})
    sheet.merge_range("A1:E1", "××社区问题整改台账")
    sheet.merge_range("A2:E2", "填报单位：樱园社区")
    sheet.merge_range("A3:A4", "序号")
    sheet.merge_range("B3:C3", "问题")
    sheet.write_row("B4", ["问题 表现", "来源"])
    sheet.merge_range("D3:E3", "时限")
    sheet.write_row("D4", ["期限", "备注"])
    sheet.write_row("A5", [1, "楼道堆物", "自查"])
    sheet.write_datetime("D5", date(2026, 6, 30), days)
    sheet.write_row("A6", [2, "路灯不亮", "自查", 46203])
    sheet.write_row("A7", [3])
    sheet.merge_range("A9:E9", "填报人：        审核人：")


def test_a_table_is_found_between_its_title_and_its_foot():
    table = find_table(read_sheet(book(ledger)), COLUMNS)
    assert table.heads == ["序号", "问题 表现", "来源", "期限", "备注"]
    assert table.guess(COLUMNS) == {"problem": 1, "due_on": 3}
    assert table.numbers == [4, 5]
    assert [table.cell(row, 1) for row in table.numbers] == ["楼道堆物", "路灯不亮"]
    assert [table.cell(row, 3) for row in table.numbers] == ["2026-06-30", "46203"]
    assert table.cell(4, None) == ""


def test_one_row_of_heads_on_the_second_sheet_is_enough():
    def fill(made, sheet):
        second = made.add_worksheet()
        second.write_row("A1", ["lead", "What is wrong"])
        second.write_row("A2", ["社区", "楼道堆物"])

    table = find_table(read_sheet(book(fill)), COLUMNS)
    assert table.guess(COLUMNS) == {"lead": 0, "problem": 1}
    assert table.numbers == [1]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"no excel", "Excel"),
        (book(lambda made, sheet: None), "没有表格"),
        (
            book(lambda made, sheet: [sheet.write(row, 0, "x") for row in range(MOST_ROWS + 1)]),
            "500",
        ),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, says):
    with pytest.raises(BadSheet, match=says):
        read_sheet(content)


def test_a_table_without_known_heads_is_refused_and_says_which_are():
    with pytest.raises(BadSheet, match="What is wrong、Lead、Due"):
        find_table([["甲", "问题"], ["1", "2"]], COLUMNS)


@pytest.mark.parametrize(
    "spelled",
    [
        *("2026-03-05", "2026.3.5", "2026/3/5", "2026年3月5日", "20260305", "２０２６．３．５"),
        *("46086", "46086.0", " 2026-03-05 00:00:00 "),
    ],
)
def test_a_day_is_read_as_offices_spell_it(spelled):
    assert day(spelled) == date(2026, 3, 5)


def test_a_month_is_its_last_day():
    assert [day("2026年2月"), day("2026.12")] == [date(2026, 2, 28), date(2026, 12, 31)]


@pytest.mark.parametrize("spelled", ["", "尽快", "2026-13-01", "2026年2月30日", "12", "3月5日"])
def test_what_is_no_day_is_refused(spelled):
    with pytest.raises(ValueError, match=r".*"):
        day(spelled)


def test_figures_are_made_plain_and_codes_get_their_zeros_back():
    assert plain("　３０５０３Ａ－ｂ／１ ") == "30503A-b/1"
    assert plain("，（）") == "，（）"
    assert code("30503.0", 6) == "030503"
    assert code("０３０５０３", 6) == "030503"


def test_the_error_copy_has_every_row_with_reasons_in_a_last_column():
    table = find_table(read_sheet(book(ledger)), COLUMNS)
    faults = [Fault(5, 3, "不是日期"), Fault(5, None, "缺少牵头"), Fault(4, 1, "太短")]
    content = error_copy(table, faults)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "××社区问题整改台账"
    assert rows[3][5] == "有什么问题"
    assert rows[4][5] == "太短"
    assert rows[5][3:] == ["46203", "", "不是日期\n缺少牵头"]
    again = find_table(read_sheet(content), COLUMNS)
    assert again.guess(COLUMNS) == table.guess(COLUMNS), "the copy can be corrected and sent again"
