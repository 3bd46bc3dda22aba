"""What a benchmark found, printed and written into the docs in both languages."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).parent.parent
type Said = tuple[str, str]  # the same in English and in Chinese

HEADS = {
    "en": "# Benchmarks\n\nEach table comes from one run; ours and the peer took turns on the same "
    "machine. Repeat it with `make bench`.\n",
    "zh": "# 基准测试\n\n每张表来自同一次运行，本系统与对照在同一台机器上交替测量。"
    "可用 `make bench` 重复。\n",
}
MACHINE = {"en": "Machine", "zh": "机器"}
VERSIONS = {"en": "Versions", "zh": "版本"}
ALONE = {
    "en": 'One table alone: `make bench ARGS="--only NAME"`, with NAME of',
    "zh": '只运行一张表：`make bench ARGS="--only NAME"`，NAME 可为',
}
TARGET = {"en": "Target", "zh": "目标"}
MET = {"en": ("met", "missed"), "zh": ("达到", "未达到")}


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `rows` hold words (in both languages) and figures that are already formatted."""

    title: Said
    about: Said
    columns: Sequence[Said]
    rows: Sequence[Sequence[Said | str]]
    targets: Sequence["Target"] = field(default_factory=list)

    def text(self, language: str) -> str:
        """The table as Markdown."""
        which = ("en", "zh").index(language)

        def line(cells: Sequence[Said | str]) -> str:
            words = [cell if isinstance(cell, str) else cell[which] for cell in cells]
            return f"| {' | '.join(words)} |"

        rule = "|---" + "|---:" * (len(self.columns) - 1) + "|"
        body = "\n".join([line(self.columns), rule, *(line(row) for row in self.rows)])
        promised = "\n".join(one.text(language) for one in self.targets)
        return f"## {self.title[which]}\n\n{self.about[which]}\n\n{body}\n\n{promised}\n"


@dataclass(frozen=True, slots=True)
class Target:
    """What was promised of a figure, and whether the run kept it."""

    what: Said
    met: bool

    def text(self, language: str) -> str:
        which = ("en", "zh").index(language)
        kept = MET[language][0 if self.met else 1]
        return f"- {TARGET[language]}: {self.what[which]}: **{kept}**"


def machine() -> str:
    """The machine in a line: processors, system, Python."""
    cores = os.cpu_count()
    return (
        f"{cores} × {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    )


def versions() -> str:
    """What was measured with: Django, the web server, the database, the geometry."""
    connection.ensure_connection()
    number = connection.pg_version
    found = [f"{name} {version(name)}" for name in ("Django", "granian", "psycopg", "shapely")]
    return ", ".join([*found, f"PostgreSQL {number // 10000}.{number % 10000}"])


def write(tables: Sequence[Table], names: Sequence[str], *, whole: bool) -> None:
    """Write the pages of the docs; of a part of the run, the other tables stay as they are."""
    named = ", ".join(f"`{name}`" for name in names)
    for which, (language, head) in enumerate(HEADS.items()):
        page = ROOT / "docs" / language / "reference" / "benchmarks.md"
        facts = [
            f"- {MACHINE[language]}: {machine()}, {datetime.now(UTC):%Y-%m-%d}",
            f"- {VERSIONS[language]}: {versions()}",
            f"- {ALONE[language]} {named}\n",
        ]
        written = {} if whole else _sections(page.read_text("utf-8"))
        written |= {table.title[which]: table.text(language) for table in tables}
        page.write_text("\n".join([head, *facts, *written.values()]), "utf-8")


def _sections(page: str) -> dict[str, str]:
    """Return the tables of a page by their titles."""
    parts = page.split("\n## ")[1:]
    return {part.partition("\n")[0]: f"## {part.rstrip()}\n" for part in parts}
