"""Entries as events: who did what to which objects, in codes alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from django.db.models import Max, QuerySet

from liandong.ledger.models import Entry

CHUNK = 2000
FIELDS = ("pk", "verb", "subject", "actor", "post_id", "place_id", "at", "public")
# Numbers in the public part that name an object, and of which kind it is.
NAMED = {
    "promise": "duties.promise",
    "post": "people.post",
    "lead": "people.post",
    "into": "matters.matter",
    "other": "matters.matter",
    "part": "matters.matter",
}


@dataclass(frozen=True, slots=True)
class Event:
    """`objects` are (name, kind, how it takes part): ("matters.matter:12", "matter", "subject")."""

    id: str
    verb: str
    at: str
    actor: str
    subject: str
    codes: dict[str, object]
    objects: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Stretch:
    """The entries from one moment until just before another, as they were when it was made."""

    since: datetime | None = None
    until: datetime | None = None

    @cached_property
    def entries(self) -> QuerySet[Entry]:
        """What was written up to now; what is written while a file grows does not get into it."""
        found = Entry.objects.all()
        if self.since is not None:
            found = found.filter(at__gte=self.since)
        if self.until is not None:
            found = found.filter(at__lt=self.until)
        return found.filter(pk__lte=found.aggregate(last=Max("pk"))["last"] or 0)

    def count(self) -> int:
        return self.entries.count()

    def codes(self) -> dict[str, list[str]]:
        """Which codes the entries of each verb have."""
        found: dict[str, set[str]] = {}
        rows = self.entries.values_list("verb", "public").order_by("pk")
        for verb, public in rows.iterator(CHUNK):
            found.setdefault(verb, set()).update(public)
        return {verb: sorted(names) for verb, names in sorted(found.items())}

    def events(self, order: str = "pk") -> Iterator[Event]:
        """Every event, a few thousand rows in memory at a time."""
        rows = self.entries.order_by(*order.split()).values(*FIELDS)
        return map(_event, rows.iterator(CHUNK))


def _event(row: dict[str, object]) -> Event:
    at, public, subject = row["at"], row["public"], str(row["subject"])
    assert isinstance(at, datetime)
    assert isinstance(public, dict)
    named = [
        (subject, "subject"),
        (f"people.post:{row['post_id']}" if row["post_id"] else "", "by"),
        (f"places.place:{row['place_id']}" if row["place_id"] else "", "at"),
        *((f"{NAMED[key]}:{public[key]}", key) for key in NAMED if _is_number(public.get(key))),
    ]
    return Event(
        id=f"entry:{row['pk']}",
        verb=str(row["verb"]),
        at=at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        actor=str(row["actor"]),
        subject=subject,
        codes=public,
        objects=[(name, _kind(name), how) for name, how in named if name],
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _kind(name: str) -> str:
    """ "matter" of "matters.matter:12"."""
    return name.partition(":")[0].rpartition(".")[2]
