"""Proposals for grids: drawn up in the background, decided by a person, carried out on the day."""

from datetime import date, timedelta

import pytest

from liandong.kernel.actor import SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.places import actions, queries, tasks
from liandong.places.actions import Wishes
from liandong.places.lifecycle import Design, Staying
from liandong.places.models import Boundary, GridDesign, Place
from liandong.places.queries.drawing import draw_up
from liandong.places.tests import factories
from liandong.places.tests.factories import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def verbs():
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def asked_in(design):
    """The entry that asked for a proposal, as its follower is told."""
    subject = f"places.griddesign:{design.pk}"
    return Entry.objects.get(verb="grid_design.asked", subject=subject).pk


@pytest.fixture
def town():
    return factories.built_town()


@pytest.fixture
def officer(town):
    return factories.post("subdistrict_officer", town["street"])


@pytest.fixture
def secretary(town):
    return factories.post("community_secretary", town["community"])


@pytest.fixture
def ask(town, secretary):
    def _ask(**wishes):
        place_id = town["community"].pk
        return actions.ask_design(
            place_id=place_id, wishes=Wishes(**wishes), actor=secretary, now=NOON
        )

    return _ask


@pytest.fixture
def ready(ask):
    """A proposal that the background task drew up."""

    def _ready(**wishes):
        design = ask(**wishes)
        assert tasks.draw_up_design.call(asked_in(design))
        return GridDesign.objects.get(pk=design.pk)

    return _ready


def test_a_proposal_is_drawn_up_and_changes_nothing(town, ready):
    before = list(Place.objects.order_by("id").values_list("id", "parent_id", "valid_until"))

    design = ready()

    assert design.state == Design.READY
    assert design.objective == design.bound == 0  # 1,120 households: three grids of 300 to 500
    paper = queries.paper(design)
    basic = [grid for grid in paper.grids if not grid.dedicated]
    assert len(basic) == 3
    assert all(300 <= grid.households <= 500 for grid in basic)
    assert sum(grid.begins for grid in paper.grids) == 1
    assert [grid.name for grid in paper.grids if grid.begins] == ["苇湾社区第三网格"]
    assert [grid.grid for grid in paper.grids if grid.dedicated] == [town["mall"]]
    assert design.figures["today"]["within"] == 1
    assert list(Place.objects.order_by("id").values_list("id", "parent_id", "valid_until")) == (
        before
    )
    assert verbs()[-2:] == ["grid_design.asked", "grid_design.presented"]


def test_the_change_list_says_who_moves_and_counts_before_and_after(town, ready):
    paper = queries.paper(ready())

    after = {grid.pk: 0 for grid in paper.grids}
    where = {move.building_id: move.after_id for move in paper.moves}
    kept = {grid.grid_id: grid.pk for grid in paper.grids if not grid.begins}
    for building in paper.now.placed:
        after[where.get(building.pk) or kept[building.parent_id]] += building.households
    assert after == {grid.pk: grid.households for grid in paper.grids}
    assert all(move.before_id != after_grid(paper, move).grid_id for move in paper.moves)
    assert paper.moved == sum(move.building.households for move in paper.moves)


def after_grid(paper, move):
    return next(grid for grid in paper.grids if grid.pk == move.after_id)


def test_estates_stay_whole_where_they_fit(ready):
    paper = queries.paper(ready(whole=True))

    where = {move.building_id: move.after_id for move in paper.moves}
    kept = {grid.grid_id: grid.pk for grid in paper.grids if not grid.begins}
    grids: dict[str, set[int]] = {}
    for one in paper.now.placed:
        grid = where.get(one.pk) or kept[one.parent_id]
        grids.setdefault(queries.estate_of(one), set()).add(grid)
    assert all(len(found) == 1 for found in grids.values())


def test_what_cannot_be_satisfied_is_said(ready):
    design = ready(low=700, high=720)

    assert design.objective >= design.bound > 0
    assert {reason["word"] for reason in design.unmet} <= {"block_between", "not_reached", "lumps"}
    assert design.unmet


def test_roads_part_the_ground(town, ready):
    road = '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, '
    road += '"geometry": {"type": "LineString", "coordinates": [[119.107, 36.6], [119.107, 37]]}}]}'

    design = ready(barriers=road)

    assert design.figures["barriers"] == 1
    assert design.figures["plan"]["torn"] == 0
    for grid in design.grids.filter(dedicated=False):
        west, _s, east, _n = factories.bounds(grid.shape)
        assert east <= 119.1071 or west >= 119.1069


def test_a_grid_that_ends_takes_its_unplaced_buildings_along(town, ready, officer):
    lost = factories.building("旧楼", town["other_grid"], lon=None, lat=None)

    design = ready(low=900, high=1200)  # 1,120 households: one grid, today's larger one

    paper = queries.paper(design)
    assert [ending.grid for ending in paper.endings] == [town["other_grid"]]
    assert [move.building for move in paper.moves if move.follows] == [lost]

    actions.accept_design(design_id=design.pk, since=TODAY, reason="合并", actor=officer, now=NOON)

    ended = Place.objects.get(pk=town["other_grid"].pk)
    assert (ended.valid_until, ended.merged_into) == (TODAY, town["grid"])
    assert Place.objects.get(pk=lost.pk).parent == town["grid"]
    assert verbs().count("place.abolished") == 1


def test_an_accepted_proposal_of_today_is_in_force_at_once(town, ready, officer):
    design = ready()

    actions.accept_design(
        design_id=design.pk, since=TODAY, reason="网格过大", actor=officer, now=NOON
    )

    design.refresh_from_db()
    assert design.state == Design.IN_FORCE
    now = queries.survey(town["community"])
    paper = queries.paper(design)
    assert {grid.grid_id: grid.households for grid in paper.grids} == dict(now.by_grid)
    new = next(grid.grid for grid in paper.grids if grid.begins)
    assert (new.valid_from, new.parent, new.grid_type) == (TODAY, town["community"], "basic")
    moved = paper.moves[0].building
    assert queries.version_on(moved, TODAY - timedelta(days=1)).parent == paper.moves[0].before
    assert queries.version_on(moved, TODAY).parent_id == moved.parent_id
    assert moved.path.startswith(moved.parent.path)
    drawn = Boundary.objects.filter(place__parent=town["community"], valid_from=TODAY)
    assert drawn.count() == len(paper.grids)
    assert queries.find_place(moved.lon, moved.lat).pk == moved.parent_id
    said = verbs()
    assert said.count("place.moved") == len(paper.moves)
    assert {"grid_design.accepted", "place.founded", "grid_design.carried_out"} <= set(said)


def test_a_later_day_waits_and_is_carried_out_by_the_clock(town, ready, officer):
    design, later = ready(), TODAY + timedelta(days=7)
    actions.accept_design(design_id=design.pk, since=later, reason="调整", actor=officer, now=NOON)

    assert GridDesign.objects.get(pk=design.pk).state == Design.ACCEPTED
    assert Place.objects.filter(parent=town["community"], kind="grid").count() == 3
    assert queries.designs_due(TODAY) == []
    with pytest.raises(Refused):
        actions.carry_out_design(design_id=design.pk, actor=SYSTEM, now=NOON)

    assert queries.designs_due(later) == [design.pk]
    then = NOON + timedelta(days=7)
    actions.carry_out_design(design_id=design.pk, actor=SYSTEM, now=then)

    assert GridDesign.objects.get(pk=design.pk).state == Design.IN_FORCE
    assert Place.objects.filter(parent=town["community"], valid_from=later).count() == 1


def test_an_accepted_proposal_lapses_when_the_ground_changed(town, ready, officer):
    design, later = ready(), TODAY + timedelta(days=7)
    actions.accept_design(design_id=design.pk, since=later, reason="调整", actor=officer, now=NOON)
    factories.building("新楼1号楼", town["grid"], households=60)

    actions.carry_out_design(design_id=design.pk, actor=SYSTEM, now=NOON + timedelta(days=7))

    assert GridDesign.objects.get(pk=design.pk).state == Design.LAPSED
    assert verbs()[-1] == "grid_design.lapsed"
    assert not Place.objects.filter(valid_from=later).exists()


def test_a_changed_ground_cannot_be_accepted_and_nothing_is_written(town, ready, officer):
    design = ready()
    factories.building("新楼1号楼", town["grid"], households=60)
    before = verbs()

    with pytest.raises(Refused, match="Buildings or grids have changed|有变化"):
        actions.accept_design(
            design_id=design.pk, since=TODAY, reason="调整", actor=officer, now=NOON
        )

    assert verbs() == before
    assert GridDesign.objects.get(pk=design.pk).state == Design.READY


def test_a_proposal_is_refused_with_a_reason(ready, officer):
    design = ready()

    actions.refuse_design(design_id=design.pk, reason="居民意见不一", actor=officer, now=NOON)

    design.refresh_from_db()
    assert (design.state, design.reason) == (Design.REFUSED, "居民意见不一")
    assert verbs()[-1] == "grid_design.refused"


@pytest.mark.django_db(transaction=True)
def test_the_worker_draws_up_what_was_asked_for(ask, work):
    design = ask()

    work()

    assert GridDesign.objects.get(pk=design.pk).state == Design.READY


def test_the_work_can_be_stopped_and_stays_stopped(ask, secretary, monkeypatch):
    design = ask()

    def stop_meanwhile(wished, tell):
        actions.stop_design(design_id=wished.pk, actor=secretary, now=NOON)
        return draw_up(wished, tell)

    monkeypatch.setattr(tasks, "draw_up", stop_meanwhile)
    assert not tasks.draw_up_design.call(asked_in(design))
    assert not tasks.draw_up_design.call(asked_in(design))

    design.refresh_from_db()
    assert (design.state, design.grids.count()) == (Design.STOPPED, 0)
    told = actions.note_design(design_id=design.pk, done=1, total=2, actor=SYSTEM, now=NOON)
    assert told is False


def test_one_proposal_at_a_time_is_drawn_up(ask):
    ask()
    before = verbs()

    with pytest.raises(Refused):
        ask(seed=2)

    assert verbs() == before


def test_the_same_seed_gives_the_same_proposal(ready):
    one, other = queries.paper(ready(seed=7)), queries.paper(ready(seed=7))

    moves = [
        [(move.building_id, move.after.number) for move in paper.moves] for paper in (one, other)
    ]
    assert moves[0] == moves[1]


def test_staying_counts_as_much_as_is_wished(ready):
    free, strong = (
        queries.paper(ready(staying=staying)).moved for staying in (Staying.FREE, Staying.STRONG)
    )
    assert strong <= free
