"""Signed notes, checkpoints, cosignatures and proof files, by the examples of C2SP."""

import pytest

from liandong.ledger.tests.tlog.trees import Tiles, leaves
from liandong.ledger.tlog import (
    Checkpoint,
    Signer,
    Unproven,
    Verifier,
    format_checkpoint,
    format_note,
    format_proof,
    inclusion_proof,
    leaf_hash,
    parse_checkpoint,
    parse_note,
    parse_proof,
    sign_note,
    tree_root,
    verify_inclusion,
    verify_note,
)
from liandong.ledger.tlog.notes import COSIGNATURE, parse_signature, time_of

EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = (
    "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2"
    "ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
SOFA = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcy"
    "v2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3"
    "b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)
POEM = (
    "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
    "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFS"
    "QU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
)


def test_the_example_of_the_specification_is_verified():
    key = Verifier.parse(EXAMPLE_KEY)

    note = verify_note(EXAMPLE.encode(), key)

    assert note.text == "This is an example message.\n"
    assert str(key) == EXAMPLE_KEY


def test_one_changed_letter_is_noticed():
    with pytest.raises(Unproven, match=r"example\.com/foo"):
        verify_note(EXAMPLE.replace("an", "no").encode(), Verifier.parse(EXAMPLE_KEY))


@pytest.mark.parametrize("example", [EXAMPLE, SOFA, POEM])
def test_the_examples_are_read_and_written_back_alike(example):
    note = parse_note(example.encode())

    assert format_note(note.text, note.signatures) == example.encode()


def test_a_text_may_hold_empty_lines():
    assert parse_note(POEM.encode()).text.endswith("\n\ned è subito sera.\n")


def test_the_example_checkpoint_says_what_the_specification_says():
    note = parse_note(SOFA.encode())
    checkpoint = parse_checkpoint(note.text)

    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert format_checkpoint(checkpoint) == note.text
    assert time_of(note.signatures[1]) == 1679315147


@pytest.mark.parametrize(
    "text",
    ["a\n1\n", "a\n01\n" + "A" * 43 + "=\n", "a\n1\nAAAA\n", "\n1\n" + "A" * 43 + "=\n", "a", ""],
)
def test_no_checkpoint(text):
    with pytest.raises(Unproven):
        parse_checkpoint(text)


def test_a_log_signs_and_a_stranger_verifies_with_the_public_line_alone():
    signer = Signer.parse(str(Signer.generate("weifang.example/ledger")))
    data = sign_note("什么\n", signer)

    assert verify_note(data, Verifier.parse(str(signer.verifier))).text == "什么\n"
    assert signer.seed.hex() not in repr(signer)


def test_a_second_key_signs_beside_the_first_and_unknown_ones_are_ignored():
    old, new, stranger = (Signer.generate("log.example") for _ in range(3))
    data = sign_note("x\n", old, new)

    assert len(verify_note(data, old.verifier, new.verifier).signatures) == 2
    assert len(verify_note(data, new.verifier).signatures) == 1
    with pytest.raises(Unproven, match="no key"):
        verify_note(data, stranger.verifier)


def test_a_witness_says_when_and_a_changed_time_is_noticed():
    witness = Signer.generate("w.example", COSIGNATURE)
    line = witness.sign("x\n", time=1_800_000_000)
    later = parse_signature(str(line))
    forged = type(line)(line.name, line.key_id, (1).to_bytes(8, "big") + line.data[8:])

    witness.verifier.verify("x\n", later)
    assert time_of(later) == 1_800_000_000
    with pytest.raises(Unproven):
        witness.verifier.verify("x\n", forged)


@pytest.mark.parametrize(
    "data",
    [
        b"x\n",
        b"x\n\n",
        b"\xff\n\n" + EXAMPLE.encode()[29:],
        EXAMPLE.replace("This", "Th\x01s").encode(),
        EXAMPLE.rstrip("\n").encode(),
        EXAMPLE.replace("Uw2Q", "U!2Q").encode(),
        EXAMPLE.replace("QM=", "QN=").encode(),
        b"x\n\n\xe2\x80\x94 a AAAA\n",
        EXAMPLE.encode() + EXAMPLE.splitlines(keepends=True)[2].encode() * 64,
    ],
)
def test_no_note(data):
    with pytest.raises(Unproven):
        parse_note(data)


@pytest.mark.parametrize("text", ["no newline", "a\tb\n"])
def test_no_text_of_a_note(text):
    with pytest.raises(ValueError, match="newline"):
        sign_note(text, Signer.generate("a"))


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "example.com/foo",
        EXAMPLE_KEY.replace("530d", "530e"),
        EXAMPLE_KEY.replace("+Aeky", "+Beky"),
        EXAMPLE_KEY.replace("example", "exam ple"),
        "a+00000000+",
    ],
)
def test_no_verifier_key(vkey):
    with pytest.raises(ValueError, match="key|base64"):
        Verifier.parse(vkey)


@pytest.mark.parametrize("change", [("PRIVATE", "PUBLIC"), ("+KEY+a", "+KEY+b"), ("+a+", "+")])
def test_no_private_key(change):
    line = str(Signer.generate("a"))
    with pytest.raises(ValueError, match=r"private key|base64") as told:
        Signer.parse(line.replace(*change))
    assert line.split("+", 4)[4] not in str(told.value)


def test_a_key_has_a_name_without_spaces():
    with pytest.raises(ValueError, match="name"):
        Signer.generate("two words")


def test_a_proof_file_holds_all_that_a_stranger_needs():
    tiles, signer = Tiles(300), Signer.generate("log.example")
    head = format_checkpoint(Checkpoint("log.example", 300, tree_root(300, tiles)))
    proof = inclusion_proof(42, 300, tiles)

    data = format_proof(42, proof, sign_note(head, signer), b"42")

    file = parse_proof(data)
    checkpoint = parse_checkpoint(verify_note(file.checkpoint, signer.verifier).text)
    leaf = leaf_hash(file.extra)
    assert leaf == leaves(300)[42]
    assert format_proof(file.index, file.proof, file.checkpoint, file.extra) == data
    verify_inclusion(leaf, file.index, checkpoint.size, file.proof, checkpoint.root)


def test_a_proof_file_as_in_the_specification():
    lines = ["c2sp.org/tlog-proof@v1", "extra YWdl", "index 73894", "A" * 43 + "=", "", SOFA]

    file = parse_proof("\n".join(lines).encode())

    assert (file.index, file.extra, file.proof) == (73894, b"age", [bytes(32)])
    assert file.checkpoint == SOFA.encode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v2\nindex 1\n\nx",
        "c2sp.org/tlog-proof@v1\n\nx",
        "c2sp.org/tlog-proof@v1\nindex 01\n\nx",
        "c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\nx",
        "c2sp.org/tlog-proof@v1\nindex 1\n" + ("A" * 43 + "=\n") * 64 + "\nx",
        "c2sp.org/tlog-proof@v1\nextra !\nindex 1\n\nx",
        "é\n\n",
    ],
)
def test_no_proof_file(text):
    with pytest.raises(Unproven):
        parse_proof(text.encode())
