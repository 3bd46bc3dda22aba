"""What the pages share: reading a room's files, and Markdown."""

import ast
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from django.apps import AppConfig, apps
from django.utils.translation import get_language, gettext

HOUSE = Path(__file__).parents[3]
DATA = HOUSE / "kernel" / "data"
LEFT_OUT = {"tests", "migrations"}


def rooms() -> list[AppConfig]:
    """The rooms of this house, from the lowest floor up."""
    return [config for config in apps.get_app_configs() if config.name.startswith("liandong.")]


def module(room: AppConfig, name: str) -> ModuleType | None:
    """A room's module, such as its `lifecycle`, or None when the room has none."""
    path = f"{room.name}.{name}"
    return import_module(path) if find_spec(path) else None


def trees(room: AppConfig, part: str = "") -> Iterator[ast.Module]:
    """The parsed files of a room; of `part`, such as "rules", one file or a folder of that name."""
    for path in sorted(Path(room.path).rglob("*.py")):
        inside = path.relative_to(room.path).with_suffix("").parts
        if not LEFT_OUT & set(inside) and (not part or inside[0] == part):
            yield parsed(path)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def functions(trees: Iterable[ast.Module]) -> list[ast.FunctionDef]:
    return [node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)]


def called(node: ast.Call) -> str:
    """The last word of what is called: "refuse" for `verdict.refuse(...)`."""
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def literal(node: ast.expr) -> str:
    """A plain string, "" for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@cache
def _chinese() -> dict[str, str]:
    return tomllib.loads((DATA / "reference_zh.toml").read_text("utf-8"))


def told(english: str) -> str:
    """A comment or docstring in the page's language; English where nobody has told it yet."""
    return english if get_language() == "en" else _chinese().get(english, english)


def page(title: str, *parts: str) -> str:
    """A whole page, with the line that keeps people from editing it."""
    notice = gettext(
        "Written by `liandong reference` from the code. Change the code, not this page."
    )
    return "\n\n".join([f"# {title}", notice, *(part for part in parts if part)]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [list(heads), ["---"] * len(heads), *(map(_cell, row) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
