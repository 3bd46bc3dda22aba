"""Reading Pabulib's .pb files: what a city published of a vote on its budget.

The format: three parts, META, PROJECTS and VOTES, each a table with semicolons. See "PaBuLib: A
Participatory Budgeting Library" (Faliszewski and others, 2023).
"""

import csv
import io
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from liandong.planning.tallying.budget import Instance

PARTS = ("META", "PROJECTS", "VOTES")
Row = Mapping[str, str]


@dataclass(frozen=True)
class Published:
    """A published vote: `scale` units of the instance are one unit of the file's currency."""

    instance: Instance
    scale: int
    meta: Mapping[str, str]
    projects: Mapping[str, Row]

    @property
    def minimum(self) -> int:
        """The score that a project needs, where the city asked for one."""
        return math.ceil(Decimal(self.meta.get("min_project_score_threshold") or "0"))

    def selected(self, mark: str = "1") -> set[str]:
        """The official winners; what other marks mean, the file's comment says."""
        return {name for name, row in self.projects.items() if row.get("selected") == mark}


def read(text: str) -> Published:
    """Read the text of a .pb file. Marks for projects that are not listed count for nothing."""
    parts = _parts(text)
    meta = {row["key"]: row["value"] for row in parts["META"]}
    projects = {row["project_id"]: row for row in parts["PROJECTS"]}
    amounts = {name: money(row["cost"]) for name, row in projects.items()}
    budget = money(meta["budget"])
    unit = max(scale(amount) for amount in (budget, *amounts.values()))
    costs = {name: int(amount * unit) for name, amount in amounts.items()}
    ballots = [_ballot(row, meta, costs) for row in parts["VOTES"]]
    if meta["vote_type"] in ("approval", "choose-1"):
        instance = Instance(costs, int(budget * unit), approvals=ballots)
    else:
        instance = Instance(costs, int(budget * unit), scores=ballots)
    return Published(instance, unit, meta, projects)


def _parts(text: str) -> dict[str, list[dict[str, str]]]:
    parts: dict[str, list[dict[str, str]]] = {}
    heads: list[str] = []
    rows = parts.setdefault("", [])
    for cells in _rows(text):
        if cells[0] in PARTS and not any(cells[1:]):
            rows, heads = parts.setdefault(cells[0], []), []
        elif not heads:
            heads = cells
        else:
            rows.append(dict(zip(heads, cells, strict=False)))
    if missing := [name for name in PARTS if name not in parts]:
        raise ValueError(f"This is no .pb file: there is no part {', '.join(missing)}.")
    return parts


def _rows(text: str) -> Iterator[list[str]]:
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"):
        if row:
            yield [cell.strip() for cell in row]


def money(word: str) -> Decimal:
    """Read an amount; some files write a comma for the point."""
    return Decimal(word.replace(",", "."))


def scale(amount: Decimal) -> int:
    """By what an amount must be multiplied to be whole."""
    return amount.as_integer_ratio()[1]


def _ballot(row: Row, meta: Mapping[str, str], costs: Mapping[str, int]) -> dict[str, int]:
    """Return the points of one voter: as given; by place, where projects are ranked; else one."""
    names = [name.strip() for name in row["vote"].split(",") if name.strip()]
    kind = meta["vote_type"]
    if kind in ("cumulative", "scoring"):
        points = [int(Decimal(word)) for word in row["points"].split(",") if word.strip()]
    elif kind == "ordinal":
        most = int(meta.get("max_length") or len(costs))
        points = [most - place for place in range(len(names))]
    else:
        points = [1] * len(names)
    return {name: given for name, given in zip(names, points, strict=True) if name in costs}
