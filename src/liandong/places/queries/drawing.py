"""Drawing up a proposal for grids. Only `tasks` import this: the method behind it is heavy."""

import csv
import io
from collections import Counter
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import shapely

from liandong.places.lifecycle import Staying
from liandong.places.models import GridDesign, GridType
from liandong.places.queries.outlines import outline_of
from liandong.places.queries.survey import Survey, estate_of, survey
from liandong.planning import gridding
from liandong.planning.gridding import Changes, Grid, Problem, Rule, Weights, files
from liandong.planning.gridding.problem import NONE
from liandong.planning.plan import Choice, Plan, Progress, Reason

USUAL = Weights().moved
STAYS = {Staying.FREE: 0.0, Staying.USUAL: USUAL, Staying.STRONG: 20 * USUAL}
DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class DrawnGrid:
    """A grid of a drawn proposal, as its row will say it."""

    number: int
    grid_id: int | None
    begins: bool
    name: str
    name_en: str
    dedicated: bool
    buildings: int
    households: int
    before: int | None
    moved: int
    radius: float
    word: str
    shape: bytes


@dataclass(frozen=True, slots=True)
class DrawnMove:
    building_id: int
    before_id: int | None
    after: int
    households: int | None
    follows: bool


@dataclass(frozen=True, slots=True)
class DrawnEnd:
    grid_id: int
    into: int
    households: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A proposal as it was drawn up, ready to be presented."""

    ground: str
    objective: int
    bound: int
    figures: dict[str, Any]
    unmet: list[dict[str, Any]]
    grids: tuple[DrawnGrid, ...]
    moves: tuple[DrawnMove, ...]
    ends: tuple[DrawnEnd, ...]


def draw_up(wished: GridDesign, progress: Progress) -> Drawn:
    """Divide the community as it is now. Raises `Cancelled` when the progress says so."""
    now = survey(wished.place)
    read = _read(now, wished)
    problem = read.problem
    plan = gridding.design(problem, wished.seed, progress=progress)
    if wrong := gridding.check(problem, plan):
        raise ValueError(" ".join(wrong))
    return _Sheet(now, read, problem, plan).drawn()


def _read(now: Survey, wished: GridDesign) -> files.Survey:
    """The community as the library reads it from a table, with the wishes."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(
        ["building", "households", "longitude", "latitude", "estate", "dedicated", "today"]
    )
    kinds = {grid.pk: grid.grid_type for grid in now.grids}
    for one in now.placed:
        today = one.parent_id if one.parent_id in kinds else ""
        own = today if kinds.get(one.parent_id or 0) == GridType.DEDICATED else ""
        writer.writerow([one.pk, one.households or 0, one.lon, one.lat, estate_of(one), own, today])
    rule = Rule(wished.low, wished.high)
    read = files.read(table.getvalue(), wished.barriers, rule, wished.whole)
    weights = replace(Weights(), moved=STAYS[Staying(wished.staying)])
    links = np.concatenate([read.problem.links, _held_together(read.problem)])
    return replace(read, problem=replace(read.problem, links=links, weights=weights))


def _held_together(problem: Problem) -> np.ndarray:
    """What has a grid of its own today keeps it whole, wherever its buildings stand."""
    chains = [
        np.c_[own[:-1], own[1:]]
        for park in np.unique(problem.dedicated[problem.dedicated != NONE]).tolist()
        if len(own := np.flatnonzero(problem.dedicated == park)) > 1
    ]
    return np.concatenate(chains) if chains else np.empty((0, 2), np.int64)


class _Sheet:
    """One plan, told in the numbers and names of the tree."""

    def __init__(self, now: Survey, read: files.Survey, problem: Problem, plan: Plan[Grid]) -> None:
        self.now, self.read, self.problem, self.plan = now, read, problem, plan
        self.changes: Changes = gridding.changes(problem, plan)
        self.today = {number: int(name) for number, name in enumerate(read.today)}
        self.known = {grid.pk: grid for grid in now.grids}
        self.into = self._into()

    def drawn(self) -> Drawn:
        return Drawn(
            ground=self.now.ground,
            objective=int(self.plan.objective),
            bound=int(self.plan.bound),
            figures=self._figures(),
            unmet=[self._said(reason) for reason in self.plan.unmet],
            grids=tuple(self._grids()),
            moves=(*self._moves(), *self._followers()),
            ends=tuple(
                DrawnEnd(self.today[old], into, self.now.by_grid[self.today[old]])
                for old, into in self.into.items()
            ),
        )

    def _figures(self) -> dict[str, Any]:
        today = np.where(self.problem.today == NONE, len(self.today), self.problem.today)
        measured = gridding.grid_of(self.problem, self.plan)
        return {
            "plan": asdict(gridding.measure(self.problem, measured)),
            "today": asdict(gridding.measure(self.problem, today)) if self.today else None,
            "buildings": len(self.now.placed),
            "unknown": self.now.unknown,
            "barriers": len(self.read.barriers),
            "estates": len(self.read.estates),
        }

    def _into(self) -> dict[int, int]:
        """For each grid of today that ends, the grid that most of its households come into."""
        found: dict[int, int] = {}
        for old in self.changes.ended:
            shares: Counter[int] = Counter()
            for move in self.changes.moves:
                if move.today == old:
                    shares[move.number] += move.households + 1
            found[old] = max(shares, key=lambda number: (shares[number], -number))
        return found

    def _grids(self) -> list[DrawnGrid]:
        shapes = self._shapes()
        names = _Names(self.now)
        return [self._grid(one, shapes[one.what.number], names) for one in self.plan.choices]

    def _grid(self, choice: Choice[Grid], shape: bytes, names: "_Names") -> DrawnGrid:
        grid, figures = choice.what, choice.reason.figures
        today = self.changes.goes_on.get(grid.number)
        kept = self.known[self.today[today]] if today is not None else None
        name, name_en = (kept.name, kept.name_en) if kept else names.next()
        return DrawnGrid(
            number=grid.number,
            grid_id=kept.pk if kept else None,
            begins=kept is None,
            name=name,
            name_en=name_en,
            dedicated=grid.dedicated != NONE,
            buildings=len(grid.buildings),
            households=grid.households,
            before=self.now.by_grid[kept.pk] if kept else None,
            moved=int(figures["moved"]),
            radius=float(figures["radius"]),
            word=choice.reason.word,
            shape=shape,
        )

    def _shapes(self) -> dict[int, bytes]:
        flat = self.read.flat
        assert flat is not None, "buildings of the tree lie in degrees"
        drawn = outline_of(self.now.community)
        room = shapely.from_wkb(bytes(drawn.shape)) if drawn else None
        within = shapely.transform(room, flat.metres) if room is not None else None
        found = gridding.outlines(self.problem, self.plan, within, self.read.barriers)
        return {
            number: shapely.to_wkb(shapely.transform(shape, flat.degrees))
            for number, shape in found.items()
        }

    def _moves(self) -> list[DrawnMove]:
        return [
            DrawnMove(
                building_id=self.now.placed[building].pk,
                before_id=self.today.get(move.today),
                after=move.number,
                households=self.now.placed[building].households,
                follows=False,
            )
            for move in self.changes.moves
            for building in move.buildings
        ]

    def _followers(self) -> list[DrawnMove]:
        """Buildings that are not on the map follow their grid when it ends."""
        into = {self.today[old]: number for old, number in self.into.items()}
        return [
            DrawnMove(one.pk, one.parent_id, into[one.parent_id], one.households, follows=True)
            for one in self.now.unplaced
            if one.parent_id in into
        ]

    def _said(self, reason: Reason) -> dict[str, Any]:
        """A reason with names of the tree instead of positions."""
        figures = dict(reason.figures)
        if "building" in figures:
            figures["building"] = self.now.placed[int(figures["building"])].name
        if "estate" in figures:
            figures["estate"] = self.read.estates[int(figures["estate"])]
        if "block" in figures:
            figures["block"] = int(figures["block"]) + 1
        return {"word": reason.word, "figures": figures}


class _Names:
    """Names for new grids: the community's own, with the next ordinal that no grid of it has."""

    def __init__(self, now: Survey) -> None:
        self.base = _short(now.community.name)
        self.base_en = now.community.name_en.removesuffix(" Community").removesuffix(" Village")
        self.taken = tuple(grid.name for grid in now.grids)
        self.number = 0

    def next(self) -> tuple[str, str]:
        self.number += 1
        while any(name.endswith(f"第{_ordinal(self.number)}网格") for name in self.taken):
            self.number += 1
        name_en = f"{self.base_en} Grid {self.number}".strip()
        return f"{self.base}第{_ordinal(self.number)}网格", name_en


def _short(name: str) -> str:
    """A community's everyday name: 樱园社区 of 樱园社区居民委员会."""
    for suffix in ("居民委员会", "村民委员会", "居委会", "村委会"):
        name = name.removesuffix(suffix)
    return name


def _ordinal(number: int) -> str:
    """A number below a hundred as Chinese writes it."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones or not tens else "")
