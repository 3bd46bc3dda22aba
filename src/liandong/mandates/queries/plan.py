"""What loading a list would do, said before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from liandong.mandates.models import MandateItem, MandateList
from liandong.mandates.queries.tables import HEADS, Head, Line, as_row
from liandong.places.models import Place


@dataclass(frozen=True, slots=True)
class Plan:
    """`listed`: the list that is there already, if any. `gone`: items that the file leaves out."""

    listed: MandateList | None
    added: tuple[Line, ...]
    changed: tuple[tuple[MandateItem, Line], ...]
    gone: tuple[MandateItem, ...]
    same: int

    @property
    def empty(self) -> bool:
        return not (self.added or self.changed or self.gone)


def plan_import(place: Place, head: Head, lines: Sequence[Line]) -> Plan:
    """Compare a list with the one of the same place, kind and day; nothing is written."""
    listed = MandateList.objects.filter(
        place=place, kind=head.kind, effective_from=head.effective_from
    ).first()
    items = MandateItem.objects.filter(list=listed, effective_until__isnull=True)
    there = {item.item_no: item for item in items.prefetch_related("categories")}
    pairs = [(there.pop(line.item_no, None), line) for line in lines]
    changed = [(old, new) for old, new in pairs if old is not None and differs(old, new)]
    return Plan(
        listed=listed,
        added=tuple(new for old, new in pairs if old is None),
        changed=tuple(changed),
        gone=tuple(there.values()),
        same=sum(old is not None for old, _new in pairs) - len(changed),
    )


def differs(item: MandateItem, line: Line) -> list[str]:
    """The columns in which a line differs from an item."""
    pairs = zip(HEADS, as_row(item), as_row(line), strict=True)
    return [head for head, old, new in pairs if old != new]
