"""A map of grids, as SVG: what belongs together has one colour, main roads are drawn over it."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

import numpy as np
import shapely

from liandong.planning.gridding.files import Survey
from liandong.planning.gridding.outlines import outlines
from liandong.planning.gridding.problem import NONE, Grid, Real
from liandong.planning.plan import Plan

WIDTH, TOP, EDGE = 1040, 64, 16
COLOURS = ["#a6cee3", "#b2df8a", "#fdbf6f", "#cab2d6", "#fb9a99", "#e8e39a", "#8fd0c4"]
INK, QUIET, ROAD, WRONG, OWN = "#1b1f24", "#57606a", "#8c959f", "#b42318", "#e1e4e8"
FONT = "font-family=\"'Noto Sans SC','Microsoft YaHei',sans-serif\""


def picture(
    title: str, below: str, survey: Survey, plan: Plan[Grid], labels: Mapping[int, str]
) -> str:
    """Return the SVG. `labels` says what stands in each grid; red where it is out of the range."""
    shapes = outlines(survey.problem, plan, barriers=survey.barriers)
    west, south, east, north = shapely.total_bounds(list(shapes.values()))
    scale = (WIDTH - 2 * EDGE) / max(east - west, 1.0)
    height = round(TOP + (north - south) * scale + EDGE)

    def placed(spots: Real) -> Real:
        laid: Real = np.c_[EDGE + (spots[:, 0] - west) * scale, TOP + (north - spots[:, 1]) * scale]
        return laid

    drawn = {number: shapely.transform(shape, placed) for number, shape in shapes.items()}
    room = shapely.union_all(list(drawn.values()))
    roads = [shapely.intersection(shapely.transform(one, placed), room) for one in survey.barriers]
    spots = placed(np.c_[survey.problem.east, survey.problem.north])
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
            f'width="{WIDTH}" height="{height}" role="img" {FONT}>',
            f"<title>{escape(title)}</title>",
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            _text((EDGE, 28), title, size=18),
            _text((EDGE, 50), below, colour=QUIET),
            *_areas(plan.chosen, drawn),
            *(
                f'<path d="{_path(road)}" fill="none" stroke="{ROAD}" stroke-width="5"/>'
                for road in roads
            ),
            *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{INK}"/>' for x, y in spots),
            *_labels(survey, plan.chosen, drawn, labels),
            "</svg>\n",
        ]
    )


def _areas(grids: Sequence[Grid], drawn: Mapping[int, shapely.Geometry]) -> Iterator[str]:
    colours = _colours([drawn[grid.number] for grid in grids])
    for grid, colour in zip(grids, colours, strict=True):
        fill = COLOURS[colour % len(COLOURS)] if grid.dedicated == NONE else OWN
        yield (
            f'<path d="{_path(drawn[grid.number])}" fill="{fill}" stroke="#ffffff" '
            'stroke-width="2"/>'
        )


def _colours(shapes: Sequence[shapely.Geometry]) -> list[int]:
    """Give neighbours different colours: each takes the first that none of its neighbours has."""
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    colours: list[int] = []
    for at in range(len(shapes)):
        taken = {colours[near] for near in other[one == at].tolist() if near < at}
        colours.append(next(colour for colour in range(len(shapes)) if colour not in taken))
    return colours


def _labels(
    survey: Survey,
    grids: Sequence[Grid],
    drawn: Mapping[int, shapely.Geometry],
    labels: Mapping[int, str],
) -> Iterator[str]:
    for grid in grids:
        spot = shapely.point_on_surface(drawn[grid.number])
        fits = grid.dedicated != NONE or not survey.problem.rule.outside(grid.households)
        label = _text((spot.x, spot.y), labels[grid.number], size=13, colour=INK if fits else WRONG)
        yield label.replace("<text ", '<text text-anchor="middle" ' + HALO, 1)


HALO = 'stroke="#ffffff" stroke-width="3" paint-order="stroke" '


def _path(shape: shapely.Geometry) -> str:
    rings = []
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            rings += [part.exterior, *part.interiors]
        elif part.geom_type == "LineString":
            rings.append(part)
    return " ".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in shapely.get_coordinates(ring))
        for ring in rings
    )


def _text(place: tuple[float, float], text: str, *, size: int = 14, colour: str = INK) -> str:
    x, y = place
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}">{escape(text)}</text>'
