"""Members and tasks of a city that nobody built: 750 communities, skills, slots, heads."""

import numpy as np

from liandong.planning.pairing import Members, Tasks

COMMUNITIES, SKILLS, SLOTS = 750, 20, 12
WEEKDAYS, WEEKENDS = 6, 6  # slots in the evenings of a week, and at its end


def crowd(members: int, tasks: int, seed: int = 11) -> tuple[Members, Tasks]:
    """Draw a city; smaller ones have fewer communities, equally dense."""
    rng = np.random.default_rng(seed)
    places = max(1, round(COMMUNITIES * members / 87_000))
    side = 1_000 * np.sqrt(places)
    centres = rng.uniform(0, side, (places, 2))
    lived_in = rng.lognormal(0, 0.35, places)
    needed = lived_in * rng.lognormal(0, 0.7, places)
    at = rng.choice(places, members, p=lived_in / lived_in.sum())
    whose = rng.choice(places, tasks, p=needed / needed.sum())
    homes = centres[at] + rng.normal(0, 350, (members, 2))
    spots = centres[whose] + rng.normal(0, 300, (tasks, 2))
    wanted = rng.dirichlet(np.full(SKILLS, 1.5))
    return (
        Members(
            *np.ascontiguousarray(homes.T),
            _skills(rng, members, 0.6 * wanted + 0.4 / SKILLS),
            rng.random((members, SLOTS)) < np.r_[[0.1] * WEEKDAYS, [0.28] * WEEKENDS],
            rng.choice([1, 2], members, p=[0.7, 0.3]),
        ),
        Tasks(
            *np.ascontiguousarray(spots.T),
            rng.choice(SKILLS, tasks, p=wanted),
            rng.choice(SLOTS, tasks, p=np.r_[[0.07] * WEEKDAYS, [0.58 / 6] * WEEKENDS]),
            rng.choice(
                [1, 2, 3, 4, 5, 6, 8, 10], tasks, p=[0.25, 0.25, 0.15, 0.12, 0.08, 0.07, 0.05, 0.03]
            ),
            rng.choice([1, 2, 3], tasks, p=[0.6, 0.3, 0.1]),
            whose,
        ),
    )


def _skills(rng, members, shares):
    """One to three skills each."""
    has = np.zeros((members, SKILLS), bool)
    for _time in range(3):
        has[np.arange(members), rng.choice(SKILLS, members, p=shares)] |= rng.random(members) < 0.67
    has[np.arange(members), rng.choice(SKILLS, members, p=shares)] = True
    return has
