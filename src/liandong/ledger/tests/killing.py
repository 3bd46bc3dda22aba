"""Sealers that are killed at random moments while others write; in a process of its own.

Two sealers and two writers live at any time. Writers hold their transaction open for a while, and
take some of them back, so that ids leave gaps, and older entries are seen after newer ones.
"""

import os
import signal
import time
from collections.abc import Callable
from random import Random

from django.db import OperationalError, connections, transaction  # noqa: TID251 -- holds one open

from liandong.kernel.actor import SYSTEM
from liandong.ledger import actions
from liandong.ledger.tests.conftest import NOW, OFFICE


def main(kills: int, seed: int) -> None:
    """Kill so many sealers, each some time after one of them came through, however slow that is."""
    rng = Random(seed)
    done, tell = os.pipe()

    def seal_and_tell(rng: Random) -> None:
        seal(rng)
        os.write(tell, b".")

    writers = [fork(write) for _ in range(2)]
    sealers = [fork(seal_and_tell) for _ in range(2)]
    for _ in range(kills):
        os.read(done, 1000)  # somebody came through since; the next one may not
        time.sleep(rng.random() * 0.1)
        victim = rng.randrange(2)
        kill(sealers[victim])
        sealers[victim] = fork(seal_and_tell)
    for child in [*sealers, *writers]:
        kill(child)


def fork(work: Callable[[Random], None]) -> int:
    """Do `work` for ever in a child with a database connection of its own; return its id."""
    connections.close_all()
    if child := os.fork():
        return child
    rng = Random(os.getpid())
    try:
        while True:
            try:
                work(rng)
            except OperationalError:
                connections.close_all()  # SQLite was busy for too long
    finally:
        os._exit(1)


def kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def seal(rng: Random) -> None:
    actions.seal(actor=SYSTEM, now=NOW, most=rng.randrange(1, 40))
    actions.sign(actor=SYSTEM, now=NOW)


def write(rng: Random) -> None:
    with transaction.atomic():
        for _ in range(rng.randrange(1, 12)):
            actions.record("thing.done", subject="demo.thing:1", actor=OFFICE, at=NOW, note="字")
        time.sleep(rng.random() * 0.01)
        if rng.random() < 0.2:
            transaction.set_rollback(True)
    time.sleep(rng.random() * 0.05)
