"""Reading the official tables of places: four layouts, each row checked by itself."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import StringIO

from django.utils.translation import gettext as _

from liandong.places.models import Issuer, Level, PlaceKind

DIGITS = {Level.CITY: 6, Level.DISTRICT: 6, Level.SUBDISTRICT: 9, Level.COMMUNITY: 12}
DATED = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>\d\d)?(?P<day>\d\d)?(?!\d)")


@dataclass(frozen=True, slots=True)
class Row:
    """One place as one line of a table names it; `written` is the name exactly as it stands."""

    file: str
    line: int
    level: Level
    code: str
    parent_code: str
    written: str

    @property
    def name(self) -> str:
        return "".join(self.written.split())

    @property
    def kind(self) -> PlaceKind:
        return kind_of(self.level, self.name, self.code)

    def complaint(self, sentence: str) -> str:
        return f"{self.file}:{self.line}: {sentence}"


@dataclass(slots=True)
class Table:
    """The rows of one file that can be used, who issued them and of which day they are."""

    file: str
    issuer: Issuer
    day: date
    rows: list[Row] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)


class UnknownLayout(Exception):
    """The file is none of the tables that can be read; says why."""


type Cells = list[str]
type Reader = Callable[[Cells], tuple[Level, str, str, str]]  # level, code, parent's code, name


def _area(cells: Cells) -> tuple[Level, str, str, str]:
    code, name, city, _province = cells
    return Level.DISTRICT, code, f"{city}00", name


def _street(cells: Cells) -> tuple[Level, str, str, str]:
    code, name, area, _province, _city = cells
    return Level.SUBDISTRICT, code, area, name


def _village(cells: Cells) -> tuple[Level, str, str, str]:
    code, name, street, _province, _city, _area = cells
    return Level.COMMUNITY, code, street, name


def _civil_affairs(cells: Cells) -> tuple[Level, str, str, str]:
    level, code, above, name = cells
    parent = "" if level == "2" else above
    return Level(int(level) - 2), code, parent, name


def _town_2021(cells: Cells) -> tuple[Level, str, str, str]:
    area, name, _province, _city, _area, town = cells
    return Level.SUBDISTRICT, f"{area}{town[:3]}", area, name


LAYOUTS: dict[str, tuple[Issuer, Reader]] = {
    "code,name,cityCode,provinceCode": (Issuer.STATS_BUREAU, _area),
    "code,name,areaCode,provinceCode,cityCode": (Issuer.STATS_BUREAU, _street),
    "code,name,streetCode,provinceCode,cityCode,areaCode": (Issuer.STATS_BUREAU, _village),
    "level,code,field3,name": (Issuer.CIVIL_AFFAIRS, _civil_affairs),
}
WITHOUT_HEAD = re.compile(r"\d{6},[^,]+,\d\d,\d\d,\d\d,\d{6}$")


def read_table(file: str, text: str, day: date | None = None) -> Table:
    """Read one table. Its layout is known by its head, its day by the file's name unless given.

    A name that holds only a year speaks of that year's first day. Raises `UnknownLayout`.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    head = lines[0].strip() if lines else ""
    if head in LAYOUTS:
        issuer, reader = LAYOUTS[head]
        first = 2
    elif WITHOUT_HEAD.match(head):
        issuer, reader, first = Issuer.STATS_BUREAU, _town_2021, 1
    else:
        raise UnknownLayout(_("%(file)s: this is none of the known tables.") % {"file": file})
    table = Table(file, issuer, day or _day_of(file))
    body = StringIO("\n".join(lines[first - 1 :]))
    for number, cells in enumerate(csv.reader(body), start=first):
        _take(table, number, cells, reader)
    return table


def _day_of(file: str) -> date:
    found = DATED.search(file)
    if found is None:
        raise UnknownLayout(_("%(file)s: no year in the name; say --as-of.") % {"file": file})
    return date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))


def _take(table: Table, number: int, cells: Cells, reader: Reader) -> None:
    """Add one line to the table, or the sentences that say what is wrong with it."""
    if not any(cell.strip() for cell in cells):
        return
    try:
        row = Row(table.file, number, *reader([cell.strip() for cell in cells]))
    except ValueError:
        table.errors.append(
            f"{table.file}:{number}: " + _("The row does not have the columns of its table.")
        )
        return
    complaints = [row.complaint(sentence) for sentence in _wrong_with(row, table)]
    if complaints:
        table.errors += complaints
    else:
        table.rows.append(row)
        table.codes.add(row.code)


def _wrong_with(row: Row, table: Table) -> Iterator[str]:
    if not row.name:
        yield _("The name is missing.")
    if len(row.code) != DIGITS[row.level] or not row.code.isdecimal():
        words = {"code": row.code, "digits": DIGITS[row.level]}
        yield _("The code %(code)s does not have %(digits)d digits.") % words
    elif not row.code.startswith(row.parent_code.removesuffix("00")):
        words = {"code": row.code, "parent": row.parent_code}
        yield _("The code %(code)s does not belong to %(parent)s.") % words
    if row.code in table.codes:
        yield _("The code %(code)s stands in the table twice.") % {"code": row.code}


def kind_of(level: Level, name: str, code: str) -> PlaceKind:
    """What a place is, from its level, its name and the segment of its code.

    Town segments from 400 on are zones that act as towns; community segments from 200 to 399 and
    from 500 on are villages (the bureau's rules for statistical codes).
    """
    if level == Level.CITY:
        return PlaceKind.CITY
    if level == Level.DISTRICT:
        zone = name.endswith(("开发区", "高新区", "管委会", "管理委员会"))
        return PlaceKind.DEVELOPMENT_ZONE if zone else PlaceKind.DISTRICT
    if level == Level.SUBDISTRICT:
        return _town_kind(name)
    village = code[9:10] in {"2", "3", "5"}
    return PlaceKind.VILLAGE if village else PlaceKind.COMMUNITY


def _town_kind(name: str) -> PlaceKind:
    if name.endswith(("街道", "街道办事处")):
        return PlaceKind.SUBDISTRICT
    if name.endswith(("镇", "乡")):
        return PlaceKind.TOWN
    return PlaceKind.OTHER_TOWN_LEVEL
