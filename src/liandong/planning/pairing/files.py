"""Reading pairings from plain tables: members and tasks, or units and communities."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from liandong.planning import reading
from liandong.planning.pairing.members import Members, Tasks, Wishes, members_and_tasks
from liandong.planning.pairing.problem import Problem, Real, Whole
from liandong.planning.pairing.units import (
    NOBODY,
    Communities,
    Units,
    UnitWishes,
    units_and_communities,
)

PRIORITIES = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Case:
    """A problem with the names of the files: who, what (for each need), and where they are.

    `before` are earlier pairs of members and tasks, as far as both are still there.
    """

    problem: Problem
    people: tuple[str, ...]
    needs: tuple[str, ...]
    homes: Real
    places: Real
    before: Whole


def read(
    people: str, work: str, before: str = "", refused: str = "", reach: float | None = None
) -> Case:
    """Read two tables, and pairs that were before or are refused.

    Members: `member,skills,slots` and if wanted `capacity`; tasks: `task,skill,slot` and `heads`,
    `priority`, `community`. Or units: `unit,resources` and `capacity`; communities:
    `community,needs`. Several are separated by semicolons; `venue:2` offers or needs a thing twice.
    Places are `longitude,latitude` or `east,north` in metres.
    """
    with_units = "resources" in people.splitlines()[0].split(",") if people else False
    return (_units if with_units else _members)(people, work, before, refused, reach)


def _members(people: str, work: str, before: str, refused: str, reach: float | None) -> Case:
    own = reading.rows(people, ("member", "skills", "slots"), "member")
    asked = reading.rows(work, ("task", "skill", "slot"), "task")
    homes, flat = reading.spots(own)
    places, _flat = reading.spots(asked, flat)
    skills = _names(row["skill"] for row in asked)
    slots = _names(row["slot"] for row in asked)
    communities = _names(row.get("community", "") for row in asked)
    members = Members(
        homes[:, 0],
        homes[:, 1],
        _table(own, "skills", skills) > 0,
        _table(own, "slots", slots) > 0,
        _numbers(own, "capacity"),
    )
    tasks = Tasks(
        places[:, 0],
        places[:, 1],
        np.array([skills[row["skill"]] for row in asked], np.int64),
        np.array([slots[row["slot"]] for row in asked], np.int64),
        _numbers(asked, "heads"),
        _numbers(asked, "priority"),
        np.array([communities[row.get("community", "")] for row in asked], np.int64),
    )
    if not np.isin(tasks.priority, PRIORITIES).all():
        raise ValueError("A priority is 1, 2 or 3.")
    names = [row["member"] for row in own], [row["task"] for row in asked]
    earlier = _pairs(before, ("member", "task"), *names)
    problem = members_and_tasks(
        members,
        tasks,
        Wishes() if reach is None else Wishes(reach=reach),
        refused=_pairs(refused, ("member", "task"), *names),
        before=earlier,
    )
    return Case(problem, tuple(names[0]), tuple(names[1]), homes, places, earlier)


def _units(people: str, work: str, before: str, refused: str, reach: float | None) -> Case:
    own = reading.rows(people, ("unit", "resources"), "unit")
    asked = reading.rows(work, ("community", "needs"), "community")
    homes, flat = reading.spots(own)
    places, _flat = reading.spots(asked, flat)
    kinds = _names(kind for row in asked for kind, _count in _listed(row["needs"]))
    units = Units(
        homes[:, 0], homes[:, 1], _table(own, "resources", kinds), _numbers(own, "capacity")
    )
    communities = Communities(places[:, 0], places[:, 1], _table(asked, "needs", kinds))
    names = [row["unit"] for row in own], [row["community"] for row in asked]
    problem = units_and_communities(
        units,
        communities,
        UnitWishes() if reach is None else UnitWishes(reach=reach),
        partners=_pairs(before, ("unit", "community"), *names),
        refused=_pairs(refused, ("unit", "community"), *names),
    )
    where, what = np.nonzero(communities.needs)
    words = list(kinds)
    needs = tuple(
        f"{names[1][place]}: {words[kind]}"
        for place, kind in zip(where.tolist(), what.tolist(), strict=True)
    )
    return Case(problem, tuple(names[0]), needs, homes, places[where], NOBODY)


def _names(said: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(said))}


def _listed(text: str) -> list[tuple[str, int]]:
    """Read "venue:2; advice" as venue twice and advice once."""
    found = []
    for part in text.split(";"):
        name, _colon, count = part.strip().partition(":")
        if name:
            found.append((name.strip(), int(count or 1)))
    return found


def _table(rows: Sequence[reading.Row], column: str, names: dict[str, int]) -> Whole:
    """Count what each row lists, a column for each name; what nobody asks for is left out."""
    table = np.zeros((len(rows), len(names)), np.int64)
    for at, row in enumerate(rows):
        for name, count in _listed(row[column]):
            if name in names:
                table[at, names[name]] += count
    return table


def _numbers(rows: Sequence[reading.Row], column: str) -> Whole:
    return np.array([int(row.get(column) or 1) for row in rows], np.int64)


def _pairs(text: str, heads: tuple[str, str], people: Sequence[str], work: Sequence[str]) -> Whole:
    """Read pairs by name; who is no longer there has none."""
    who, what = _names(people), _names(work)
    found = [
        (who[row[heads[0]]], what[row[heads[1]]])
        for row in (reading.rows(text, heads) if text else ())
        if row[heads[0]] in who and row[heads[1]] in what
    ]
    return np.array(found, np.int64).reshape(-1, 2)
