"""django-helpdesk 2.6 in an environment of its own, on the benchmark's PostgreSQL."""

import json
import os
import secrets
import subprocess
from functools import cache
from pathlib import Path

from benchmarks.postgres import database
from benchmarks.report import ROOT

FOLDER = ROOT / "var" / "bench"
APPLICATION = "benchmarks.peer.wsgi:application"
KEY = secrets.token_urlsafe(40)


@cache
def python(name: str = "peer") -> Path:
    """A Python of its own, with the packages that NAME.txt pins."""
    place, mark = FOLDER / name, FOLDER / name / "pinned.txt"
    pinned = ROOT / "benchmarks" / f"{name}.txt"
    if not mark.exists() or mark.read_text() != pinned.read_text():
        uv = subprocess.run(
            ["scripts/find-uv"], cwd=ROOT, check=True, capture_output=True, text=True
        )
        base = [uv.stdout.strip(), "--quiet"]
        subprocess.run(
            [*base, "venv", "--clear", "--python", str(ROOT / ".venv/bin/python"), str(place)],
            check=True,
        )
        where = ["--python", str(place / "bin/python"), "--require-hashes"]
        subprocess.run([*base, "pip", "install", *where, "-r", str(pinned)], check=True)
        mark.write_text(pinned.read_text())
    return place / "bin/python"


def env() -> dict[str, str]:
    return {
        "DATABASE_URL": database("peer"),
        "DJANGO_SETTINGS_MODULE": "benchmarks.peer.settings",
        "SECRET_KEY": KEY,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
    }


def prepared(tickets: int, texts: list[tuple[str, str]], word: str) -> dict[str, str]:
    """Fill the peer with so many tickets. Gives its queue, a signed-in session and its queries."""
    file = FOLDER / "texts.json"
    file.write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
    words = ["-m", "benchmarks.peer.prepare", str(tickets), str(file), word]
    told = subprocess.run(
        [str(python()), *words], env=os.environ | env(), check=True, capture_output=True, text=True
    )
    return dict(json.loads(told.stdout))
