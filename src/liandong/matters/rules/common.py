"""What several rules ask: is this desk mine, do I lead here, does the table allow the verb."""

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.matters.lifecycle import MOVES
from liandong.matters.models import Matter
from liandong.people.models import RoleKind

# Who sits at the desk of a place, by the level of the place (0 city … 4 grid).
TEAMS: dict[int, frozenset[str]] = {
    4: frozenset({RoleKind.GRID_HEAD, RoleKind.GRID_WORKER}),
    3: frozenset({RoleKind.COMMUNITY_SECRETARY, RoleKind.COMMUNITY_WORKER}),
    2: frozenset({RoleKind.SUBDISTRICT_OFFICER, RoleKind.SUBDISTRICT_SECRETARY}),
    1: frozenset({RoleKind.DISTRICT_DISPATCHER, RoleKind.DISTRICT_SECRETARY}),
    0: frozenset({RoleKind.CITY_DISPATCHER, RoleKind.CITY_SECRETARY}),
}
RECEIVERS = frozenset().union(*TEAMS.values()) | {RoleKind.HOTLINE_CLERK}
OVERSEERS = frozenset().union(*(TEAMS[level] for level in (0, 1, 2, 3)))


def state_allows(matter: Matter, verb: str) -> Verdict:
    before, _after = MOVES[verb]
    if matter.state not in before:
        return refuse(_("This cannot be done in the matter's present state."))
    return ALLOWED


def at_desk(actor: Actor, matter: Matter) -> bool:
    """Whether the actor sits at the desk where the matter lies now."""
    if actor.role not in TEAMS.get(matter.desk.level, frozenset()):
        return False
    if actor.role == RoleKind.GRID_WORKER:
        return actor.over(matter.desk.path)
    return actor.place_id == matter.desk_id


def leads(actor: Actor, matter: Matter) -> bool:
    """Whether the actor's office leads the matter now."""
    if matter.lead is None or actor.post_id is None:
        return False
    same_office = (
        matter.lead.organisation_id is not None
        and actor.organisation_id == matter.lead.organisation_id
    )
    return actor.post_id == matter.lead_id or same_office


def oversees(actor: Actor, matter: Matter) -> bool:
    """Whether the actor stands at the matter's desk or above it."""
    return actor.role in OVERSEERS and actor.over(matter.desk.path)


def desk_may(actor: Actor, matter: Matter, verb: str) -> Verdict:
    allowed = state_allows(matter, verb)
    if not allowed:
        return allowed
    if not at_desk(actor, matter):
        return refuse(_("Only the desk where the matter lies may do this."))
    return ALLOWED


def lead_may(actor: Actor, matter: Matter, verb: str) -> Verdict:
    allowed = state_allows(matter, verb)
    if not allowed:
        return allowed
    if not leads(actor, matter):
        return refuse(_("Only the office that leads the matter may do this."))
    return ALLOWED
