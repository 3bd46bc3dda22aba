"""The sheet again, as it was sent, with what is wrong in red and the reason in a last column."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import xlsxwriter
from django.utils.translation import gettext as _

from liandong.kernel.sheets.reading import Table

WIDTH, REASON_WIDTH = 18, 60


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one row of a sheet; `place` is the column, None for the row as a whole."""

    row: int
    place: int | None
    reason: str


def error_copy(table: Table, faults: Iterable[Fault]) -> bytes:
    """An Excel file with every row that was sent; texts stay texts, so codes keep their zeros."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet, cell = book.add_worksheet(), book.add_format({"num_format": "@", "text_wrap": True})
    red = book.add_format({"num_format": "@", "text_wrap": True, "bg_color": "#FFC7CE"})
    last = len(table.rows[0])
    sheet.set_column(0, last - 1, WIDTH)
    sheet.set_column(last, last, REASON_WIDTH)
    for number, row in enumerate(table.rows):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text, cell)
    sheet.write_string(table.first - 1, last, _("What is wrong here"), cell)
    for number, found in groupby(sorted(faults, key=lambda one: one.row), lambda one: one.row):
        several = list(found)
        for place in {one.place for one in several if one.place is not None}:
            sheet.write_string(number, place, table.rows[number][place], red)
        sheet.write_string(number, last, "\n".join(one.reason for one in several), red)
    book.close()
    return out.getvalue()
