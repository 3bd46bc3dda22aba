"""An arena from its opening to the draw, and what follows from its result."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max

from liandong.duties.actions import Problem, begin_rectification
from liandong.duties.lifecycle import Deadline, Origin
from liandong.kernel.actor import Actor
from liandong.kernel.numbers import random_word
from liandong.kernel.transactions import action
from liandong.kernel.verdict import Refused, ensure
from liandong.places.models import Place
from liandong.planning.tallying.drawing_lots import drawn, sealed
from liandong.planning.tallying.rating import NothingToCountError
from liandong.projects import queries, rules
from liandong.projects.actions.steps import hold_arena, tell_arena
from liandong.projects.lifecycle import CLASSES, ArenaState, FollowUp, Ties
from liandong.projects.models import Arena, Entrant, SecretaryProject, VoterClass

SECRET_LENGTH = 20


@action
def open_arena(
    *, place_id: int, title: str, day: date, ties: Ties, actor: Actor, now: datetime
) -> Arena:
    """Open an arena of the places directly below; the rules of today are frozen for it."""
    place = Place.objects.get(pk=place_id)
    ensure(rules.may_open_arena(actor, place))
    arena = Arena.objects.create(
        place=place,
        convener_id=actor.post,
        title=title,
        year=day.year,
        day=day,
        ties=ties,
        minutes=int(queries.number_of("arena.minutes", place, now)),
        opened_at=now,
        **queries.numbers_at(place, now),
    )
    for part, several in CLASSES.items():
        for voters in several:
            key = f"arena.class.{voters.value}"
            weight = queries.number_of(key, place, now) if len(several) > 1 else Decimal(1)
            VoterClass.objects.create(arena=arena, part=part, voters=voters, weight=weight)
    tell_arena("opened", arena, actor, now, year=arena.year, day=day, ties=ties, title=title)
    return arena


@action
def add_entrant(
    *, arena_id: int, project_id: int, group: str, actor: Actor, now: datetime
) -> Entrant:
    """Enter a project in a group of comparable ones."""
    arena = hold_arena(arena_id)
    ensure(rules.may_add_entrant(actor, arena))
    projects = SecretaryProject.objects.select_related("secretary__place")
    project = projects.get(pk=project_id)
    ensure(rules.is_comparable(arena, project))
    highest = arena.entrants.aggregate(no=Max("no"))["no"] or 0
    entrant = Entrant.objects.create(arena=arena, project=project, no=highest + 1, group=group)
    tell_arena(
        "entrant_added", arena, actor, now, project=project.pk, number=entrant.no, group=group
    )
    return entrant


@action
def remove_entrant(*, arena_id: int, entrant_id: int, actor: Actor, now: datetime) -> Arena:
    """Take a project out before the entrants are fixed."""
    arena = hold_arena(arena_id)
    ensure(rules.may_remove_entrant(actor, arena))
    entrant = Entrant.objects.get(arena=arena, pk=entrant_id)
    tell_arena("entrant_removed", arena, actor, now, project=entrant.project_id)
    entrant.delete()
    return arena


@action
def fix(*, arena_id: int, actor: Actor, now: datetime) -> Arena:
    """Fix the entrants and seal the lot: a secret whose SHA-256 is published now."""
    arena = hold_arena(arena_id)
    ensure(rules.may_fix(actor, arena, queries.arena_facts(arena, now)))
    arena.state, arena.secret = ArenaState.FIXED, random_word(SECRET_LENGTH)
    arena.seal = sealed(arena.secret)
    arena.save(update_fields=["state", "secret", "seal"])
    tell_arena("fixed", arena, actor, now, entrants=arena.entrants.count(), seal=arena.seal)
    return arena


@action
def draw(*, arena_id: int, word: str, actor: Actor, now: datetime) -> Arena:
    """Draw the order with a word said in the hall; the sealed secret is shown from now on."""
    arena = hold_arena(arena_id)
    ensure(rules.may_draw(actor, arena))
    order = drawn(arena.secret, word, queries.numbers(arena))
    turns: dict[str, int] = {}
    for entrant in sorted(queries.entrants(arena), key=lambda one: order.index(one.no)):
        turns[entrant.group] = entrant.turn = turns.get(entrant.group, 0) + 1
        entrant.save(update_fields=["turn"])
    arena.state, arena.word = ArenaState.DRAWN, word
    arena.save(update_fields=["state", "word"])
    tell_arena("drawn", arena, actor, now, secret=arena.secret, word=arena.word)
    return arena


@action
def count(*, arena_id: int, actor: Actor, now: datetime) -> Arena:
    """Count every group by itself and publish places, arithmetic and all papers without names."""
    arena = hold_arena(arena_id)
    facts = queries.arena_facts(arena, now)
    ensure(rules.may_count(actor, arena, facts))
    try:
        groups = queries.counted(arena)
    except NothingToCountError as empty:
        raise Refused(str(rules.NOBODY_RATED)) from empty
    for group in groups:
        for entrant, result in group.results:
            entrant.place, entrant.total = result.place, queries.rounded(result.total)
            entrant.save(update_fields=["place", "total"])
    arena.state, arena.counted_at = ArenaState.COUNTED, now
    arena.digest = queries.digest_of(queries.as_published(arena))
    arena.save(update_fields=["state", "counted_at", "digest"])
    tell_arena("counted", arena, actor, now, papers=facts.slips, digest=arena.digest)
    return arena


@action
def explain(*, arena_id: int, explanation: str, actor: Actor, now: datetime) -> Arena:
    """Explain the result in public: what was good, what was slow, what follows."""
    arena = hold_arena(arena_id)
    ensure(rules.may_explain(actor, arena))
    arena.state, arena.explanation = ArenaState.EXPLAINED, explanation
    arena.save(update_fields=["state", "explanation"])
    tell_arena("explained", arena, actor, now, explanation=explanation)
    return arena


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides about a project after the arena; a rectification has its words."""

    follow_up: FollowUp
    reason: str
    goal: str = ""
    measures: str = ""
    due_on: date | None = None


@action
def follow_up(*, entrant_id: int, decision: Decision, actor: Actor, now: datetime) -> Entrant:
    """Decide what follows for a project: nothing, a talk, or a rectification with a date.

    A talk is called on its own page of `duties`, with its own grounds and reason.
    """
    entrant = Entrant.objects.select_related(
        "arena__place", "project__secretary__place", "project__lead"
    ).get(pk=entrant_id)
    arena = hold_arena(entrant.arena_id)
    ensure(rules.may_follow_up(actor, arena, entrant))
    entrant.follow_up, entrant.follow_reason = decision.follow_up, decision.reason
    if decision.follow_up == FollowUp.RECTIFY:
        entrant.rectification = begin_rectification(
            post=entrant.project.secretary,
            year=arena.year,
            title=arena.title,
            problem=_problem(entrant.project, decision),
            actor=actor,
            now=now,
        )
    entrant.save(update_fields=["follow_up", "follow_reason", "rectification"])
    tell_arena(
        "followed_up",
        arena,
        actor,
        now,
        project=entrant.project_id,
        follow_up=decision.follow_up,
        reason=decision.reason,
    )
    return entrant


@action
def cancel(*, arena_id: int, reason: str, actor: Actor, now: datetime) -> Arena:
    """End an arena without a result, with a reason that everybody reads."""
    arena = hold_arena(arena_id)
    ensure(rules.may_cancel(actor, arena))
    arena.state, arena.cancelled_because = ArenaState.CANCELLED, reason
    arena.save(update_fields=["state", "cancelled_because"])
    tell_arena("cancelled", arena, actor, now, reason=reason)
    return arena


def _problem(project: SecretaryProject, decision: Decision) -> Problem:
    return Problem(
        problem=f"{project.title}：{decision.reason}",
        origin=Origin.COMMENT,
        goal=decision.goal,
        measures=decision.measures,
        lead_id=project.lead_id,
        deadline=Deadline.BY_DATE,
        due_on=decision.due_on,
    )
