"""Giving the history away as a file: asked for by a person, written by a background task."""

from datetime import date, datetime

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger import queries, rules
from liandong.ledger.actions.recording import record
from liandong.ledger.lifecycle import History
from liandong.ledger.models import Export


@action
def ask_export(
    *, kind: str, since: date | None, until: date | None, actor: Actor, now: datetime
) -> Export:
    """Ask for the history of these days. That it was asked for is itself an entry."""
    ensure(rules.may_see_log(actor))
    for old in queries.outdated():
        queries.file_of(old).unlink(missing_ok=True)
        old.delete()
    export = Export.objects.create(kind=kind, since=since, until=until, asked_at=now)
    export.total = queries.stretch_of(export).count()
    export.save(update_fields=["total"])
    record(
        "ledger.exported",
        subject=export,
        actor=actor,
        at=now,
        kind=History(kind),
        since=since,
        until=until,
    )
    return export


@action
def advance_export(*, export_id: int, done: int, actor: Actor, now: datetime) -> None:
    """Say how far the file is, so that whoever waits can see it."""
    ensure(rules.may_seal(actor))
    Export.objects.filter(pk=export_id).update(done=done)


@action
def finish_export(*, export_id: int, actor: Actor, now: datetime) -> None:
    """The file is whole and may be fetched."""
    ensure(rules.may_seal(actor))
    Export.objects.filter(pk=export_id, finished_at__isnull=True).update(finished_at=now)
