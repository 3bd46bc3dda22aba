"""What the page's scripts say of proofs, true and altered: run by Node with the same WebCrypto."""

import json
import subprocess

import pytest

from liandong.ledger import actions, queries
from liandong.ledger.models import Entry
from liandong.ledger.tests.conftest import ORIGIN, sealed_and_signed, written
from liandong.ledger.tlog import Signer, parse_checkpoint, parse_note, verify_inclusion
from liandong.ledger.tlog.notes import COSIGNATURE
from tests.checks import ROOT

pytestmark = pytest.mark.django_db
SCRIPTS = ROOT / "src" / "liandong" / "ledger" / "static" / "ledger"
NODE = ROOT / ".venv" / "bin" / "node"
ASK = """
import { check, fieldOf } from %s;
const asked = JSON.parse(await new Response(process.stdin).text());
const answers = [];
for (const { proof, keys, words } of asked) {
  const found = await check(proof, keys);
  const field = words ? await fieldOf(found.entry, ...words) : "";
  const last = found.steps.at(-1).code;
  answers.push({ holds: found.holds, last, field, witnesses: found.witnesses ?? [] });
}
console.log(JSON.stringify(answers));
"""


LONG = """
import { rootOf } from %s;
const leaf = new Uint8Array(32);
const proof = Array.from({ length: 40 }, (_, at) => new Uint8Array(32).fill(at));
const root = await rootOf(leaf, 2n ** 39n + 12345n, 2n ** 40n, proof);
console.log(JSON.stringify([...root]));
"""


def run(script, module, given=()):
    """Run a script that imports one of our modules; return what it prints."""
    script %= json.dumps((SCRIPTS / module).as_uri())
    ended = subprocess.run(
        [NODE, "--no-warnings", "--input-type=module", "-e", script],
        input=json.dumps(given).encode(),
        capture_output=True,
        check=True,
    )
    return json.loads(ended.stdout)


def said_of(*asked):
    """What the scripts say of each of these."""
    return run(ASK, "proof.js", asked)


@pytest.fixture
def keys(var):
    key = actions.make_key(ORIGIN)
    written(70)
    sealed_and_signed()
    return str(key.verifier)


def proofs():
    return [queries.proof_of(entry).decode() for entry in Entry.objects.order_by("id")]


def test_every_proof_of_the_log_holds(keys):
    answers = said_of(*({"proof": proof, "keys": keys} for proof in proofs()))
    assert len(answers) == 70
    assert all(answer["holds"] for answer in answers)


def test_no_altered_byte_passes(keys):
    proof = proofs()[33]
    altered = [proof[:at] + chr(ord(proof[at]) ^ 1) + proof[at + 1 :] for at in range(len(proof))]
    answers = said_of(*({"proof": text, "keys": keys} for text in altered))
    assert [altered[at] for at, answer in enumerate(answers) if answer["holds"]] == []


def test_another_entry_in_the_file_is_refused(keys):
    first, second = proofs()[:2]
    extra = next(line for line in second.split("\n") if line.startswith("extra "))
    lines = [extra if line.startswith("extra ") else line for line in first.split("\n")]
    assert said_of({"proof": "\n".join(lines), "keys": keys})[0]["last"] == "not_included"


def test_what_is_missing_is_said(keys):
    proof = proofs()[0]
    other = str(Signer.generate(ORIGIN).verifier)
    stranger = str(Signer.generate("another.example/log").verifier)
    without = "\n".join(line for line in proof.split("\n") if not line.startswith("extra "))
    answers = said_of(
        {"proof": "", "keys": keys},
        {"proof": without, "keys": keys},
        {"proof": proof, "keys": ""},
        {"proof": proof, "keys": other},
        {"proof": proof, "keys": stranger},
        {"proof": proof, "keys": keys[:-2] + "AA"},
        {"proof": proof.replace("\n", "\r\n"), "keys": f"{stranger}\n {keys} \n"},
    )
    assert [answer["last"] for answer in answers] == [
        "not_a_proof",
        "no_entry",
        "no_key_given",
        "not_signed",
        "not_signed",
        "not_a_key",
        "signed",
    ]
    assert answers[-1]["holds"]


def test_a_witness_whose_key_is_given_is_named(keys):
    witness = Signer.generate("witness.example", COSIGNATURE)
    proof = proofs()[5]
    note = parse_note(proof.partition("\n\n")[2].encode())
    assert parse_checkpoint(note.text).size == 70
    cosigned = f"{proof}{witness.sign(note.text, 1_790_000_000)}"
    both = f"{keys}\n{witness.verifier}"
    without, named, alone = said_of(
        {"proof": cosigned, "keys": keys},
        {"proof": cosigned, "keys": both},
        {"proof": cosigned, "keys": str(witness.verifier)},
    )
    assert (without["holds"], without["witnesses"]) == (True, [])
    assert (named["holds"], named["witnesses"]) == (True, ["witness.example"])
    assert (alone["holds"], alone["last"]) == (False, "not_signed")


def test_words_with_their_salt_are_what_was_sealed_or_not(keys):
    entry = Entry.objects.order_by("id")[7]
    proof = queries.proof_of(entry).decode()
    salt, text = queries.words_of(entry)["note"]
    right, wrong, salted = said_of(
        {"proof": proof, "keys": keys, "words": [salt, text]},
        {"proof": proof, "keys": keys, "words": [salt, f"{text}。"]},
        {"proof": proof, "keys": keys, "words": ["0" * 32, text]},
    )
    assert (right["field"], wrong["field"], salted["field"]) == ("note", "", "")


def test_a_very_long_log_is_no_trouble():
    """An index beyond 2^32 is computed exactly, as in Python."""
    root = bytes(run(LONG, "tree.js"))
    proof = [bytes([at]) * 32 for at in range(40)]
    verify_inclusion(bytes(32), 2**39 + 12345, 2**40, proof, root)
