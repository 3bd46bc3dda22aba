"""The log's files: right bytes, right headers, no cookies, and nothing that is not signed."""

import gzip

import pytest
from django.urls import reverse

from liandong.kernel.actor import SYSTEM
from liandong.ledger import actions, queries
from liandong.ledger.models import Entry
from liandong.ledger.tests.conftest import NOW, sealed_and_signed, written
from liandong.ledger.tlog import entry_bytes, leaf_hash, parse_checkpoint, verify_note
from liandong.ledger.tlog.tiles import bundle

pytestmark = pytest.mark.django_db
IMMUTABLE = "public, max-age=31536000, immutable"


@pytest.fixture
def log(key):
    written(300)
    sealed_and_signed()
    return [entry_bytes(entry) for entry in Entry.objects.order_by("id")]


def test_the_checkpoint_is_short_lived_text(client, key, log):
    answer = client.get("/ledger/checkpoint")

    assert parse_checkpoint(verify_note(answer.content, key.verifier).text).size == 300
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=3"


@pytest.mark.parametrize(
    ("path", "first", "last"),
    [("tile/0/000", 0, 256), ("tile/0/001.p/44", 256, 300), ("tile/0/000.p/7", 0, 7)],
)
def test_tiles_hold_the_hashes_and_stay_for_ever(client, log, path, first, last):
    answer = client.get(f"/ledger/{path}")

    assert answer.content == b"".join(map(leaf_hash, log[first:last]))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Cache-Control"] == IMMUTABLE


def test_the_level_above_holds_the_root_of_the_full_tile(client, log):
    assert len(client.get("/ledger/tile/1/000.p/1").content) == 32


@pytest.mark.parametrize(
    ("path", "first", "last"), [("000", 0, 256), ("001.p/44", 256, 300), ("001.p/3", 256, 259)]
)
def test_bundles_hold_the_entries(client, log, path, first, last):
    answer = client.get(f"/ledger/tile/entries/{path}")

    assert answer.content == bundle(log[first:last])
    assert answer["Cache-Control"] == IMMUTABLE


def test_bundles_travel_compressed_when_the_reader_can(client, log):
    answer = client.get("/ledger/tile/entries/000", headers={"accept-encoding": "gzip"})

    assert answer["Content-Encoding"] == "gzip"
    assert answer["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.content) == bundle(log[:256])


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_everybody_gets_the_same_bytes_and_no_cookie(client, log, language):
    for path in ("checkpoint", "keys", "tile/0/000", "tile/entries/001.p/44"):
        answer = client.get(f"/ledger/{path}", headers={"accept-language": language})
        assert answer.status_code == 200
        assert not answer.cookies
        assert not {"Vary", "Content-Language", "Set-Cookie"} & set(answer.headers)
        assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/001",
        "tile/0/001.p/45",
        "tile/0/002.p/1",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/x000/000",
        "tile/0/0",
        "tile/00/000",
        "tile/1/000",
        "tile/2/000.p/1",
        "tile/64/000",
        "tile/entries/001",
        "tile/entries/x000/001.p/44",
        "tile/entries/",
        "tile/0/٠٠٠",
    ],
)
def test_what_is_not_in_the_log_is_not_found(client, log, path):
    answer = client.get(f"/ledger/{path}")

    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_nothing_is_served_before_it_is_signed(client, log):
    written(3, start=300)
    actions.seal(actor=SYSTEM, now=NOW)

    assert client.get("/ledger/tile/0/001.p/45").status_code == 404
    actions.sign(actor=SYSTEM, now=NOW)
    assert client.get("/ledger/tile/0/001.p/45").status_code == 200


def test_addresses_are_made_as_they_are_read():
    assert reverse("ledger:tile", args=[12, (1234067, 256)]) == "/ledger/tile/12/x001/x234/067"
    assert reverse("ledger:entries", args=[(5, 7)]) == "/ledger/tile/entries/005.p/7"


def test_an_empty_log_has_no_files_yet(client, var):
    for path in ("checkpoint", "keys", "tile/0/000.p/1"):
        answer = client.get(f"/ledger/{path}")
        assert answer.status_code == 404
        assert answer["Cache-Control"] == "no-store"


def test_the_log_is_only_read(client, log):
    assert client.post("/ledger/checkpoint").status_code == 405
    assert client.head("/ledger/checkpoint").status_code == 200


def test_public_keys_are_there_for_everybody(client, key):
    assert client.get("/ledger/keys").content.decode() == f"{key.verifier}\n"


def test_a_tile_costs_two_queries_and_a_bundle_three(client, log, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/ledger/tile/0/000")
    with django_assert_num_queries(3):
        client.get("/ledger/tile/entries/000")


def test_a_proof_reads_few_rows(log, django_assert_max_num_queries):
    entry = Entry.objects.first()
    with django_assert_max_num_queries(8):
        queries.proof_of(entry)
