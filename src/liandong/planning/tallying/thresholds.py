"""Does a count meet the law? Exact majorities of people and of floor area.

A rule set is a list of thresholds. Each compares one count with a share of one base:

    Threshold("participation by area", "2/3", count="taking_part", of="entitled", weight="area")
    Threshold("consent by people", "1/2", strict=True)

`strict` is 过半数, "more than"; not strict is 以上, "or more". Areas are whole numbers of 0.01 m².
Nothing is ever divided: `count × denominator` is compared with `base × numerator`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

CountWord = Literal["taking_part", "in_favour"]
BaseWord = Literal["entitled", "participants"]
Weight = Literal["people", "area"]


@dataclass(frozen=True)
class Threshold:
    """One line of the law: `count` must pass `share` of the base `of`, weighed by `weight`."""

    name: str
    share: Fraction
    strict: bool = False
    of: BaseWord = "participants"
    weight: Weight = "people"
    count: CountWord = "in_favour"
    article: str = ""

    def __post_init__(self) -> None:
        if isinstance(self.share, float):
            raise TypeError('Write a share as "2/3" or a Fraction: a float is not exact.')
        object.__setattr__(self, "share", Fraction(self.share))
        if not 0 <= self.share <= 1 or (self.strict and self.share == 1):
            raise ValueError(f"{self.name}: no count can pass this share")
        if self.count == "taking_part" and self.of == "participants":
            raise ValueError(f"{self.name}: those who take part are counted of all entitled")

    def required(self, base: int) -> int:
        """Return the smallest count that passes: a whole person, or 0.01 m²."""
        numerator, denominator = self.share.numerator * base, self.share.denominator
        return numerator // denominator + 1 if self.strict else -(-numerator // denominator)


@dataclass(frozen=True)
class Sum:
    """What was counted by one weight: of all entitled, those who took part, those in favour."""

    entitled: int
    participants: int
    in_favour: int

    def __post_init__(self) -> None:
        numbers = (self.in_favour, self.participants, self.entitled)
        if any(type(number) is not int for number in numbers):
            raise TypeError("Counts are whole numbers; areas are whole numbers of 0.01 m².")
        if not 0 <= self.in_favour <= self.participants <= self.entitled:
            raise ValueError("Those in favour took part, and those who took part are entitled.")


@dataclass(frozen=True)
class Counts:
    """People always; area only where owners decide."""

    people: Sum
    area: Sum | None = None

    def of(self, weight: Weight) -> Sum:
        found = self.people if weight == "people" else self.area
        if found is None:
            raise ValueError("This rule set weighs floor area, and no area was counted.")
        return found


@dataclass(frozen=True)
class Arithmetic:
    """The comparison without a division: `left sign right`, where

    left = count × denominator and right = base × numerator.
    """

    numerator: int
    denominator: int
    left: int
    sign: Literal[">", "≥"]
    right: int


@dataclass(frozen=True)
class Result:
    """One threshold, judged."""

    threshold: Threshold
    count: int
    base: int
    required: int
    arithmetic: Arithmetic
    passed: bool

    @property
    def name(self) -> str:
        return self.threshold.name

    @property
    def missing(self) -> int:
        """How much more would have passed; 0 when it passed."""
        return 0 if self.passed else max(self.required - self.count, 0)


@dataclass(frozen=True)
class Judgement:
    """Every threshold with its arithmetic. All must pass, and there must be at least one."""

    results: tuple[Result, ...]
    passed: bool = field(init=False)

    def __post_init__(self) -> None:
        passed = bool(self.results) and all(result.passed for result in self.results)
        object.__setattr__(self, "passed", passed)

    @property
    def failed(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if not result.passed)


def judge(rules: Iterable[Threshold], counts: Counts) -> Judgement:
    """Judge a count by every threshold of a rule set."""
    return Judgement(tuple(_judge(rule, counts.of(rule.weight)) for rule in rules))


def _judge(rule: Threshold, counted: Sum) -> Result:
    count = counted.participants if rule.count == "taking_part" else counted.in_favour
    base = counted.entitled if rule.of == "entitled" else counted.participants
    left = count * rule.share.denominator
    right = base * rule.share.numerator
    return Result(
        threshold=rule,
        count=count,
        base=base,
        required=rule.required(base),
        arithmetic=Arithmetic(
            rule.share.numerator, rule.share.denominator, left, ">" if rule.strict else "≥", right
        ),
        # Of nobody, nobody decides: 0 ≥ 2/3 × 0 is true as arithmetic and no majority.
        passed=base > 0 and (left > right if rule.strict else left >= right),
    )


def people_and_area(
    name: str,
    share: Fraction | str,
    *,
    strict: bool = False,
    of: BaseWord = "participants",
    count: CountWord = "in_favour",
    article: str = "",
) -> tuple[Threshold, Threshold]:
    """Return the same share twice: by people and by floor area, as owners decide."""
    return (
        Threshold(name, Fraction(share), strict, of, "people", count, article),
        Threshold(name, Fraction(share), strict, of, "area", count, article),
    )
