"""步行可达 Reach: who can walk where, and how far it is.

    network = read_osm(stream)  # or Network.of(points, edges, lengths)
    found = reach(homes, centres, limit=FIFTEEN_MINUTES, network=network)
    found.source, found.target, found.metres, found.straight  # a row for each pair within reach

Every distance is the shortest walk, exactly, and none beyond `limit` is looked for. Where there is
no network, the straight line × 1.3 stands in, and `straight` says so pair by pair.
"""

from liandong.planning.reach.checking import check
from liandong.planning.reach.edges import read_edges
from liandong.planning.reach.ground import Ground
from liandong.planning.reach.network import Network
from liandong.planning.reach.osm import read_osm
from liandong.planning.reach.walking import DETOUR, Reach, between, join, reach

WALK = 75.0  # metres a minute: 4.5 km/h
FIFTEEN_MINUTES = 15 * WALK

__all__ = [
    "DETOUR",
    "FIFTEEN_MINUTES",
    "WALK",
    "Ground",
    "Network",
    "Reach",
    "between",
    "check",
    "join",
    "reach",
    "read_edges",
    "read_osm",
]
