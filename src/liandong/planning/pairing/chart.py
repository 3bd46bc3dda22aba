"""A map of pairs, as SVG: a line from everybody to what they do; what lacks people is red."""

from collections.abc import Iterator, Mapping
from html import escape

import numpy as np

from liandong.planning.pairing.files import Case
from liandong.planning.pairing.problem import Pair, Real
from liandong.planning.plan import Plan

WIDTH, TOP, EDGE = 1040, 64, 40
INK, QUIET, LINE, DONE, LACKS, HOME = (
    *("#1b1f24", "#57606a", "#8c959f"),
    *("#1f6feb", "#b42318", "#57606a"),
)
FONT = "font-family=\"'Noto Sans SC','Microsoft YaHei',sans-serif\""
NAMED = 60  # more needs than that are drawn without their names


def picture(title: str, below: str, case: Case, plan: Plan[Pair]) -> str:
    """Return the SVG."""
    every = np.concatenate([case.homes, case.places])
    (west, south), (east, north) = every.min(axis=0), every.max(axis=0)
    scale = (WIDTH - 2 * EDGE) / max(east - west, north - south, 1.0)
    height = round(TOP + (north - south) * scale + 2 * EDGE)

    def placed(spots: Real) -> Real:
        laid: Real = np.c_[
            EDGE + (spots[:, 0] - west) * scale, TOP + EDGE + (north - spots[:, 1]) * scale
        ]
        return laid

    homes, places = placed(case.homes), placed(case.places)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
            f'width="{WIDTH}" height="{height}" role="img" {FONT}>',
            f"<title>{escape(title)}</title>",
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            _text(16, 28, title, size=18),
            _text(16, 50, below, colour=QUIET),
            *_lines(plan, homes, places),
            *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{HOME}"/>' for x, y in homes),
            *_needs(case, plan, places),
            "</svg>\n",
        ]
    )


def _lines(plan: Plan[Pair], homes: Real, places: Real) -> Iterator[str]:
    for pair in plan.chosen:
        (x, y), (to_x, to_y) = homes[pair.somebody], places[pair.need]
        yield (
            f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" '
            f'stroke="{LINE}" stroke-width="1.5"/>'
        )


def _needs(case: Case, plan: Plan[Pair], places: Real) -> Iterator[str]:
    missing: Mapping[int, int] = {
        int(reason.figures["need"]): int(reason.figures["missing"]) for reason in plan.unmet
    }
    labels = len(case.needs) <= NAMED
    for need, (x, y) in enumerate(places):
        colour = LACKS if need in missing else DONE
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>'
        if labels:
            served = int(case.problem.heads[need]) - missing.get(need, 0)
            label = f"{case.needs[need]} {served}/{case.problem.heads[need]}"
            yield _text(x + 8, y + 4, label, size=12)


def _text(x: float, y: float, text: str, *, size: int = 14, colour: str = INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}">{escape(text)}</text>'
