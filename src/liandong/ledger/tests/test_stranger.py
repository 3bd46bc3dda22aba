"""A verifier that nobody here wrote reads the log over HTTP from a running server, and agrees."""

import socket

import aics_tlog
import pytest

from liandong.kernel.actor import SYSTEM
from liandong.ledger import actions, queries
from liandong.ledger.models import Entry
from liandong.ledger.tests.conftest import NOW, sealed_and_signed, written
from liandong.ledger.tlog import Signer, entry_bytes, parse_proof
from liandong.ledger.tlog.notes import COSIGNATURE
from liandong.ledger.tlog.witness import Witness
from tests.processes import environment, running

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_aics_tlog_accepts_tiles_checkpoints_cosignatures_and_proofs(key, var, port, settings):
    written(200)
    before = sealed_and_signed()
    written(500, start=200)
    newest = sealed_and_signed()
    witness = Signer.generate("w.example/w1", COSIGNATURE)
    line = witness.sign(newest.note.partition("\n\n")[0] + "\n", 1_800_000_000)
    actions.cosign(size=700, lines=[line], actor=SYSTEM, now=NOW)

    asked = f"https://w.example {witness.verifier}"
    settings.LEDGER_WITNESSES = [Witness.parse(asked)]
    told = environment(var) | {"PLAIN_HTTP": "1", "LEDGER_WITNESSES": asked}

    with running("serve", "--port", str(port), env=told) as house:
        house.stdout.readline()
        reader = aics_tlog.HttpTileReader(f"http://127.0.0.1:{port}/ledger/", proxies={})
        note = aics_tlog.parse_note(reader.read_checkpoint())
        found = aics_tlog.verify_checkpoint(
            note,
            aics_tlog.parse_vkey(str(key.verifier)),
            [aics_tlog.parse_vkey(str(witness.verifier))],
            quorum=1,
        )
        assert found.ok, found
        assert (found.size, found.witnesses) == (700, ["w.example/w1"])
        assert aics_tlog.audit_tiles(reader, found.size, found.root)
        verified = aics_tlog.VerifiedTileReader(reader, found.size, found.root)
        for index, entry in enumerate(Entry.objects.order_by("id")):
            assert verified.entry(index) == entry_bytes(entry)
        grown = aics_tlog.consistency_proof_from_tiles(verified, 200, 700)

    assert aics_tlog.verify_consistency(200, 700, bytes(before.root), found.root, grown)
    for entry in Entry.objects.order_by("id")[::50]:
        file = parse_proof(queries.proof_of(entry))
        assert aics_tlog.verify_leaf_inclusion(
            file.extra, file.index, found.size, file.proof, found.root
        )
        assert file.checkpoint == note.to_bytes()
