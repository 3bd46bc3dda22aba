"""Matters lie where their places lie, also after a place came to belong to another."""

from datetime import datetime

from django.db.models import F, OuterRef, Subquery

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.matters import rules
from liandong.matters.models import Matter
from liandong.places.models import Place


@action
def follow_place(*, place_id: int, actor: Actor, now: datetime) -> int:
    """Bring the paths of matters at a place that moved, and below it, level with the tree.

    Desk, holder and promise stay. Safe to repeat. Returns how many matters had another path.
    """
    ensure(rules.may_follow_place(actor))
    moved = Place.objects.filter(pk=place_id).first()
    if moved is None:
        return 0
    path = Place.objects.filter(pk=OuterRef("place_id")).values("path")
    behind = Matter.objects.filter(place__path__startswith=moved.path).exclude(
        path=F("place__path")
    )
    return Matter.objects.filter(pk__in=behind.values("pk")).update(path=Subquery(path))
