"""What is written down: every verb of the ledger, and what each entry says in public."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import AppConfig
from django.utils.translation import gettext as _

from liandong.kernel.management.reference.kinds import Kinds
from liandong.kernel.management.reference.reading import (
    called,
    functions,
    literal,
    module,
    page,
    rooms,
    table,
    trees,
)

ALWAYS = {"subject", "actor", "at", "place"}  # stand in columns of their own


@dataclass
class Verb:
    """One verb: the actions that write it, its public details and those only committed to."""

    actions: dict[str, None] = field(default_factory=dict)
    public: dict[str, None] = field(default_factory=dict)
    texts: dict[str, None] = field(default_factory=dict)


def write() -> str:
    return page(
        _("Verbs of the ledger"),
        _(
            "Every entry names its verb, subject, post, place and moment. Codes, numbers and days "
            "are public. Of every text the entry holds only a salted commitment; the text lies "
            "beside it and can be erased."
        ),
        *(part for room in rooms() for part in _room(room)),
    )


def _room(room: AppConfig) -> Iterator[str]:
    verbs = verbs_of(room)
    if not verbs:
        return
    said = getattr(module(room, "lifecycle"), "SAID", {})
    heads = [_("Verb"), _("Written by"), _("Public"), _("Committed texts"), _("Shown as")]
    rows = [
        [
            f"`{name}`",
            *map(_codes, (verb.actions, verb.public, verb.texts)),
            str(said.get(name, "")),
        ]
        for name, verb in sorted(verbs.items())
    ]
    yield f"## `{room.label}`"
    yield table(heads, rows)


def _codes(words: dict[str, None]) -> str:
    return ", ".join(f"`{word}`" for word in words) or "—"


def verbs_of(room: AppConfig) -> dict[str, Verb]:
    """Every verb that the room's actions write, found without running them."""
    found: dict[str, Verb] = {}
    deeds = functions(trees(room, "actions"))
    writers = {"record": ""} | {name: start for deed in deeds for name, start in _writer(deed)}
    callers = {deed.name: deed for deed in deeds if deed.name not in writers}
    for deed in callers.values():
        for node in _calls(deed, writers):
            for verb, teller in _verbs(node.args[0], deed, callers):
                entry = found.setdefault(writers[called(node)] + verb, Verb())
                entry.actions |= dict.fromkeys(_doors(teller, callers))
                _sort(entry, node, deed)
    return found


def _writer(function: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    """A room's own short form of `record`: its name, and what it puts before each verb."""
    for node in _calls(function, {"record": ""}):
        if isinstance(node.args[0], ast.JoinedStr):
            yield function.name, literal(node.args[0].values[0])


def _calls(function: ast.FunctionDef, names: dict[str, str]) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and called(node) in names and node.args:
            yield node


def _verbs(
    node: ast.expr, deed: ast.FunctionDef, callers: dict[str, ast.FunctionDef]
) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The verbs that an expression can be, each with the function that says it.

    It is a string, a choice of two, or a name: set here, or by those who call the function.
    """
    if isinstance(node, ast.IfExp):
        yield from _verbs(node.body, deed, callers)
        yield from _verbs(node.orelse, deed, callers)
    elif isinstance(node, ast.Name):
        for value, teller in _values(node.id, deed, callers):
            yield from _verbs(value, teller, callers)
    elif word := literal(node):
        yield word, deed


def _values(
    name: str, deed: ast.FunctionDef, callers: dict[str, ast.FunctionDef]
) -> Iterator[tuple[ast.expr, ast.FunctionDef]]:
    """What a name is given in the function, or by those of the room who call the function."""
    for node in ast.walk(deed):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            yield node.value, deed
    places = [argument.arg for argument in deed.args.args]
    if name in places:
        for caller in callers.values():
            for node in _calls(caller, {deed.name: ""}):
                yield node.args[places.index(name)], caller


def _doors(deed: ast.FunctionDef, callers: dict[str, ast.FunctionDef]) -> list[str]:
    """The action itself, or the actions that call a private step."""
    if not deed.name.startswith("_"):
        return [deed.name]
    who = [other for other in callers.values() if any(_calls(other, {deed.name: ""}))]
    return [name for other in who if other is not deed for name in _doors(other, callers)]


def _sort(entry: Verb, node: ast.Call, deed: ast.FunctionDef) -> None:
    kinds = Kinds.of_house()
    for detail in node.keywords:
        if detail.arg and detail.arg not in ALWAYS:
            is_text = kinds.of(detail.value, deed) == "str"
            (entry.texts if is_text else entry.public)[detail.arg] = None
