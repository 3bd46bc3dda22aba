"""Proposals for grids: asked for, drawn up in the background, decided by a person, carried out."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places import queries, rules
from liandong.places.actions.carrying import carry_out
from liandong.places.actions.steps import locked
from liandong.places.lifecycle import Design, Staying
from liandong.places.models import DesignedGrid, DesignedMove, EndingGrid, GridDesign

if TYPE_CHECKING:
    from liandong.places.queries.drawing import Drawn


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked of a proposal: households a grid, and what should stay as it is."""

    low: int = 300
    high: int = 500
    whole: bool = True
    staying: Staying = Staying.USUAL
    barriers: str = ""
    seed: int = 1


@action
def ask_design(*, place_id: int, wishes: Wishes, actor: Actor, now: datetime) -> GridDesign:
    """Ask for a proposal for a community's grids. It is drawn up in the background."""
    place = locked(place_id)
    waiting = queries.has_design(place, Design.ASKED)
    households = queries.survey(place).households
    ensure(rules.may_ask_design(actor, place, waiting=waiting, households=households))
    design = GridDesign.objects.create(place=place, asked_at=now, **asdict(wishes))
    record(
        "grid_design.asked",
        subject=design,
        actor=actor,
        at=now,
        place=place,
        low=wishes.low,
        high=wishes.high,
        whole=wishes.whole,
        staying=Staying(wishes.staying),
        seed=wishes.seed,
    )
    return design


@action
def note_design(*, design_id: int, done: int, total: int, actor: Actor, now: datetime) -> bool:
    """Say how far the work is. Returns whether to go on: not when somebody stopped it."""
    ensure(rules.may_present_design(actor))
    asked = GridDesign.objects.filter(pk=design_id, state=Design.ASKED)
    return bool(asked.update(done=done, total=total))


@action
def present_design(
    *, design_id: int, drawn: "Drawn", actor: Actor, now: datetime
) -> GridDesign | None:
    """Lay down what was drawn up. A proposal that was stopped meanwhile stays stopped: None."""
    ensure(rules.may_present_design(actor))
    design = _locked_design(design_id)
    if design.state != Design.ASKED:
        return None
    design.state, design.drawn_at, design.ground = Design.READY, now, drawn.ground
    design.objective, design.bound = drawn.objective, drawn.bound
    design.figures, design.unmet = drawn.figures, drawn.unmet
    design.save()
    _lay_down(design, drawn)
    record(
        "grid_design.presented",
        subject=design,
        actor=actor,
        at=now,
        place=design.place,
        grids=len(drawn.grids),
        moves=len(drawn.moves),
        objective=drawn.objective,
        bound=drawn.bound,
    )
    return design


@within_action
def _lay_down(design: GridDesign, drawn: "Drawn") -> None:
    grids = DesignedGrid.objects.bulk_create(
        [DesignedGrid(design=design, **asdict(grid)) for grid in drawn.grids], batch_size=200
    )
    by_number = {grid.number: grid for grid in grids}
    moves = [{**asdict(move), "after": by_number[move.after]} for move in drawn.moves]
    DesignedMove.objects.bulk_create(
        [DesignedMove(design=design, **move) for move in moves], batch_size=200
    )
    ends = [{**asdict(end), "into": by_number[end.into]} for end in drawn.ends]
    EndingGrid.objects.bulk_create([EndingGrid(design=design, **end) for end in ends])


@action
def stop_design(*, design_id: int, actor: Actor, now: datetime) -> GridDesign:
    """Stop the work on a proposal that is not drawn up yet."""
    design = _locked_design(design_id)
    ensure(rules.may_stop_design(actor, design))
    design.state = Design.STOPPED
    design.save(update_fields=["state"])
    record("grid_design.stopped", subject=design, actor=actor, at=now, place=design.place)
    return design


@action
def accept_design(
    *, design_id: int, since: date, reason: str, actor: Actor, now: datetime
) -> GridDesign:
    """Accept a proposal from a day on. Today's is carried out at once, a later one on its day."""
    design = _locked_design(design_id)
    paper = queries.paper(design)
    waits = queries.has_design(design.place, Design.ACCEPTED)
    ensure(
        rules.may_accept_design(actor, design, changed=paper.changed, waits=waits)
        and rules.is_day_to_accept(since, day_of(now))
    )
    design.state, design.since, design.reason = Design.ACCEPTED, since, reason
    design.decided_at = now
    design.save(update_fields=["state", "since", "reason", "decided_at"])
    record(
        "grid_design.accepted",
        subject=design,
        actor=actor,
        at=now,
        place=design.place,
        since=since,
        moves=len(paper.moves),
        households=paper.moved,
        reason=reason,
    )
    if since <= day_of(now):
        carry_out(paper, actor=actor, now=now)
    return design


@action
def refuse_design(*, design_id: int, reason: str, actor: Actor, now: datetime) -> GridDesign:
    """Do not accept a proposal, or take back an acceptance whose day has not come."""
    design = _locked_design(design_id)
    ensure(rules.may_refuse_design(actor, design))
    design.state, design.reason, design.decided_at = Design.REFUSED, reason, now
    design.save(update_fields=["state", "reason", "decided_at"])
    record(
        "grid_design.refused",
        subject=design,
        actor=actor,
        at=now,
        place=design.place,
        reason=reason,
    )
    return design


@action
def carry_out_design(*, design_id: int, actor: Actor, now: datetime) -> GridDesign:
    """Put an accepted proposal into force on its day; it lapses when the ground has changed."""
    design = _locked_design(design_id)
    ensure(rules.may_carry_out_design(actor, design, day_of(now)))
    paper = queries.paper(design)
    if paper.changed:
        design.state = Design.LAPSED
        design.save(update_fields=["state"])
        record("grid_design.lapsed", subject=design, actor=actor, at=now, place=design.place)
    else:
        carry_out(paper, actor=actor, now=now)
    return design


def _locked_design(design_id: int) -> GridDesign:
    rows = GridDesign.objects.select_for_update(of=("self",)).select_related("place")
    return rows.get(pk=design_id)
