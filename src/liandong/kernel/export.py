"""Tables out: CSV and Excel with the same heads and rows as the page."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

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
    response = HttpResponse(body, content_type=mime)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}") or ""
    return response


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
