"""Who may see the figures and the chronicle of a place. Nothing here writes or asks the clock."""

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import DESKS, SECRETARIES, Post, RoleKind
from liandong.places.models import Place

# Who reads what was done in a place; everybody else reads what their own office did.
READERS = frozenset(
    {*DESKS, *SECRETARIES, RoleKind.GRID_WORKER, RoleKind.COMMUNITY_WORKER, RoleKind.AUDIT_ADMIN}
)


def may_see_board(actor: Actor, place: Place) -> Verdict:
    """A post sees the figures of its own place, of those below, and of those above it."""
    if not actor.signed:
        return refuse(_("The board is for those who hold a post."))
    if not (actor.role == "system" or actor.over(place.path) or actor.path.startswith(place.path)):
        return refuse(_("Your post sees its own place, what lies below, and what stands above it."))
    return ALLOWED


def may_see_rows(actor: Actor, place: Place, *, public: bool) -> Verdict:
    """Rows that are public anyway are everybody's; others are for posts of the place or above."""
    if public or actor.role == "system":
        return ALLOWED
    if not (actor.signed and actor.role in READERS and actor.over(place.path)):
        return refuse(_("The rows behind this figure are for posts of the place and above it."))
    return ALLOWED


def may_read_chronicle(actor: Actor, place: Place) -> Verdict:
    """A post reads what was done in its own place and in those below."""
    if actor.role == "system":
        return ALLOWED
    if not actor.signed:
        return refuse(_("The chronicle is for those who hold a post."))
    if actor.role not in READERS:
        return refuse(_("Your post reads the chronicle of its own office only."))
    if not actor.over(place.path):
        return refuse(_("Your post reads the chronicle of its own place and of what lies below."))
    return ALLOWED


def may_read_post(actor: Actor, post: Post) -> Verdict:
    """Everybody reads the chronicle of their own post and office; others by the place."""
    if actor.post_id is not None and actor.post_id == post.pk:
        return ALLOWED
    if post.organisation_id is not None and post.organisation_id == actor.organisation_id:
        return ALLOWED
    return may_read_chronicle(actor, post.place)


def may_read_line(actor: Actor, post: Post | None, place: Place | None) -> Verdict:
    """A line is read by whoever reads its post's chronicle or its place's."""
    if post is not None and may_read_post(actor, post):
        return ALLOWED
    if place is not None:
        return may_read_chronicle(actor, place)
    if actor.role not in {"system", RoleKind.AUDIT_ADMIN}:
        return refuse(_("This line belongs to no place; the audit administrator reads it."))
    return ALLOWED
