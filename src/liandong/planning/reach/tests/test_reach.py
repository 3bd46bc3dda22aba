import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse.csgraph import dijkstra

from liandong.planning.plan import Cancelled, Step
from liandong.planning.reach import (
    DETOUR,
    FIFTEEN_MINUTES,
    Ground,
    Network,
    between,
    check,
    reach,
    read_edges,
    read_osm,
)
from liandong.planning.reach.osm import walkable

SHARED = Path(__file__).parents[6] / "shared" / "data" / "walk"
HAIDIAN = SHARED / "beijing_haidian_2.4x2.0km.osm"


@st.composite
def networks(draw):
    """Nodes within six kilometres, so that several squares are walked; any edges, also twice."""
    size = draw(st.integers(2, 24))
    points = draw(arrays(float, (size, 2), elements=st.integers(-3000, 3000)))
    node = st.integers(0, size - 1)
    edges = draw(st.lists(st.tuples(node, node), min_size=1, max_size=60))
    factor = draw(arrays(float, len(edges), elements=st.sampled_from([0.4, 1.0, 1.7, 3.0])))
    straight = np.hypot(*(points[[a for a, _b in edges]] - points[[b for _a, b in edges]]).T)
    return Network.of(points, edges, straight * factor)


@settings(max_examples=150)
@given(networks(), st.data())
def test_the_same_as_dijkstra_on_the_whole(network, data):
    node = st.integers(0, len(network.points) - 1)
    sources = data.draw(st.lists(node, max_size=12))
    targets = data.draw(st.lists(node, max_size=12))
    limit = data.draw(st.sampled_from([0.0, 300.0, 1500.0, 9000.0]))
    found = between(network, sources, targets, limit)
    whole = dijkstra(network.graph, indices=sources) if sources else np.empty((0, 1))
    wanted = {
        (a, b): whole[a, target]
        for a in range(len(sources))
        for b, target in enumerate(targets)
        if whole[a, target] <= limit
    }
    pairs = list(zip(found.source.tolist(), found.target.tolist(), strict=True))
    assert pairs == sorted(wanted)
    assert found.metres == pytest.approx([wanted[pair] for pair in pairs])
    assert check(network, sources, targets, found) == []


def test_the_check_finds_what_is_wrong():
    network = Network.of([(0, 0), (100, 0)], [(0, 1)])
    found = between(network, [0], [1], 200)
    assert check(network, [0], [0], found) == ["from 0 to 0: 100.0 was said, 0.0 is right"]
    assert check(network, [], [], found) == ["(0, 0) is no pair that was asked for"]
    assert len(check(network, [0], [1], found.within(50))) == 0
    assert found.within(50).limit == 50
    assert len(found.within(50)) == 0


def test_an_edge_of_no_length_is_walked_without_squares():
    network = Network.of([(0, 0), (5000, 0), (5100, 0)], [(0, 1), (1, 2)], [0, 100])
    assert between(network, [0], [2], 150).metres.tolist() == [100]


def test_the_shorter_of_two_edges_counts():
    network = Network.of([(0, 0), (100, 0)], [(0, 1), (1, 0)], [300, 120])
    assert between(network, [0], [1], 500).metres.tolist() == [120]


@pytest.mark.parametrize(
    ("edges", "lengths"), [([(0, 2)], [1]), ([(0, 1)], [-1]), ([(0, 1)], [1, 2])]
)
def test_a_network_that_cannot_be_is_refused(edges, lengths):
    with pytest.raises(ValueError, match=r"node|length"):
        Network.of([(0, 0), (1, 0)], edges, lengths)


def test_no_network_means_a_straight_line_and_says_so():
    found = reach([(0, 0)], [(100, 0), (900, 0)], 200)
    assert found.metres.tolist() == [pytest.approx(100 * DETOUR)]
    assert found.straight.all()
    assert found.off_sources.tolist() == [0]
    assert found.off_targets.tolist() == [0, 1]
    assert len(reach([], [(0, 0)], 200)) == 0


def test_the_way_to_the_door_counts_and_islands_have_no_door():
    street = [(x * 50, 0) for x in range(300)]
    island = [(120, 30), (130, 30)]
    edges = [(a, a + 1) for a in range(299)] + [(300, 301)]
    network = Network.of(street + island, edges)
    found = reach([(125, 40)], [(500, 10)], 1000, network=network)
    door = np.hypot(25, 40)
    assert found.metres.tolist() == [pytest.approx(350 + door + 10)]
    assert not found.straight.any()
    assert len(reach([(125, 40)], [(500, 10)], 400, network=network)) == 0


def test_a_place_far_from_any_street_is_measured_straight_and_named():
    network = Network.of([(0, 0), (100, 0)], [(0, 1)])
    found = reach([(0, 0), (0, 600)], [(0, 500), (100, 0)], 1000, network=network)
    told = list(zip(found.source.tolist(), found.target.tolist(), found.straight, strict=True))
    assert told == [(0, 0, True), (0, 1, False), (1, 0, True), (1, 1, True)]
    assert found.off_sources.tolist() == [1]
    assert found.off_targets.tolist() == [0]


def test_a_river_between_two_parts_is_not_crossed():
    left = [(0, y * 50) for y in range(10)]
    right = [(80, y * 50) for y in range(10)]
    edges = [(a, a + 1) for a in range(9)] + [(a, a + 1) for a in range(10, 19)]
    network = Network.of(left + right, edges)
    assert len(reach([(0, 0)], [(80, 0)], 1000, network=network)) == 0


def test_work_can_be_stopped_and_tells_how_far_it_is():
    network = Network.of([(0, 0), (9000, 0)], [(0, 1)])
    told: list[Step] = []
    between(network, [0, 1], [1], 100, lambda step: told.append(step) is None)
    assert [(step.done, step.total) for step in told] == [(0, 2), (1, 2)]
    with pytest.raises(Cancelled):
        between(network, [0, 1], [1], 100, lambda step: step.done == 0)


def test_metres_and_degrees_there_and_back():
    ground = Ground.under([(119.0, 36.6), (119.2, 36.8)])
    spot = ground.metres([(119.1, 36.7), (119.1, 36.71)])
    assert spot[0].tolist() == pytest.approx([0, 0], abs=1e-6)
    assert spot[1, 1] == pytest.approx(1109.6, abs=0.5)  # Vincenty's formula
    assert ground.lonlat(spot).tolist()[1] == pytest.approx([119.1, 36.71])


def test_two_tables_make_a_network():
    nodes = "node,lon,lat\na,119.1,36.7\nb,119.1,36.71\nc,119.12,36.7\n"
    network = read_edges(nodes, "from,to,metres\na,b,\na,c,2000\n")
    assert network.lengths.tolist() == pytest.approx([1109.6, 2000], abs=0.5)
    assert len(between(network, [0], [1, 2], 1500)) == 1
    for bad in ("from,to\na,x\n", "from\na\n", "from,to\n"):
        with pytest.raises(ValueError, match=r"listed|column|needs"):
            read_edges(nodes, bad)


OSM = """<osm>{}<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>
<way id="2"><nd ref="2"/><nd ref="3"/><nd ref="9"/><tag k="highway" v="steps"/></way>
<way id="3"><nd ref="1"/><nd ref="3"/><tag k="highway" v="motorway"/></way>
<way id="4"><nd ref="1"/><nd ref="3"/><tag k="building" v="yes"/></way></osm>"""
NODES = "".join(
    f'<node id="{number}" lon="{lon}" lat="36.7"/>'
    for number, lon in [(1, 119.1), (2, 119.101), (3, 119.102)]
)


def test_stairs_cost_double_or_are_left_out_and_long_edges_get_nodes():
    network = read_osm(io.BytesIO(OSM.format(NODES).encode()))
    once = 89.4
    ends = [np.argmin(network.points[:, 0]), np.argmax(network.points[:, 0])]
    walked = between(network, ends[:1], ends[1:], 500)
    assert walked.metres[0] == pytest.approx(once * 3, abs=0.5)
    assert len(network.points) == 5
    flat = read_osm(io.BytesIO(OSM.format(NODES).encode()), stairs=False)
    assert flat.lengths.sum() == pytest.approx(once, abs=0.2)


@pytest.mark.parametrize("text", ["", "<osm></osm>", '<osm><node id="1"/></osm>', "<a>"])
def test_a_file_without_streets_is_refused(text):
    with pytest.raises(ValueError, match=r"OpenStreetMap|street"):
        read_osm(io.BytesIO(text.encode()))


@pytest.mark.parametrize(
    ("tags", "walked"),
    [
        ({}, False),
        ({"highway": "residential"}, True),
        ({"highway": "motorway"}, False),
        ({"highway": "trunk", "foot": "yes"}, True),
        ({"highway": "service", "access": "private"}, False),
        ({"highway": "service", "access": "private", "foot": "permissive"}, True),
        ({"highway": "primary", "foot": "no"}, False),
        ({"highway": "proposed", "foot": "yes"}, False),
    ],
)
def test_who_may_walk_where(tags, walked):
    assert walkable(tags) is walked


@pytest.mark.skipif(not HAIDIAN.exists(), reason="the shared data are not here")
def test_a_real_quarter_of_beijing():
    with HAIDIAN.open("rb") as stream:
        network = read_osm(stream)
    assert len(network.doors) > 0.9 * len(network.points)
    sources, targets = network.doors[::97], network.doors[::53]
    found = between(network, sources, targets, FIFTEEN_MINUTES)
    whole = dijkstra(network.graph, indices=sources)[:, targets]
    near = whole <= FIFTEEN_MINUTES
    assert len(found) == near.sum() > 300
    assert found.metres == pytest.approx(whole[near])
    straight = np.hypot(
        *(network.points[sources][found.source] - network.points[targets][found.target]).T
    )
    assert 1.15 < np.median(found.metres[straight > 300] / straight[straight > 300]) < 1.6
