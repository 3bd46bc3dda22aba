"""The histories that were asked for, and where their files lie."""

from pathlib import Path

from django.conf import settings

from liandong.kernel.dates import day_bounds
from liandong.ledger.models import Export
from liandong.ledger.queries.history import ENDINGS, Stretch

SHOWN = 10


def exports() -> list[Export]:
    """The latest, the newest first."""
    return list(Export.objects.order_by("-id")[:SHOWN])


def outdated() -> list[Export]:
    """Those that nobody is shown any more."""
    return list(Export.objects.order_by("-id")[SHOWN:])


def export(export_id: int) -> Export | None:
    return Export.objects.filter(pk=export_id).first()


def file_of(export: Export) -> Path:
    folder = settings.VAR / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    return Path(folder / f"history-{export.pk}.{ENDINGS[export.kind]}")


def stretch_of(export: Export) -> Stretch:
    """The entries that an export speaks of; never one that was written after it was asked for."""
    since = day_bounds(export.since)[0] if export.since else None
    until = day_bounds(export.until)[1] if export.until else export.asked_at
    return Stretch(since, min(until, export.asked_at))
