"""A small log, made by recording, sealing and signing."""

from datetime import UTC, datetime

import pytest

from liandong.kernel.actor import SYSTEM, Actor
from liandong.kernel.transactions import action
from liandong.ledger import actions

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
ORIGIN = "weifang.example/ledger"
OFFICE = Actor(role="grid_head", person_id=7, post_id=3, place_id=5, path="/1/5/")


@pytest.fixture
def key(var):
    """The key of a log that begins now."""
    return actions.make_key(ORIGIN)


@action
def write(*, actor, now, count, start=0):
    """Write entries with a word in each."""
    for number in range(start, start + count):
        actions.record(
            "thing.done", subject=f"demo.thing:{number}", actor=actor, at=now, note="字", n=number
        )


def written(count, start=0, actor=OFFICE):
    write(actor=actor, now=NOW, count=count, start=start)


def sealed_and_signed():
    """Seal all that waits and sign the head."""
    while actions.seal(actor=SYSTEM, now=NOW):
        pass
    return actions.sign(actor=SYSTEM, now=NOW)
