"""What places that move mean for the matters that lie there."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import ngettext

from liandong.ledger.models import Entry
from liandong.matters.models import Matter
from liandong.places.models import Level


def moved_place(entry_id: int) -> int:
    """The place that an entry says has moved; 0 when there is no such entry."""
    entry = Entry.objects.filter(pk=entry_id, verb="place.moved").first()
    return int((entry.subject if entry else ":0").rpartition(":")[2])


def open_in_moving_buildings(moving: Collection[int], ending: Collection[int], on: date) -> str:
    """What becomes of open matters when grids are divided anew, for the page where one decides."""
    running = Matter.objects.filter(place_id__in=[*moving, *ending], closed_at__isnull=True)
    count = running.count()
    if not count:
        return ""
    held = running.filter(holder__place__level=Level.GRID).count()
    words = ngettext(
        "%(count)d open matter lies in a building that moves or in a grid that ends, %(held)d of "
        "them with a post of a grid. It stays with the post that holds it and keeps its promised "
        "date; what is raised later goes to the new grid.",
        "%(count)d open matters lie in buildings that move or in grids that end, %(held)d of them "
        "with a post of a grid. Each stays with the post that holds it and keeps its promised "
        "date; what is raised later goes to the new grid.",
        count,
    )
    return words % {"count": count, "held": held}
