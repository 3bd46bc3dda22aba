"""Reading councils: which are there, who is entitled and invited, what was said, what is public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import translation

from liandong.deliberation.lifecycle import PUBLIC, Capacity, Scope, Stance
from liandong.deliberation.models import Council, Presence, Sitting, Speech, Voice
from liandong.kernel.actor import Actor
from liandong.kernel.masking import without_names
from liandong.ledger import queries as ledger
from liandong.ledger.models import Entry
from liandong.people.models import Organisation, OrganisationKind
from liandong.places.models import Level, Place

OF_THE_MINUTES = "zh-hans"
PRIVATE = frozenset({"system_admin", "security_admin"})


def _councils() -> QuerySet[Council]:
    return Council.objects.select_related("consultation__place", "consultation__convener__place")


def visible_councils(actor: Actor) -> QuerySet[Council]:
    """What a post may open: the councils of its place, below it, and in the community around it."""
    if not actor.signed or actor.role in PRIVATE:
        return Council.objects.none()
    if actor.role == "system":
        return _councils()
    above = [int(step) for step in actor.path.split("/") if step]
    around = Q(consultation__place_id__in=above, consultation__place__level__gte=Level.SUBDISTRICT)
    here = Q(consultation__place__path__startswith=actor.path) | around
    return _councils().filter(here).order_by("-planned_at", "-pk")


def public_councils() -> QuerySet[Council]:
    """Those whose topic was announced, the latest first."""
    return _councils().filter(state__in=PUBLIC).order_by("-starts_at", "-pk")


def near(councils: QuerySet[Council], place: Place) -> QuerySet[Council]:
    """Those that concern a place: at it, below it, or around it."""
    here = Q(consultation__place__path__startswith=place.path)
    return councils.filter(here | Q(consultation__place_id__in=place.ancestors_ids))


def councils_about(about: str) -> QuerySet[Council]:
    """The councils that something gave rise to, the newest first."""
    return _councils().filter(consultation__about=about).order_by("-planned_at", "-pk")


def voices(council: Council) -> QuerySet[Voice]:
    """Everybody who was invited, in the order of the seats, and who is there now."""
    now = Presence.objects.filter(voice=OuterRef("pk"), sitting__ended_at__isnull=True)
    found = Voice.objects.filter(consultation_id=council.pk)
    return found.annotate(here=Exists(now)).order_by("id")


def voices_here(council: Council) -> list[Voice]:
    """Those who are there now, in the order of the seats."""
    now = Presence.objects.filter(sitting__ended_at__isnull=True)
    found = Voice.objects.filter(consultation_id=council.pk, presences__in=now)
    return list(found.distinct().order_by("id"))


def people_in(council: Council) -> tuple[str, ...]:
    """The names of residents and advisers: what is public names none of them."""
    return tuple(voice.name for voice in voices(council) if voice.individual)


def written(council: Council, verb: str) -> Entry | None:
    """The latest entry of the ledger that says this of a council."""
    return ledger.timeline(council).filter(verb=f"council.{verb}").last()


@dataclass(frozen=True, slots=True)
class Seat:
    """One capacity: why it is heard (in `row`), and who was invited to it."""

    capacity: Capacity
    row: dict[str, Any]
    voices: tuple[Voice, ...]


def seats_with_voices(council: Council, invited: Iterable[Voice]) -> list[Seat]:
    by_capacity: dict[str, list[Voice]] = {}
    for voice in invited:
        by_capacity.setdefault(voice.capacity, []).append(voice)
    return [
        Seat(Capacity(row["capacity"]), row, tuple(by_capacity.get(row["capacity"], ())))
        for row in council.seats
    ]


KIND_OF = {
    Capacity.PARTY: OrganisationKind.PARTY_ORGANISATION,
    Capacity.COMMITTEE: OrganisationKind.COMMITTEE,
    Capacity.FIRM: OrganisationKind.PROPERTY_FIRM,
}


def suggested_guests(place: Place, scope: str, terms: dict[str, Any]) -> dict[str, list[str]]:
    """Who is known already: the organisations of the community, by the capacity they come in."""
    around = [*place.ancestors_ids, place.pk]
    there = Q(place_id__in=around, place__level__gte=Level.COMMUNITY)
    if scope == Scope.CROSS:
        there |= Q(place__path__startswith=place.path)
    bodies = list(Organisation.objects.filter(there).order_by("place__path", "id"))
    found: dict[str, list[str]] = {}
    for row in terms["seats"]:
        kind = KIND_OF.get(row["capacity"])
        found[row["capacity"]] = [one.name for one in bodies if one.kind == kind]
    return found


def earliest_day(council: Council, today: date) -> date:
    """The first day on which a topic that is announced today may be talked over."""
    return today + timedelta(days=int(council.terms["notice"]["value"]))


# --- While it sits --------------------------------------------------------------------------------


def sittings(council: Council) -> QuerySet[Sitting]:
    """Each sitting with who was there and who spoke, in order."""
    speeches = Prefetch("speeches", Speech.objects.select_related("voice").order_by("no"))
    present = Prefetch("presences", Presence.objects.select_related("voice").order_by("voice_id"))
    found = Sitting.objects.filter(council=council).order_by("no")
    return found.prefetch_related(speeches, present)


def last_sitting(council: Council) -> Sitting | None:
    return Sitting.objects.filter(council=council).order_by("-no").first()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules ask about a council: who is missing, who is there, what lacks a reason."""

    unseated: tuple[str, ...]
    invited: int
    here: int
    came: int
    dissenting: int
    speechless: tuple[str, ...]


def standing_of(council: Council) -> Standing:
    everybody = list(voices(council))
    there = {voice.capacity for voice in everybody}
    missing = [row["capacity"] for row in council.seats if row["must"]]
    return Standing(
        unseated=tuple(str(Capacity(one).label) for one in missing if one not in there),
        invited=len(everybody),
        here=Presence.objects.filter(
            sitting__council=council, sitting__ended_at__isnull=True
        ).count(),
        came=sum(bool(voice.came) for voice in everybody),
        dissenting=sum(voice.dissents for voice in everybody),
        speechless=tuple(
            voice.name for voice in everybody if voice.dissents and not voice.opinion.strip()
        ),
    )


def dissent_of(everybody: Iterable[Voice]) -> str:
    """Who does not agree, by name, and why: one line each, in the language of the minutes."""
    dissenting = [voice for voice in everybody if voice.stance == Stance.DISSENTS]
    with translation.override(OF_THE_MINUTES):
        lines = [
            f"{voice.name}（{Capacity(voice.capacity).label}）：{voice.opinion}"
            for voice in dissenting
        ]
    return "\n".join(lines)


def masked(text: str, everybody: Iterable[Voice]) -> str:
    """A text as it may be posted: people by their capacity, numbers and doors by stars."""
    people = sorted(everybody, key=lambda voice: -len(voice.name))
    with translation.override(OF_THE_MINUTES):
        for voice in people:
            if voice.individual:
                label = str(Capacity(voice.capacity).label)
                text = text.replace(f"{voice.name}（{label}）", label).replace(voice.name, label)
    return without_names(text)
