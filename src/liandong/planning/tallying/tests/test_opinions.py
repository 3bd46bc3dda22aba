"""Opinion maps: counts exactly, and the groups that Polis found in real conversations."""

import csv
from collections import Counter
from math import comb
from pathlib import Path

import numpy as np
import pytest

from liandong.planning.tallying.opinions import Limits, Votes, draw
from liandong.planning.tallying.opinions.statements import (
    by_group,
    group_aware,
    one_share_test,
    two_shares_test,
)

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[6] / "shared/data/opinions"
CONVERSATIONS = ["15-per-hour-seattle", "vtaiwan.uberx"]
beside = pytest.mark.skipif(not SHARED.is_dir(), reason="Polis' files are not beside the tests")


def rows(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def in_order_of_joining(votes):
    return Votes.of(sorted(votes, key=lambda vote: int(vote[0])))


def rand(one, other):
    """The adjusted Rand index: 1 for the same groups, 0 for chance (Hubert and Arabie 1985)."""
    both, left, right = Counter(zip(one, other, strict=True)), Counter(one), Counter(other)
    together = sum(comb(n, 2) for n in both.values())
    a, b = (sum(comb(n, 2) for n in side.values()) for side in (left, right))
    chance = a * b / comb(len(one), 2)
    return (together - chance) / ((a + b) / 2 - chance)


@pytest.fixture(scope="module")
def seattle():
    return in_order_of_joining(
        (row["voter"], row["statement"], int(row["vote"]))
        for row in rows(DATA / "seattle_votes.csv")
    )


def compared(votes, theirs, seed=0):
    found = draw(votes, seed=seed)
    pairs = [
        (which, theirs[who])
        for who, which in zip(votes.participants, found.which.tolist(), strict=True)
        if which >= 0 and theirs.get(who)
    ]
    return found, rand(*zip(*pairs, strict=True))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_polis_own_groups_of_seattle(seattle, seed):
    theirs = {r["participant"]: r["group"] for r in rows(DATA / "seattle_groups.csv")}
    found, index = compared(seattle, theirs, seed)
    assert index >= 0.8
    assert len(found.groups) == 2
    assert found.placed == 138
    assert found.groups[0].size >= found.groups[1].size


def test_the_counts_of_seattle(seattle):
    for row in rows(DATA / "seattle_groups.csv"):
        place = seattle.participants.index(row["participant"])
        own = seattle.values[seattle.rows == place]
        assert (len(own), (own == 1).sum(), (own == -1).sum()) == (
            int(row["votes"]),
            int(row["agree"]),
            int(row["disagree"]),
        )


@beside
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_published_conversations(name):
    cast = [
        (row["voter-id"], row["comment-id"], int(row["vote"]))
        for row in rows(SHARED / name / "votes.csv")
    ]
    people = rows(SHARED / name / "participants-votes.csv")
    votes = in_order_of_joining(cast)
    column = {statement: place for place, statement in enumerate(votes.statements)}
    matrix = np.full((len(votes.participants), len(votes.statements)), 9)
    matrix[votes.rows, votes.columns] = votes.values
    for row in people:
        ours = matrix[votes.participants.index(row["participant"])]
        assert all(
            ours[place] == (int(row[statement]) if row[statement] else 9)
            for statement, place in column.items()
        )
    # Polis' table of comments counts every vote that was cast, also those that were changed later.
    every = Counter((statement, vote) for _, statement, vote in cast)
    for row in rows(SHARED / name / "comments.csv"):
        statement = row["comment-id"]
        counted = every[statement, 1], every[statement, -1]
        assert counted == (int(row["agrees"]), int(row["disagrees"]))
    _, index = compared(votes, {row["participant"]: row["group-id"] for row in people})
    assert index >= 0.8


def two_camps(size=15, statements=10):
    """Two camps that agree on s0 and s1, and on the rest hardly ever."""
    random = np.random.default_rng(5)
    return Votes.of(
        (f"{camp}{person}", f"s{number}", 1 if number < 2 or (camp == "a") ^ strays else -1)
        for camp in "ab"
        for person in range(size if camp == "a" else size + 3)
        for number in range(statements)
        for strays in [random.random() < 0.15]
    )


def test_two_camps_are_found_named_and_united():
    votes = two_camps()
    found = draw(votes)
    first, second = found.groups
    assert {name[0] for name in first.members} == {"b"}
    assert {name[0] for name in second.members} == {"a"}
    assert (first.size, second.size) == (18, 15)
    assert {stand.side for stand in first.stands} == {"disagree"}
    assert {stand.side for stand in second.stands} == {"agree"}
    assert all(
        stand.statement not in {"s0", "s1"} for group in found.groups for stand in group.stands
    )
    assert set(found.consensus[:2]) == {"s0", "s1"}
    assert not {"s0", "s1"} & set(found.divisive)
    again = draw(votes)
    assert (again.which == found.which).all()
    assert (again.places == found.places).all()


@pytest.mark.parametrize(
    ("votes", "limits"),
    [
        (two_camps(8), Limits()),  # 19 people
        (two_camps(15), Limits(participants=34)),
        (two_camps(15), Limits(smallest=16)),
        (Votes.of((str(n), "s", 1) for n in range(50)), Limits()),  # one statement
        (
            Votes.of((str(n), f"s{m}", 1) for n in range(50) for m in range(8)),
            Limits(),
        ),  # all alike
        (Votes.of([]), Limits()),
    ],
)
def test_too_few_votes_show_no_groups(votes, limits):
    found = draw(votes, limits)
    assert found.groups == found.consensus == found.divisive == ()
    assert found.silhouette is None
    assert (found.which == -1).all()
    assert [line.agree + line.disagree + line.passed for line in found.statements] == list(
        votes.counts()
    )


def test_who_voted_on_too_little_is_on_no_side():
    votes = two_camps()
    more = Votes.of(
        [
            *((votes.participants[r], votes.statements[c], int(v)) for r, c, v in _cells(votes)),
            ("guest", "s5", 1),
        ]
    )
    found = draw(more)
    assert found.which[more.participants.index("guest")] == -1
    assert sum(group.size for group in found.groups) == 33


def _cells(votes):
    return zip(votes.rows, votes.columns, votes.values, strict=True)


def test_the_last_vote_counts_and_unpublished_statements_are_left_out():
    votes = Votes.of([("a", "s", 1), ("b", "t", -1), ("a", "s", 0), ("a", "t", 1)])
    assert [votes.counts(vote).tolist() for vote in (1, 0, -1)] == [[0, 1], [1, 0], [0, 1]]
    left = votes.without({"s"})
    assert (left.statements, left.counts().tolist(), left.made.tolist()) == (("t",), [2], [1, 1])
    with pytest.raises(ValueError, match="A vote is"):
        Votes.of([("a", "s", 2)])


def test_the_formulas_on_a_table_worked_out_by_hand():
    said, seen = np.array([[8], [1]]), np.array([[10], [4]])
    assert group_aware(said, seen)[0] == pytest.approx(9 / 12 * 2 / 6)
    assert one_share_test(said, seen)[0, 0] == pytest.approx(2 * 11**0.5 * (9 / 11 - 0.5))
    both = 11 / 16
    spread = both * (1 - both) * (1 / 11 + 1 / 5)
    expected = (9 / 11 - 2 / 5) / spread**0.5
    assert two_shares_test(said, seen)[:, 0] == pytest.approx([expected, -expected])
    assert two_shares_test(np.array([[4], [3]]), np.array([[4], [3]])).tolist() == [[0], [0]]


def test_very_many_people_are_gathered_in_cells():
    random = np.random.default_rng(3)
    people, statements = 6_000, 20
    camp = random.random(people) < 0.4
    lean = np.where(camp[:, None], 0.85, 0.15)
    agree = random.random((people, statements)) < lean
    row, column = np.nonzero(random.random((people, statements)) < 0.6)
    votes = Votes.from_arrays(
        row,
        column,
        np.where(agree[row, column], 1, -1).astype(np.int8),
        participants=tuple(map(str, range(people))),
        statements=tuple(map(str, range(statements))),
    )
    found = draw(votes)
    assert len(found.groups) == 2
    seen = found.which >= 0
    assert rand(found.which[seen].tolist(), camp[seen].tolist()) > 0.95
    assert by_group(votes, found.which, 2).seen.sum() == votes.made[seen].sum()
