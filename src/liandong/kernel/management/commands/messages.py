"""Keep each room's Chinese catalogue level with its English strings, without gettext's programs.

`collect` reads a room's Python and templates, `update` writes its `.po`, `complaints` says what is
wrong with it, and `compile_all` makes the `.mo` files that Django reads.
"""

import ast
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation.template import templatize
from polib import POEntry, POFile, pofile

HOUSE = Path(__file__).parents[3]
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")
TEMPLATES = {".html", ".txt", ".xml"}
NOT_READ = {"tests", "migrations", "locale", "static"}

# function name -> what its first arguments are: c(ontext), s(ingular), p(lural)
SHAPES = {
    f"{name}{suffix}": shape
    for name, shape in {
        "gettext": "s",
        "ngettext": "sp",
        "pgettext": "cs",
        "npgettext": "csp",
    }.items()
    for suffix in ("", "_lazy")
} | {"_": "s", "gettext_noop": "s"}
STRING = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*({STRING}(?:\s*,\s*{STRING})*)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
HEADER = {
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}


class Key(NamedTuple):
    """What identifies one message: its context ("" for none) and its English text."""

    context: str
    msgid: str


class Message(NamedTuple):
    """One message, its English plural ("" for none) and the files that say it."""

    plural: str
    files: frozenset[str]


class ComputedMessageError(Exception):
    """A string is built before it is translated, so no catalogue can hold it."""


def rooms() -> list[Path]:
    """Return the folders of all rooms, in alphabetical order."""
    return sorted(found.parent for found in HOUSE.glob("*/__init__.py"))


def collect(room: Path) -> dict[Key, Message]:
    """Return every message that the room's code and templates say."""
    messages: dict[Key, Message] = {}
    for path in sorted(room.rglob("*")):
        place = path.relative_to(room)
        if NOT_READ & set(place.parts):
            continue
        for key, plural in _said_in(path):
            old = messages.get(key, Message("", frozenset()))
            messages[key] = Message(plural or old.plural, old.files | {place.as_posix()})
    return messages


def _said_in(path: Path) -> Iterator[tuple[Key, str]]:
    if path.suffix == ".py":
        yield from said_in_python(path.read_text("utf-8"), str(path))
    elif path.suffix in TEMPLATES:
        yield from said_in_template(path.read_text("utf-8"), str(path))


def said_in_python(source: str, name: str) -> Iterator[tuple[Key, str]]:
    """Yield each (key, plural) that Python source asks to translate."""
    for node in ast.walk(ast.parse(source, name)):
        if not isinstance(node, ast.Call):
            continue
        function = getattr(node.func, "id", getattr(node.func, "attr", ""))
        shape = SHAPES.get(function, "")
        words = [_literal(arg, name) for arg in node.args[: len(shape)]]
        if shape and all(word is not None for word in words):
            yield _message(shape, [word or "" for word in words])


def _literal(node: ast.expr, name: str) -> str | None:
    """Return a plain string, None for a variable; refuse a string built on the spot."""
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        raise ComputedMessageError(
            f"{name}:{node.lineno}: translate a plain string, then fill it in"
        )
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def said_in_template(source: str, name: str) -> Iterator[tuple[Key, str]]:
    """Yield each (key, plural) that a Django template asks to translate."""
    for call in CALL.finditer(templatize(source, origin=name)):
        words = list(ast.literal_eval(f"({call[2]},)"))
        yield _message(SHAPES[call[1]], words)


def _message(shape: str, words: list[str]) -> tuple[Key, str]:
    parts = dict(zip(shape, words, strict=True))
    return Key(parts.get("c", ""), parts["s"]), parts.get("p", "")


def read(room: Path) -> dict[Key, POEntry]:
    """Return the room's catalogue as it stands in its `.po`."""
    path = room / CATALOGUE
    entries: Iterable[POEntry] = pofile(str(path)) if path.exists() else []
    return {Key(e.msgctxt or "", e.msgid): e for e in entries if not e.obsolete}


def update(room: Path, known: Callable[[Key], POEntry | None]) -> None:
    """Write the room's `.po`: what is said, sorted, with the Chinese it or another room has."""
    catalogue = POFile(wrapwidth=98)
    catalogue.metadata = HEADER
    own = read(room)
    for key, message in sorted(collect(room).items()):
        catalogue.append(_entry(key, message, own.get(key) or known(key)))
    path = room / CATALOGUE
    if len(catalogue):
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, str(catalogue).removesuffix("\n").encode() + b"\n")
    else:
        path.unlink(missing_ok=True)


def _entry(key: Key, message: Message, old: POEntry | None) -> POEntry:
    chinese = _chinese(old) if old else ""
    return POEntry(
        msgctxt=key.context or None,
        msgid=key.msgid,
        msgid_plural=message.plural,
        msgstr="" if message.plural else chinese,
        msgstr_plural={0: chinese} if message.plural else {},
        occurrences=[(name, "") for name in sorted(message.files)],
        flags=["python-format"] if "%" in key.msgid else [],
    )


def _chinese(entry: POEntry) -> str:
    return str(entry.msgstr or next(iter(entry.msgstr_plural.values()), ""))


def _write(path: Path, content: bytes) -> None:
    """Write at once: several test processes may compile the same catalogue."""
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)


def complaints(room: Path) -> list[str]:
    """Say what is missing, untranslated, uncertain, no longer said or filled in differently."""
    said, own = collect(room), read(room)
    found = [f"not in the catalogue: {key.msgid!r}" for key in said.keys() - own.keys()]
    found += [f"no longer said: {key.msgid!r}" for key in own.keys() - said.keys()]
    for key in said.keys() & own.keys():
        found += _complaints_about(own[key])
    return [f"{room.name}: {line}" for line in sorted(found)]


def _complaints_about(entry: POEntry) -> Iterator[str]:
    chinese = _chinese(entry)
    if not chinese:
        yield f"no Chinese: {entry.msgid!r}"
    elif entry.fuzzy:
        yield f"uncertain (fuzzy): {entry.msgid!r}"
    elif _holes(chinese) - _holes(entry.msgid + entry.msgid_plural):
        yield f"placeholders that the English does not have: {entry.msgid!r} -> {chinese!r}"
    elif not entry.msgid_plural and _holes(entry.msgid) - _holes(chinese):
        yield f"placeholders lost: {entry.msgid!r} -> {chinese!r}"


def _holes(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def disagreements() -> list[str]:
    """List messages that two rooms translate differently: Django would show only one of them."""
    first: dict[Key, tuple[str, str]] = {}
    found = []
    for room in rooms():
        for key, entry in read(room).items():
            chinese = _chinese(entry)
            name, other = first.setdefault(key, (room.name, chinese))
            if chinese and other and chinese != other:
                found.append(
                    f"{name} and {room.name} disagree on {key.msgid!r}: {other} / {chinese}"
                )
    return found


def compile_all() -> int:
    """Make each `.mo` that is missing or older than its `.po`; return how many were made."""
    made = 0
    for path in HOUSE.glob(f"*/{CATALOGUE}"):
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            _write(target, pofile(str(path)).to_binary())
            made += 1
    return made


class Command(BaseCommand):
    help = (
        "Collect the strings of every room into its Chinese catalogue, and compile the catalogues."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rooms", nargs="*", help="only these rooms, such as: places people")
        parser.add_argument("--check", action="store_true", help="change nothing; fail and list")
        parser.add_argument("--compile", action="store_true", help="only make the .mo files")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = options["rooms"]
        chosen = [room for room in rooms() if not wanted or room.name in wanted]
        if not (options["check"] or options["compile"]):
            self._update(chosen)
        if not options["check"]:
            self.stdout.write(f"{compile_all()} catalogues compiled")
        if not options["compile"]:
            self._report(chosen, failing=options["check"])

    def _update(self, chosen: list[Path]) -> None:
        elsewhere = {k: e for room in rooms() for k, e in read(room).items() if _chinese(e)}
        for room in chosen:
            update(room, elsewhere.get)

    def _report(self, chosen: list[Path], *, failing: bool) -> None:
        found = [line for room in chosen for line in complaints(room)] + disagreements()
        for line in found:
            self.stdout.write(line)
        if found and failing:
            raise CommandError(f"{len(found)} strings need a translator")
        self.stdout.write(f"{len(found)} strings need a translator")
