"""Tables as offices send them: a title above, a signature below, heads in English or Chinese."""

import base64
import csv
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from liandong.mandates.queries.tables import BadListError, number_in, text_in

MOST_ROWS = 20_000
LARGEST = 8 * 1024 * 1024
HEADS_WITHIN = 6  # a title and who filled it in may stand above the heads
DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y-%m-%d %H:%M:%S")

type Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kind of table: its columns by code with their Chinese heads; it must have the needed."""

    columns: Mapping[str, str]
    needed: Sequence[str]


@dataclass(frozen=True, slots=True)
class Rows[L]:
    """What was read of a table: its good lines, and its errors by row."""

    lines: tuple[L, ...]
    errors: tuple[str, ...] = ()


class BadRowError(Exception):
    """Why a row cannot be read."""


def read_rows(name: str, content: bytes, sheet: Sheet) -> list[tuple[int, Row]]:
    """The rows of a CSV or Excel file with their numbers. Raises `BadListError`."""
    ending = name.rpartition(".")[2].lower()
    if ending in {"xlsx", "xls", "ods"}:
        cells = _of_workbook(content)
    elif ending == "csv":
        cells = _of_csv(content)
    else:
        raise BadListError(_("The file must be CSV or Excel."))
    at, heads = _heads(cells, sheet)
    found = list(_below(cells, at, heads))
    if not found or len(found) > MOST_ROWS:
        raise BadListError(
            _("The file must have between 1 and %(count)d rows.") % {"count": MOST_ROWS}
        )
    return found


def packed(content: bytes) -> str:
    """A file as a short text, so that a page can carry it to where it is carried out."""
    return base64.b64encode(zlib.compress(content, 9)).decode()


def unpacked(text: str) -> bytes:
    """The file again. Raises `BadListError` when it is none, or larger than a file may be."""
    try:
        return zlib.decompressobj().decompress(base64.b64decode(text, validate=True), LARGEST)
    except (ValueError, zlib.error) as error:
        raise BadListError(_("The file is not a list: %(why)s") % {"why": error}) from error


def wrong(number: int, why: str) -> str:
    return _("Row %(row)d: %(why)s.") % {"row": number, "why": why}


def require(row: Row, needed: Sequence[str], sheet: Sheet) -> None:
    """Raise `BadRowError` that names the cells that are empty."""
    empty = [f"{sheet.columns[name]} ({name})" for name in needed if not text_in(row.get(name))]
    if empty:
        raise BadRowError(_("empty: %(names)s") % {"names": ", ".join(empty)})


def day_in(value: object) -> date:
    """A cell as a day, as offices spell it. Raises `BadRowError`."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for spelling in DATES:
        try:
            return datetime.strptime(text_in(value), spelling).date()  # noqa: DTZ007 -- a day only
        except ValueError:
            continue
    raise BadRowError(_("“%(value)s” is no day") % {"value": text_in(value)})


def whole_in(value: object, least: int = 0) -> int:
    """A cell as a whole number that is not below `least`. Raises `BadRowError`."""
    found = number_in(value)
    if found is None or found < least:
        raise BadRowError(_("“%(value)s” is not a number that fits") % {"value": text_in(value)})
    return found


def _heads(cells: list[list[Any]], sheet: Sheet) -> tuple[int, list[str]]:
    """Which row holds the heads, and their codes. Raises `BadListError` when none does."""
    codes = {said: code for code, said in sheet.columns.items()}
    best: list[str] = list(sheet.needed)
    for at, row in enumerate(cells[:HEADS_WITHIN]):
        heads = [codes.get(text_in(cell), text_in(cell)) for cell in row]
        missing = [name for name in sheet.needed if name not in heads]
        if not missing:
            return at, heads
        best = min(best, missing, key=len)
    names = ", ".join(f"{sheet.columns[name]} ({name})" for name in best)
    raise BadListError(_("Columns are missing: %(names)s.") % {"names": names})


def _below(cells: list[list[Any]], at: int, heads: list[str]) -> Iterator[tuple[int, Row]]:
    """The rows under the heads; one with a single filled cell is a line to sign on."""
    for number, row in enumerate(cells[at + 1 :], start=at + 2):
        if sum(bool(text_in(cell)) for cell in row) > 1:
            yield number, dict(zip(heads, row, strict=False))


def _of_workbook(content: bytes) -> list[list[Any]]:
    try:
        table = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        return [[_plain(cell) for cell in row] for row in table.to_python()]
    except (CalamineError, IndexError) as error:
        raise BadListError(_("The file is not a list: %(why)s") % {"why": error}) from error


def _plain(cell: Any) -> Any:
    """Excel keeps every number with decimals; 12.0 is written 12."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _of_csv(content: bytes) -> list[list[Any]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    return list(csv.reader(io.StringIO(text)))
