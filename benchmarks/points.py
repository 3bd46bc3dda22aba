"""A point's grid among all outlines of the demo city, beside the bare index of shapely."""

import random

import numpy as np
import shapely

from benchmarks.city import City
from benchmarks.client import milliseconds
from benchmarks.report import Table, Target
from liandong.places import queries as places
from liandong.places.models import Boundary, Level

POINTS = 20_000
WANTED = 20_000  # a second


def measure(city: City) -> Table:
    city.found()
    drawn = Boundary.objects.filter(valid_until=None).select_related("place")
    shapes = shapely.from_wkb([bytes(row.shape) for row in drawn])
    grids = [row.place.level == Level.GRID for row in drawn]
    west, south, east, north = shapely.total_bounds(shapes[grids])
    rng = random.Random(1)
    spots = [(rng.uniform(west, east), rng.uniform(south, north)) for _one in range(POINTS)]
    lons, lats = np.array(spots).T
    tree = shapely.STRtree(shapes)

    def bare() -> None:
        for lon, lat in spots:
            tree.query(shapely.Point(lon, lat), predicate="intersects")

    def ours() -> None:
        for lon, lat in spots:
            places.place_id_at(lon, lat)

    one = POINTS / milliseconds(ours, 3) * 1000
    limit = POINTS / milliseconds(bare, 3) * 1000
    many = POINTS / milliseconds(lambda: places.find_place_ids(lons, lats), 5) * 1000
    limit_many = POINTS / milliseconds(
        lambda: tree.query(shapely.points(lons, lats), predicate="intersects"), 5
    )
    limit_many *= 1000
    return Table(
        title=("A point finds its place", "由坐标查所在辖区"),
        about=(
            f"{POINTS:,} random points around the grids, {len(shapes):,} outlines of the demo "
            "city; the deepest place that holds each. Beside it: shapely's index, which names "
            "every outline.",
            f"在演示城市的 {len(shapes):,} 个边界中，查找网格范围内 {POINTS:,} 个随机点"
            "所在的最深一级辖区；"
            "对照为单独使用 shapely 索引（返回全部命中边界）。",
        ),
        columns=[
            ("way", "方式"),
            ("ours, points/s", "本系统（点/秒）"),
            ("shapely STRtree, points/s", "shapely STRtree（点/秒）"),
            ("ratio", "比值"),
        ],
        rows=[
            [("one at a time", "逐点"), f"{one:,.0f}", f"{limit:,.0f}", f"{one / limit:.2f}"],
            [
                ("in arrays", "批量"),
                f"{many:,.0f}",
                f"{limit_many:,.0f}",
                f"{many / limit_many:.2f}",
            ],
        ],
        targets=[Target((f"≥ {WANTED:,} points/s", f"不低于 {WANTED:,} 点/秒"), one >= WANTED)],
    )
