"""Pictures as SVG: a sheet with its title, and a map on it: lines below, dots above, a legend.

North is up; both ways have one scale.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray

WIDTH, TOP, MARGIN = 1000, 96, 24
LINE, INK, QUIET = "#d0d7de", "#1b1f24", "#57606a"
FONT = "font-family=\"'Noto Sans SC','Microsoft YaHei',sans-serif\""

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Layer:
    """Dots of one kind: where (metres), how large, what the legend and each dot say."""

    points: Points
    colour: str
    radius: float
    says: str
    titles: Sequence[str] = ()


def draw(title: str, below: str, lines: tuple[Points, Points] | None, layers: list[Layer]) -> str:
    """Draw lines from the first points to the second, and the layers in their order."""
    ends = list(lines or ())
    seen = np.concatenate([np.zeros((0, 2)), *ends, *(layer.points for layer in layers)])
    west, south = seen.min(axis=0) if len(seen) else (0.0, 0.0)
    east, north = seen.max(axis=0) if len(seen) else (1.0, 1.0)
    scale = (WIDTH - 2 * MARGIN) / max(east - west, north - south, 1.0)
    height = round(TOP + (north - south) * scale + MARGIN)

    def place(points: Points) -> Points:
        x = MARGIN + (points[:, 0] - west) * scale
        return np.round(np.column_stack([x, TOP + (north - points[:, 1]) * scale]), 1)

    body = [_streets(*(place(end) for end in lines))] if lines else []
    for layer in layers:
        body.append(_dots(layer, place(layer.points)))
    return sheet(title, below, (WIDTH, height), [*_legend(layers), *body])


def sheet(title: str, below: str, size: tuple[int, int], body: Iterable[str]) -> str:
    """Put a title and a line below it over what is drawn."""
    width, height = size
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" role="img" {FONT}>',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            write(MARGIN, 30, title, 18, INK),
            write(MARGIN, 52, below, 14, QUIET),
            *body,
            "</svg>\n",
        ]
    )


def _streets(starts: Points, ends: Points) -> str:
    steps = " ".join(
        f"M{a[0]:g} {a[1]:g}L{b[0]:g} {b[1]:g}" for a, b in zip(starts, ends, strict=True)
    )
    return f'<path d="{steps}" stroke="{LINE}" fill="none"/>'


def _dots(layer: Layer, places: Points) -> str:
    titles = layer.titles or [""] * len(places)
    dots = "\n".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="{layer.radius:g}">'
        f"{f'<title>{escape(said)}</title>' if said else ''}</circle>"
        for (x, y), said in zip(places, titles, strict=True)
    )
    return f'<g fill="{layer.colour}">\n{dots}\n</g>'


def _legend(layers: list[Layer]) -> list[str]:
    drawn, x = [], float(MARGIN)
    for layer in layers:
        drawn.append(f'<circle cx="{x + 6:g}" cy="73" r="6" fill="{layer.colour}"/>')
        drawn.append(write(x + 18, 78, layer.says, 14, INK))
        x += 40 + sum(14 if ord(letter) > 0x2E7F else 8 for letter in layer.says)
    return drawn


def write(x: float, y: float, text: str, size: int, colour: str) -> str:
    """Write text that begins at a point of its base line."""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{colour}">{escape(text)}</text>'
