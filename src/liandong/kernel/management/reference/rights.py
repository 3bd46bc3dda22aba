"""Who may do what: each room's rules, and every sentence with which they can refuse."""

import ast
import re
from collections.abc import Iterator

from django.apps import AppConfig
from django.utils.translation import gettext as _

from liandong.kernel.management.reference.reading import (
    called,
    functions,
    literal,
    page,
    rooms,
    told,
    trees,
)

HOLE = re.compile(r"%\((\w+)\)[sd]")


def write() -> str:
    return page(
        _("Rights"),
        _(
            "Every action asks its rule first. Below each rule stand the sentences with which it "
            "can refuse; the page and the button say the same sentence."
        ),
        *(part for room in rooms() for part in _room(room)),
    )


def _room(room: AppConfig) -> Iterator[str]:
    known = {function.name: function for function in functions(trees(room, "rules"))}
    rules = [rule for rule in known.values() if _is_rule(rule)]
    if rules:
        yield f"## `{room.label}`"
    for rule in rules:
        yield f"### `{rule.name}`"
        yield told((ast.get_docstring(rule) or "").partition("\n")[0])
        yield "\n".join(f"- {sentence}" for sentence in _sentences(rule, known))


def _is_rule(function: ast.FunctionDef) -> bool:
    answers = getattr(function.returns, "id", "") == "Verdict"
    return answers and function.name.startswith("may_")


def _sentences(rule: ast.FunctionDef, known: dict[str, ast.FunctionDef]) -> list[str]:
    """What a rule can say, with what the rules of its room that it asks can say; each once."""
    found: dict[str, None] = {}
    waiting, seen = [rule], {rule.name}
    while waiting:
        function = waiting.pop(0)
        for node in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            name = called(node)
            if name == "refuse" and (sentence := _sentence(node)):
                found[HOLE.sub(r"‹\1›", _(sentence))] = None
            elif name in known and name not in seen:
                seen.add(name)
                waiting.append(known[name])
    return list(found)


def _sentence(refusal: ast.Call) -> str:
    words = [literal(node) for node in ast.walk(refusal) if isinstance(node, ast.expr)]
    return next(filter(None, words), "")
