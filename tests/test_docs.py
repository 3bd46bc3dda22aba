"""What the planning pages tell people to type runs as it is written."""

import re

import pytest
from django.core.management import call_command

from tests.checks import ROOT

PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILE = re.compile(
    r"`([\w-]+\.(?:csv|geojson))`(?:(?!\n\n).)*\n\n```\n(.*?)^```", re.MULTILINE | re.DOTALL
)
COMMAND = re.compile(r"^ +liandong (plan \S.*)$", re.MULTILINE)
PLANNING = ["siting", "pairing", "gridding"]
TUTORIALS = ["site-a-station", "pair-members-with-tasks", "divide-a-community"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("page", PLANNING)
def test_the_python_of_a_reference_page(language, page):
    text = (ROOT / "docs" / language / "reference" / f"{page}.md").read_text("utf-8")
    snippets = PYTHON.findall(text)
    assert snippets
    for snippet in snippets:
        known = {}
        exec(snippet, known)  # noqa: S102
        assert known["check"](known["problem"], known["plan"]) == []


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("page", TUTORIALS)
def test_the_commands_of_a_tutorial(language, page, tmp_path, monkeypatch, capsys):
    text = (ROOT / "docs" / language / "tutorials" / f"{page}.md").read_text("utf-8")
    files, commands = FILE.findall(text), COMMAND.findall(text)
    assert len(files) == 2
    assert commands
    monkeypatch.chdir(tmp_path)
    for name, content in files:
        (tmp_path / name).write_text(content, "utf-8")
    for command in commands:
        call_command(*command.split())
    assert capsys.readouterr().out
    assert list(tmp_path.glob("*.svg"))
