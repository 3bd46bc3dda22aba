"""Arenas: which there are, their entrants and voters, and the count from the urn."""

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from django.db.models import Count, QuerySet

from liandong.ballots import queries as ballots
from liandong.duties import queries as duties
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.places.models import Place
from liandong.planning.tallying import rating
from liandong.planning.tallying.drawing_lots import lot_of
from liandong.projects.lifecycle import TIE_WORDS, ArenaState, Grade, Part
from liandong.projects.models import (
    Arena,
    ArenaFacts,
    Entrant,
    SecretaryProject,
    Ticket,
    TicketEntry,
    Urn,
    VoterClass,
)
from liandong.rulebook import queries as rulebook

# Where the arena keeps what a rule of the rulebook said when it was opened.
KEPT = {
    "stage_weight": "arena.weight.stage",
    "site_weight": "arena.weight.site",
    "public_weight": "arena.weight.public",
    "good_worth": "arena.points.good",
    "fairly_good_worth": "arena.points.fairly_good",
    "average_worth": "arena.points.average",
    "poor_worth": "arena.points.poor",
    "trim": "arena.trim",
    "slow_below": "arena.slow_below",
}


SINGLE_RATINGS = frozenset({"arena.rated", "arena.ticket_entered"})


def number_of(key: str, place: Place | None, now: datetime) -> Decimal:
    return rulebook.limit(key, place, on=day_of(now)).amount


def numbers_at(place: Place, now: datetime) -> dict[str, Decimal]:
    """What the rulebook says today for an arena of this place."""
    return {field: number_of(key, place, now) for field, key in KEPT.items()}


def arenas() -> QuerySet[Arena]:
    found = Arena.objects.select_related("place", "convener__place")
    return found.order_by("-day", "-id")


def find_arena(arena_id: int) -> Arena | None:
    return arenas().filter(pk=arena_id).first()


def own_place(actor: Actor) -> Place | None:
    return Place.objects.filter(pk=actor.place_id or 0).first()


def entrants(arena: Arena) -> QuerySet[Entrant]:
    """The entrants by group and turn; before the draw by number."""
    found = arena.entrants.select_related(
        "arena", "project__secretary__place", "rectification__list"
    )
    return found.order_by("group", "turn", "no")


def candidates(arena: Arena) -> QuerySet[SecretaryProject]:
    """The registered projects of the places directly below that are not entered yet."""
    found = SecretaryProject.objects.filter(
        secretary__place__parent_id=arena.place_id, year=arena.year, registered_at__isnull=False
    )
    taken = arena.entrants.values("project_id")
    found = found.exclude(pk__in=taken).select_related("secretary__place")
    return found.order_by("secretary__place__path", "id")


def find_entrant(entrant_id: int) -> Entrant | None:
    found = Entrant.objects.select_related("arena__place", "project__secretary__place")
    return found.filter(pk=entrant_id).first()


def classes(arena: Arena) -> list[VoterClass]:
    """The classes of voters in the order of the parts, with how many tickets each has."""
    found = arena.classes.annotate(many=Count("tickets")).order_by("id")
    return list(found)


def numbers(arena: Arena) -> list[int]:
    return list(arena.entrants.order_by("no").values_list("no", flat=True))


def arena_facts(arena: Arena, now: datetime) -> ArenaFacts:
    groups = arena.entrants.values_list("group").annotate(many=Count("id"))
    tickets = Ticket.objects.filter(voters__arena=arena)
    urn = Urn.objects.filter(arena=arena).first()
    read = TicketEntry.objects.filter(ticket__voters__arena=arena).values("ticket").distinct()
    return ArenaFacts(
        groups=tuple(many for _group, many in groups),
        fewest=min((getattr(one, "many", 0) for one in classes(arena)), default=0),
        least=int(number_of("arena.seats", arena.place, now)),
        used=tickets.exclude(channel="").count(),
        slips=len(urn.slips) if urn else 0,
        unsettled=read.count(),
    )


def ticket_with(code: str) -> Ticket | None:
    """Which ticket this code belongs to, or none."""
    found = Ticket.objects.filter(code_hash=ballots.hash_of(ballots.plain_code(code)))
    return found.select_related("voters__arena__place").first()


def plain_code(text: str) -> str:
    return ballots.plain_code(text)


def looked_at(ticket: Ticket) -> list[TicketEntry]:
    return list(TicketEntry.objects.filter(ticket=ticket).order_by("id"))


def rules_of(arena: Arena) -> rating.Rules:
    """The arena's frozen numbers as the count takes them: exact fractions."""
    given = classes(arena)
    parts = [
        rating.Part(
            part.value,
            Fraction(getattr(arena, f"{part.value}_weight")),
            {one.voters: Fraction(one.weight) for one in given if one.part == part},
        )
        for part in Part
    ]
    points = {grade.value: Fraction(getattr(arena, f"{grade.value}_worth")) for grade in Grade}
    return rating.Rules(points, parts, Fraction(arena.trim), TIE_WORDS[arena.ties])


def papers_of(arena: Arena) -> list[rating.Paper]:
    """Everything in the urn, without its codes."""
    kinds = {one.pk: one for one in classes(arena)}
    urn = Urn.objects.filter(arena=arena).first()
    papers = []
    for class_id, marks in urn.slips.values() if urn else ():
        kind = kinds[class_id]
        kept = None if marks is None else {int(no): grade for no, grade in marks.items()}
        papers.append(rating.Paper(kind.part, kind.voters, kept))
    return papers


@dataclass(frozen=True, slots=True)
class Group:
    """One group of comparable entrants, counted by itself."""

    name: str
    results: list[tuple[Entrant, rating.Result]]


def counted(arena: Arena) -> list[Group]:
    """Count each group by itself. Raises `NothingToCountError` where a part is empty."""
    rules, papers = rules_of(arena), papers_of(arena)
    groups: dict[str, list[Entrant]] = {}
    for entrant in entrants(arena):
        groups.setdefault(entrant.group, []).append(entrant)
    return [Group(name, _results(members, papers, rules)) for name, members in groups.items()]


def _results(
    members: list[Entrant], papers: list[rating.Paper], rules: rating.Rules
) -> list[tuple[Entrant, rating.Result]]:
    by_number = {entrant.no: entrant for entrant in members}
    narrowed = [rating.Paper(one.part, one.voters, _of(one, by_number)) for one in papers]
    results = rating.tally(list(by_number), narrowed, rules)
    return [(by_number[result.entrant], result) for result in results]


def _of(paper: rating.Paper, members: dict[int, Entrant]) -> dict[int, str] | None:
    if paper.marks is None:
        return None
    return {no: grade for no, grade in paper.marks.items() if no in members}


def as_published(arena: Arena) -> str:
    """All papers with their tracking codes and no name, for whoever counts again."""
    kinds = {one.pk: one for one in classes(arena)}
    urn = Urn.objects.filter(arena=arena).first()
    rows = [
        {
            "code": code,
            "part": kinds[class_id].part,
            "class": kinds[class_id].voters,
            "grades": marks,
        }
        for code, (class_id, marks) in sorted((urn.slips if urn else {}).items())
    ]
    return "\n".join(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows) + "\n"


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def rounded(exact: Fraction) -> Decimal:
    """A total for lists: two places, halves upward; places are given before by exact numbers."""
    cents = (exact.numerator * 200 + exact.denominator) // (exact.denominator * 2)
    return Decimal(cents).scaleb(-2)


def lots(arena: Arena) -> list[tuple[Entrant, str]]:
    """The entrants with their lots, as anybody can compute them; nothing before the draw."""
    if not arena.is_drawn:
        return []
    return [(one, lot_of(arena.secret, arena.word, one.no)) for one in entrants(arena)]


def arena_story(arena: Arena) -> list[duties.Told]:
    """What was done to an arena, the latest first, without the many single ratings."""
    return [told for told in duties.story(arena) if told.entry.verb not in SINGLE_RATINGS]


def slow(arena: Arena) -> list[Entrant]:
    """The entrants that the rule points at and about which nobody decided yet."""
    if arena.state not in {ArenaState.COUNTED, ArenaState.EXPLAINED}:
        return []
    return [one for one in entrants(arena) if one.slow and not one.follow_up]
