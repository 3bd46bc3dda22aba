"""Reading a vote from two plain CSV tables: projects with their costs, and votes."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from liandong.planning.tallying.budget import Instance
from liandong.planning.tallying.pabulib import Published, Row, money, scale


def read(projects: str, votes: str, budget: str) -> Published:
    """Read `project,cost[,name]` and `voter,project[,points]`, one line for each mark.

    A voter without a mark is a line with an empty project: the money is shared among all voters.
    """
    listed = {row["project"]: row for row in _rows(projects, ("project", "cost"))}
    marks = _rows(votes, ("voter", "project"))
    costs = {name: money(row["cost"]) for name, row in listed.items()}
    total = money(budget)
    unit = max(scale(amount) for amount in (total, *costs.values()))
    ballots: dict[str, dict[str, int]] = {row["voter"]: {} for row in marks}
    for row in marks:
        if row["project"]:
            ballots[row["voter"]][row["project"]] = int(Decimal(row.get("points") or "1"))
    whole = {name: int(amount * unit) for name, amount in costs.items()}
    cast = list(ballots.values())
    points = bool(marks) and "points" in marks[0]
    instance = Instance(
        whole,
        int(total * unit),
        approvals=None if points else cast,
        scores=cast if points else None,
    )
    return Published(instance, unit, {}, listed)


def _rows(text: str, needed: Sequence[str]) -> list[Row]:
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if missing := [head for head in needed if head not in (rows.fieldnames or ())]:
        raise ValueError(f"The table has no column {', '.join(missing)}.")
    return [{key: (value or "").strip() for key, value in row.items()} for row in rows]
