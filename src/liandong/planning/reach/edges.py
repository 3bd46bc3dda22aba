"""Reading a network from two plain CSV tables."""

import csv
import io
from collections.abc import Sequence

import numpy as np

from liandong.planning.reach.ground import Ground, lengths
from liandong.planning.reach.network import Network


def read_edges(nodes: str, edges: str) -> Network:
    """Read `node,lon,lat` and `from,to[,metres]`; a line is walked both ways.

    Where no metres are given, an edge is as long as the straight line.
    """
    listed = _rows(nodes, ("node", "lon", "lat"))
    number = {row["node"]: place for place, row in enumerate(listed)}
    spots = np.array([(float(row["lon"]), float(row["lat"])) for row in listed]).reshape(-1, 2)
    drawn = _rows(edges, ("from", "to"))
    if not listed or not drawn:
        raise ValueError("A network needs nodes and edges.")
    if unknown := sorted({row[end] for row in drawn for end in ("from", "to")} - number.keys()):
        raise ValueError(f"The edges name nodes that are not listed: {', '.join(unknown[:5])}.")
    pairs = np.array([(number[row["from"]], number[row["to"]]) for row in drawn])
    straight = lengths(spots[pairs[:, 0]], spots[pairs[:, 1]])
    given = [float(row.get("metres") or "nan") for row in drawn]
    metres = np.where(np.isnan(given), straight, given)
    ground = Ground.under(spots)
    return Network.of(ground.metres(spots), pairs, metres, ground=ground)


def _rows(text: str, needed: Sequence[str]) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if missing := [head for head in needed if head not in (rows.fieldnames or ())]:
        raise ValueError(f"The table has no column {', '.join(missing)}.")
    return [{key: (value or "").strip() for key, value in row.items()} for row in rows]
