"""Tasks and one action for the worker's tests: each leaves one mark in the ledger, or fails."""

import time
from datetime import datetime

from django.tasks import task
from django.utils import timezone

from liandong.kernel.actor import SYSTEM, Actor
from liandong.kernel.transactions import AlreadyDone, action
from liandong.ledger.actions import record


@action
def mark(*, actor: Actor, now: datetime, number: int) -> None:
    """Leave one mark."""
    record("test.marked", subject=f"test.mark:{number}", actor=actor, at=now, number=number)


@task()
def leave_mark(number: int) -> None:
    """Leave one mark however often this is called; linger, so that a kill can strike after it."""
    try:
        mark(actor=SYSTEM.pressing(f"mark:{number}"), now=timezone.now(), number=number)
    except AlreadyDone:
        return
    time.sleep(0.02)


@task()
def fail() -> None:
    raise ValueError("as the test wants")
