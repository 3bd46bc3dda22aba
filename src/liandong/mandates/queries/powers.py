"""Which powers were delegated to whom, how many of each kind, and how often they are used."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from liandong.kernel.actor import Actor
from liandong.mandates.lifecycle import PowerKind, PowerState
from liandong.mandates.models import DelegatedPower, PowerList, PowerUse
from liandong.people.models import Organisation
from liandong.places.models import Level, Place

MONTHS = 12


@dataclass(frozen=True, slots=True)
class PowerSearch:
    """What a reader looks for; empty words narrow nothing."""

    words: str = ""
    kind: str = ""
    state: str = ""
    receiver: int | None = None
    district: int | None = None


def powers(search: PowerSearch) -> QuerySet[DelegatedPower]:
    """The powers as searched, by receiver and number."""
    found = DelegatedPower.objects.select_related(
        "list", "giver", "receiver__parent", "category"
    ).annotate(used=Sum("uses__times", default=0))
    for word in search.words.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(name_en__icontains=word)
            | Q(code__icontains=word)
            | Q(basis__icontains=word)
            | Q(giver__name__icontains=word)
            | Q(receiver__name__icontains=word)
        )
    wanted = {
        "kind": search.kind or None,
        "state": search.state or None,
        "receiver_id": search.receiver,
        "receiver__parent_id": search.district,
    }
    found = found.filter(**{name: value for name, value in wanted.items() if value is not None})
    return found.order_by("receiver__path", "code", "id")


def find_power(power_id: int) -> DelegatedPower | None:
    found = DelegatedPower.objects.select_related(
        "list", "giver__place", "receiver__parent", "category"
    )
    return found.filter(pk=power_id).first()


def receivers() -> QuerySet[Place]:
    """The places that were given a power."""
    found = Place.objects.filter(powers_received__isnull=False).distinct()
    return found.select_related("parent").order_by("path")


@dataclass(frozen=True, slots=True)
class PowerCount:
    """How many powers of each kind a receiver has in force, all of them, and how many went back."""

    receiver: Place
    kinds: tuple[int, ...]
    in_force: int
    withdrawn: int
    used: int

    @property
    def by_kind(self) -> list[tuple[str, int]]:
        return _labelled(self.kinds)


@dataclass(frozen=True, slots=True)
class PowerCounts:
    rows: tuple[PowerCount, ...]
    kinds: tuple[int, ...]
    in_force: int
    withdrawn: int
    used: int

    @property
    def by_kind(self) -> list[tuple[str, int]]:
        return _labelled(self.kinds)

    @property
    def delegated(self) -> int:
        """How many powers went down, those that were taken back since too."""
        return self.in_force + self.withdrawn

    @property
    def receivers(self) -> int:
        """To how many receivers a power went down."""
        return sum(bool(row.in_force + row.withdrawn) for row in self.rows)


def _labelled(kinds: tuple[int, ...]) -> list[tuple[str, int]]:
    """The figure of each kind with what the kind is called."""
    return [(str(PowerKind(code).label), n) for code, n in zip(PowerKind, kinds, strict=False)]


def power_counts() -> PowerCounts:
    """By receiver and kind, each figure counted from its rows."""
    in_force = Q(state=PowerState.IN_FORCE)
    each = {kind: Count("pk", filter=in_force & Q(kind=kind)) for kind in PowerKind.values}
    counted = DelegatedPower.objects.values("receiver_id").annotate(
        of_all=Count("pk", filter=in_force),
        gone=Count("pk", filter=Q(state=PowerState.WITHDRAWN)),
        **each,
    )
    numbers: dict[int, Any] = {row["receiver_id"]: row for row in counted.order_by("receiver_id")}
    uses = dict(
        PowerUse.objects.values_list("power__receiver_id")
        .annotate(times=Sum("times"))
        .order_by("power__receiver_id")
    )
    rows = tuple(
        PowerCount(
            place,
            tuple(numbers[place.pk][kind] for kind in PowerKind.values),
            numbers[place.pk]["of_all"],
            numbers[place.pk]["gone"],
            uses.get(place.pk, 0),
        )
        for place in receivers()
    )
    return PowerCounts(
        rows,
        tuple(sum(column) for column in zip(*(row.kinds for row in rows), strict=True)),
        sum(row.in_force for row in rows),
        sum(row.withdrawn for row in rows),
        sum(row.used for row in rows),
    )


@dataclass(frozen=True, slots=True)
class MonthUse:
    month: date
    entered: int
    matters: int


def uses_by_month(power: DelegatedPower) -> list[MonthUse]:
    """How often a power was used, the latest months first: as entered, and by matters."""
    counted = power.uses.values("month").annotate(
        entered=Sum("times", filter=Q(about=""), default=0),
        matters=Sum("times", filter=~Q(about=""), default=0),
    )
    rows = counted.order_by("-month")[:MONTHS]
    return [MonthUse(row["month"], row["entered"], row["matters"]) for row in rows]


def power_lists() -> QuerySet[PowerList]:
    return PowerList.objects.select_related("place").order_by("-issued_on", "-id")


def given_by(actor: Actor) -> QuerySet[Organisation]:
    """The bodies for which an actor may propose powers: the own one, or those below a secretary."""
    found = Organisation.objects.select_related("place").exclude(code="")
    if actor.organisation_id is not None:
        return found.filter(pk=actor.organisation_id)
    return found.filter(place__path__startswith=actor.path or "-").order_by("level", "id")


def towns_under(path: str) -> QuerySet[Place]:
    """The subdistricts and towns at or below a place."""
    found = Place.objects.filter(level=Level.SUBDISTRICT, valid_until=None)
    return found.filter(path__startswith=path or "-").select_related("parent").order_by("path")


def places_for(actor: Actor) -> list[Place]:
    """The city and districts at or below the actor, for whose towns a table can be loaded."""
    found = Place.objects.filter(level__lte=Level.DISTRICT, valid_until=None)
    return list(found.filter(path__startswith=actor.path or "-").order_by("path"))
