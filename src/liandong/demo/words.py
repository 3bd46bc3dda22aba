"""What people say in the demo: texts of our own, with slots for roads, buildings and times."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from liandong.kernel.search import grams_of

SLOT = re.compile(r"\{\w+\}")
DATA = Path(__file__).parent / "data"
COMMON = {"general", "cast"}
NUMERALS = ("两", "三", "四", "五", "六")


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of matter is spoken of, how often it comes, and who usually settles it.

    `grid` and `community` are the shares settled there; `season` is ["1105", "0320"] or empty.
    """

    code: str
    weight: float
    grid: float
    community: float
    resident: tuple[str, ...]
    worker: tuple[str, ...]
    settle: tuple[str, ...]
    answer: tuple[str, ...]
    finding: tuple[str, ...]
    public: tuple[str, ...]
    season: tuple[str, ...] = ()

    def comes_on(self, stamp: str) -> bool:
        """Whether this kind comes at a time of the year, written as "1124"."""
        if not self.season:
            return True
        begin, end = self.season
        return begin <= stamp <= end if begin <= end else stamp >= begin or stamp <= end


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of matter by its code."""
    found = {}
    for file in sorted(DATA.glob("*.toml")):
        if file.stem not in COMMON:
            found.update({code: _kind(code, row) for code, row in _read(file.stem).items()})
    return found


def _kind(code: str, row: dict[str, Any]) -> Kind:
    texts: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    return Kind(code=code, **texts)


@cache
def common(part: str) -> dict[str, Any]:
    """The texts that are not of one kind: `reasons`, `talk`, `climb`, `judged`, `tails`."""
    found: dict[str, Any] = _read("general")[part]
    return found


@cache
def listed(name: str) -> tuple[str, ...]:
    """One of the plain lists: roads, spots, times of day."""
    return tuple(_read("general")[name])


@cache
def names() -> dict[str, Any]:
    return _read("cast")


def _read(stem: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{stem}.toml").read_text("utf-8"))


@cache
def _pairs(text: str) -> frozenset[str]:
    """The pairs of characters of a text without its slots."""
    return frozenset(grams_of(SLOT.sub(" ", text)).split())


class Writer:
    """Composes texts; the same random numbers give the same texts."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def one(
        self, texts: tuple[str, ...] | list[str], slots: dict[str, object] | None = None
    ) -> str:
        """One of these texts with its slots filled; "" where there is none."""
        return self.rng.choice(texts).format_map(slots or {}) if texts else ""

    def fitting(self, texts: tuple[str, ...], said: str, slots: dict[str, object]) -> str:
        """The one of these texts that speaks of the same thing as another, or any of them."""
        scores = [len(_pairs(text) & _pairs(said)) for text in texts]
        best = max(scores, default=0)
        near = [text for text, score in zip(texts, scores, strict=True) if score == best]
        return self.one(near, slots)

    def common(self, part: str, name: str, slots: dict[str, object] | None = None) -> str:
        return self.one(common(part)[name], slots)

    def texts(self, part: str, name: str) -> list[str]:
        """Every text of a name, in the order of the file."""
        return list(common(part)[name])

    def slots(self, road: str, estate: str, building: str) -> dict[str, object]:
        """What a text may speak of at one address."""
        rng = self.rng
        return {
            "road": road,
            "road2": rng.choice([other for other in listed("roads") if other != road]),
            "estate": estate,
            "no": building,
            "unit": f"{rng.randint(1, 4)}单元",
            "spot": rng.choice(listed("spots")),
            "when": rng.choice(listed("when")),
            "days": rng.randint(3, 12),
            "few": rng.choice(NUMERALS),
        }
