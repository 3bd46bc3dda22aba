"""The step that puts an accepted proposal into the tree: grids begin, buildings move, grids end."""

from datetime import date, datetime

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import within_action
from liandong.ledger.actions import record
from liandong.places.actions.boundaries import draw
from liandong.places.actions.founding import Facts, NewPlace, enter, record_founding
from liandong.places.actions.tree import end, relocate
from liandong.places.lifecycle import Design
from liandong.places.models import (
    DesignedGrid,
    GridDesign,
    GridType,
    Place,
    PlaceKind,
    SourceCrs,
)
from liandong.places.queries import Outline, Paper


@within_action
def carry_out(paper: Paper, *, actor: Actor, now: datetime) -> None:
    """Change the tree from the day of acceptance on, each change with an entry of its own."""
    design = paper.design
    since = design.since
    assert since is not None, "an accepted proposal has its day"
    if paper.moves:
        targets = _targets(paper, since, actor, now)
        for move in paper.moves:
            relocate(move.building, targets[move.after_id], since=since, actor=actor, now=now)
        for ending in paper.endings:
            end(ending.grid, targets[ending.into_id], since=since, actor=actor, now=now)
        _say_sizes(paper, targets)
        draw([_outline(grid, targets[grid.pk]) for grid in paper.grids], since, actor)
    design.state = Design.IN_FORCE
    design.save(update_fields=["state"])
    record(
        "grid_design.carried_out",
        subject=design,
        actor=actor,
        at=now,
        place=design.place,
        since=since,
        moved=len(paper.moves),
        begun=paper.begun,
        ended=len(paper.endings),
    )


@within_action
def _targets(paper: Paper, since: date, actor: Actor, now: datetime) -> dict[int, Place]:
    """The grid of the tree for each grid of the proposal; those that begin are founded."""
    begun = [grid for grid in paper.grids if grid.begins]
    if begun:
        new = [_founded(grid, paper) for grid in begun]
        made = enter(new, since, actor, _source(paper.design))
        for grid, place in zip(begun, made, strict=True):
            grid.grid = place
            record_founding(place, since=since, actor=actor, now=now)
        DesignedGrid.objects.bulk_update(begun, ["grid"])
    return {grid.pk: grid.grid for grid in paper.grids if grid.grid is not None}


def _founded(grid: DesignedGrid, paper: Paper) -> NewPlace:
    facts = Facts(
        name_en=grid.name_en,
        official=all(one.official for one in paper.now.grids),
        households=grid.households,
        grid_type=GridType.BASIC,
    )
    return NewPlace(PlaceKind.GRID, grid.name, paper.design.place_id, facts)


@within_action
def _say_sizes(paper: Paper, targets: dict[int, Place]) -> None:
    """Every grid that changed says its new number of households."""
    changed = [grid for grid in paper.grids if not grid.begins and grid.before != grid.households]
    for grid in changed:
        targets[grid.pk].households = grid.households
    Place.objects.bulk_update([targets[grid.pk] for grid in changed], ["households"])


def _outline(grid: DesignedGrid, place: Place) -> Outline:
    source = _source(grid.design)
    return Outline(place.pk, bytes(grid.shape), SourceCrs.CGCS2000, official=False, source=source)


def _source(design: GridDesign) -> str:
    return f"Proposal for grids {design.pk}: each spot to its nearest building"
