"""What a person takes home: the proof of an entry, the words behind it, the page that checks."""

import json

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from liandong.kernel.actor import SYSTEM
from liandong.ledger import actions, queries
from liandong.ledger.models import Entry
from liandong.ledger.tests.conftest import NOW, sealed_and_signed, written
from liandong.ledger.tlog import (
    commitment,
    entry_bytes,
    leaf_hash,
    parse_checkpoint,
    parse_proof,
    verify_inclusion,
    verify_note,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(key):
    written(5)
    return Entry.objects.get(subject="demo.thing:3")


def shown(words="{% proof entry drawn=True %}", **context):
    request = RequestFactory().get("/")
    return Template("{% load ledger %}" + words).render(Context({"request": request, **context}))


def test_before_it_is_sealed_the_page_says_when_it_will_be(client, entry):
    assert "/ledger/proofs/" not in shown(entry=entry)
    assert "一分钟" in shown(entry=entry)
    answer = client.get(f"/ledger/proofs/{entry.pk}.tlog-proof")
    assert answer.status_code == 404
    page = client.get(f"/ledger/verify/?entry={entry.pk}", headers={"Accept-Language": "en"})
    assert "not sealed yet" in page.content.decode()


def test_a_signed_checkpoint_must_cover_it(key, entry):
    actions.seal(actor=SYSTEM, now=NOW)
    assert not queries.is_proven(entry)
    sealed_and_signed()
    assert queries.is_proven(entry)


def test_the_file_proves_the_entry_to_a_stranger(client, key, entry):
    sealed_and_signed()
    answer = client.get(f"/ledger/proofs/{entry.pk}.tlog-proof")
    file = parse_proof(answer.content)
    head = parse_checkpoint(verify_note(file.checkpoint, key.verifier).text)

    assert file.extra == entry_bytes(entry)
    verify_inclusion(leaf_hash(file.extra), file.index, head.size, file.proof, head.root)
    assert answer["Content-Disposition"] == f'attachment; filename="entry-{entry.pk}.tlog-proof"'
    assert "no-store" in answer["Cache-Control"]
    assert client.get("/ledger/proofs/0.tlog-proof").status_code == 404


def test_the_proof_is_offered_with_its_page_and_its_drawing(entry, settings):
    settings.PUBLIC_URL = "https://example.org"
    sealed_and_signed()
    part = shown(entry=entry)

    assert f"/ledger/proofs/{entry.pk}.tlog-proof" in part
    assert f"https://example.org/ledger/verify/?entry={entry.pk}" in part
    assert "<svg" in part
    assert "qr" not in shown("{% proof entry %}", entry=entry)


def test_an_act_without_an_entry_offers_nothing(entry):
    class Thing:
        pk = 77
        _meta = Entry._meta

    assert shown("{% proof_about thing %}", thing=Thing()).strip() == ""


def test_the_words_are_given_with_their_salt_until_they_are_erased(entry):
    salt, text = queries.words_of(entry)["note"]
    assert text == "字"
    assert entry.commitments["note"] == commitment(salt, text)
    actions.erase(subject=entry.subject, fields=["note"], actor=SYSTEM, now=NOW)
    assert queries.words_of(queries.find(entry.pk)) == {}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_brings_proof_key_and_sentences(client, key, entry, language):
    sealed_and_signed()
    page = client.get(f"/ledger/verify/?entry={entry.pk}", headers={"Accept-Language": language})
    text = page.content.decode()

    assert page.context["proof"].encode() == queries.proof_of(entry)
    assert str(key.verifier) in text
    words = page.context["words"]
    assert {"read", "included", "signed", "bad_signature"} <= set(words["steps"])
    assert words["said"]["ledger.erased"] != "ledger.erased"
    assert json.dumps(words["holds"])[1:-1] in text
    assert "'unsafe" not in page["Content-Security-Policy"]


@pytest.mark.parametrize("asked", ["", "x", "0", "9" * 30])
def test_the_page_opens_without_an_entry(client, db, asked):
    page = client.get(f"/ledger/verify/?entry={asked}")
    assert page.status_code == 200
    assert page.context["proof"] == ""


def test_the_worker_stands_where_it_may_keep_the_page(client):
    answer = client.get("/ledger/verify/worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert b"caches.match" in answer.content
