"""Every figure of the board against a recount in plain Python, over a small made-up year."""

import random
from collections import Counter
from datetime import timedelta

import pytest

from liandong.duties.models import Promise
from liandong.insight import queries
from liandong.insight.queries import Span, Stretch
from liandong.kernel.dates import day_of
from liandong.matters.lifecycle import State
from liandong.matters.models import Assignment, Evaluation, Leg, Matter
from liandong.matters.queries import figures
from liandong.matters.tests import desk, factories
from liandong.people.tests.factories import NOON, place
from liandong.places.models import PlaceKind

pytestmark = pytest.mark.django_db
STATES = [
    State.RAISED,
    State.EXECUTING,
    State.REPLIED,
    State.EVALUATING,
    State.CLOSED,
    State.REWORK,
    State.ESCALATED,
    State.TERMINATED,
    State.SUSPENDED,
]


@pytest.fixture
def it():
    found = factories.world()
    desk.rule("figures.least", 30)
    return found


def made(it, count, seed):
    """Matters of every kind over four months, in two grids and one community."""
    dice = random.Random(seed)
    tree = it.cast.tree
    other = place(PlaceKind.GRID, "樱园第二网格", tree.community)
    places = [tree.grid, tree.grid, other, tree.community]
    for _number in range(count):
        when = NOON - timedelta(days=dice.randrange(120), hours=dice.randrange(24))
        matter = factories.matter(it, dice.choice(STATES), now=when)
        where = dice.choice(places)
        Matter.objects.filter(pk=matter.pk).update(
            place=where,
            path=where.path,
            settled_level=dice.choice([None, 1, 2, 3, 4]),
            reworks=dice.choice([0, 0, 1]),
        )
        Promise.objects.filter(subject=f"matters.matter:{matter.pk}").update(place=where)
        if dice.random() < 0.2:
            Assignment.objects.filter(matter=matter, leads=True).update(returned=True)
        Evaluation.objects.filter(matter=matter).update(
            solved=dice.choice(["solved", "partly", "not", "cannot_judge"]),
            satisfaction=dice.choice(["satisfied", "neutral", "dissatisfied", "no_answer"]),
        )


def recount(path, period, now):
    """The same figures, row by row."""
    found = Counter()

    def inside(at):
        return at is not None and period.since <= day_of(at) <= period.until

    for rows, count in (
        (((one.path, one) for one in Matter.objects.filter(part_of=None)), _matter),
        (((one.place.path, one) for one in Promise.objects.select_related("place")), _promise),
        (((one.matter.path, one) for one in Evaluation.objects.all()), _said),
        (((one.matter.path, one) for one in Assignment.objects.filter(leads=True)), _given),
        (((one.matter.path, one) for one in Leg.objects.all()), _climbed),
    ):
        for where, one in rows:
            if where.startswith(path):
                found.update(count(one, inside, now))
    return +found


def _matter(one, inside, now):
    ended = inside(one.closed_at) and one.outcome in figures.ANSWERED
    running = one.closed_at is None
    return {
        "intake": inside(one.raised_at),
        "open": running,
        "overdue": running and one.due_at is not None and one.due_at < now,
        "ended": ended,
        "grid": ended and one.settled_level in {4, 5},
        "community": ended and one.settled_level in {3, 4, 5},
        "reworked": ended and one.reworks > 0,
    }


def _promise(one, inside, now):
    if one.kind not in figures.DOING or not inside(one.due_at):
        return {}
    missed = one.outcome == "open" and one.due_at < now
    kept, late = one.outcome == "kept", one.outcome == "late"
    return {"kept": kept, "late": late, "missed": missed, "due": kept or late or missed}


def _said(one, inside, now):
    if not inside(one.at):
        return {}
    return {
        "judged": one.solved in figures.JUDGED,
        "solved": one.solved == "solved",
        "rated": one.satisfaction in figures.RATED,
        "satisfied": one.satisfaction == "satisfied",
    }


def _given(one, inside, now):
    return {"dispatched": 1, "returned": one.returned} if inside(one.given_at) else {}


def _climbed(one, inside, now):
    return {"climbed": 1, "climb_money": one.obstacle == "money"} if inside(one.sent_at) else {}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("span", list(Span))
def test_every_figure_is_what_a_recount_gives(it, seed, span):
    made(it, 30, seed)
    tree = it.cast.tree
    stretch = Stretch.around(span, day_of(NOON), day_of(NOON))
    for where in (tree.city, tree.community, tree.grid):
        board = queries.board(where, stretch, NOON)
        assert +board.now.counts == recount(where.path, stretch.period, NOON)
        past = recount(where.path, stretch.before, NOON)
        assert +board.past.counts == past
        for child, tally in board.children:
            assert +tally.counts == recount(child.path, stretch.period, NOON)


@pytest.mark.slow
def test_every_figure_leads_to_its_rows(it):
    made(it, 30, 3)
    stretch = Stretch.around(Span.YEAR, day_of(NOON), day_of(NOON))
    tally = queries.board(it.cast.tree.city, stretch, NOON).now

    def rows(name):
        behind = figures.behind(name, stretch.period, NOON)
        return Matter.objects.filter(behind).count()

    for name in ("intake", "open", "overdue", "ended", "grid", "community", "reworked"):
        assert rows(name) == tally[name], name
    assert 0 < rows("kept") <= tally["kept"], "a matter may have kept several promises"
    assert 0 < rows("due") <= tally["due"]
    assert rows("late") <= tally["late"] + tally["missed"]
    for name in ("judged", "solved", "rated", "satisfied", "dispatched", "returned", "climbed"):
        assert rows(name) <= tally[name], name


@pytest.mark.slow
def test_a_series_ends_with_the_board(it):
    made(it, 20, 4)
    stretch = Stretch.around(Span.MONTH, day_of(NOON), day_of(NOON))
    tally = queries.board(it.cast.tree.district, stretch, NOON).now
    points = queries.series(it.cast.tree.district, stretch, NOON)

    assert len(points) == 12
    assert points[-1].intake == tally["intake"]
    assert points[-1].ended == tally["ended"]
    assert (points[-1].kept, points[-1].due) == (tally["kept"], tally["due"])
    assert sum(point.intake for point in points) == 20
