"""A made conversation, and its map: `python -m benchmarks.conversation FILE` prints JSON.

The file holds the arrays `rows`, `columns` and `values` of the votes.
"""

import json
import resource
import sys
import time

import numpy as np

from liandong.planning.tallying.opinions import Votes, draw

CAMPS, EACH = 4, 40  # planted groups; votes that a participant makes on average
TIMES = 3


def made(people: int, statements: int) -> dict[str, np.ndarray]:
    """Make a conversation: statements that more or fewer see, and camps that lean apart."""
    random = np.random.default_rng(people)
    camp = random.choice(CAMPS, people, p=random.dirichlet(np.full(CAMPS, 6.0)))
    lean = random.normal(0, 1.3, (CAMPS, statements))
    lean = lean * (random.random((CAMPS, statements)) < 0.35) + random.normal(0, 1, statements)
    many = np.clip(random.geometric(1 / EACH, people), 1, statements)
    seen = np.log(random.gamma(2, 1, statements))
    chance = random.gumbel(size=(people, statements)) + seen
    place = np.argsort(np.argsort(-chance, 1), 1)
    rows, columns = np.nonzero(place < many[:, None])
    felt = lean[camp[rows], columns] + random.normal(0, 0.8, len(rows))
    values = (felt > 0.35).astype(np.int8) - (felt < -0.35).astype(np.int8)
    return {"rows": rows, "columns": columns, "values": values}


def main() -> None:
    with np.load(sys.argv[1]) as held:
        rows, columns, values = held["rows"], held["columns"], held["values"]
    people = tuple(map(str, range(rows.max() + 1)))
    statements = tuple(map(str, range(columns.max() + 1)))
    base, spent = _memory(), []
    for _ in range(TIMES):
        start = time.process_time()
        votes = Votes.from_arrays(rows, columns, values, participants=people, statements=statements)
        found = draw(votes)
        spent.append(time.process_time() - start)
    placed = np.flatnonzero(found.which >= 0)
    told = {
        "seconds": sorted(spent)[TIMES // 2],
        "votes": len(rows),
        "memory": _memory() - base,
        "who": placed.tolist(),
        "which": found.which[placed].tolist(),
    }
    print(json.dumps(told))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main()
