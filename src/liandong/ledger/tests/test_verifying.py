"""Verification of the whole log: it is silent about a sound one, and names each kind of change."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection

from liandong.kernel.actor import SYSTEM
from liandong.ledger import actions, queries
from liandong.ledger.models import Detail, Entry
from liandong.ledger.queries import Kind, verify_all
from liandong.ledger.queries.verifying.entries import hash_of
from liandong.ledger.tests.conftest import NOW, sealed_and_signed, written
from liandong.ledger.tlog import Signer, parse_checkpoint, parse_note
from liandong.ledger.tlog.notes import COSIGNATURE
from liandong.ledger.tlog.witness import Witness

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("key")]


@pytest.fixture
def log(settings):
    """A log of 600 entries, signed three times, cosigned once, with two entries waiting."""
    written(200)
    sealed_and_signed()
    written(300, start=200)
    sealed_and_signed()
    written(100, start=500)
    newest = sealed_and_signed()
    witness = Signer.generate("w.example/w1", COSIGNATURE)
    settings.LEDGER_WITNESSES = [Witness.parse(f"https://w.example {witness.verifier}")]
    line = witness.sign(parse_note(newest.note.encode()).text, 1_800_000_000)
    actions.cosign(size=600, lines=[line], actor=SYSTEM, now=NOW)
    written(2, start=600)
    return list(Entry.objects.order_by("id").values_list("pk", flat=True))


@contextmanager
def owner():
    """Somebody who owns the database, and has taken the triggers and keys away."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield cursor
            cursor.execute("SET LOCAL session_replication_role = origin")
        else:
            found = cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in found.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            yield cursor


def run(*statements):
    with owner() as cursor:
        for statement in statements:
            cursor.execute(statement)


def found():
    return [(each.kind, each.index, each.entry) for each in verify_all().findings]


def test_a_sound_log_has_no_findings(log):
    report = verify_all()

    assert report.findings == []
    assert (report.size, report.heads, report.waiting) == (600, 4, 2)
    assert report.root == bytes(queries.newest().root)


def test_an_altered_entry_is_named(log):
    run(f"UPDATE ledger_entry SET subject = 'demo.thing:9999' WHERE id = {log[321]}")

    assert found() == [(Kind.ALTERED, 321, log[321])]
    assert str(log[321]) in str(verify_all().findings[0])


def test_a_removed_entry_is_named(log):
    run(
        f"DELETE FROM ledger_detail WHERE entry_id = {log[12]}",
        f"DELETE FROM ledger_entry WHERE id = {log[12]}",
    )

    assert found() == [(Kind.REMOVED, 12, log[12])]


def test_an_inserted_entry_is_named(log):
    run(
        "INSERT INTO ledger_entry (id, verb, subject, actor, at, public, commitments) SELECT"
        " id + 5000, verb, subject, actor, at, public, commitments FROM ledger_entry"
        f" WHERE id = {log[3]}"
    )

    assert found() == [(Kind.INSERTED, None, log[3] + 5000)]


def test_two_entries_in_each_others_place_are_named(log):
    swap = "UPDATE ledger_{} SET {} = {} WHERE {} = {}"
    a, b = log[40], log[41]
    run(
        *(
            swap.format(table, key, new, key, old)
            for old, new in ((a, 9_000_000), (b, a), (9_000_000, b))
            for table, key in (("entry", "id"), ("detail", "entry_id"))
        )
    )

    assert found() == [(Kind.REORDERED, 40, a), (Kind.REORDERED, 41, b)]


def test_a_truncated_log_says_by_how_much(log):
    run(
        'DELETE FROM ledger_seal WHERE "index" >= 500',
        "DELETE FROM ledger_cosignature",
        "DELETE FROM ledger_checkpoint WHERE size > 500",
    )

    truncated = next(each for each in verify_all().findings if each.kind == Kind.TRUNCATED)
    assert (truncated.index, truncated.count) == (500, 100)


def test_an_entry_altered_together_with_its_seal_is_placed_between_two_signed_heads(log):
    entry = Entry.objects.get(pk=log[350])
    run(f"UPDATE ledger_entry SET verb = 'thing.other' WHERE id = {log[350]}")
    changed = Entry.objects.get(pk=log[350])
    before, after = (hash_of(each) for each in (entry, changed))
    with owner() as cursor:
        cursor.execute('SELECT "index", hashes FROM ledger_seal')
        for index, hashes in cursor.fetchall():
            new = bytes(hashes).replace(before, after)
            cursor.execute('UPDATE ledger_seal SET hashes = %s WHERE "index" = %s', [new, index])

    report = verify_all()

    rewritten = next(each for each in report.findings if each.kind == Kind.REWRITTEN)
    assert (rewritten.index, rewritten.until) == (200, 499)
    assert {each.kind for each in report.findings} == {Kind.REWRITTEN, Kind.TREE}


def test_an_erased_text_is_explained_by_its_entry_and_only_by_it(log):
    actions.erase(subject="demo.thing:7", fields=["note"], actor=SYSTEM, now=NOW)
    assert verify_all().findings == []

    Detail.objects.filter(entry_id=log[8]).update(texts={})
    assert [(each.kind, each.count, each.subject) for each in verify_all().findings] == [
        (Kind.ERASED, 1, "demo.thing:8")
    ]


def test_an_altered_text_and_an_altered_actor_are_named(log):
    Detail.objects.filter(entry_id=log[5]).update(person_id=8)
    run(
        f'UPDATE ledger_detail SET texts = \'{{"note": ["{"00" * 16}", "字"]}}\''
        f" WHERE entry_id = {log[6]}"
    )

    assert found() == [(Kind.TEXT, 5, log[5]), (Kind.TEXT, 6, log[6])]


def test_an_older_head_brought_along_tells_of_a_fork(log):
    head = parse_checkpoint(parse_note(queries.newest().note.encode()).text)
    assert verify_all(head).findings == []

    longer = type(head)(head.origin, 650, bytes(32))
    assert [each.kind for each in verify_all(longer).findings] == [Kind.TRUNCATED]
    other = type(head)(head.origin, 300, bytes(32))
    assert [each.kind for each in verify_all(other).findings] == [Kind.REWRITTEN]


def test_memory_and_queries_do_not_grow_faster_than_the_log(log, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        verify_all()


# --- Any byte of any stored row -----------------------------------------------------------------

TABLES = [
    *("ledger_entry", "ledger_detail", "ledger_seal", "ledger_subtree"),
    *("ledger_checkpoint", "ledger_cosignature", "ledger_waiting"),
]


def columns(cursor, table):
    cursor.execute(f"SELECT * FROM {table}")
    return [column[0] for column in cursor.description]


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the stored bytes of SQLite")
@pytest.mark.parametrize("table", TABLES)
def test_a_changed_byte_of_any_stored_row_is_found(table, settings):
    written(3)
    sealed_and_signed()
    written(254, start=3)
    newest = sealed_and_signed()
    witness = Signer.generate("w.example/w1", COSIGNATURE)
    settings.LEDGER_WITNESSES = [Witness.parse(f"https://w.example {witness.verifier}")]
    line = witness.sign(parse_note(newest.note.encode()).text, 1_800_000_000)
    actions.cosign(size=257, lines=[line], actor=SYSTEM, now=NOW)
    written(1, start=257)
    assert verify_all().findings == []
    missed = []
    with owner() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        for column in columns(cursor, table):
            missed += [(column, at) for at in unnoticed(cursor, table, column)]
    assert missed == []


def unnoticed(cursor, table, column):
    """The bytes of a column, in one row of a table, whose change no verification finds."""
    quoted = f'"{column}"'
    cursor.execute(f"SELECT rowid, CAST({quoted} AS BLOB), typeof({quoted}) FROM {table} LIMIT 1")
    rowid, data, kind = cursor.fetchone()
    if kind == "null":
        return
    for at in range(12 if kind == "integer" else len(data)):
        if kind == "integer":
            new = int(data) ^ (1 << at)
        else:
            new = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        cursor.execute("SAVEPOINT sound")
        try:
            change = f"UPDATE {table} SET {quoted} = CAST(%s AS {kind}) WHERE rowid = %s"
            cursor.execute(change, [new, rowid])
            if not verify_all().findings:
                yield at
        except IntegrityError:
            continue  # the table itself refuses two rows in one place
        finally:
            cursor.execute("ROLLBACK TO sound")
