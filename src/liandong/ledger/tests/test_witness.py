"""A witness: it cosigns what continues, refuses what does not, and our log asks it over HTTP."""

from contextlib import closing
from hashlib import sha256
from http.client import HTTPConnection
from threading import Thread

import aics_tlog
import pytest
from django.core.management import CommandError, call_command

from liandong.kernel.actor import SYSTEM
from liandong.ledger import actions, queries
from liandong.ledger.models import Checkpoint, Cosignature, Entry
from liandong.ledger.tests.conftest import NOW, sealed_and_signed, written
from liandong.ledger.tests.tlog.trees import Tiles, leaves, root
from liandong.ledger.tlog import (
    EMPTY_ROOT,
    Signer,
    Unproven,
    Verifier,
    consistency_proof,
    format_checkpoint,
    parse_checkpoint,
    parse_note,
    parse_proof,
    sign_note,
    verify_note,
)
from liandong.ledger.tlog.checkpoints import Checkpoint as Head
from liandong.ledger.tlog.notes import COSIGNATURE, parse_signature, time_of
from liandong.ledger.tlog.witness import Request, Witness, format_request, parse_request
from liandong.ledger.witness.book import Book
from liandong.ledger.witness.post import post
from liandong.ledger.witness.server import Server
from tests.processes import environment, running

LOG = Signer.generate("other.example/log")
TIME = 1_800_000_000


def asking(old, size, tiles=None, head=None, signer=LOG):
    """The body by which a log asks to have its head of `size` cosigned after the one of `old`."""
    text = format_checkpoint(Head("other.example/log", size, head or root(leaves(size))))
    proof = consistency_proof(old, size, Tiles(size)) if old <= size else []
    return format_request(Request(old, proof, sign_note(text, signer)))


@pytest.fixture
def book(tmp_path):
    book = Book.found(tmp_path / "witness", "w.example/w1")
    book.watch(str(LOG.verifier))
    return book


def test_it_cosigns_the_first_head_and_each_that_continues(book):
    for old, size in ((0, 5), (5, 5), (5, 300), (300, 301)):
        answer = book.judge(asking(old, size), TIME)
        assert answer.status == 200
        line = parse_signature(answer.body.decode())
        text = parse_note(parse_request(asking(old, size)).checkpoint).text
        book.signer.verifier.verify(text, line)
        assert time_of(line) == TIME


FORK = root(leaves(9)[::-1])


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        (asking(5, 9, head=FORK), 422, b"continue"),
        (asking(5, 5, head=root(leaves(4))), 422, b"another root"),
        (asking(9, 5), 400, b"larger"),
        (asking(4, 9), 409, b"5\n"),
        (asking(0, 9), 409, b"5\n"),
        (asking(5, 9, signer=Signer.generate("other.example/log")), 403, b"no key"),
        (asking(5, 9).replace(b"\n9\n", b"\n8\n"), 403, b"does not fit"),
        (asking(5, 9).replace(b"other.example/log\n9", b"third.example/log\n9"), 404, b"watched"),
        (asking(5, 9).replace(b"old 5", b"old 05"), 400, b"request"),
        (asking(5, 9).replace(b"old 5\n", b"old 5\n" + b"A" * 43 + b"=\n"), 422, b"long"),
        (b"old 5\n\nnothing", 400, b"note"),
        (b"\xff", 400, b"request"),
    ],
)
def test_it_refuses_with_the_status_of_the_specification(book, body, status, why):
    assert book.judge(asking(0, 5), TIME).status == 200

    answer = book.judge(body, TIME)

    assert (answer.status, why in answer.body) == (status, True)
    assert answer.kind == ("text/x.tlog.size" if status == 409 else "text/plain; charset=utf-8")
    assert book.judge(asking(5, 9), TIME).status == 200  # and it still knows what it knew


def test_an_empty_log_has_the_empty_root_and_no_proof(book):
    text = format_checkpoint(Head("other.example/log", 0, bytes(32)))
    assert book.judge(format_request(Request(0, [], sign_note(text, LOG))), TIME).status == 422
    assert book.judge(asking(0, 0, head=EMPTY_ROOT), TIME).status == 200
    proof = format_request(Request(0, [bytes(32)], parse_request(asking(0, 3)).checkpoint))
    assert book.judge(proof, TIME).status == 422


def test_what_it_knows_outlives_it(book):
    book.judge(asking(0, 5), TIME)

    again = Book.found(book.folder, "another name")

    assert again.judge(asking(0, 5), TIME).status == 409
    assert again.signer.verifier == book.signer.verifier
    note = again.last(sha256(b"other.example/log").hexdigest())
    assert len(verify_note(note.body, LOG.verifier, book.signer.verifier).signatures) == 2
    assert again.last("0" * 64).status == 404


def test_an_independent_verifier_accepts_what_it_keeps(book):
    book.judge(asking(0, 5), TIME)
    note = book.last(sha256(b"other.example/log").hexdigest()).body

    found = aics_tlog.verify_checkpoint(
        aics_tlog.parse_note(note),
        aics_tlog.parse_vkey(str(LOG.verifier)),
        [aics_tlog.parse_vkey(str(book.signer.verifier))],
        quorum=1,
    )

    assert (found.ok, found.size) == (True, 5)


def test_the_key_of_a_watched_log_may_change(book):
    new = Signer.generate("other.example/log")
    book.watch(str(new.verifier))
    book.watch(str(new.verifier))

    assert book.judge(asking(0, 5), TIME).status == 200
    assert book.judge(asking(5, 9, signer=new), TIME).status == 200
    assert book.logs() == [LOG.verifier, new.verifier]


@pytest.mark.parametrize("body", [b"", b"old 1\nAAAA\n\nx", b"old 1", b"new 1\n\nx"])
def test_no_request(body):
    with pytest.raises(Unproven):
        parse_request(body)


# --- Over HTTP ----------------------------------------------------------------------------------


@pytest.fixture
def served(book):
    with Server(("127.0.0.1", 0), book, lambda: TIME + 0.5) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def ask(server, method, path, body=None, headers=None):
    with closing(HTTPConnection("127.0.0.1", server.server_port, timeout=5)) as connection:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers


def test_the_addresses_of_a_witness(served, book):
    status, body, headers = ask(served, "POST", "/add-checkpoint", asking(0, 5))
    assert (status, body[:4]) == (200, "— ".encode())
    assert "Set-Cookie" not in headers
    status, body, headers = ask(served, "POST", "/add-checkpoint", asking(0, 5))
    assert (status, body, headers["Content-Type"]) == (409, b"5\n", "text/x.tlog.size")
    head = f"/{sha256(b'other.example/log').hexdigest()}/checkpoint"
    assert ask(served, "GET", head)[0] == 200
    assert ask(served, "GET", "/")[0] == 404
    assert ask(served, "POST", "/other", b"x")[0] == 404


def test_a_body_that_is_too_long_is_not_read(served):
    assert ask(served, "POST", "/add-checkpoint", headers={"Content-Length": "99999999"})[0] == 413
    assert (
        ask(served, "POST", "/add-checkpoint", headers={"Transfer-Encoding": "chunked"})[0] == 411
    )


@pytest.fixture
def watched(key, served, book, settings):
    """Our log, which asks the witness; the witness watches it."""
    book.watch(str(key.verifier))
    address = f"http://127.0.0.1:{served.server_port}"
    settings.LEDGER_WITNESSES = [Witness.parse(f"{address} {book.signer.verifier}")]
    return book


def asked():
    return actions.show(actor=SYSTEM, now=NOW)


@pytest.mark.django_db
def test_our_log_is_cosigned_and_publishes_it(watched, key, client):
    written(3)
    sealed_and_signed()
    assert asked() == 1
    assert asked() == 0
    written(300, start=3)
    sealed_and_signed()
    assert asked() == 1

    note = client.get("/ledger/checkpoint").content
    assert len(verify_note(note, key.verifier, watched.signer.verifier).signatures) == 2
    assert Cosignature.objects.count() == 2


@pytest.mark.django_db
def test_the_line_of_a_witness_that_is_not_asked_any_more_is_not_shown(
    watched, key, settings, client
):
    written(3)
    sealed_and_signed()
    asked()
    written(3, start=3)
    sealed_and_signed()
    entry = Entry.objects.order_by("id").first()
    assert len(parse_note(parse_proof(queries.proof_of(entry)).checkpoint).signatures) == 2
    cosigned = Checkpoint.objects.get(size=3)

    given, settings.LEDGER_WITNESSES = settings.LEDGER_WITNESSES, []
    assert queries.note_of(cosigned) == cosigned.note.encode()
    proof = parse_proof(queries.proof_of(entry))
    assert parse_checkpoint(verify_note(proof.checkpoint, key.verifier).text).size == 6

    other = Signer.generate("w.example/w1", COSIGNATURE)
    settings.LEDGER_WITNESSES = [Witness(given[0].url, other.verifier)]
    assert queries.note_of(cosigned) == cosigned.note.encode()
    assert Cosignature.objects.count() == 1


@pytest.mark.django_db
def test_a_witness_that_knows_an_older_head_of_ours_is_asked_from_there(watched):
    written(3)
    sealed_and_signed()
    asked()
    written(3, start=3)
    sealed_and_signed()
    watched.judge(queries.request_for(queries.newest(), 3), TIME)  # its answer was lost

    written(3, start=6)
    sealed_and_signed()

    assert asked() == 1


def forgets(book, settings):
    (book.folder / "logs").write_text("")


def goes_away(book, settings):
    settings.LEDGER_WITNESSES = [Witness("http://127.0.0.1:9", book.signer.verifier)]


def is_another(book, settings):
    other = Signer.generate("w.example/w1", COSIGNATURE)
    settings.LEDGER_WITNESSES = [Witness(settings.LEDGER_WITNESSES[0].url, other.verifier)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "said"),
    [(forgets, "404"), (goes_away, "ConnectionRefused"), (is_another, "no cosignature")],
)
def test_a_witness_that_is_of_no_help_is_reported(watched, settings, caplog, change, said):
    written(1)
    sealed_and_signed()
    change(watched, settings)

    assert asked() == 0
    assert said in caplog.text


@pytest.mark.django_db
def test_nobody_is_asked_about_an_empty_log(watched):
    assert asked() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given",
    ["https://w.example", "https://w.example nonsense", f"ftp://w {LOG.verifier}"],
    ids=["no key", "no such key", "no such address"],
)
def test_what_is_no_witness_is_refused(given):
    with pytest.raises(ValueError, match="key"):
        Witness.parse(given)


def test_an_answer_that_is_not_http_is_nobody(served):
    with pytest.raises(OSError, match=r"refused|Connection"):
        post("http://127.0.0.1:9/", b"")


# --- The command --------------------------------------------------------------------------------


def test_the_command_needs_a_name_once_and_true_keys(tmp_path):
    with pytest.raises(CommandError, match="--name"):
        call_command("witness", folder=tmp_path)
    with pytest.raises(CommandError, match="--log"):
        call_command("witness", folder=tmp_path, name="w.example/w1", log=["nonsense"])
    with pytest.raises(CommandError, match="spaces"):
        call_command("witness", folder=tmp_path / "other", name="two words")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_command_serves_until_it_is_stopped(tmp_path):
    words = ("witness", "--name", "w.example/w1", "--log", str(LOG.verifier), "--port", "0")
    with running(*words, env=environment(tmp_path)) as process:
        vkey = process.stdout.readline().removeprefix("Public key: ")
        process.stdout.readline()
        address = process.stdout.readline().removeprefix("Ready: ").strip()
        answer = post(address, asking(0, 5))
    assert answer.status == 200
    assert parse_signature(answer.body.decode()).key_id == Verifier.parse(vkey).key_id
    assert process.returncode == 0
