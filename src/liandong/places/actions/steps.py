"""Steps that every change of the tree takes, inside its action."""

from uuid import uuid4

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from liandong.kernel.transactions import afterwards, within_action
from liandong.places import queries
from liandong.places.models import Edition, Level, Place


@within_action
def turn_edition() -> None:
    """Tell every copy in memory, here and in other processes, that the tree has changed."""
    Edition.objects.update_or_create(id=1, defaults={"token": uuid4().hex})
    afterwards(queries.forget)


@within_action
def write_paths() -> None:
    """Give every new place its path, level by level from the top."""
    above = Place.objects.filter(id=OuterRef("parent_id")).values("path")
    own = Concat(Cast("id", CharField()), Value("/"))
    for level in Level:
        start = Value("/") if level == Level.CITY else Subquery(above)
        Place.objects.filter(path="", level=level).update(path=Concat(start, own))


def locked(place_id: int) -> Place:
    """The place, held for the rest of the action. Raises `Place.DoesNotExist`."""
    return Place.objects.select_for_update().get(id=place_id)
