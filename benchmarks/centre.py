"""A made service centre: its windows for a month with long evenings and weekends, from a seed."""

import random

from liandong.planning.rostering import Day, Need, Person, Problem, Shift, StandIn

SKILLS = ["civil affairs", "social insurance", "housing", "permits"]
SHIFTS = (
    Shift("early", ((8 * 60, 12 * 60), (13 * 60, 17 * 60))),
    Shift("noon", ((9 * 60, 13 * 60), (14 * 60, 18 * 60))),
    Shift("late", ((11 * 60 + 30, 15 * 60 + 30), (16 * 60, 20 * 60))),
    Shift("weekend", ((9 * 60, 12 * 60), (13 * 60, 16 * 60))),
)


def centre(staff: int, seed: int = 1, days: int = 30) -> Problem:
    """Return a month that begins on a Tuesday, with so many people."""
    rng = random.Random(seed)
    people = tuple(
        Person(
            f"p{at:02}",
            frozenset({SKILLS[at % 4]} | {one for one in SKILLS if rng.random() < 0.4}),
            50 if at % 12 == 11 else 100,
        )
        for at in range(staff)
    )
    names = [person.name for person in people]
    away = set()
    for name in names:
        if rng.random() < 0.5:
            first = rng.randrange(days)
            away |= {(name, day) for day in range(first, min(first + rng.randint(1, 5), days))}
    wishes = {
        (rng.choice(names), rng.randrange(days), rng.choice(["", "late"])): rng.randint(1, 20)
        for _wish in range(3 * staff)
    }
    return Problem(
        people,
        tuple(_day(day, staff) for day in range(days)),
        SHIFTS,
        tuple(StandIn(f"duty {at}", names[at], names[at + 1]) for at in range(0, staff - 1, 2)),
        frozenset(away),
        wishes,
    )


def _day(day: int, staff: int) -> Day:
    weekday = (day + 1) % 7
    if weekday == 6:
        needs = (
            Need(9 * 60, 12 * 60, max(staff // 6, 1)),
            Need(13 * 60, 16 * 60, max(staff // 6, 1)),
        )
        return Day(f"{day + 1}", needs, ("weekend",), (day + 1) // 7, off=True)
    if weekday == 5:
        needs = (
            Need(9 * 60, 12 * 60, max(staff // 4, 1)),
            Need(13 * 60, 16 * 60, max(staff // 4, 1)),
        )
        return Day(f"{day + 1}", needs, ("weekend",), (day + 1) // 7, off=True)
    busy = staff // 12 if weekday == 0 else 0
    needs = (
        Need(8 * 60 + 30, 12 * 60, staff // 4 + busy),
        Need(12 * 60, 13 * 60 + 30, max(staff // 6, 1)),
        Need(13 * 60 + 30, 17 * 60, staff // 4 + busy),
        Need(17 * 60, 20 * 60, max(staff // 6, 1)),
        *(
            Need(9 * 60, 17 * 60, max(staff // 24, 1), skill)
            for skill in SKILLS[: 1 if staff < 12 else 2]
        ),
    )
    return Day(f"{day + 1}", needs, ("early", "noon", "late"), (day + 1) // 7)
