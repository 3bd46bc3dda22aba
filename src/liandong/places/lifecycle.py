"""What is said to people of changes in the tree of places."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SAID: dict[str, Promise] = {
    "place.founded": _("A place was entered."),
    "place.many_founded": _("Places were entered in one go."),
    "place.renamed": _("A place was renamed."),
    "place.moved": _("A place now belongs to another."),
    "place.abolished": _("A place was abolished."),
    "place.imported": _("Official tables of places were loaded."),
    "place.grid_described": _("What a grid says of itself was corrected."),
    "place.boundary_drawn": _("An outline was drawn."),
    "place.boundaries_drawn": _("Outlines were drawn in one go."),
}
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "place.founded": ("name",),
    "place.many_founded": ("source",),
    "place.renamed": ("before", "after"),
    "place.imported": ("files",),
    "place.boundary_drawn": ("source_crs",),
}
CALLED: dict[str, Promise] = {
    "places.place": _("Place"),
}
