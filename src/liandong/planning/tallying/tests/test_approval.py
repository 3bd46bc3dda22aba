"""Committees by approval, beside the winners that abcvoting computed for 27 rules."""

import json
import re
from pathlib import Path

import pytest

from liandong.planning.tallying.approval import RULES, Election, committees, elect

HERE = Path(__file__).parent / "data" / "approval"
SHARED = Path(__file__).parents[6] / "shared/data/approval"
RESULT = re.compile(r"- rule_id: (\S+)\n  result:(.*?)\n  resolute: (\w+)", re.DOTALL)


def instance(path):
    text = path.read_text("utf-8")
    profile = json.loads(re.search(r"^profile: (.*?)\nnum_cand", text, re.DOTALL | re.MULTILINE)[1])
    candidates = int(re.search(r"^num_cand: (\d+)", text, re.MULTILINE)[1])
    seats = int(re.search(r"^committeesize: (\d+)", text, re.MULTILINE)[1])
    names = tuple(map(str, range(candidates)))
    return Election(names, seats, [set(map(str, ballot)) for ballot in profile]), text


def wrong(path):
    """Yield the rules for which our committees are not those of the file."""
    election, text = instance(path)
    for rule, written, resolute in RESULT.findall(text):
        if rule not in RULES:
            continue
        theirs = {tuple(map(str, sorted(one))) for one in json.loads(written)}
        ours = committees(election, rule)
        fine = set(ours) == theirs if resolute == "false" else elect(election, rule) in theirs
        if not fine:
            yield f"{path.name} {rule} {resolute}: {ours} and not {theirs}"


@pytest.mark.parametrize("path", sorted(HERE.glob("*.yaml")), ids=lambda path: path.stem)
def test_winning_committees_are_those_of_abcvoting(path):
    assert list(wrong(path)) == []


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the full set is not beside the repository")
def test_all_published_instances():
    paths = sorted(SHARED.glob("*.yaml"))
    assert len(paths) == 120
    assert [line for path in paths for line in wrong(path)] == []


def test_ties_go_to_the_names_that_stand_first():
    vote = Election(("Bo", "Ann"), 1, [{"Ann"}, {"Bo"}])
    assert committees(vote, "av") == (("Bo",), ("Ann",))
    assert elect(vote, "av") == ("Bo",)


def test_seats_that_no_vote_fills_are_filled_by_the_list():
    vote = Election(("Ann", "Bo", "Cai"), 2, [{"Cai"}, set()])
    for rule in RULES:
        assert "Cai" in elect(vote, rule), rule
    assert elect(vote, "seqphragmen") == ("Ann", "Cai")
    assert elect(Election(("Ann", "Bo"), 1, []), "equal-shares") == ("Ann",)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Election(("Ann",), 2, []),
        lambda: Election(("Ann",), 0, []),
        lambda: Election(("Ann", "Ann"), 1, []),
        lambda: Election(("Ann",), 1, [{"Bo"}]),
        lambda: elect(Election(("Ann",), 1, []), "lottery"),
        lambda: elect(Election(tuple(map(str, range(60))), 30, []), "pav"),
    ],
)
def test_what_cannot_be_counted_is_refused(wrong):
    with pytest.raises(ValueError, match=r"seat|twice|Not a|no rule|More than"):
        wrong()
