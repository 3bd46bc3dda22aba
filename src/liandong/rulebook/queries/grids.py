"""What the rules say of a grid's size: a warning for staff, never an error."""

from datetime import date

from django.utils.translation import gettext as _

from liandong.places.models import Place, PlaceKind
from liandong.rulebook.queries.limits import NoRule, limit


def size_of_grid(place: Place, on: date) -> str:
    """A sentence when a grid is unusually small or large, else nothing."""
    if place.kind != PlaceKind.GRID or place.households is None:
        return ""
    try:
        few = int(limit("grid.households_least", place, on).amount)
        many = int(limit("grid.households_most", place, on).amount)
    except NoRule:
        return ""
    words = {"few": few, "many": many}
    if place.households < few:
        return _("Fewer than %(few)d households: a grid usually has %(few)d to %(many)d.") % words
    if place.households > many:
        return _("More than %(many)d households: a grid usually has %(few)d to %(many)d.") % words
    return ""
