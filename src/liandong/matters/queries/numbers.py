"""The article's figures of this room: what was settled in the grid, and in the community."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from liandong.kernel.figures import Asked, Figure, Row
from liandong.matters.models import Matter
from liandong.matters.queries import figures
from liandong.places.models import Level

SENTENCE = _("Small matters do not leave the grid, great ones do not leave the community.")


def _settled(asked: Asked, *levels: int) -> QuerySet[Matter]:
    """The formula of the board: ended with an answer in the period, settled on these levels."""
    period = figures.Period(asked.since, asked.until)
    found = Matter.objects.filter(figures.settled_in(period, *levels))
    found = found.filter(path__startswith=asked.path)
    return found.select_related("place", "category").order_by("-closed_at", "-id")


def _in_grid(asked: Asked) -> QuerySet[Matter]:
    return _settled(asked, Level.GRID, Level.BUILDING)


def _in_community(asked: Asked) -> QuerySet[Matter]:
    return _settled(asked, Level.COMMUNITY)


def row_of(matter: Matter) -> Row:
    """A matter by its kind and its place: the resident's own words stay in the file."""
    kind = matter.category
    name = kind.name if kind else matter.shown_number
    url = matter.get_absolute_url()
    return Row(name, url, matter.place, matter.closed_at, thing=kind)


FIGURES = (
    Figure(
        name="settled_in_grid",
        label=_("Matters settled in the grid"),
        article="",
        sentence=SENTENCE,
        counted=_(
            "Matters that ended with an answer in these days and whose answer came from a post of"
            " the grid; the board of a place shows them as a share of all that ended."
        ),
        rows=_in_grid,
        shows=row_of,
    ),
    Figure(
        name="settled_in_community",
        label=_("Matters settled in the community"),
        article="",
        sentence=SENTENCE,
        counted=_("The same, with an answer from a post of the community itself."),
        rows=_in_community,
        shows=row_of,
    ),
)
