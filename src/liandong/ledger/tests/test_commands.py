"""The commands: keys, a receipt, the whole ledger."""

import pytest
from django.core.management import CommandError, call_command

from liandong.kernel.actor import SYSTEM
from liandong.ledger import actions, queries
from liandong.ledger.models import Detail, Entry
from liandong.ledger.tests.conftest import NOW, ORIGIN, sealed_and_signed, written
from liandong.ledger.tlog import Signer, parse_note
from liandong.ledger.tlog.notes import COSIGNATURE
from liandong.ledger.tlog.witness import Witness

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(key, tmp_path, settings):
    written(20)
    newest = sealed_and_signed()
    witness = Signer.generate("w.example/w1", COSIGNATURE)
    line = witness.sign(parse_note(newest.note.encode()).text, 1_800_000_000)
    actions.cosign(size=20, lines=[line], actor=SYSTEM, now=NOW)
    settings.LEDGER_WITNESSES = [Witness.parse(f"https://w.example {witness.verifier}")]
    path = tmp_path / "receipt.tlog-proof"
    path.write_bytes(queries.proof_of(Entry.objects.get(subject="demo.thing:7")))
    return path, str(key.verifier), str(witness.verifier)


def test_a_receipt_is_proven_with_nothing_but_the_public_key(receipt, var, capsys, settings):
    path, vkey, witness = receipt
    settings.LEDGER_FOLDER = str(var / "a stranger has none")

    call_command("verify", path, key=[vkey], witness=[witness])

    said = capsys.readouterr().out
    assert '"subject":"demo.thing:7"' in said
    assert ORIGIN in said
    assert "w.example/w1" in said


def test_a_receipt_is_proven_with_the_houses_own_keys(receipt, capsys):
    call_command("verify", receipt[0])

    assert '"subject":"demo.thing:7"' in capsys.readouterr().out


@pytest.mark.parametrize(
    "change",
    [("index 7", "index 6"), ("\n20\n", "\n21\n"), ("extra eyJ", "extra eyK"), ("v1", "v2")],
)
def test_a_changed_receipt_is_not_proven(receipt, change):
    path, *_keys = receipt
    path.write_text(path.read_text("utf-8").replace(*change), "utf-8")

    with pytest.raises(CommandError, match=r"NOT PROVEN|未能证明"):
        call_command("verify", path)


def test_a_witness_that_did_not_sign_is_missed(receipt):
    other = Signer.generate("other.example/w", COSIGNATURE)

    with pytest.raises(CommandError, match=r"NOT PROVEN|未能证明"):
        call_command("verify", receipt[0], witness=[str(other.verifier)])


def test_a_key_of_another_log_proves_nothing(receipt):
    with pytest.raises(CommandError, match=r"NOT PROVEN|未能证明"):
        call_command("verify", receipt[0], key=[str(Signer.generate(ORIGIN).verifier)])


def test_what_is_missing_is_said(key, tmp_path, settings):
    with pytest.raises(CommandError, match="--all"):
        call_command("verify")
    with pytest.raises(CommandError, match="No such file"):
        call_command("verify", tmp_path / "none")
    with pytest.raises(CommandError, match="base64|key"):
        call_command("verify", tmp_path / "none", key=["nonsense"])
    settings.LEDGER_FOLDER = str(tmp_path)
    with pytest.raises(CommandError, match="--key"):
        call_command("verify", all=True)


def test_a_sound_ledger_is_said_to_be_sound(receipt, capsys):
    call_command("verify", all=True)

    assert "20" in capsys.readouterr().out


def test_a_ledger_that_was_changed_is_not(receipt, capsys):
    Detail.objects.filter(entry__subject="demo.thing:3").update(person_id=99)

    with pytest.raises(CommandError, match="3"):
        call_command("verify", all=True)
    assert capsys.readouterr().out.count("\n") == 2


def test_a_checkpoint_that_somebody_kept_is_compared(receipt, tmp_path):
    kept = tmp_path / "kept"
    kept.write_bytes(queries.note_of(queries.newest()))
    call_command("verify", all=True, checkpoint=kept)

    kept.write_text("x\n")
    with pytest.raises(CommandError, match=r"NOT PROVEN|未能证明"):
        call_command("verify", all=True, checkpoint=kept)


def test_the_first_key_is_made_shown_rotated_and_retired(var, capsys):
    call_command("ledger_key")
    assert "--origin" in capsys.readouterr().out
    with pytest.raises(CommandError, match="ledger-key"):
        call_command("ledger_key", rotate=True)

    call_command("ledger_key", origin=ORIGIN)
    call_command("ledger_key", rotate=True)
    assert len(queries.signers()) == 2
    call_command("ledger_key", retire=True)

    first, second = queries.verifiers()
    assert [signer.verifier for signer in queries.signers()] == [second]
    assert f"{first}\n{second}\n" in capsys.readouterr().out
    with pytest.raises(CommandError, match="--rotate"):
        call_command("ledger_key", origin=ORIGIN)
    call_command("ledger_key", new_log=f"{ORIGIN}2")
    assert [signer.name for signer in queries.signers()] == [f"{ORIGIN}2"]


def test_a_name_with_a_space_is_refused(var):
    with pytest.raises(CommandError, match="spaces"):
        call_command("ledger_key", origin="two words")
