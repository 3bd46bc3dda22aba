"""What an import would write: places with their dated rows, before anything is written."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from liandong.places.models import Level, Place, PlaceCode, PlaceKind, PlaceVersion

type Dated = Place | PlaceVersion | PlaceCode


@dataclass(eq=False, slots=True)
class Known:
    """A place with its dated rows, kept already or about to be."""

    place: Place
    parent: "Known | None"
    versions: list[PlaceVersion] = field(default_factory=list)
    codes: list[PlaceCode] = field(default_factory=list)
    children: list["Known"] = field(default_factory=list)

    def name_on(self, day: date) -> str:
        """What it was called on a day, or first of all when it is not known that early."""
        names = (v.name for v in reversed(self.versions) if v.valid_from <= day)
        return next(names, self.first.name)

    @property
    def first(self) -> PlaceVersion:
        return self.versions[0]

    def stands_on(self, day: date) -> bool:
        return self.place.valid_until is None or self.place.valid_until > day


@dataclass(slots=True)
class Plan:
    """What an import would write, and what a person should look at before."""

    founded: list[Known] = field(default_factory=list)
    renamed: list[tuple[str, Known]] = field(default_factory=list)
    touched: dict[tuple[type, int], Dated] = field(default_factory=dict)
    new_versions: list[tuple[Known, PlaceVersion]] = field(default_factory=list)
    new_codes: list[tuple[Known, PlaceCode]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def touch(self, *rows: Dated) -> None:
        """Note rows that are kept already and have changed."""
        for row in rows:
            if row.pk:
                self.touched[type(row), row.pk] = row

    def changed[T: (Place, PlaceVersion, PlaceCode)](self, model: type[T]) -> list[T]:
        """The kept rows of one table that have changed."""
        return [row for row in self.touched.values() if isinstance(row, model)]

    @property
    def empty(self) -> bool:
        return not (self.founded or self.touched or self.new_versions or self.new_codes)

    def founded_by_kind(self) -> dict[PlaceKind, int]:
        counts = Counter(known.place.kind for known in self.founded)
        return {kind: counts[kind] for kind in PlaceKind if counts[kind]}


def everything() -> list[Known]:
    """Every place that is kept, with its dated rows, linked into the tree."""
    official = Place.objects.filter(level__lte=Level.COMMUNITY).order_by("level", "id")
    known: dict[int, Known] = {}
    for place in official:
        parent = known.get(place.parent_id or 0)
        known[place.pk] = Known(place, parent)
        if parent:
            parent.children.append(known[place.pk])
    for version in PlaceVersion.objects.filter(place_id__in=official.values("id")).order_by(
        "valid_from"
    ):
        known[version.place_id].versions.append(version)
    for code in PlaceCode.objects.filter(place_id__in=official.values("id")).order_by("valid_from"):
        known[code.place_id].codes.append(code)
    return list(known.values())


def note[T: (PlaceVersion, PlaceCode)](
    series: list[T], new: T, value: Callable[[T], object]
) -> tuple[bool, list[T]]:
    """Put a dated value into a series: whether it is new, and which rows changed their dates."""
    day = new.valid_from
    last = next((row for row in reversed(series) if row.valid_from <= day), None)
    following = next((row for row in series if row.valid_from > day), None)
    if last and (value(last) == value(new) or last.valid_from == day):
        return False, []
    end = last.valid_until if last else None
    if last and (end is None or end > day):
        last.valid_until = day
    touched: list[T] = [last] if last else []
    if following and value(following) == value(new):
        following.valid_from = day
        touched.append(following)
        return False, touched
    begins = following.valid_from if following else None
    new.valid_until = end if end and end > day else begins
    series.insert(series.index(last) + 1 if last else 0, new)
    return True, touched
