"""Background doors: every minute what was done since is sealed, signed and shown to witnesses."""

import logging

from django.tasks import task
from django.utils import timezone

from liandong.kernel.actor import SYSTEM
from liandong.ledger import actions, queries
from liandong.ledger.queries import history

logger = logging.getLogger("liandong.ledger")


@task()
def seal() -> None:
    """Seal all that waits, batch by batch, sign the head of the log, and show it to witnesses."""
    while actions.seal(actor=SYSTEM, now=timezone.now()) == actions.BATCH:
        pass
    try:
        actions.sign(actor=SYSTEM, now=timezone.now())
    except (queries.NoKey, queries.Forked) as told:
        logger.error("The ledger was not signed. %s", told)  # noqa: TRY400
    else:
        actions.show(actor=SYSTEM, now=timezone.now())


@task()
def write_history(entry_id: int) -> None:
    """A history was asked for: write its file, and tell how far it is.

    When a worker dies over it, the next begins the file anew.
    """
    entry = queries.find(entry_id)
    export_id = int(entry.subject.partition(":")[2]) if entry else 0
    export = queries.export(export_id)
    if export is None or export.finished_at:
        return

    def tell(done: int) -> None:
        actions.advance_export(export_id=export_id, done=done, actor=SYSTEM, now=timezone.now())

    file = queries.file_of(export)
    draft = file.with_name(f".{file.name}")
    history.WRITERS[export.kind](queries.stretch_of(export), draft, tell)
    draft.replace(file)
    actions.finish_export(export_id=export_id, actor=SYSTEM, now=timezone.now())
