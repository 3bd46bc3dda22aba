"""Who may change the tree of places, and what fits where. Nothing here writes."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.places.lifecycle import DESIGN_MOVES, Design
from liandong.places.models import LEVEL_OF, GridDesign, Level, Place, PlaceKind

KEEPERS = frozenset({"system", "system_admin"})
NEAR = frozenset({"community_secretary", "subdistrict_officer", "subdistrict_secretary"})
# A grid decides whose post answers for a building: the level above the community decides.
DECIDERS = frozenset({"subdistrict_officer", "subdistrict_secretary"})
PARENTS: dict[Level, frozenset[Level]] = {
    Level.DISTRICT: frozenset({Level.CITY}),
    Level.SUBDISTRICT: frozenset({Level.DISTRICT}),
    Level.COMMUNITY: frozenset({Level.SUBDISTRICT}),
    Level.GRID: frozenset({Level.COMMUNITY}),
    Level.BUILDING: frozenset({Level.COMMUNITY, Level.GRID}),
}


def may_import(actor: Actor) -> Verdict:
    if actor.role not in KEEPERS:
        return refuse(_("Only the system administrator may import places or boundaries."))
    return ALLOWED


def may_found(actor: Actor, kind: str, parent: Place | None) -> Verdict:
    level = LEVEL_OF[PlaceKind(kind)]
    if not _keeps(actor, level, parent):
        return refuse(_("Places of this level are kept by the system administrator."))
    return _fits(level, parent)


def may_rename(actor: Actor, place: Place, since: date) -> Verdict:
    return _may_change(actor, place, since)


def may_move(actor: Actor, place: Place, parent: Place, since: date) -> Verdict:
    if not _keeps(actor, Level(place.level), parent):
        return refuse(_("Places of this level are kept by the system administrator."))
    if parent.path.startswith(place.path):
        return refuse(_("A place cannot belong to itself or to a place within it."))
    return _may_change(actor, place, since) and _fits(Level(place.level), parent)


def may_abolish(
    actor: Actor, place: Place, since: date, *, into: Place | None, living: bool
) -> Verdict:
    """`living` says whether places still belong to this one."""
    if living:
        return refuse(_("Places still belong to this one. Move or abolish them first."))
    if into is not None and into.level != place.level:
        return refuse(_("A place can only be merged into a place of its own level."))
    if into is not None and into.valid_until is not None:
        return refuse(_("The place to merge into has been abolished."))
    return _may_change(actor, place, since)


def may_draw_boundary(
    actor: Actor, place: Place, since: date, latest: date | None = None
) -> Verdict:
    """`latest` is the day from which the outline that is in force holds."""
    if not _keeps(actor, Level(place.level), place):
        return refuse(_("Boundaries of this level are kept by the system administrator."))
    if latest is not None and since < latest:
        return refuse(_("A newer boundary of this place is in force."))
    return _stands(place)


def may_describe_grid(actor: Actor, place: Place) -> Verdict:
    if place.kind != PlaceKind.GRID:
        return refuse(_("This is not a grid."))
    if not _keeps(actor, Level.GRID, place):
        return refuse(_("A grid is described by its community, its subdistrict or the system."))
    return _stands(place)


# --- Proposals for the grids of a community ----------------------------------------------------


def may_see_designs(actor: Actor, place: Place) -> Verdict:
    if not actor.signed or not (actor.role in KEEPERS or actor.over(place.path)):
        return refuse(_("Proposals for grids are for the community and the levels above it."))
    return ALLOWED


def may_ask_design(actor: Actor, place: Place, *, waiting: bool, households: int) -> Verdict:
    """`waiting`: one is being drawn up; `households`: those of buildings on the map."""
    if place.level != Level.COMMUNITY:
        return refuse(_("Only a community is divided into grids."))
    if not _keeps(actor, Level.GRID, place):
        return refuse(_("The community's secretary or the subdistrict asks for a proposal."))
    if waiting:
        return refuse(_("A proposal is being drawn up. Wait for it, or stop it."))
    if not households:
        return refuse(_("No building here has both coordinates and a number of households."))
    return _stands(place)


def may_present_design(actor: Actor) -> Verdict:
    if actor.role != "system":
        return refuse(_("Proposals are drawn up by the system."))
    return ALLOWED


def may_stop_design(actor: Actor, design: GridDesign) -> Verdict:
    if not _keeps(actor, Level.GRID, design.place):
        return refuse(_("The community's secretary or the subdistrict asks for a proposal."))
    return _leads(design, "stop_design")


def may_accept_design(actor: Actor, design: GridDesign, *, changed: bool, waits: bool) -> Verdict:
    """`changed`: the ground is another by now; `waits`: another proposal waits for its day."""
    allowed = _decides(actor, design.place) and _leads(design, "accept_design")
    if not allowed:
        return allowed
    if changed:
        return refuse(
            _("Buildings or grids have changed since it was drawn up. Ask for a new proposal.")
        )
    if waits:
        return refuse(_("Another accepted proposal waits for its day."))
    return _stands(design.place)


def is_day_to_accept(since: date, today: date) -> Verdict:
    if since < today:
        return refuse(_("New grids begin today or later: what was done stays where it was done."))
    return ALLOWED


def may_refuse_design(actor: Actor, design: GridDesign) -> Verdict:
    return _decides(actor, design.place) and _leads(design, "refuse_design")


def may_carry_out_design(actor: Actor, design: GridDesign, today: date) -> Verdict:
    allowed = may_present_design(actor) and _leads(design, "carry_out_design")
    if allowed and (design.since is None or design.since > today):
        return refuse(_("Its day has not come."))
    return allowed


def _decides(actor: Actor, place: Place) -> Verdict:
    if actor.role in KEEPERS or (actor.role in DECIDERS and actor.over(place.path)):
        return ALLOWED
    return refuse(_("The subdistrict above the community decides on its grids."))


def _leads(design: GridDesign, verb: str) -> Verdict:
    if Design(design.state) not in DESIGN_MOVES[verb][0]:
        return refuse(_("This proposal is past that."))
    return ALLOWED


def _keeps(actor: Actor, level: Level, place: Place | None) -> bool:
    """Keepers keep everything; grids and buildings are also kept by the offices above them."""
    if actor.role in KEEPERS:
        return True
    near = level >= Level.GRID and actor.role in NEAR
    return near and place is not None and actor.over(place.path)


def _fits(level: Level, parent: Place | None) -> Verdict:
    if level == Level.CITY:
        return ALLOWED if parent is None else refuse(_("A city stands at the top of the tree."))
    if parent is None or Level(parent.level) not in PARENTS[level]:
        return refuse(_("A place of this kind does not belong to a place of that level."))
    return _stands(parent)


def _may_change(actor: Actor, place: Place, since: date) -> Verdict:
    if not _keeps(actor, Level(place.level), place):
        return refuse(_("Places of this level are kept by the system administrator."))
    if since <= place.valid_from:
        return refuse(_("The change must take effect after the place was founded."))
    return _stands(place)


def _stands(place: Place) -> Verdict:
    if place.valid_until is not None:
        return refuse(_("This place has been abolished."))
    return ALLOWED
