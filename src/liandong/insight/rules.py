"""Who may see the figures of a place. Nothing here writes, and nothing here asks the clock."""

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.places.models import Place


def may_see_board(actor: Actor, place: Place) -> Verdict:
    """A post sees the figures of its own place, of those below, and of those above it."""
    if not actor.signed:
        return refuse(_("The board is for those who hold a post."))
    if not (actor.role == "system" or actor.over(place.path) or actor.path.startswith(place.path)):
        return refuse(_("Your post sees its own place, what lies below, and what stands above it."))
    return ALLOWED
