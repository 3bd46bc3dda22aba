"""Background doors: every minute what was done since is sealed, signed and shown to witnesses."""

import logging

from django.tasks import task
from django.utils import timezone

from liandong.kernel.actor import SYSTEM
from liandong.ledger import actions, queries

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
