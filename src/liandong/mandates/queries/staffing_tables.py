"""Tables of posts that moved down and of party-affairs offices: read, and compared."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext as _

from liandong.mandates.lifecycle import Establishment
from liandong.mandates.models import PartyOffice, StaffMove
from liandong.mandates.queries.reach import Towns
from liandong.mandates.queries.sheets import (
    BadRowError,
    Row,
    Rows,
    Sheet,
    day_in,
    read_rows,
    require,
    whole_in,
    wrong,
)
from liandong.mandates.queries.tables import text_in
from liandong.places.models import Level, Place

MOVES = Sheet(
    {
        "from_place": "划出辖区",
        "from_organ": "划出单位",
        "to_place": "划入街道",
        "to_organ": "划入单位",
        "number": "编制数",
        "kind": "编制类别",
        "year": "年度",
        "basis": "依据",
    },
    ("from_place", "from_organ", "to_place", "to_organ", "number", "kind", "year", "basis"),
)
OFFICES = Sheet(
    {
        "place": "街道（镇）",
        "staff": "工作人员数",
        "full_time": "专职人员数",
        "since": "设立日期",
        "basis": "依据",
    },
    ("place", "staff", "full_time", "since"),
)
KINDS = {
    **{code: code for code in Establishment.values},
    "行政编制": Establishment.ADMINISTRATIVE.value,
    "事业编制": Establishment.INSTITUTION.value,
    "其他": Establishment.OTHER.value,
}


@dataclass(frozen=True, slots=True)
class MoveLine:
    """Posts that moved down, as a table has them."""

    from_place_id: int
    from_organ: str
    to_place_id: int
    to_organ: str
    number: int
    kind: str
    year: int
    basis: str

    @property
    def identity(self) -> tuple[Hashable, ...]:
        """What makes two rows the same: from whom, to whom, of which kind, in which year."""
        return (
            *(self.from_place_id, self.from_organ, self.to_place_id),
            *(self.to_organ, self.kind, self.year),
        )


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """A party-affairs office, as a table has it."""

    place_id: int
    staff: int
    full_time: int
    since: date
    basis: str

    @property
    def identity(self) -> tuple[Hashable, ...]:
        return (self.place_id,)


@dataclass(frozen=True, slots=True)
class StaffPlan[L]:
    """What loading would do."""

    added: tuple[L, ...]
    changed: tuple[tuple[PartyOffice, L], ...]
    same: int


def read_moves(name: str, content: bytes, place: Place) -> Rows[MoveLine]:
    """Read a ledger of posts for the towns of a place. Raises `BadListError` for no table."""
    towns = Towns(place)
    above = {
        one.name: one for one in Place.objects.filter(level__lte=Level.DISTRICT, valid_until=None)
    }

    def line(row: Row) -> MoveLine:
        require(row, MOVES.needed, MOVES)
        town, giver = towns.find(text_in(row["to_place"])), above.get(text_in(row["from_place"]))
        if giver is None or not town.path.startswith(giver.path):
            raise BadRowError(
                _("“%(name)s” is not the city or the district above")
                % {"name": text_in(row["from_place"])}
            )
        if text_in(row["kind"]) not in KINDS:
            names = "、".join(KINDS)
            raise BadRowError(_("a kind must be one of %(names)s") % {"names": names})
        return MoveLine(
            from_place_id=giver.pk,
            from_organ=text_in(row["from_organ"])[:120],
            to_place_id=town.pk,
            to_organ=text_in(row["to_organ"])[:120],
            number=whole_in(row["number"], 1),
            kind=KINDS[text_in(row["kind"])],
            year=whole_in(row["year"], 1949),
            basis=text_in(row["basis"])[:300],
        )

    return _read(read_rows(name, content, MOVES), line)


def read_offices(name: str, content: bytes, place: Place) -> Rows[OfficeLine]:
    """Read a list of offices for the towns of a place. Raises `BadListError` for no table."""
    towns = Towns(place)

    def line(row: Row) -> OfficeLine:
        require(row, OFFICES.needed, OFFICES)
        staff, full_time = whole_in(row["staff"]), whole_in(row["full_time"])
        if full_time > staff:
            raise BadRowError(_("more people work only here than work here"))
        return OfficeLine(
            place_id=towns.find(text_in(row["place"])).pk,
            staff=staff,
            full_time=full_time,
            since=day_in(row["since"]),
            basis=text_in(row.get("basis"))[:300],
        )

    return _read(read_rows(name, content, OFFICES), line)


def _read[L: (MoveLine, OfficeLine)](
    rows: Iterable[tuple[int, Row]], line: Callable[[Row], L]
) -> Rows[L]:
    lines: dict[tuple[Hashable, ...], L] = {}
    errors = []
    for number, row in rows:
        try:
            found = line(row)
            if found.identity in lines:
                raise BadRowError(_("the same row is there twice"))
        except BadRowError as error:
            errors.append(wrong(number, str(error)))
        else:
            lines[found.identity] = found
    return Rows(tuple(lines.values()), tuple(errors))


def plan_moves(lines: Sequence[MoveLine]) -> StaffPlan[MoveLine]:
    """What of a ledger of posts is not there yet. What is there is struck or stays."""
    names = ("from_place_id", "from_organ", "to_place_id", "to_organ", "kind", "year")
    there = set(StaffMove.objects.filter(struck_at__isnull=True).values_list(*names))
    added = tuple(line for line in lines if line.identity not in there)
    return StaffPlan(added, (), len(lines) - len(added))


def plan_offices(lines: Sequence[OfficeLine]) -> StaffPlan[OfficeLine]:
    """Which offices are new, and which have other numbers now."""
    open_ones = PartyOffice.objects.filter(until__isnull=True).select_related("place")
    there = {office.place_id: office for office in open_ones}
    pairs = [(there.get(line.place_id), line) for line in lines]
    added = tuple(new for old, new in pairs if old is None)
    changed = tuple((old, new) for old, new in pairs if old is not None and _differs(old, new))
    return StaffPlan(added, changed, len(lines) - len(added) - len(changed))


def _differs(office: PartyOffice, line: OfficeLine) -> bool:
    words = asdict(line)
    return any(words[name] != getattr(office, name) for name in ("staff", "full_time", "basis"))


def move_rows(found: Iterable[StaffMove]) -> Iterable[list[object]]:
    """Posts that moved, in the columns of `MOVES`, as loading reads them again."""
    for move in found:
        above = move.to_place.parent
        yield [
            move.from_place.name,
            move.from_organ,
            f"{above.name if above else ''}/{move.to_place.name}",
            move.to_organ,
            move.number,
            move.kind,
            move.year,
            move.basis,
        ]
