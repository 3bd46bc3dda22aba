"""A picture of an opinion map, as SVG: a mark for each participant, a shape for each group.

Nobody is named; marks that fall together are one. Who is in no group is a small grey dot.
"""

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from liandong.planning.tallying.opinions.map import OpinionMap

WIDTH, HEIGHT, EDGE, TOP, LINE = 960, 700, 40, 72, 26
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


def picture(title: str, below: str, found: OpinionMap, names: Sequence[str]) -> str:
    """Return the SVG. `names` explain the marks; their first letters stand in the groups."""
    points = _on_paper(found, TOP + LINE * len(names))
    marks = sorted(
        {(int(g), int(x), int(y)) for g, (x, y) in zip(found.which, points, strict=True)}
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            f'width="{WIDTH}" height="{HEIGHT}" role="img" {FONT}>',
            f"<title>{escape(title)}</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
            _text(16, 28, title, size=18),
            _text(16, 52, below, colour=QUIET),
            *(_mark(group, x, y) for group, x, y in marks),
            *(_letter(found, points, number, name[:1]) for number, name in enumerate(names)),
            *(_named(number, name) for number, name in enumerate(names)),
            "</svg>\n",
        ]
    )


def _on_paper(found: OpinionMap, top: int) -> NDArray[np.int64]:
    """Both directions at one scale, so that distances stay true."""
    places = found.places
    if not len(places):
        return np.zeros((0, 2), np.int64)
    low, high = places.min(0), places.max(0)
    room = np.array([WIDTH - 2 * EDGE, HEIGHT - top - 2 * EDGE])
    scale = (room / np.maximum(high - low, 1e-9)).min()
    middle = np.array([WIDTH / 2, (top + HEIGHT) / 2])
    drawn = middle + (places - (low + high) / 2) * scale
    return np.asarray((drawn / GRAIN).round() * GRAIN, np.int64)


def _mark(group: int, x: int, y: int) -> str:
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


def _letter(found: OpinionMap, points: NDArray[np.int64], number: int, letter: str) -> str:
    x, y = points[found.which == number].mean(0).round().astype(int).tolist()
    outline = f'stroke="#ffffff" stroke-width="6" paint-order="stroke" fill="{INK}"'
    return (
        f'<text x="{x}" y="{y + 9}" font-size="28" font-weight="bold" text-anchor="middle" '
        f"{outline}>{escape(letter)}</text>"
    )


def _named(number: int, name: str) -> str:
    y = TOP + LINE * number
    return _mark(number, 24, y) + _text(40, y + 6, name, size=16)


def _text(x: int, y: int, text: str, *, size: int = 14, colour: str = INK) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}">{escape(text)}</text>'
