"""Truth tables at every threshold ± one vote and ± 0.01 m², and what always holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liandong.ballots.queries import Slip, count, share_of, thresholds_of
from liandong.ballots.queries.saying import arithmetic, sentence, square_metres

ORDINARY = thresholds_of(
    {
        "participation": {"people": ">= 2/3", "area": ">= 2/3"},
        "consent": {"people": "> 1/2", "area": "> 1/2"},
        "of": "participants",
    }
)
SPECIAL = thresholds_of(
    {
        "participation": {"people": ">= 2/3", "area": ">= 2/3"},
        "consent": {"people": ">= 3/4", "area": ">= 3/4"},
        "of": "participants",
    }
)
UNANIMOUS = thresholds_of(
    {"participation": {"people": ">= 1"}, "consent": {"people": ">= 1"}, "of": "entitled"}
)


def slips(letters, areas=None):
    words = {"f": "for", "a": "against", "b": "abstain", "i": "invalid", "d": ""}
    areas = areas or [100] * len(letters)
    return [
        Slip(f"T{n}", words[letter], area, deemed=letter == "d")
        for n, (letter, area) in enumerate(zip(letters, areas, strict=True))
    ]


def passed(letters, entitled, thresholds=ORDINARY, areas=None, whole_area=None, **words):
    invalid = words.get("invalid_takes_part", True)
    whole = {"people": entitled, "area": whole_area or entitled * 100}
    found = count(slips(letters, areas), whole, thresholds, invalid_takes_part=invalid)
    return found.passed


@pytest.mark.parametrize(
    ("votes", "entitled", "expected"),
    [
        # participation two thirds or more of 9: 6 takes part, 5 does not
        ("ffffff", 9, True),
        ("fffff", 9, False),
        # consent more than half of 6: 4, not 3
        ("ffffaa", 9, True),
        ("fffaaa", 9, False),
        ("fffabb", 9, False),
        # of 7 that took part more than half is 4
        ("ffffaaa", 9, True),
        ("fffaaaa", 9, False),
        # two thirds of 10 is 7, because 6.67 people do not exist
        ("fffffff", 10, True),
        ("ffffff", 10, False),
        # the least that passes: more than a third of all
        ("ffff" + "aa", 9, True),
        ("", 9, False),
    ],
)
def test_ordinary_by_people(votes, entitled, expected):
    assert passed(votes, entitled) is expected


@pytest.mark.parametrize(
    ("votes", "expected"),
    [("f" * 9 + "aaa", True), ("f" * 8 + "aaaa", False), ("f" * 9 + "bbb", True)],
)
def test_special_needs_three_quarters_and_that_number_is_enough(votes, expected):
    assert passed(votes, 12, SPECIAL) is expected


@pytest.mark.parametrize(("part", "expected"), [(20000, True), (19999, False), (20001, True)])
def test_participation_by_area_at_two_thirds_to_the_hundredth(part, expected):
    areas = [part - 2, 1, 1]
    assert passed("fff", 3, areas=areas, whole_area=30000) is expected


@pytest.mark.parametrize(("consent", "expected"), [(10000, False), (10001, True), (9999, False)])
def test_ordinary_consent_by_area_is_strict_to_the_hundredth(consent, expected):
    areas = [consent - 1, 1, 20000 - consent]
    assert passed("ffa", 3, areas=areas, whole_area=20000) is expected


@pytest.mark.parametrize(("consent", "expected"), [(15000, True), (14999, False), (15001, True)])
def test_special_consent_by_area_includes_the_number_to_the_hundredth(consent, expected):
    areas = [consent - 2, 1, 1, 20000 - consent]
    assert passed("fffa", 4, SPECIAL, areas=areas, whole_area=20000) is expected


def test_people_without_area_or_area_without_people_is_not_enough():
    many_small = [100, 100, 100, 100, 9000]
    assert not passed("ffffa", 5, areas=many_small, whole_area=9400)
    one_large = [9000, 100, 100, 100, 100]
    assert not passed("faaaa", 5, areas=one_large, whole_area=9400)


def test_unanimous_means_everybody_who_is_interested():
    whole = {"people": 3}
    assert count(slips("fff"), whole, UNANIMOUS, invalid_takes_part=True).passed
    for votes in ("ff", "ffb", "ffa"):
        assert not count(slips(votes), whole, UNANIMOUS, invalid_takes_part=True).passed


def test_votes_that_were_not_returned_are_counted_apart_and_go_with_the_majority():
    whole = {"people": 9, "area": 900}
    found = count(slips("fffadd"), whole, ORDINARY, invalid_takes_part=True)
    people = found.numbers["people"]
    assert (people.votes_for, people.deemed, people.participants, people.consenting) == (3, 2, 6, 5)
    assert found.deemed_side == "for"
    against = count(slips("faaadd"), whole, ORDINARY, invalid_takes_part=True)
    assert (against.deemed_side, against.numbers["people"].consenting) == ("against", 1)


def test_where_people_and_area_disagree_silence_goes_nowhere():
    areas = [9000, 100, 100, 50, 50, 50]
    whole = {"people": 6, "area": sum(areas)}
    found = count(slips("faaddd", areas), whole, ORDINARY, invalid_takes_part=True)
    assert found.deemed_side == ""
    assert found.numbers["people"].consenting == 1


def test_invalid_papers_take_part_or_not_as_the_rules_say():
    assert passed("ffffii", 9)
    assert not passed("ffffii", 9, invalid_takes_part=False)
    assert not passed("fffiii", 9)


@pytest.mark.parametrize("text", ["2/3", "= 2/3", "> 1", ">= 0", ">= 5/4", "> x"])
def test_what_is_no_threshold_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 -- ours or the one of Fraction
        share_of(text)


def test_a_majority_names_known_measures_and_wholes():
    with pytest.raises(ValueError, match="no measure"):
        thresholds_of({"participation": {"cars": "> 1/2"}, "consent": {}, "of": "entitled"})
    with pytest.raises(ValueError, match="no whole"):
        thresholds_of({"participation": {}, "consent": {"people": "> 1/2"}, "of": "those awake"})


@given(st.text(alphabet="fab", min_size=1, max_size=40), st.integers(0, 30))
def test_one_more_consent_never_turns_yes_into_no(votes, more):
    entitled = len(votes) + more + 1
    for thresholds in (ORDINARY, SPECIAL):
        if passed(votes, entitled, thresholds):
            assert passed(votes + "f", entitled, thresholds)


@given(st.text(alphabet="fab", min_size=1, max_size=40), st.integers(0, 39))
def test_a_vote_that_changes_to_consent_never_turns_yes_into_no(votes, at):
    changed = list(votes)
    changed[at % len(votes)] = "f"
    if passed(votes, len(votes)):
        assert passed("".join(changed), len(votes))


def test_the_sentence_and_the_arithmetic_say_the_same():
    found = count(slips("ffffaa"), {"people": 9, "area": 900}, ORDINARY, invalid_takes_part=True)
    said = {(one["stage"], one["measure"]): one for one in found.as_judged}
    assert arithmetic(said["participation", "people"]) == "6 × 3 = 18 ≥ 18 = 9 × 2"
    assert arithmetic(said["consent", "people"]) == "4 × 2 = 8 > 6 = 6 × 1"
    assert arithmetic(said["consent", "area"]) == "4.00 × 2 = 8.00 > 6.00 = 6.00 × 1"
    assert "达到" in sentence(said["consent", "people"])
    lost = count(slips("fffaaa"), {"people": 9, "area": 900}, ORDINARY, invalid_takes_part=True)
    short = next(one for one in lost.as_judged if one["stage"] == "consent")
    assert arithmetic(short) == "3 × 2 = 6 ≤ 6 = 6 × 1"
    assert "未达到" in sentence(short)
    assert square_metres(1234567) == "12,345.67"
