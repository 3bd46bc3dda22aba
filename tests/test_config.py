"""How the house is wired: environment, doors, logs, command."""

import logging
import sys

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import RequestFactory
from django.urls import reverse

from liandong.config import command, environment
from liandong.config.accounts import address
from liandong.config.logs import Discreet, Line

PASSWORD = "a long enough password"


def test_words_of_the_environment(monkeypatch):
    monkeypatch.setenv("ROOM", " 1 ")
    assert environment.flag("ROOM")
    assert environment.number("ROOM", 5) == 1
    assert environment.number("OTHER", 5) == 5
    assert environment.listed("OTHER", "a, b,") == ["a", "b"]
    monkeypatch.setenv("ROOM", "one")
    with pytest.raises(ImproperlyConfigured):
        environment.number("ROOM", 5)
    with pytest.raises(ImproperlyConfigured, match="ROOM"):
        environment.witnesses("ROOM")


def test_a_secret_is_made_once_and_only_its_owner_reads_it(monkeypatch, tmp_path):
    made = environment.secret("SECRET_WORD", tmp_path / "secrets")
    assert len(made) >= 50
    assert environment.secret("SECRET_WORD", tmp_path / "secrets") == made
    assert [p.stat().st_mode & 0o777 for p in (tmp_path / "secrets").iterdir()] == [0o600]
    monkeypatch.setenv("SECRET_WORD", "given")
    assert environment.secret("SECRET_WORD", tmp_path / "secrets") == "given"


def test_a_secret_that_another_process_made_meanwhile_is_kept(tmp_path):
    environment._keep(tmp_path / "word", "first")
    environment._keep(tmp_path / "word", "second")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["first"]


def test_addresses_of_databases(tmp_path):
    found = environment.database("postgres://u:p%40ss@db:5433/city?sslmode=require", tmp_path)
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("city", "u", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db", "5433")
    assert found["OPTIONS"] == {**environment.PREPARED, "sslmode": "require"}
    assert environment.database("postgres:///city", tmp_path)["HOST"] == ""
    pooled = environment.database("postgres:///city?prepare_threshold=1000000", tmp_path)
    assert pooled["OPTIONS"]["prepare_threshold"] == 1_000_000
    file = environment.database(f"sqlite:///{tmp_path}/a.sqlite3", tmp_path)
    assert file["NAME"] == tmp_path / "a.sqlite3"
    assert file["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert environment.database("", tmp_path / "b.sqlite3")["NAME"] == tmp_path / "b.sqlite3"
    with pytest.raises(ImproperlyConfigured):
        environment.database("mysql://db/city", tmp_path)


def test_logs_say_neither_addresses_nor_the_words_of_errors():
    request = RequestFactory().get("/matters/12/the-secret/")
    request.resolver_match = None
    name = "Zhang San"
    try:
        raise ValueError(name)
    except ValueError:
        record = logging.getLogger("x").makeRecord(
            *("x", logging.ERROR, "", 1, "Error: %s", (request.path,), sys.exc_info()),
            extra={"request": request, "status_code": 500},
        )
    assert Discreet().filter(record)
    line = Line("%(message)s").format(record)
    assert "the-secret" not in line
    assert name not in line
    assert "GET no such page 500" in line
    assert "ValueError" in line


@pytest.mark.django_db
def test_five_failures_lock_the_door_and_say_for_how_long(client):
    get_user_model().objects.create_user(username="li", password=PASSWORD)
    page = reverse("account_login")
    for _ in range(4):
        assert client.post(page, {"login": "li", "password": "wrong"}).status_code != 429
    assert client.post(page, {"login": "li", "password": "wrong"}).status_code == 429
    locked = client.post(
        page, {"login": "li", "password": PASSWORD}, headers={"accept-language": "en"}
    )
    assert locked.status_code == 429
    assert "15 minutes" in locked.content.decode()


@pytest.mark.django_db
def test_a_person_signs_in_and_nobody_signs_up(client):
    get_user_model().objects.create_user(username="li", password=PASSWORD)
    answer = client.post(reverse("account_login"), {"login": "li", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"]
    client.logout()
    form = {"username": "new", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), form)
    assert not get_user_model().objects.filter(username="new").exists()


@pytest.mark.django_db
def test_every_answer_carries_a_strict_policy(client):
    policy = client.get(reverse("account_login")).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_address_of_a_visitor_behind_proxies(settings, rf):
    request = rf.get("/", headers={"x-forwarded-for": "6.6.6.6, 1.2.3.4"})
    settings.PROXIES = 0
    assert address(request) == "127.0.0.1"
    settings.PROXIES = 1
    assert address(request) == "1.2.3.4"
    settings.PROXIES = 3
    assert address(request) == "127.0.0.1"


def run(monkeypatch, *words):
    """Run `liandong WORDS`; return the words that Django was given."""
    given = []
    monkeypatch.setattr(sys, "argv", ["liandong", *words])
    monkeypatch.setattr(command, "execute_from_command_line", given.extend)
    command.main()
    return given


def test_the_command_teaches_and_passes_on(monkeypatch, capsys):
    assert run(monkeypatch) == []
    assert "import places" in capsys.readouterr().out
    assert run(monkeypatch, "--help") == []
    assert run(monkeypatch, "check", "--deploy") == ["liandong", "check", "--deploy"]
    assert run(monkeypatch, "import", "places", "f") == ["liandong", "import_places", "f"]
    assert run(monkeypatch, "ledger-key", "--new-log", "a-b") == [
        *("liandong", "ledger_key", "--new-log", "a-b")
    ]
    with pytest.raises(SystemExit, match="places"):
        run(monkeypatch, "import")


def test_the_demo_never_touches_a_real_database(settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo")


def test_a_year_is_not_played_over_a_city_that_is_there(settings, tmp_path):
    settings.DEMO, settings.VAR = True, tmp_path
    (tmp_path / "demo.ready").touch()
    with pytest.raises(CommandError, match="一整年"):
        call_command("demo", "--year", "--prepare")
