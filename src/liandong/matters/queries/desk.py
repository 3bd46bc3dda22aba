"""What only the pages of staff read: the inbox in groups, a file's last line, saved filters."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from liandong.duties.models import Promise
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.kernel.models import Press
from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry
from liandong.matters.lifecycle import ENDED, State
from liandong.matters.models import Matter, Photo, SavedFilter
from liandong.matters.queries.nearby import Likely, likely_duplicates, window
from liandong.matters.queries.reading import Rows, rows
from liandong.people.models import Post, RoleKind
from liandong.places.models import Place
from liandong.rulebook import queries as rulebook

INBOX_FIELDS = (
    "number",
    "title",
    "state",
    "due_at",
    "accepted_at",
    "address",
    "desk__level",
    "place__name",
    "place__name_en",
)
CALENDAR_DAYS_A_WEEK = 7
TAKEN = 200
A_MOMENT = rulebook.Limit(Decimal("0.02"), "work_hour")
# What climbed to a level waits for its secretary too, who leads the joint meeting there.
SECRETARIES = frozenset(
    {RoleKind.SUBDISTRICT_SECRETARY, RoleKind.DISTRICT_SECRETARY, RoleKind.CITY_SECRETARY}
)


@dataclass(frozen=True, slots=True)
class Window:
    """The moments that part an inbox: now, the end of today, the end of this week.

    When today's working hours are over, or it is no working day, the next one takes its place.
    """

    now: datetime
    today: datetime
    week: datetime
    soonest: str = "today"

    @classmethod
    def at(cls, now: datetime) -> "Window":
        day, works = day_of(now), working_day(now)
        sunday = day + timedelta(days=CALENDAR_DAYS_A_WEEK - 1 - day.weekday())
        ends = day_bounds(works)[1], day_bounds(max(sunday, works))[1]
        return cls(now, *ends, "today" if works == day else "next")

    def groups(self) -> dict[str, Q]:
        """Which promised dates belong to which group; together they are the whole inbox."""
        return {
            "overdue": Q(due_at__lt=self.now),
            self.soonest: Q(due_at__gte=self.now, due_at__lt=self.today),
            "week": Q(due_at__gte=self.today, due_at__lt=self.week),
            "later": Q(due_at__gte=self.week),
            "stopped": Q(due_at__isnull=True),
        }


def working_day(now: datetime) -> date:
    """Today while its working hours are not over; else the working day that comes next."""
    return day_of(rulebook.due(now, A_MOMENT).at)


def held_by(actor: Actor) -> QuerySet[Matter]:
    """What waits for the acting post; for a secretary also what climbed to the level."""
    waiting = Q(holder_id=actor.post_id)
    if actor.role in SECRETARIES:
        waiting |= Q(desk_id=actor.place_id, state=State.ESCALATED)
    return Matter.objects.filter(waiting, closed_at__isnull=True)


def taken_down_by(actor: Actor) -> QuerySet[Matter]:
    """The newest open matters that the acting post took down for a caller, on a visit, on paper."""
    written = Entry.objects.filter(verb="matter.raised", post_id=actor.post_id)
    names = written.order_by("-id").values_list("subject", flat=True)[:TAKEN]
    ids = [int(name.rpartition(":")[2]) for name in names]
    return Matter.objects.filter(pk__in=ids, closed_at__isnull=True)


def inbox_counts(actor: Actor, window_: Window) -> dict[str, int]:
    """How many matters are in each group of the inbox: one query over the post's own index."""
    terms = {name: Count("id", filter=when) for name, when in window_.groups().items()}
    return held_by(actor).aggregate(**terms)


def inbox_rows(matters: QuerySet[Matter] | Rows, most: int) -> list[dict[str, Any]]:
    """The first rows of a group as plain values, the earliest promise first."""
    first = matters.order_by("due_at", "id").values("pk")[:most]
    ordered = Matter.objects.filter(pk__in=first).order_by("due_at", "id")
    return list(ordered.values(*INBOX_FIELDS))


def page_after(matters: QuerySet[Matter], sort: str, after: str, most: int) -> Rows:
    """One page of the list: the rows that come after a mark, one more than are shown.

    `after` is "<moment> <id>" of the last row of the page before, as `mark_of` gives it.
    """
    field, forward = ("due_at" if sort == "due" else "raised_at"), sort in {"due", "oldest"}
    if sort == "due":
        matters = matters.filter(due_at__isnull=False)
    if mark := _read_mark(after):
        moment, number = mark
        word = "gt" if forward else "lt"
        beyond = Q(**{f"{field}__{word}": moment})
        matters = matters.filter(beyond | Q(**{field: moment, f"id__{word}": number}))
    return rows(matters, sort)[: most + 1]


def mark_of(row: dict[str, Any], sort: str) -> str:
    moment = row["due_at" if sort == "due" else "raised_at"]
    return f"{moment.isoformat()} {row['id']}"


def _read_mark(after: str) -> tuple[datetime, int] | None:
    moment, _space, number = after.replace("+00:00", "Z").rpartition(" ")
    try:
        return datetime.fromisoformat(moment), int(number)
    except ValueError:
        return None


def count_up_to(matters: QuerySet[Matter], most: int) -> int:
    """How many there are, counting no further than `most` + 1: a count that is never slow."""
    return matters.order_by()[: most + 1].count()


def last_line(matter: Matter) -> int:
    """The id of the last line written about a matter: what a page that shows it has seen."""
    written = Entry.objects.filter(subject=name_of(matter)).order_by("-id")
    return written.values_list("id", flat=True).first() or 0


def written_since(matter: Matter, seen: int) -> list[tuple[Entry, Post | None]]:
    """What was written about a matter after a line that somebody had seen, and by which post."""
    entries = list(Entry.objects.filter(subject=name_of(matter), pk__gt=seen).order_by("id"))
    posts = Post.objects.select_related("place", "organisation").in_bulk(
        {entry.post_id for entry in entries if entry.post_id}
    )
    return [(entry, posts.get(entry.post_id or 0)) for entry in entries]


def pressed(key: str) -> bool:
    """Whether this press of a button was carried out before."""
    return bool(key) and Press.objects.filter(key=key).exists()


def promises(matter: Matter) -> QuerySet[Promise]:
    """Every promise ever given on a matter, the latest first."""
    given = Promise.objects.filter(subject=name_of(matter))
    return given.select_related("rule", "holder").order_by("-id")


def photo_of(matter: Matter, photo_id: int) -> Photo | None:
    return Photo.objects.filter(matter=matter, pk=photo_id).first()


def parts(matter: Matter) -> QuerySet[Matter]:
    """The parts that were given to other offices."""
    return Matter.objects.filter(part_of=matter).select_related("holder").order_by("id")


def joined(matter: Matter) -> QuerySet[Matter]:
    """The matters that were merged into this one."""
    return Matter.objects.filter(merged_into=matter).order_by("id")


def alike(
    text: str, place: Place, lon: float | None, lat: float | None, now: datetime
) -> list[Likely]:
    """What may be about the same trouble near a point, or near the middle of its place."""
    lon, lat = (place.lon, place.lat) if lon is None or lat is None else (lon, lat)
    if lon is None or lat is None:
        return []
    on = day_of(now)
    radius = float(rulebook.limit("duplicate.radius", place, on=on).amount)
    days = int(rulebook.limit("duplicate.window", place, on=on).amount)
    return likely_duplicates(
        text, lon, lat, radius=radius, since=window(now, days), public_only=False
    )


def targets(matter: Matter, now: datetime) -> list[Likely]:
    """Open matters that this one may be merged into."""
    near = alike(matter.text, matter.place, matter.lon, matter.lat, now)
    return [one for one in near if one.matter.pk != matter.pk and one.matter.state not in ENDED]


def by_number(matters: QuerySet[Matter], number: str) -> Matter | None:
    return matters.filter(number=number).first()


def ids_of(matters: QuerySet[Matter], numbers: list[str]) -> dict[str, int]:
    """Number → id of the matters among these that one may see."""
    return dict(matters.filter(number__in=numbers).values_list("number", "id"))


def filters_of(actor: Actor) -> QuerySet[SavedFilter]:
    return SavedFilter.objects.filter(person_id=actor.person).order_by("name")


def holders_with_open(actor: Actor, most: int = 60) -> QuerySet[Post]:
    """The posts in the actor's area that hold open matters, for the list's filter."""
    held = Matter.objects.filter(closed_at__isnull=True, path__startswith=actor.path or "-")
    posts = Post.objects.filter(pk__in=held.values("holder"))
    return posts.select_related("place").order_by("place__level", "id")[:most]


def counts_by_place(path: str, now: datetime) -> dict[str, tuple[int, int]]:
    """Path of a place → how many matters are open there, and how many of those are overdue."""
    running = Matter.objects.filter(path__startswith=path, closed_at__isnull=True)
    counted = running.values("path").annotate(n=Count("id"), late=Count("id", Q(due_at__lt=now)))
    return {row["path"]: (row["n"], row["late"]) for row in counted.order_by()}


def waiting_states(path: str) -> dict[str, int]:
    """State → how many open matters are in it, at a place and below."""
    running = Matter.objects.filter(path__startswith=path, closed_at__isnull=True)
    counted = running.values("state").annotate(n=Count("id")).order_by()
    counts = {row["state"]: row["n"] for row in counted}
    return {state: counts[state] for state in State if state in counts}
