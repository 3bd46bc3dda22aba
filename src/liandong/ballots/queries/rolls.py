"""Reading a roll from pasted rows or a table: every wrong row is named, nothing is guessed.

Who counts once: an owner of several units, a developer with all its unsold units, the co-owners of
one unit, who stand in one row (Shandong's property ordinance, article 25). Two rows of one name
say by an owner number whether they are one person; without it they are refused.
"""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

HEADS = {
    "unit": ("房号", "房屋", "单元", "户址", "地址", "unit"),
    "name": ("业主姓名", "姓名", "业主", "户代表", "代表姓名", "name"),
    "area": ("专有部分面积", "建筑面积", "面积", "area"),
    "key": ("业主编号", "编号", "owner number", "number"),
    "developer": ("开发商", "开发企业", "developer"),
}
OWNERS_ORDER = ("unit", "name", "area", "key", "developer")
RESIDENTS_ORDER = ("name", "unit", "key")
YES = {"是", "y", "yes", "1", "true", "√"}
MOST_ROWS = 20_000
LONGEST_NAME, LONGEST_UNIT, LONGEST_KEY = 80, 60, 40
MOST_AREA = 100_000_00


@dataclass(frozen=True, slots=True)
class Line:
    """One row as given: a unit and its owner, or one voice without area."""

    unit: str
    name: str
    area: int
    key: str = ""
    developer: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """Whoever counts once, with all their units: (unit, area in 0.01 m²)."""

    name: str
    key: str
    developer: bool
    units: tuple[tuple[str, int], ...]

    @property
    def area(self) -> int:
        return sum(area for _unit, area in self.units)


@dataclass(frozen=True, slots=True)
class RollDraft:
    """A roll that was read: the voices in the order of their first row, and the wrong rows."""

    voices: tuple[Voice, ...]
    errors: tuple[str, ...] = ()


class BadRollError(Exception):
    """The file as a whole cannot be read."""


def read_roll(rows: Sequence[Sequence[object]], *, owners: bool) -> RollDraft:
    """Read rows, with or without a head line. Errors name the row as the sender counts it."""
    start, columns = _columns(rows, owners=owners)
    lines: list[Line] = []
    numbers: list[int] = []
    errors: list[str] = []
    for number, row in enumerate(rows[start:], start + 1):
        cells = {name: _cell(row, at) for name, at in columns.items()}
        if not any(cells.values()):
            continue
        line, why = _line(cells, owners=owners)
        if line is None:
            errors.append(_("Row %(row)d: %(why)s.") % {"row": number, "why": why})
        else:
            lines.append(line)
            numbers.append(number)
    errors.extend(_clashes(lines, numbers))
    if not lines and not errors:
        errors.append(_("There is no row."))
    return RollDraft(() if errors else tuple(_voices(lines)), tuple(errors))


def pasted(text: str) -> list[list[str]]:
    """Rows as pasted from a spreadsheet (tabs), or typed with commas."""
    lines = [line for line in text.splitlines() if line.strip()]
    tabs = any("\t" in line for line in lines)
    if tabs:
        return [line.split("\t") for line in lines]
    return list(csv.reader(io.StringIO("\n".join(lines).replace("，", ","))))


def rows_of(name: str, content: bytes) -> list[list[object]]:
    """The rows of the first sheet of a spreadsheet, or of a CSV. Raises `BadRollError`."""
    ending = name.rpartition(".")[2].lower()
    if ending == "csv":
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("gb18030", "replace")
        return [list(row) for row in csv.reader(io.StringIO(text))]
    if ending not in {"xlsx", "xls", "ods"}:
        raise BadRollError(_("The file must be CSV or Excel."))
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        rows: list[list[object]] = [list(row) for row in sheet.to_python()]
    except (CalamineError, IndexError) as error:
        raise BadRollError(_("The file is no table: %(why)s") % {"why": error}) from error
    if len(rows) > MOST_ROWS:
        raise BadRollError(_("At most %(count)d rows.") % {"count": MOST_ROWS})
    return rows


def area_of(text: str) -> int:
    """An area in m² with at most two decimals as whole 0.01 m². Raises `ValueError`."""
    plain = unicodedata.normalize("NFKC", text).replace("平方米", "").replace(",", "")
    plain = plain.lower().removesuffix("m2").strip()
    try:
        hundredths = Decimal(plain) * 100
    except InvalidOperation:
        raise ValueError(_("the area is not a number")) from None
    if not hundredths.is_finite() or hundredths <= 0 or hundredths > MOST_AREA:
        raise ValueError(_("the area is out of range"))
    if hundredths % 1:
        raise ValueError(_("the area has more than two decimals"))
    return int(hundredths)


def _columns(rows: Sequence[Sequence[object]], *, owners: bool) -> tuple[int, dict[str, int]]:
    """Where the rows begin, and which column holds what: by a head line, or by the usual order."""
    for number, row in enumerate(rows[:5]):
        words = [_text(cell).lower() for cell in row]
        found = {
            name: words.index(head)
            for name, heads in HEADS.items()
            for head in reversed(heads)
            if head in words
        }
        if "name" in found:
            return number + 1, found
    order = OWNERS_ORDER if owners else RESIDENTS_ORDER
    return 0, {name: at for at, name in enumerate(order)}


def _cell(row: Sequence[object], at: int) -> str:
    return _text(row[at]) if at < len(row) else ""


def _text(cell: object) -> str:
    """A cell as text; a number that a spreadsheet keeps as 101.0 is 101."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return unicodedata.normalize("NFKC", str("" if cell is None else cell)).strip()


def _line(cells: dict[str, str], *, owners: bool) -> tuple[Line | None, str]:
    name, unit, key = cells.get("name", ""), cells.get("unit", ""), cells.get("key", "")
    if not name or len(name) > LONGEST_NAME:
        return None, _("a name is missing or too long")
    if len(unit) > LONGEST_UNIT or len(key) > LONGEST_KEY:
        return None, _("the unit or the number is too long")
    if not owners:
        return Line(unit, name, 0, key or unit), ""
    if not unit:
        return None, _("the unit is missing")
    try:
        area = area_of(cells.get("area", ""))
    except ValueError as error:
        return None, str(error)
    return Line(unit, name, area, key, cells.get("developer", "").lower() in YES), ""


def _clashes(lines: Sequence[Line], numbers: Sequence[int]) -> Iterator[str]:
    """Units that are there twice, and names of which it is not said whether they are one person."""
    units = Counter(line.unit for line in lines if line.area)
    names = Counter(line.name for line in lines)
    voices = Counter((line.name, line.key) for line in lines)
    for number, line in zip(numbers, lines, strict=True):
        if line.area and units[line.unit] > 1:
            yield _(
                "Row %(row)d: unit %(unit)s is there twice. Co-owners of a unit stand in one row."
            ) % {"row": number, "unit": line.unit}
        if names[line.name] > 1 and not line.key and not line.developer:
            yield _(
                "Row %(row)d: the name %(name)s is there more than once. Give each of its rows an "
                "owner number: the same for one person, another for another person."
            ) % {"row": number, "name": line.name}
        if not line.area and line.key and voices[line.name, line.key] > 1:
            yield _("Row %(row)d: %(name)s is there twice.") % {"row": number, "name": line.name}


def _voices(lines: Iterable[Line]) -> Iterator[Voice]:
    grouped: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        grouped.setdefault((line.name, line.key), []).append(line)
    for (name, key), own in grouped.items():
        units = tuple((line.unit, line.area) for line in own if line.area)
        yield Voice(name, key, any(line.developer for line in own), units)
