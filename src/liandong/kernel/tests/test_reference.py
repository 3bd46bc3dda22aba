"""The documentation: generated pages follow the code, links resolve, both languages are level."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from liandong.kernel.management.commands import reference
from liandong.kernel.management.reference import kinds, reading, rights, settings, verbs

ROOT = reading.HOUSE.parents[1]
DOCS = ROOT / "docs"
TEXTS = sorted(
    [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "README.zh.md", ROOT / "CONTRIBUTING.md"]
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"```.*?```", re.DOTALL)


def room(label):
    return next(room for room in reading.rooms() if room.label == label)


@pytest.fixture
def docs(tmp_path, monkeypatch):
    monkeypatch.setattr(reference, "DOCS", tmp_path)
    return tmp_path


def test_the_pages_are_written_once_and_then_stand(docs, capsys):
    call_command("reference")
    written = {path: path.read_text("utf-8") for path in docs.rglob("*.md")}
    assert len(written) == 14
    capsys.readouterr()
    call_command("reference")
    call_command("reference", check=True)
    assert capsys.readouterr().out == ""
    assert written == {path: path.read_text("utf-8") for path in docs.rglob("*.md")}


def test_a_page_that_is_out_of_date_is_named_and_left_alone(docs, capsys):
    call_command("reference")
    page = docs / "zh" / "reference" / "rights.md"
    page.write_text("old", "utf-8")
    capsys.readouterr()
    with pytest.raises(CommandError, match="1 pages are out of date"):
        call_command("reference", check=True)
    assert capsys.readouterr().out == "docs/zh/reference/rights.md\n"
    assert page.read_text("utf-8") == "old"


def test_without_the_repository_it_says_so(docs):
    docs.rmdir()
    with pytest.raises(CommandError, match="no docs"):
        call_command("reference")


def test_verbs_are_found_with_their_actions_and_details():
    found = verbs.verbs_of(room("matters"))
    escalated, dispatched = found["matter.escalated"], found["matter.dispatched"]
    assert {"to", "level", "obstacle"} == set(escalated.public)
    assert {"tried", "urgency"} == set(escalated.texts)
    assert set(dispatched.actions) == {"dispatch"}
    assert {"promise.overdue", "promise.due_soon"} <= set(verbs.verbs_of(room("duties")))


def test_a_rule_says_what_the_rules_that_it_asks_say():
    known = {one.name: one for one in reading.functions(reading.trees(room("matters"), "rules"))}
    said = rights._sentences(known["may_accept"], known)
    assert len(said) >= 3


def test_a_detail_of_unknown_kind_is_refused():
    deed = ast.parse("def act():\n    record('x', more=mystery)").body[0]
    call = next(node for node in ast.walk(deed) if isinstance(node, ast.Call))
    with pytest.raises(kinds.UnknownKindError, match="what is mystery"):
        kinds.Kinds.of_house().of(call.keywords[0].value, deed)


def test_every_setting_is_described_in_both_languages():
    read = set(re.findall(r'(?:word|flag|number|secret|listed|witnesses)\("(\w+)"', _settings()))
    assert read == set(settings.described())
    assert set(settings.described().values()) <= set(reading._chinese())


def _settings() -> str:
    return (reading.HOUSE / "config" / "settings.py").read_text("utf-8")


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_the_text_leads_somewhere(text):
    links = LINK.findall(FENCE.sub("", text.read_text("utf-8")))
    assert [link for link in links if not _leads(text.parent, link)] == []


def _leads(folder: Path, link: str) -> bool:
    target = link.partition("#")[0]
    if not target or "://" in link or link.startswith("mailto:"):
        return True
    # The journeys take the pictures; a new one may not be there yet.
    return "images/" in target or (folder / target).exists()


def test_both_languages_have_the_same_pages():
    english, chinese = (
        {path.relative_to(DOCS / folder).as_posix() for path in (DOCS / folder).rglob("*.md")}
        for folder in ("en", "zh")
    )
    assert english == chinese


@pytest.mark.parametrize("folder", ["en", "zh"])
def test_the_index_leads_to_every_page(folder):
    index = (DOCS / folder / "README.md").read_text("utf-8")
    pages = {path.relative_to(DOCS / folder).as_posix() for path in (DOCS / folder).rglob("*.md")}
    assert {page for page in pages - {"README.md"} if f"({page})" not in index} == set()
