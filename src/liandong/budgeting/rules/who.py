"""Who stands where: the posts that handle, convene and watch a budget vote."""

from django.utils.translation import gettext_lazy as _

from liandong.budgeting.lifecycle import MOVES
from liandong.budgeting.models import (
    BudgetVote,
    Facts,
)
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import RoleKind

COMMUNITY = frozenset({RoleKind.COMMUNITY_SECRETARY, RoleKind.COMMUNITY_WORKER})
HELPERS = COMMUNITY | {RoleKind.GRID_HEAD, RoleKind.GRID_WORKER}
ABOVE = frozenset({RoleKind.SUBDISTRICT_OFFICER, RoleKind.SUBDISTRICT_SECRETARY})


def may_see(actor: Actor, vote: BudgetVote) -> Verdict:
    """The desk of a vote: for the community, its grids' posts and the subdistrict above."""
    inside = actor.role in HELPERS and actor.path.startswith(vote.place.path)
    if not inside and not stands_above(actor, vote):
        return refuse(_("The community and the subdistrict above it handle this vote."))
    return ALLOWED


def handles(actor: Actor, vote: BudgetVote, verb: str) -> Verdict:
    if vote.state not in MOVES[verb][0]:
        return not_now()
    who = HELPERS if verb in {"hand_out", "enter_paper"} else COMMUNITY
    if actor.role not in who or not actor.path.startswith(vote.place.path):
        return refuse(_("The community itself does this."))
    return ALLOWED


def convenes(actor: Actor, vote: BudgetVote, verb: str) -> Verdict:
    if vote.state not in MOVES[verb][0]:
        return not_now()
    if not convener(actor, vote):
        return refuse(_("The community's secretary does this."))
    return ALLOWED


def convener(actor: Actor, vote: BudgetVote) -> bool:
    return actor.role == RoleKind.COMMUNITY_SECRETARY and actor.place_id == vote.place_id


def stands_above(actor: Actor, vote: BudgetVote) -> bool:
    return actor.role in ABOVE and actor.over(vote.place.path)


def has_roll(facts: Facts) -> Verdict:
    return ALLOWED if facts.entitled else refuse(_("There is no roll of voters yet."))


def not_now() -> Verdict:
    return refuse(_("This cannot be done in its present state."))
