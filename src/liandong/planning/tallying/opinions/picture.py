"""A picture of an opinion map, as SVG: a mark for each participant, a shape for each group.

Nobody is named; marks that fall together are one. Who is in no group is a small grey dot.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray

from liandong.planning.tallying.opinions.map import OpinionMap

EDGE, TOP, LINE = 40, 72, 26
GRAIN = 4  # marks stand on a grid this fine, in pixels
INK, QUIET, NOBODY = "#1b1f24", "#57606a", "#c9d1d9"
COLOURS = ("#0b5cad", "#b26a00", "#1a7f4b", "#8a3ffc", "#b3261e")
SHAPES = (
    '<circle cx="{x}" cy="{y}" r="5" {paint}/>',
    '<rect x="{x0}" y="{y0}" width="10" height="10" {paint}/>',
    '<path d="M{x} {y0} l6 11 h-12 z" {paint}/>',
    '<path d="M{x} {y0} l6 6 l-6 6 l-6 -6 z" {paint}/>',
    '<path d="M{x0} {y0} l10 10 m0 -10 l-10 10" {line}/>',
)
FONT = "font-family=\"'Noto Sans SC','Microsoft YaHei',sans-serif\""


@dataclass(frozen=True)
class Canvas:
    """A sheet in pixels; the marks begin below `top`."""

    width: int
    height: int
    top: int = 0


@dataclass(frozen=True)
class Sketch:
    """What is drawn, as plain numbers: (group, x, y) of each mark, and the middle of each group."""

    marks: tuple[tuple[int, int, int], ...]
    middles: tuple[tuple[int, int], ...]


WHOLE = Canvas(960, 700)


def picture(title: str, below: str, found: OpinionMap, names: Sequence[str]) -> str:
    """Return the SVG. `names` explain the marks; their first letters stand in the groups."""
    canvas = Canvas(WHOLE.width, WHOLE.height, TOP + LINE * len(names))
    words = [
        _text(16, 28, title, size=18),
        _text(16, 52, below, colour=QUIET),
        *(_named(number, name) for number, name in enumerate(names)),
    ]
    return drawn(title, canvas, sketch(found, canvas), [name[:1] for name in names], words)


def sketch(found: OpinionMap, canvas: Canvas) -> Sketch:
    """Where everybody stands on the canvas. Both directions have one scale: distances stay true."""
    points = _on_paper(found, canvas)
    marks = {(int(g), int(x), int(y)) for g, (x, y) in zip(found.which, points, strict=True)}
    middles = [
        points[found.which == number].mean(0).round().astype(int).tolist()
        for number in range(len(found.groups))
    ]
    return Sketch(tuple(sorted(marks)), tuple((x, y) for x, y in middles))


def drawn(
    title: str, canvas: Canvas, seen: Sketch, letters: Sequence[str], words: Sequence[str] = ()
) -> str:
    """Return the SVG of a sketch, with a letter in the middle of each group."""
    width, height = canvas.width, canvas.height
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" role="img" {FONT}>',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            *(mark(group, x, y) for group, x, y in seen.marks),
            *(_letter(*at, letter) for at, letter in zip(seen.middles, letters, strict=True)),
            *words,
            "</svg>\n",
        ]
    )


def _on_paper(found: OpinionMap, canvas: Canvas) -> NDArray[np.int64]:
    places = found.places
    if not len(places):
        return np.zeros((0, 2), np.int64)
    low, high = places.min(0), places.max(0)
    room = np.array([canvas.width - 2 * EDGE, canvas.height - canvas.top - 2 * EDGE])
    scale = (room / np.maximum(high - low, 1e-9)).min()
    middle = np.array([canvas.width / 2, (canvas.top + canvas.height) / 2])
    on_it = middle + (places - (low + high) / 2) * scale
    return np.asarray((on_it / GRAIN).round() * GRAIN, np.int64)


def mark(group: int, x: int, y: int) -> str:
    """The mark of somebody in a group, or in none (−1)."""
    if group < 0:
        return f'<circle cx="{x}" cy="{y}" r="3" fill="{NOBODY}"/>'
    colour = COLOURS[group % len(COLOURS)]
    return SHAPES[group % len(SHAPES)].format(
        x=x,
        y=y,
        x0=x - 5,
        y0=y - 5,
        paint=f'fill="{colour}" fill-opacity="0.6"',
        line=f'stroke="{colour}" stroke-width="3"',
    )


def _letter(x: int, y: int, letter: str) -> str:
    outline = f'stroke="#ffffff" stroke-width="6" paint-order="stroke" fill="{INK}"'
    return (
        f'<text x="{x}" y="{y + 9}" font-size="28" font-weight="bold" text-anchor="middle" '
        f"{outline}>{escape(letter)}</text>"
    )


def _named(number: int, name: str) -> str:
    y = TOP + LINE * number
    return mark(number, 24, y) + _text(40, y + 6, name, size=16)


def _text(x: int, y: int, text: str, *, size: int = 14, colour: str = INK) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}">{escape(text)}</text>'
