"""From votes to numbers; the pure library of `planning` judges them, exactly.

A threshold is written as the law says it: "> 1/2" is 过半数, ">= 2/3" is 三分之二以上, which
includes the number itself (Civil Code, article 1259). The published ballots carry everything that
is needed here, so that anybody repeats the count with the same functions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any, Final

from liandong.ballots.lifecycle import Choice
from liandong.planning.tallying.thresholds import Counts, Judgement, Result, Sum, Threshold, judge

PARTICIPATION: Final = "participation"
CONSENT: Final = "consent"
ENTITLED: Final = "entitled"
PARTICIPANTS: Final = "participants"
PEOPLE: Final = "people"
AREA: Final = "area"


@dataclass(frozen=True, slots=True)
class Slip:
    """One vote as it is counted and published: `area` in 0.01 m², 0 where area does not count.

    A `deemed` slip is a vote that was not returned and by the rules of procedure goes with the
    majority; it has no choice of its own.
    """

    tracking: str
    choice: str
    area: int = 0
    deemed: bool = False


@dataclass(frozen=True, slots=True)
class Numbers:
    """The count by one measure. `consenting` has the deemed votes if they went that way."""

    entitled: int
    votes_for: int = 0
    against: int = 0
    abstain: int = 0
    invalid: int = 0
    deemed: int = 0
    participants: int = 0
    consenting: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """A whole count: the numbers by measure, where the deemed votes went, each threshold."""

    numbers: dict[str, Numbers]
    deemed_side: str
    judgement: Judgement

    @property
    def passed(self) -> bool:
        return self.judgement.passed

    @property
    def as_counts(self) -> dict[str, Any]:
        """The numbers as they are kept with a tally."""
        by_measure = {measure: asdict(numbers) for measure, numbers in self.numbers.items()}
        return {"numbers": by_measure, "deemed_side": self.deemed_side}

    @property
    def as_judged(self) -> list[dict[str, Any]]:
        """Each threshold with its arithmetic, as it is kept with a tally."""
        return [_kept(result) for result in self.judgement.results]


def _kept(result: Result) -> dict[str, Any]:
    return {
        "stage": result.name,
        "measure": result.threshold.weight,
        "of": result.threshold.of,
        "numerator": result.threshold.share.numerator,
        "denominator": result.threshold.share.denominator,
        "strict": result.threshold.strict,
        "have": result.count,
        "whole": result.base,
        "needed": result.required,
        "met": result.passed,
    }


def share_of(text: str) -> tuple[Fraction, bool]:
    """A share as written, ">= 2/3" or "> 1/2", and whether it is strict. Raises `ValueError`."""
    sign, _space, number = text.strip().partition(" ")
    if sign not in {">", ">="}:
        raise ValueError(f"{text!r} is no threshold")
    share = Fraction(number)
    if not 0 < share <= 1 or (share == 1 and sign == ">"):
        raise ValueError(f"{text!r} can never be reached, or always is")
    return share, sign == ">"


def thresholds_of(majority: Mapping[str, Any]) -> tuple[Threshold, ...]:
    """The thresholds of a majority as a rule set writes it. Raises `ValueError`."""
    stages = (PARTICIPATION, CONSENT)
    return tuple(
        _threshold(majority, stage, measure) for stage in stages for measure in majority[stage]
    )


def _threshold(majority: Mapping[str, Any], stage: str, measure: str) -> Threshold:
    share, strict = share_of(majority[stage][measure])
    part = stage == PARTICIPATION
    if measure not in {PEOPLE, AREA}:
        raise ValueError(f"{measure!r} is no measure")
    if majority["of"] not in {ENTITLED, PARTICIPANTS}:
        raise ValueError(f"{majority['of']!r} is no whole")
    return Threshold(
        stage,
        share,
        strict,
        of=ENTITLED if part or majority["of"] == ENTITLED else PARTICIPANTS,
        weight=PEOPLE if measure == PEOPLE else AREA,
        count="taking_part" if part else "in_favour",
        article=majority.get("article", ""),
    )


def count(
    slips: Iterable[Slip],
    entitled: Mapping[str, int],
    thresholds: Iterable[Threshold],
    *,
    invalid_takes_part: bool,
) -> Count:
    """Count slips against what was entitled, by each measure in `entitled`, and judge."""
    slips = list(slips)
    plain = {measure: _sums(slips, measure) for measure in entitled}
    side = _deemed_side(plain)
    numbers = {
        measure: _numbers(entitled[measure], sums, side, invalid_takes_part)
        for measure, sums in plain.items()
    }
    sums = {measure: _sum(one) for measure, one in numbers.items()}
    judgement = judge(thresholds, Counts(sums[PEOPLE], sums.get(AREA)))
    return Count(numbers, side, judgement)


def _sum(numbers: Numbers) -> Sum:
    return Sum(numbers.entitled, numbers.participants, numbers.consenting)


def _sums(slips: Iterable[Slip], measure: str) -> dict[str, int]:
    sums = dict.fromkeys([*Choice.values, "deemed"], 0)
    for slip in slips:
        weight = 1 if measure == PEOPLE else slip.area
        sums["deemed" if slip.deemed else slip.choice] += weight
    return sums


def _deemed_side(plain: Mapping[str, Mapping[str, int]]) -> str:
    """Where the majority of the votes that were cast lies; nowhere, if the measures disagree."""
    sides = set()
    for sums in plain.values():
        lead = sums[Choice.FOR] - sums[Choice.AGAINST]
        sides.add(Choice.FOR.value if lead > 0 else Choice.AGAINST.value if lead < 0 else "")
    return sides.pop() if len(sides) == 1 else ""


def _numbers(
    entitled: int, sums: Mapping[str, int], side: str, invalid_takes_part: bool
) -> Numbers:
    valid = sums[Choice.FOR] + sums[Choice.AGAINST] + sums[Choice.ABSTAIN]
    invalid = sums[Choice.INVALID] if invalid_takes_part else 0
    return Numbers(
        entitled=entitled,
        votes_for=sums[Choice.FOR],
        against=sums[Choice.AGAINST],
        abstain=sums[Choice.ABSTAIN],
        invalid=sums[Choice.INVALID],
        deemed=sums["deemed"],
        participants=valid + invalid + sums["deemed"],
        consenting=sums[Choice.FOR] + (sums["deemed"] if side == Choice.FOR else 0),
    )
