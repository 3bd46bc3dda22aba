"""How many posts moved down, from where and in which year; which places have a party office."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet, Sum

from liandong.mandates.models import PartyOffice, StaffMove
from liandong.places.models import Level, Place


@dataclass(frozen=True, slots=True)
class MoveSearch:
    """What a reader looks for; empty words narrow nothing."""

    words: str = ""
    year: int | None = None
    district: int | None = None


def moves(search: MoveSearch) -> QuerySet[StaffMove]:
    """The ledger of posts as searched, the struck rows too."""
    found = StaffMove.objects.select_related("from_place", "to_place__parent")
    for word in search.words.split():
        found = found.filter(
            Q(from_organ__icontains=word)
            | Q(to_organ__icontains=word)
            | Q(to_place__name__icontains=word)
            | Q(from_place__name__icontains=word)
            | Q(basis__icontains=word)
        )
    if search.year:
        found = found.filter(year=search.year)
    if search.district:
        found = found.filter(to_place__parent_id=search.district)
    return found.order_by("-year", "to_place__path", "id")


def find_move(move_id: int) -> StaffMove | None:
    return moves(MoveSearch()).filter(pk=move_id).first()


def years_of_moves() -> list[int]:
    return list(StaffMove.objects.order_by("-year").values_list("year", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class MoveCounts:
    """Posts that moved down, from the rows that are not struck: all, by level above, by year."""

    posts: int
    from_city: int
    from_districts: int
    receivers: int
    years: tuple[tuple[int, int], ...]


def move_counts() -> MoveCounts:
    rows = StaffMove.objects.filter(struck_at__isnull=True)
    sums = rows.aggregate(
        posts=Sum("number", default=0),
        city=Sum("number", filter=Q(from_place__level=Level.CITY), default=0),
    )
    years = rows.values_list("year").annotate(posts=Sum("number")).order_by("-year")
    return MoveCounts(
        posts=sums["posts"],
        from_city=sums["city"],
        from_districts=sums["posts"] - sums["city"],
        receivers=rows.values("to_place").distinct().count(),
        years=tuple(years),
    )


def party_offices(district: int | None = None) -> QuerySet[Place]:
    """Every subdistrict and town, each with its office of today in `offices_now`, if it has one."""
    open_ones = PartyOffice.objects.filter(until__isnull=True)
    found = Place.objects.filter(level=Level.SUBDISTRICT, valid_until=None)
    if district:
        found = found.filter(parent_id=district)
    prefetch = Prefetch("party_offices", open_ones, to_attr="offices_now")
    return found.select_related("parent").prefetch_related(prefetch).order_by("path")


def find_office(office_id: int) -> PartyOffice | None:
    found = PartyOffice.objects.select_related("place__parent")
    return found.filter(pk=office_id).first()


@dataclass(frozen=True, slots=True)
class OfficeCounts:
    """How many subdistricts and towns there are, how many have an office, how many work there."""

    places: int
    offices: int
    staff: int
    full_time: int


def office_counts() -> OfficeCounts:
    towns = Place.objects.filter(level=Level.SUBDISTRICT, valid_until=None)
    open_ones = PartyOffice.objects.filter(until__isnull=True)
    sums = open_ones.aggregate(staff=Sum("staff", default=0), full_time=Sum("full_time", default=0))
    return OfficeCounts(towns.count(), open_ones.count(), sums["staff"], sums["full_time"])


def districts() -> QuerySet[Place]:
    return Place.objects.filter(level=Level.DISTRICT, valid_until=None).order_by("path")
