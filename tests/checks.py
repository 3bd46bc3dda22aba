"""What a file of the house may not do: each check reads one file and lists its complaints."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "src" / "liandong"

WRITES = {
    *("save", "create", "update", "delete", "bulk_create", "bulk_update"),
    *("get_or_create", "update_or_create", "add", "set", "clear", "remove"),
}
# Words that sets, dictionaries, forms and pictures have too: they count on a manager only.
SHARED_WORDS = {"save", "update", "add", "set", "clear", "remove", "create", "delete"}
QUERYSET_WORDS = {"objects", "filter", "exclude", "all", "select_for_update", "get", "first"}
WRITERS = {"actions", "factories", "migrations", "tests"}
# Files that write without being actions, and why.
ALSO_WRITE = {
    "kernel/transactions.py": "claims the key of a press inside every action",
    "kernel/series.py": "allots the next number of a paper inside the action that issues it",
    "kernel/visits.py": "counts visits for the limit of an hour, and keeps no other record of them",
    "config/worker.py": "moves tasks in the queue, which is not the house's own record",
}
PUBLIC = {"models", "rules", "queries", "actions", "lifecycle", "tlog", "tests"}
OPEN_ROOMS = {"kernel", "planning"}  # tools: any of their files may be used
CLOCKS = {"timezone.now", "datetime.now", "datetime.today", "date.today", "time.time"}
IMPURE = {*CLOCKS, "time.monotonic", "time.perf_counter", "print", "open", "input"}
MAY_ASK_THE_CLOCK = {
    *("views", "tasks", "middleware", "management", "templatetags", "tests", "migrations"),
}
TOOLS = {"kernel", "planning", "config", "demo"}  # of another shape: tools, wiring, a played year
PURE = {"planning"}  # a library that knows no Django: not installed, asks no clock, prints nothing
ROOM_FILES = {
    *("__init__", "lifecycle", "models", "rules", "queries", "actions", "forms", "views"),
    *("tasks", "admin", "apps", "urls", "middleware", "factories", "migrations", "tests"),
    *("templates", "templatetags", "management", "locale", "presets", "data", "static"),
}
ALSO_LIVE = {
    "ledger/tlog": "the transparency log of C2SP, in bytes alone",
    "ledger/witness": "a witness of other cities' logs, with a memory of its own",
    "front/navigation": "the staff's rail",
    "front/filing": "the compliance page",
    "matters/navigation": "what the screen that asks where offers",
}
VAGUE = {"utils", "util", "helpers", "helper", "misc"}


@dataclass(frozen=True)
class Source:
    """One Python file: where it stands, as "room/file.py", and its text."""

    place: str
    text: str

    @property
    def room(self) -> str:
        return self.place.split("/")[0]

    @property
    def parts(self) -> set[str]:
        return {part.removesuffix(".py") for part in self.place.split("/")[1:]}

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def functions(self) -> Iterator[ast.FunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef))

    @property
    def classes(self) -> Iterator[ast.ClassDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))


def sources() -> list[Source]:
    """Return every Python file of the house."""
    return [
        Source(path.relative_to(HOUSE).as_posix(), path.read_text("utf-8"))
        for path in sorted(HOUSE.rglob("*.py"))
        if path.parent != HOUSE
    ]


def dotted(node: ast.expr) -> str:
    """Return "a.b.c" for a chain of names and calls: `a.b(1).c` too."""
    if isinstance(node, ast.Call):
        return dotted(node.func)
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return getattr(node, "id", "")


def only_actions_write(source: Source) -> Iterator[str]:
    if source.parts & WRITERS or source.place in ALSO_WRITE:
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        word, before = node.func.attr, set(dotted(node.func.value).split("."))
        if word in WRITES and (word not in SHARED_WORDS or before & QUERYSET_WORDS):
            yield f"line {node.lineno} writes: .{word}()"


def rooms_are_entered_by_their_public_files(source: Source) -> Iterator[str]:
    if source.room == "config":
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("liandong."):
            continue
        _, room, *rest = str(node.module).split(".")
        taken = set(rest[:1]) or {alias.name for alias in node.names}
        if room not in {source.room, *OPEN_ROOMS} and taken - PUBLIC:
            yield f"line {node.lineno} enters {room} by {', '.join(taken - PUBLIC)}"


def actions_are_whole(source: Source) -> Iterator[str]:
    """A public function of `actions` is an action or a step, and an action says who and when.

    What only the actions of one room share stands in `steps.py` or `common.py` of the folder.
    """
    if "actions" not in source.parts or source.parts & {"tests", "steps", "common"}:
        return
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield from (f"{node.name} {lack}" for lack in _lacks(node, source.room))


def _lacks(node: ast.FunctionDef, room: str) -> Iterator[str]:
    words = {argument.arg for argument in node.args.kwonlyargs}
    kinds = {dotted(decorator).removesuffix("_once") for decorator in node.decorator_list}
    if not kinds & {"action", "within_action"} and room != "ledger":
        yield "is neither an action nor a step within one"
    if "action" in kinds and not {"actor", "now"} <= words:
        yield "does not say who acts and when (actor, now)"
    if "action" in kinds and (node.args.args or node.args.posonlyargs):
        yield "takes words by position"
    if not ast.get_docstring(node):
        yield "has no docstring"


def models_are_plain(source: Source) -> Iterator[str]:
    """No Meta.ordering, no verbs in save() or delete(), no generic keys, no signals."""
    if source.parts & {"tests", "migrations"}:
        return
    for cls in source.classes:
        for node in cls.body:
            if isinstance(node, ast.Assign) and cls.name == "Meta" and "ordering" in _names(node):
                yield f"line {node.lineno}: Meta.ordering"
    if "models" in source.parts:
        names = {f.name for c in source.classes for f in c.body if isinstance(f, ast.FunctionDef)}
        yield from (f"overrides {name}()" for name in names & {"save", "delete", "clean"})
    for word in ("GenericForeignKey", "django.dispatch", "models.signals"):
        if word in source.text:
            yield f"uses {word}"


def _names(node: ast.Assign) -> set[str]:
    return {dotted(target) for target in node.targets}


def the_clock_is_asked_at_the_door(source: Source) -> Iterator[str]:
    """Rules, queries and actions are told the time."""
    if source.parts & MAY_ASK_THE_CLOCK or source.room in TOOLS:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and dotted(node.func) in CLOCKS:
            yield f"line {node.lineno} asks the clock"


def the_library_is_pure(source: Source) -> Iterator[str]:
    """Planning asks no clock, prints nothing, opens no file: the same data give the same."""
    if source.room not in PURE or "tests" in source.parts:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and dotted(node.func) in IMPURE:
            yield f"line {node.lineno} calls {dotted(node.func)}"


def imports_stand_on_top(source: Source) -> Iterator[str]:
    for function in source.functions:
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield f"line {node.lineno}: an import inside {function.name}"


def files_are_short(source: Source, limit: int = 400) -> Iterator[str]:
    if (lines := source.text.count("\n")) > limit and "migrations" not in source.parts:
        yield f"{lines} lines, {limit} allowed"


def views_are_short(source: Source, limit: int = 25) -> Iterator[str]:
    if "views" not in source.parts:
        return
    for function in source.functions:
        if (lines := length(function)) > limit:
            yield f"{function.name}: {lines} lines, {limit} allowed"


def length(function: ast.FunctionDef) -> int:
    """How many lines a function takes, from its `def` to its end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def rooms_hold_their_files(source: Source) -> Iterator[str]:
    first = source.place.split("/")[1].removesuffix(".py")
    known = first in ROOM_FILES or f"{source.room}/{first}" in ALSO_LIVE
    if source.room not in TOOLS and not known:
        yield "is no file of a room"
    if source.parts & VAGUE:
        yield "has a name that says nothing"


def migrations_are_named(source: Source) -> Iterator[str]:
    if "migrations" in source.parts and re.search(r"\d{4}_auto_", source.place):
        yield "is not named"


INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=", re.IGNORECASE)
PLAIN_DATA = re.compile(r'<script[^>]*type="application/json"', re.IGNORECASE)


def templates_obey_the_policy(text: str, limit: int = 120) -> Iterator[str]:
    """No inline script, style or handler (the browser would refuse them), and not too long."""
    for number, line in enumerate(text.splitlines(), 1):
        if INLINE.search(line) and not PLAIN_DATA.search(line):
            yield f"line {number}: inline script, style or handler"
    if (lines := text.count("\n")) > limit:
        yield f"{lines} lines, {limit} allowed"
