"""The page of the ledger's state, and the history that it gives away: seen by a cast of people."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from liandong.kernel.actor import SYSTEM
from liandong.ledger import actions, tasks
from liandong.ledger.models import Entry, Export
from liandong.ledger.queries.history import events, ocel
from liandong.ledger.tests.conftest import ORIGIN, sealed_and_signed, written
from liandong.ledger.tlog import Signer
from liandong.ledger.tlog.notes import COSIGNATURE
from liandong.ledger.tlog.witness import Witness
from liandong.matters.lifecycle import State
from liandong.matters.tests import factories
from liandong.people.tests import factories as people

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def key(var):
    return actions.make_key(ORIGIN)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_audit_administrator_sees_how_the_log_stands(client, key, settings, language):
    witness = Signer.generate("witness.example", COSIGNATURE)
    settings.LEDGER_WITNESSES = [Witness.parse(f"https://witness.example {witness.verifier}")]
    written(5)
    cast = people.cast()
    client.force_login(cast.person("audit_admin"), backend=BACKEND)
    words = {"Accept-Language": language}
    waiting = client.get("/ledger/", headers=words)
    assert (waiting.context["state"].waiting, waiting.context["state"].size) == (5, 0)
    assert waiting.context["late"], "they were written long ago"

    sealed_and_signed()
    answer = client.get("/ledger/", headers=words)
    text, found = answer.content.decode(), answer.context["state"]
    assert (found.waiting, found.size, found.checkpoints) == (0, 5, 1)
    assert str(key.verifier) in text
    assert "witness.example" in text
    for tile in answer.context["tiles"]:
        assert client.get(f"/ledger/{tile}").status_code == 200
    assert 'href="/ledger/"' in text, "the rail leads to it"
    part = client.get("/ledger/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<section")


def test_without_key_and_witness_the_page_says_so(client, var):
    client.force_login(people.cast().person("audit_admin"), backend=BACKEND)
    text = client.get("/ledger/", headers={"Accept-Language": "en"}).content.decode()
    assert "There is no key" in text
    assert "No witness is asked" in text


def test_how_the_log_is_kept_is_for_its_keeper(client, var):
    cast = people.cast()
    client.force_login(cast.person("grid_head"), backend=BACKEND)
    assert client.get("/ledger/").status_code == 403
    assert 'href="/ledger/"' not in client.get("/people/me/").content.decode()
    client.logout()
    assert client.get("/ledger/").status_code == 302


# --- History for process mining ------------------------------------------------------------------

READ = {
    "ocel-json": "pm4py.read_ocel2_json",
    "ocel-sqlite": "pm4py.read_ocel2_sqlite",
}
OCEL = """
import json, sys, pm4py
ocel = %s(sys.argv[1])
by_type = ocel.objects.groupby(ocel.object_type_column).size().to_dict()
flat = pm4py.ocel_flattening(ocel, "matter")
print(json.dumps({
    "events": len(ocel.events), "types": by_type, "relations": len(ocel.relations),
    "verbs": sorted(ocel.events[ocel.event_activity].unique()),
    "first": flat.sort_values("ocel:eid")["concept:name"].tolist(),
    "columns": sorted(ocel.events.columns),
}))
"""
XES = """
import json, sys, pm4py
log = pm4py.read_xes(sys.argv[1])
print(json.dumps({
    "events": len(log), "traces": log["case:concept:name"].nunique(),
    "start": pm4py.get_start_activities(log), "columns": sorted(log.columns),
}))
"""


@pytest.fixture
def history():
    """Two matters: one that was closed, one that climbs."""
    it, now = factories.world(), timezone.now() - timedelta(days=2)
    factories.matter(it, State.CLOSED, now=now)
    factories.matter(it, State.ESCALATED, now=now + timedelta(days=1))


def exported(kind, path, **days):
    call_command("export", "history", str(path), format=kind, verbosity=0, **days)
    return path


def mined(script, path):
    """What pm4py reads in a file. It runs by itself: its licence is not ours."""
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, str(path)], capture_output=True, check=True
    )
    return json.loads(ended.stdout.splitlines()[-1])


@pytest.mark.parametrize("kind", READ)
def test_pm4py_reads_the_history_with_its_objects(history, tmp_path, kind):
    found = mined(OCEL % READ[kind], exported(kind, tmp_path / "history"))
    entries = Entry.objects.all()

    assert found["events"] == entries.count()
    assert found["verbs"] == sorted(set(entries.values_list("verb", flat=True)))
    subjects = set(entries.values_list("subject", flat=True))
    assert found["types"]["matter"] == sum(one.startswith("matters.matter") for one in subjects)
    posts = set(entries.exclude(post_id=None).values_list("post_id", flat=True))
    assert found["types"]["post"] >= len(posts)
    assert found["types"]["place"] == len(set(entries.values_list("place_id", flat=True)))
    assert {"matter.raised", "matter.evaluated", "matter.escalated"} <= set(found["first"])
    assert {"actor", "obstacle", "solved"} <= set(found["columns"])


def test_pm4py_reads_the_traces(history, tmp_path):
    found = mined(XES, exported("xes", tmp_path / "history.xes"))
    assert found["events"] == Entry.objects.count()
    assert found["traces"] == Entry.objects.values("subject").distinct().count()
    assert found["start"]["matter.raised"] == 2
    assert {"org:resource", "obstacle", "time:timestamp"} <= set(found["columns"])


@pytest.mark.parametrize("kind", ["ocel-json", "ocel-sqlite", "xes"])
def test_nobody_is_in_the_history(history, tmp_path, kind):
    data = exported(kind, tmp_path / "history").read_bytes().decode("utf-8", "ignore")
    assert "matter.raised" in data
    for words in (factories.TEXT, "13800001234", "王桂英", "网格没有经费"):
        assert words not in data
        assert json.dumps(words)[1:-1] not in data


def test_the_days_narrow_it_and_it_is_the_same_each_time(history, tmp_path):
    day = (timezone.localtime() - timedelta(days=2)).date()
    first = exported("ocel-json", tmp_path / "a", since=day, until=day)
    events = json.loads(first.read_text("utf-8"))["events"]
    assert 0 < len(events) < Entry.objects.count()
    again = exported("ocel-json", tmp_path / "b", since=day, until=day)
    assert first.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("kind", ["ocel-json", "ocel-sqlite", "xes"])
def test_an_empty_history_is_a_history(db, tmp_path, kind):
    assert exported(kind, tmp_path / "history").stat().st_size > 50


def test_what_cannot_be_written_is_said(history, tmp_path):
    late, early = timezone.localdate(), timezone.localdate() - timedelta(days=3)
    with pytest.raises(CommandError, match="before the first"):
        exported("xes", tmp_path / "a", since=late, until=early)
    with pytest.raises(CommandError, match="no folder"):
        exported("xes", tmp_path / "none" / "a")


@pytest.mark.django_db(transaction=True)
def test_the_audit_administrator_asks_for_a_file_and_sees_how_far_it_is(
    client, history, var, work, monkeypatch
):
    client.force_login(people.person("audit_admin"), backend=BACKEND)
    key = client.get("/ledger/").context["form"]["key"].value()
    asked = {"kind": "ocel-sqlite", "since": "", "until": "", "key": key}
    answers = [client.post("/ledger/exports/new/", asked) for _twice in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    waiting = client.get("/ledger/exports/")
    (export,) = waiting.context["exports"]
    assert (export.done, export.total) == (0, Entry.objects.count() - 1)
    assert "<progress" in waiting.content.decode()
    assert client.get(f"/ledger/exports/{export.pk}/").status_code == 404

    monkeypatch.setattr(events, "CHUNK", 3)
    monkeypatch.setattr(ocel, "CHUNK", 3)
    work()
    (export,) = client.get("/ledger/exports/").context["exports"]
    assert export.done == export.total
    file = client.get(f"/ledger/exports/{export.pk}/")
    assert b"".join(file.streaming_content).startswith(b"SQLite format 3")
    assert f"/ledger/exports/{export.pk}/" in client.get("/ledger/").content.decode()
    assert tasks.write_history.call(Entry.objects.get(verb="ledger.exported").pk) is None


@pytest.mark.django_db(transaction=True)
def test_only_the_last_ten_files_are_kept(history, var, work):
    for _one in range(12):
        actions.ask_export(kind="xes", since=None, until=None, actor=SYSTEM, now=timezone.now())
    work()
    assert Export.objects.count() == 11
    assert len(list((var / "exports").glob("history-*.xes"))) == 11


def test_days_in_the_wrong_order_come_back(client, history, var):
    client.force_login(people.person("audit_admin"), backend=BACKEND)
    asked = {"kind": "xes", "since": "2026-11-20", "until": "2026-11-01"}
    answer = client.post("/ledger/exports/new/", asked)
    assert answer.status_code == 422
    assert "2026-11-20" in answer.content.decode()
    assert not Export.objects.exists()


def test_nobody_else_is_given_the_history(client, history, var):
    client.force_login(people.person("grid_head"), backend=BACKEND)
    asked = {"kind": "xes", "since": "", "until": ""}
    assert client.post("/ledger/exports/new/", asked).status_code == 403
    for page in ("", "1/"):
        assert client.get(f"/ledger/exports/{page}").status_code == 403
    assert not Export.objects.exists()
