"""Plain rows written and read the short way are what Django writes and reads the long way."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection
from django.forms import model_to_dict

from liandong.kernel import rows
from liandong.kernel.models import Press
from liandong.ledger.models import Detail, Entry, Waiting

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def entry(**more):
    public = {"source": "phone", "photos": 0, "day": "2026-03-02"}
    words = {"verb": "matter.raised", "subject": "matters.matter:1", "actor": "resident"}
    return Entry(**words, at=NOW, public=public, commitments={"text": "ab" * 32}, **more)


def test_a_row_is_written_as_django_writes_it():
    long = entry(post_id=3)
    long.save(force_insert=True)
    short = rows.insert(entry(post_id=3))

    assert short.pk == long.pk + 1
    stored = [model_to_dict(Entry.objects.get(pk=one.pk), exclude=["id"]) for one in (long, short)]
    assert stored[0] == stored[1]
    assert not short._state.adding
    short.verb = "matter.closed"
    assert short.pk == rows.select(Entry, id=[short.pk])[0].pk


@pytest.mark.parametrize("number", [None, 900], ids=["the next id", "an id of its own"])
def test_rows_that_share_an_id_are_written_together(number):
    waiting, detail = Waiting(leaf_hash=b"\1" * 32), Detail(texts={"text": ["00", "路灯坏了"]})
    whole = rows.insert(entry(id=number), waiting, detail)

    assert whole.pk == waiting.pk == detail.pk
    assert number is None or whole.pk == number
    assert bytes(Waiting.objects.get(pk=whole.pk).leaf_hash) == b"\1" * 32
    stored = Detail.objects.get(pk=whole.pk)
    assert (stored.texts, stored.person_id) == ({"text": ["00", "路灯坏了"]}, None)


def test_several_rows_with_their_parts_are_written_together():
    first, second = entry(), entry(post_id=7)
    waiting, detail = Waiting(leaf_hash=b"\2" * 32), Detail(texts={"text": ["00", "灯"]})
    rows.insert_all([first, waiting], [Press(key="k")], [second, detail])

    assert waiting.pk == first.pk != second.pk == detail.pk
    assert Entry.objects.get(pk=second.pk).post_id == 7
    assert Waiting.objects.get().pk == first.pk
    assert Detail.objects.get().entry_id == second.pk
    assert Press.objects.get().key == "k"


def test_a_row_may_bring_its_own_id_and_the_next_ones_go_on():
    first = rows.next_id(Entry)
    rows.insert(entry(id=first))

    assert rows.insert(entry()).pk > first
    assert rows.insert(Detail(entry_id=first, texts={"text": ["00", "路灯坏了"]})).pk == first
    assert Detail.objects.get(pk=first).texts == {"text": ["00", "路灯坏了"]}


def test_defaults_and_refusals_are_the_databases_own():
    rows.insert(Press(key="k"))

    assert Press.objects.get(pk="k").at.tzinfo is not None
    with pytest.raises(IntegrityError):
        rows.insert(Press(key="k"))


def test_rows_are_read_by_several_columns():
    for number in range(4):
        rows.insert(entry(post_id=number, place_id=number % 2))

    found = rows.select(Entry, post_id=[1, 2, 3], place_id=[1])
    assert sorted(one.post_id for one in found) == [1, 3]
    assert found[0].at == NOW
    assert found[0].public["source"] == "phone"
    person = get_user_model().objects.create_user("li", password=None)
    assert rows.select(get_user_model(), username=["li"]) == [person]


def test_a_table_that_was_filled_is_counted_for_the_planner():
    for _time in range(3):
        rows.insert(entry())
    rows.analyse(Entry)

    counted = {
        "postgresql": "SELECT reltuples FROM pg_class WHERE relname = 'ledger_entry'",
        "sqlite": "SELECT stat FROM sqlite_stat1 WHERE tbl = 'ledger_entry'",
    }
    with connection.cursor() as cursor:
        cursor.execute(counted[connection.vendor])
        assert str(cursor.fetchone()[0]).startswith("3")
