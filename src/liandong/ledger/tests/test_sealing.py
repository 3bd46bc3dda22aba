"""Sealing, signing and the public files of the log, on a log made by recording."""

import pytest
from django.db import DatabaseError, connection

from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger import actions, queries
from liandong.ledger.models import Checkpoint, Entry, Seal, Subtree, Waiting
from liandong.ledger.tests.conftest import NOW, ORIGIN, sealed_and_signed, written
from liandong.ledger.tests.tlog.trees import root
from liandong.ledger.tlog import (
    Signer,
    entry_bytes,
    leaf_hash,
    parse_checkpoint,
    parse_proof,
    sign_note,
    verify_inclusion,
    verify_note,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("key")]


def leaves():
    return [
        hashes[at : at + 32]
        for hashes in Seal.objects.order_by("index").values_list("hashes", flat=True)
        for at in range(0, len(hashes), 32)
    ]


def test_entries_are_sealed_in_order_each_once():
    written(5)

    assert [actions.seal(actor=SYSTEM, now=NOW, most=3) for _ in range(3)] == [3, 2, 0]

    entries = list(Entry.objects.order_by("id"))
    assert [entry.subject for entry in entries] == [f"demo.thing:{n}" for n in range(5)]
    assert [queries.index_of(entry.pk) for entry in entries] == [0, 1, 2, 3, 4]
    assert leaves() == [leaf_hash(entry_bytes(entry)) for entry in entries]
    assert [(seal.index, seal.count) for seal in Seal.objects.order_by("index")] == [(0, 3), (3, 2)]
    assert not Waiting.objects.exists()


def test_who_commits_late_is_sealed_later():
    written(3)
    late = Waiting.objects.get(entry_id=Entry.objects.get(subject="demo.thing:1").pk)
    Waiting.objects.filter(pk=late.pk).delete()
    actions.seal(actor=SYSTEM, now=NOW)
    late.save(force_insert=True)
    written(1, start=3)

    actions.seal(actor=SYSTEM, now=NOW)

    order = sorted(Entry.objects.all(), key=lambda entry: queries.index_of(entry.pk))
    assert [entry.subject[-1] for entry in order] == ["0", "2", "1", "3"]
    assert leaves() == [leaf_hash(entry_bytes(entry)) for entry in order]


def test_tiles_of_every_level_have_the_roots_of_the_definition():
    written(600)
    for most in (1, 254, 2, 300, 43):
        actions.seal(actor=SYSTEM, now=NOW, most=most)

    assert [bytes(row.hash) for row in Subtree.objects.order_by("level", "index")] == [
        root(leaves()[:256]),
        root(leaves()[256:512]),
    ]
    checkpoint = actions.sign(actor=SYSTEM, now=NOW)
    assert (checkpoint.size, bytes(checkpoint.root)) == (600, root(leaves()))


def test_an_entry_has_a_proof_once_it_is_sealed_and_signed(key):
    written(300)
    entry = Entry.objects.get(subject="demo.thing:77")
    assert queries.proof_of(entry) is None
    actions.seal(actor=SYSTEM, now=NOW)
    assert queries.proof_of(entry) is None

    actions.sign(actor=SYSTEM, now=NOW)

    file = parse_proof(queries.proof_of(entry))
    head = parse_checkpoint(verify_note(file.checkpoint, key.verifier).text)
    assert (head.origin, head.size, file.index) == (ORIGIN, 300, 77)
    assert file.extra == entry_bytes(entry)
    verify_inclusion(leaf_hash(file.extra), file.index, head.size, file.proof, head.root)


def test_the_same_head_is_signed_once():
    written(2)
    assert sealed_and_signed().size == 2
    assert sealed_and_signed() is None
    written(1)
    assert sealed_and_signed().size == 3


def test_an_empty_log_has_no_checkpoint():
    assert sealed_and_signed() is None
    assert queries.newest() is None


def test_only_the_house_itself_seals_and_signs():
    for do in (actions.seal, actions.sign):
        with pytest.raises(Refused):
            do(actor=RESIDENT, now=NOW)


def test_without_a_key_entries_are_sealed_and_nothing_is_signed(var, work, caplog):
    (queries.folder() / "key").unlink()
    written(2)

    with pytest.raises(queries.NoKey, match="liandong ledger-key"):
        sealed_and_signed()

    assert queries.size() == 2
    assert not Checkpoint.objects.exists()


def test_a_damaged_key_is_named_and_never_shown(key):
    path = queries.folder() / "key"
    path.write_text(str(key).replace("+KEY+w", "+KEY+x"))
    written(1)

    with pytest.raises(queries.NoKey, match="damaged") as told:
        sealed_and_signed()
    assert str(key).split("+", 4)[4] not in str(told.value)


def restored(size):
    """Take the database back to when the log had this size, as restoring a backup does."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        triggers = frozen(cursor, "ledger_seal") + frozen(cursor, "ledger_checkpoint")
        cursor.execute('DELETE FROM ledger_seal WHERE "index" >= %s', [size])
        cursor.execute("DELETE FROM ledger_checkpoint WHERE size > %s", [size])
    connection.check_constraints()
    with connection.cursor() as cursor:
        for again in triggers:
            cursor.execute(again)


def frozen(cursor, table):
    """Take a table's triggers away, as only its owner can; return what brings them back."""
    if connection.vendor == "postgresql":
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        return [f"ALTER TABLE {table} ENABLE TRIGGER USER"]
    cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
    )
    found = cursor.fetchall()
    for name, _sql in found:
        cursor.execute(f"DROP TRIGGER {name}")
    return [sql for _name, sql in found]


def test_a_restored_backup_is_noticed_and_nothing_is_signed():
    written(3)
    sealed_and_signed()
    written(2, start=3)
    sealed_and_signed()
    restored(3)

    with pytest.raises(queries.Forked, match=r"(?s)5.*3"):
        sealed_and_signed()

    written(4, start=5)
    with pytest.raises(queries.Forked):
        sealed_and_signed()
    assert queries.newest().size == 3


def test_another_head_in_the_file_is_noticed(key):
    written(1)
    sealed_and_signed()
    path = queries.folder() / "checkpoint"
    path.write_bytes(path.read_bytes().replace(b"\n1\n", b"\n2\n"))
    written(1)

    with pytest.raises(queries.Forked, match="checkpoint"):
        sealed_and_signed()


def test_a_log_of_a_new_name_begins_beside_the_old_one(key):
    written(3)
    sealed_and_signed()
    restored(1)
    actions.make_key("weifang.example/ledger2")
    actions.retire_keys()
    written(1)

    assert sealed_and_signed().note.startswith("weifang.example/ledger2\n")


def test_old_and_new_key_sign_together_until_the_old_one_is_retired(key):
    new = actions.make_key(ORIGIN)
    written(1)
    both = sealed_and_signed().note.encode()
    assert actions.retire_keys() == 1
    written(1)
    one = sealed_and_signed().note.encode()

    verify_note(both, key.verifier)
    verify_note(both, new.verifier)
    verify_note(one, new.verifier)
    assert key.verifier.key_id not in {
        each.key_id for each in verify_note(one, new.verifier).signatures
    }
    assert queries.verifiers() == [key.verifier, new.verifier]
    assert (queries.folder() / "key").stat().st_mode & 0o777 == 0o600


CHANGES = [
    "UPDATE ledger_entry SET verb = 'x'",
    "DELETE FROM ledger_entry",
    "UPDATE ledger_seal SET hashes = hashes",
    "DELETE FROM ledger_seal",
    "DELETE FROM ledger_subtree",
    "UPDATE ledger_checkpoint SET note = ''",
    "DELETE FROM ledger_checkpoint",
    "UPDATE ledger_cosignature SET line = ''",
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses(change):
    written(257)
    sealed_and_signed()
    actions.cosign(size=257, lines=[Signer.generate("w", 4).sign("x\n", 1)], actor=SYSTEM, now=NOW)
    with pytest.raises(DatabaseError, match="never changed"), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only: REPLACE INTO")
def test_sqlite_refuses_to_replace():
    written(1)
    sealed_and_signed()
    for change in (
        "REPLACE INTO ledger_entry SELECT * FROM ledger_entry",
        "REPLACE INTO ledger_seal SELECT * FROM ledger_seal",
        "REPLACE INTO ledger_checkpoint SELECT * FROM ledger_checkpoint",
    ):
        with pytest.raises(DatabaseError, match="never changed"), connection.cursor() as cursor:
            cursor.execute(change)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize(
    "change",
    [
        "TRUNCATE ledger_entry CASCADE",
        "TRUNCATE ledger_seal",
        "INSERT INTO ledger_seal SELECT * FROM ledger_seal"
        ' ON CONFLICT ("index") DO UPDATE SET hashes = excluded.hashes',
    ],
)
def test_postgresql_refuses(change):
    written(1)
    sealed_and_signed()
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="never changed"), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_head_signed_by_somebody_else_is_no_last_head(key):
    written(1)
    head = sealed_and_signed()
    text = head.note.partition("\n\n")[0] + "\n"
    (queries.folder() / "checkpoint").write_bytes(sign_note(text, Signer.generate(ORIGIN)))

    with pytest.raises(queries.Forked):
        sealed_and_signed()
