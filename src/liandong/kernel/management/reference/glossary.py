"""The words of the house: field term, code word, English; and every code with its labels."""

import ast
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext as _

from liandong.kernel.management.reference.reading import DATA, module, page, rooms, table, trees

HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def write() -> str:
    known = words_in_use()
    terms = {word: said for word, said in glossary().items() if word in known}
    return page(
        _("Glossary"),
        _("The words of the field, and how the code writes them: one word for one thing."),
        f"## {_('Terms')}",
        table(
            [_("Field term"), _("In the code"), _("In English")],
            ([said, f"`{word}`", word.replace("_", " ")] for word, said in terms.items()),
        ),
        f"## {_('Codes')}",
        _("States, kinds and roles stand in the database in English; people read the labels."),
        *(part for room in rooms() for part in _codes(room)),
    )


def glossary() -> dict[str, str]:
    """Field terms by their word in the code, in the order of the file."""
    return tomllib.loads((DATA / "glossary.toml").read_text("utf-8"))


def words_in_use() -> set[str]:
    """Every name that the code gives to a class, a function, a field or a code."""
    found: set[str] = set()
    for room in rooms():
        for tree in trees(room):
            for node in ast.walk(tree):
                found.update(_words(node))
    return found


def _words(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ClassDef):
        yield HUMP.sub("_", node.name).lower()
    elif isinstance(node, ast.FunctionDef):
        yield node.name.removeprefix("may_")
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _codes(room: AppConfig) -> Iterator[str]:
    for name, kind in _kinds(room):
        yield f"### `{room.label}.{name}`"
        rows = ([f"`{value}`", *_labels(member)] for value, member in _members(kind))
        yield table([_("Code"), _("In Chinese"), _("In English")], rows)


def _kinds(room: AppConfig) -> Iterator[tuple[str, type[TextChoices]]]:
    """The room's own choices, wherever they stand, in the order of their names."""
    found: dict[str, type[TextChoices]] = {}
    for source in ("lifecycle", "models"):
        for name, thing in vars(module(room, source) or object).items():
            is_kind = isinstance(thing, type) and issubclass(thing, TextChoices)
            if is_kind and thing.__module__.startswith(f"{room.name}."):
                found[name] = thing
    yield from sorted(found.items())


def _members(kind: type[TextChoices]) -> list[tuple[str, Any]]:
    return [(str(member.value), member.label) for member in kind]


def _labels(label: Any) -> Iterator[str]:
    for language in ("zh-hans", "en"):
        with translation.override(language):
            yield str(label)
