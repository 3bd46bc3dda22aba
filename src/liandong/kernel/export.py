"""Files out: tables as CSV and Excel with the heads and rows of the page, documents as .docx."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from liandong.kernel.official import DOCX, Document, docx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_response(
    kind: str, name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """A download of `rows` under `heads`: `kind` is "csv" or "xlsx", `name` has no ending.

    Texts stay texts: a value that a spreadsheet would run as a formula is written as plain text.
    """
    if kind == "xlsx":
        body, mime = _xlsx(heads, rows), XLSX
    else:
        kind, body, mime = "csv", _csv(heads, rows), "text/csv; charset=utf-8"
    return file_response(f"{name}.{kind}", body, mime)


def file_response(name: str, body: bytes, mime: str) -> HttpResponse:
    """A file to keep, under this name."""
    response = HttpResponse(body, content_type=mime)
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def docx_response(name: str, document: Document) -> HttpResponse:
    """A download of an official document; `name` has no ending."""
    return file_response(f"{name}.docx", docx(document), DOCX)


@dataclass(frozen=True, slots=True)
class OfficeTable:
    """A ledger as an office prints it: title, who and when, heads in two rows, rows, signatures.

    `heads` are (group, columns): a group without columns is one column that takes both rows.
    """

    title: str
    lead: str
    heads: Sequence[tuple[str, Sequence[str]]]
    rows: Sequence[Sequence[object]]
    foot: str
    widths: Sequence[int]

    @property
    def width(self) -> int:
        return sum(len(columns) or 1 for _group, columns in self.heads)

    @property
    def below(self) -> list[str]:
        """The second row of heads: the columns of the groups that have several."""
        return [column for _group, columns in self.heads for column in columns]


def office_response(name: str, table: OfficeTable) -> HttpResponse:
    """A download of the table as an Excel file, laid out for A4 across."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    _lay_out(book, book.add_worksheet(), table)
    book.close()
    return file_response(f"{name}.xlsx", out.getvalue(), XLSX)


def _lay_out(book: Any, sheet: Any, table: OfficeTable) -> None:
    """Title, lead line, two rows of heads, the rows, and a line to sign on."""
    last = table.width - 1
    title = book.add_format({"bold": True, "font_size": 18, "align": "center"})
    head = book.add_format(
        {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    )
    cell = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
    sheet.merge_range(0, 0, 0, last, table.title, title)
    sheet.merge_range(1, 0, 1, last, table.lead)
    _write_heads(sheet, table, head)
    for number, row in enumerate(table.rows, start=4):
        sheet.write_row(number, 0, [_plain(value) for value in row], cell)
    sheet.merge_range(len(table.rows) + 4, 0, len(table.rows) + 4, last, table.foot)
    for column, width in enumerate(table.widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(4, 0)
    sheet.repeat_rows(2, 3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write_heads(sheet: Any, table: OfficeTable, head: Any) -> None:
    column = 0
    for group, columns in table.heads:
        if not columns:
            sheet.merge_range(2, column, 3, column, group, head)
        elif len(columns) == 1:
            sheet.write(2, column, group, head)
        else:
            sheet.merge_range(2, column, 2, column + len(columns) - 1, group, head)
        sheet.write_row(3, column, columns, head)
        column += len(columns) or 1


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if value is None:
        return ""
    return value if isinstance(value, int | float | Decimal) else str(value)


def _csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_unarmed(_plain(value)) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _unarmed(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def _xlsx(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, heads, book.add_format({"bold": True, "bottom": 1}))
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, [_plain(value) for value in row])
    sheet.autofit()
    sheet.set_landscape()
    sheet.set_paper(9)
    book.close()
    return out.getvalue()
