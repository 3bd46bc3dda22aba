"""The law is data: every limit that the code asks for is given by a preset that ships with it."""

import ast
import tomllib

from liandong.matters.actions.common import ESCALATE_KEYS
from tests.checks import ROOT

SOURCE = ROOT / "src" / "liandong"
ASKING = {"limit": 0, "promise": 1, "Terms": 0}


def keys_asked_for() -> set[str]:
    found = set(ESCALATE_KEYS.values())
    for path in SOURCE.rglob("*.py"):
        if {"tests", "migrations"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                found.update(_key_of(node))
    return found


def _key_of(call: ast.Call) -> list[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = ASKING.get(name)
    if place is None or len(call.args) <= place:
        return []
    word = call.args[place]
    return [word.value] if isinstance(word, ast.Constant) and isinstance(word.value, str) else []


def keys_given() -> set[str]:
    given = set()
    for path in (SOURCE / "rulebook" / "presets").rglob("*.toml"):
        preset = tomllib.loads(path.read_text("utf-8"))
        given.update(rule["key"] for rule in preset.get("rule", ()))
    return given


def test_every_limit_that_the_code_asks_for_is_in_a_preset():
    asked = keys_asked_for()

    assert {"matter.accept", "matter.execute", "escalate.city"} <= asked
    assert asked - keys_given() == set()
