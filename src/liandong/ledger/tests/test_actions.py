import json
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest

from liandong.kernel.actor import RESIDENT, SYSTEM, Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import Refused
from liandong.ledger import queries
from liandong.ledger.actions import erase, record
from liandong.ledger.models import Detail, Entry
from liandong.ledger.tlog import commitment

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
OFFICE = Actor(role="grid_head", person_id=7, post_id=3, place_id=5, path="/1/5/")


class Kind(StrEnum):
    GRID = "grid"


@action
def do(*, actor, now, **details):
    return record("thing.done", subject="demo.thing:1", actor=actor, at=now, **details)


def test_codes_are_public_and_words_are_committed_to():
    entry = do(actor=OFFICE, now=NOW, kind=Kind.GRID, n=3, on=date(2026, 1, 2), why="张三说")

    assert entry.public == {"kind": "grid", "n": 3, "on": "2026-01-02"}
    salt, text = entry.detail.texts["why"]
    assert text == "张三说"
    who = commitment(entry.detail.person_salt, "7")
    assert entry.commitments == {"why": commitment(salt, text), "actor": who}
    assert (entry.actor, entry.post_id, entry.place_id) == ("post:3", 3, 5)


def test_nothing_of_a_person_stands_in_the_public_part():
    do(actor=OFFICE, now=NOW, name="王秀兰", phone="13800000000")

    public = json.dumps(list(Entry.objects.values("actor", "subject", "public", "commitments")))
    assert "王秀兰" not in public
    assert "13800000000" not in public
    assert Entry.objects.get().post_id == 3
    assert Detail.objects.get().person_id == 7


def test_the_same_words_twice_have_different_commitments():
    first, second = (do(actor=RESIDENT, now=NOW, why="同一句话") for _ in range(2))

    assert first.commitments != second.commitments


def test_an_entry_without_words_has_no_detail():
    assert not Detail.objects.filter(entry=do(actor=RESIDENT, now=NOW, n=1)).exists()


def test_erasing_takes_the_words_and_leaves_the_entry():
    entry = do(actor=OFFICE, now=NOW, why="a", how="b")
    before = entry.commitments

    erased = erase(subject="demo.thing:1", fields=["why"], actor=SYSTEM, now=NOW)

    kept = queries.timeline("demo.thing:1").first()
    assert erased == 1
    assert kept.commitments == before
    assert queries.texts_of(kept) == {"how": "b"}
    assert [e.verb for e in queries.timeline("demo.thing:1")] == ["thing.done", "ledger.erased"]


def test_an_office_erases_nothing():
    do(actor=OFFICE, now=NOW, why="a")

    with pytest.raises(Refused, match=r"audit|审计"):
        erase(subject="demo.thing:1", fields=["why"], actor=OFFICE, now=NOW)
    assert Entry.objects.count() == 1


def test_recording_outside_an_action_is_a_mistake():
    with pytest.raises(Exception, match="^$"):
        record("thing.done", subject="demo.thing:1", actor=RESIDENT, at=NOW)
