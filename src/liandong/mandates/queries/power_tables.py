"""Lists of delegated powers as tables: read, compared with what is there, written again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from liandong.mandates.lifecycle import POWER_OPEN, PowerKind
from liandong.mandates.models import DelegatedPower
from liandong.mandates.queries.reach import Bodies, Towns
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
from liandong.places.models import Place
from liandong.rulebook.models import Category

POWERS = Sheet(
    {
        "code": "事项编号",
        "name": "事项名称",
        "name_en": "英文名称",
        "kind": "权限类别",
        "basis": "法律依据",
        "giver": "下放部门",
        "receiver": "承接街道",
        "since": "下放日期",
        "category": "对应事项类别",
        "staff": "承接人数",
        "trained": "已培训人数",
    },
    ("code", "name", "kind", "basis", "giver", "receiver", "since"),
)
KINDS = {
    **{code: code for code in PowerKind.values},
    "审批": PowerKind.APPROVAL.value,
    "行政审批": PowerKind.APPROVAL.value,
    "执法": PowerKind.ENFORCEMENT.value,
    "行政执法": PowerKind.ENFORCEMENT.value,
    "服务": PowerKind.SERVICE.value,
    "公共服务": PowerKind.PUBLIC_SERVICE.value,
}
# What a newer list may word differently; who gave it to whom and since when is not reworded.
WORDS = ("name", "name_en", "kind", "basis", "category_id")


@dataclass(frozen=True, slots=True)
class PowerLine:
    """One power as a table has it."""

    code: str
    name: str
    name_en: str
    kind: str
    basis: str
    giver_id: int
    receiver_id: int
    since: date
    category_id: int | None
    staff: int | None
    trained: int | None


@dataclass(frozen=True, slots=True)
class PowerPlan:
    """What loading a list would do. What is there and is left out by the list stays as it is."""

    added: tuple[PowerLine, ...]
    changed: tuple[tuple[DelegatedPower, PowerLine], ...]
    same: int

    @property
    def empty(self) -> bool:
        return not (self.added or self.changed)


def read_powers(name: str, content: bytes, place: Place) -> Rows[PowerLine]:
    """Read a list of powers for the towns of a place. Raises `BadListError` for no table at all."""
    reader = _Reader(place)
    lines: dict[tuple[int, str], PowerLine] = {}
    errors = []
    for number, row in read_rows(name, content, POWERS):
        try:
            line = reader.line(row)
            if (line.receiver_id, line.code) in lines:
                raise BadRowError(_("the same power of the same receiver is there twice"))
        except BadRowError as error:
            errors.append(wrong(number, str(error)))
        else:
            lines[line.receiver_id, line.code] = line
    return Rows(tuple(lines.values()), tuple(errors))


class _Reader:
    """Turns rows into lines, with everything that they name looked up once."""

    def __init__(self, place: Place) -> None:
        self.towns = Towns(place)
        self.bodies = Bodies()
        self.categories = dict(Category.objects.values_list("code", "pk"))

    def line(self, row: Row) -> PowerLine:
        require(row, POWERS.needed, POWERS)
        receiver = self.towns.find(text_in(row["receiver"]))
        staff, trained = _people(row)
        return PowerLine(
            code=text_in(row["code"])[:40],
            name=text_in(row["name"])[:200],
            name_en=text_in(row.get("name_en"))[:240],
            kind=_kind(text_in(row["kind"])),
            basis=text_in(row["basis"]),
            giver_id=self.bodies.find(text_in(row["giver"]), receiver).pk,
            receiver_id=receiver.pk,
            since=day_in(row["since"]),
            category_id=self._category(text_in(row.get("category"))),
            staff=staff,
            trained=trained,
        )

    def _category(self, code: str) -> int | None:
        if code and code not in self.categories:
            raise BadRowError(_("unknown kinds of matter: %(names)s") % {"names": code})
        return self.categories.get(code)


def _kind(said: str) -> str:
    if said not in KINDS:
        raise BadRowError(_("a kind must be one of %(names)s") % {"names": "、".join(KINDS)})
    return KINDS[said]


def _people(row: Row) -> tuple[int | None, int | None]:
    """How many can do it and how many were trained; nothing where the list does not say."""
    if not text_in(row.get("staff")):
        return None, None
    staff, trained = whole_in(row["staff"]), whole_in(row.get("trained") or 0)
    if trained > staff:
        raise BadRowError(_("more people were trained than there are to do it"))
    return staff, trained


def plan_powers(lines: Sequence[PowerLine]) -> PowerPlan:
    """Compare a list with the powers that are there; nothing is written."""
    towns = {line.receiver_id for line in lines}
    open_ones = DelegatedPower.objects.filter(receiver__in=towns, state__in=POWER_OPEN)
    there = {(power.receiver_id, power.code): power for power in open_ones}
    pairs = [(there.get((line.receiver_id, line.code)), line) for line in lines]
    changed = [(old, new) for old, new in pairs if old is not None and _differs(old, new)]
    return PowerPlan(
        added=tuple(new for old, new in pairs if old is None),
        changed=tuple(changed),
        same=sum(old is not None for old, _new in pairs) - len(changed),
    )


def _differs(power: DelegatedPower, line: PowerLine) -> bool:
    return any(getattr(power, name) != getattr(line, name) for name in WORDS)


def power_rows(found: Iterable[DelegatedPower]) -> Iterable[list[object]]:
    """Powers in the columns of `POWERS`, as the import reads them again."""
    for power in found:
        parent = power.receiver.parent
        yield [
            power.code,
            power.name,
            power.name_en,
            power.kind,
            power.basis,
            power.giver.name,
            f"{parent.name if parent else ''}/{power.receiver.name}",
            power.since,
            power.category.code if power.category else "",
            power.staff,
            power.trained,
        ]
