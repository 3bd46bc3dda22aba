"""Finding the table in a sheet: below its title, under one or two rows of heads, above its foot."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from liandong.kernel.sheets.values import plain

MOST_ROWS, MOST_COLUMNS, MOST_TEXT = 500, 60, 250_000
HEADS_WITHIN = 15  # rows from the top
FEWEST = 2  # columns that must be known before a row counts as heads

type Rows = list[list[str]]


class BadSheet(ValueError):
    """The file cannot be read as a table; the text says why."""


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that a table can say, and what offices call it in their heads."""

    name: str
    label: str | Promise
    heads: tuple[str, ...]

    def called(self, head: str) -> bool:
        given = "".join(plain(head).split()).lower()
        return given in {"".join(name.split()).lower() for name in (str(self.label), *self.heads)}


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a sheet: `heads` by column, `first` and `last` row (from 0, `last` not in it)."""

    rows: Rows
    heads: list[str]
    first: int
    last: int

    def guess(self, columns: Sequence[Column]) -> dict[str, int]:
        """Which column of the sheet says what, by its head."""
        return {
            column.name: place
            for column in columns
            for place in [_place(self.heads, column)]
            if place is not None
        }

    @property
    def numbers(self) -> list[int]:
        """The rows of the table that say something, by their place in the sheet."""
        return [row for row in range(self.first, self.last) if not _is_foot(self.rows[row])]

    def cell(self, row: int, place: int | None) -> str:
        return self.rows[row][place] if place is not None else ""


def read_sheet(content: bytes) -> Rows:
    """The first sheet of an Excel file that has something in it, as texts. Raises `BadSheet`."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        found = next((rows for rows in (_texts(sheet.to_python()) for sheet in sheets) if rows), [])
    except CalamineError:
        raise BadSheet(
            _("This is no Excel file. Save the table as .xlsx and send it again.")
        ) from None
    if not found:
        raise BadSheet(_("The file has no table in it."))
    text = sum(len(cell) for row in found for cell in row)
    if len(found) > MOST_ROWS or len(found[0]) > MOST_COLUMNS or text > MOST_TEXT:
        raise BadSheet(
            _("The table is too large. Send at most %(rows)d rows at a time.") % {"rows": MOST_ROWS}
        )
    return found


def find_table(rows: Rows, columns: Sequence[Column]) -> Table:
    """The table under the row, or the two rows, whose heads are known best. Raises `BadSheet`."""
    best, heads, first = 0, [""], 0
    for number in range(min(HEADS_WITHIN, len(rows))):
        for height in (1, 2):
            named = _heads(rows[number : number + height])
            known = sum(_place(named, column) is not None for column in columns)
            if known > best:
                best, heads, first = known, named, number + height
    if best < FEWEST:
        names = "、".join(str(column.label) for column in columns)
        raise BadSheet(_("No row of heads was found. The heads are: %(names)s.") % {"names": names})
    last = len(rows)
    while last > first and _is_foot(rows[last - 1]):
        last -= 1
    return Table(rows, heads, first, last)


def _texts(given: Sequence[Sequence[object]]) -> Rows:
    rows = [[_text(cell) for cell in row] for row in given]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _heads(rows: Rows) -> list[str]:
    """One head for each column: what stands lowest; a group that was merged has none of its own."""
    return [
        next((cell for cell in reversed(column) if cell), "") for column in zip(*rows, strict=True)
    ]


def _place(heads: list[str], column: Column) -> int | None:
    return next((place for place, head in enumerate(heads) if column.called(head)), None)


def _is_foot(row: list[str]) -> bool:
    """A row that says nothing: empty, or a number or a line to sign on alone in its first cell."""
    filled = [cell for cell in row if cell]
    return len(filled) < FEWEST and not (filled and row.index(filled[0]) > 0)
