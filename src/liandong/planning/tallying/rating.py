"""Rating ballots: each grade has points, each class of voters a weight, each part of a contest too.

`tally` turns papers into results with every step of the arithmetic in exact fractions, so that a
person can follow it with a pencil. Nothing is rounded before places are given.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

type TieWord = Literal["public", "site", "stage", "best_grades"]


class NothingToCountError(ValueError):
    """A part of the contest has no valid rating for somebody: there is no mean of nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the contest: its weight, and the weight of each class of voters in it."""

    name: str
    weight: Fraction
    classes: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Rules:
    """How papers become places.

    `points`: what each grade is worth. `trim`: the share of the ratings that is left out at each
    end, less than a half; the number left out is rounded down. `ties`: what decides between equal
    totals, in this order: the score of a part, or "best_grades" (more of the grade with the most
    points). Who is equal in all of them shares the place.
    """

    points: Mapping[str, Fraction]
    parts: Sequence[Part]
    trim: Fraction
    ties: Sequence[TieWord]

    def __post_init__(self) -> None:
        weights = [part.weight for part in self.parts]
        weights += [weight for part in self.parts for weight in part.classes.values()]
        if not weights or any(weight <= 0 for weight in weights):
            raise ValueError("every part and every class has a weight above nothing")
        if not 0 <= self.trim < Fraction(1, 2):
            raise ValueError("less than a half is left out at each end")
        if not self.points:
            raise ValueError("there is no grade")


@dataclass(frozen=True, slots=True)
class Paper:
    """One voter's paper: the part and the class it belongs to, and a grade for each entrant.

    An entrant without a grade is not rated by this paper. `marks` of None is an invalid paper.
    """

    part: str
    voters: str
    marks: Mapping[int, str] | None


@dataclass(frozen=True, slots=True)
class ClassResult:
    """One class of voters about one entrant: grades, how many were left out at each end, mean.

    `mean` is None where nobody of the class gave a valid rating; its weight is then left out.
    """

    name: str
    weight: Fraction
    grades: Mapping[str, int]
    unrated: int
    cut: int
    mean: Fraction | None


@dataclass(frozen=True, slots=True)
class PartResult:
    """One part about one entrant: its score is the weighted mean of its classes."""

    name: str
    weight: Fraction
    classes: Sequence[ClassResult]
    score: Fraction


@dataclass(frozen=True, slots=True)
class Result:
    """One entrant: the total, the place, with whom it was equal and which word decided."""

    entrant: int
    parts: Sequence[PartResult]
    total: Fraction
    place: int
    equal_with: Sequence[int]
    decided_by: str

    def part(self, name: str) -> PartResult:
        return next(part for part in self.parts if part.name == name)


def tally(entrants: Sequence[int], papers: Sequence[Paper], rules: Rules) -> list[Result]:
    """Count; the first place first, equal places in the order of `entrants`.

    Raises `NothingToCountError` where a part has no valid rating of an entrant, and `ValueError`
    for a part, class, grade or entrant that the rules do not know.
    """
    _know_all(entrants, papers, rules)
    parts = {one: [_part(one, part, papers, rules) for part in rules.parts] for one in entrants}
    totals = {one: _weighted([(p.weight, p.score) for p in parts[one]]) for one in entrants}
    keys = {one: (totals[one], *_breakers(parts[one], rules)) for one in entrants}
    results = [_result(one, entrants, parts[one], keys, rules) for one in entrants]
    return sorted(results, key=lambda result: result.place)


def invalid(papers: Sequence[Paper]) -> int:
    """How many papers are invalid as a whole."""
    return sum(paper.marks is None for paper in papers)


def trimmed(values: Sequence[Fraction], share: Fraction) -> tuple[Fraction, int]:
    """The mean without the lowest and highest `share` of the values; and how many at each end."""
    cut = int(len(values) * share)
    kept = sorted(values)[cut : len(values) - cut]
    return sum(kept, Fraction(0)) / len(kept), cut


def _know_all(entrants: Sequence[int], papers: Sequence[Paper], rules: Rules) -> None:
    known = {part.name: set(part.classes) for part in rules.parts}
    for paper in papers:
        if paper.voters not in known.get(paper.part, set()):
            raise ValueError(f"no class {paper.voters!r} in a part {paper.part!r}")
        if not set(paper.marks or ()) <= set(entrants):
            raise ValueError("a paper rates somebody who is no entrant")
        if not set((paper.marks or {}).values()) <= set(rules.points):
            raise ValueError("a paper gives a grade that there is not")


def _part(one: int, part: Part, papers: Sequence[Paper], rules: Rules) -> PartResult:
    classes = [
        _class(
            one, name, weight, [p for p in papers if (p.part, p.voters) == (part.name, name)], rules
        )
        for name, weight in part.classes.items()
    ]
    means = [(each.weight, each.mean) for each in classes if each.mean is not None]
    if not means:
        raise NothingToCountError(f"nobody rated entrant {one} in part {part.name!r}")
    return PartResult(part.name, part.weight, classes, _weighted(means))


def _class(
    one: int, name: str, weight: Fraction, papers: Sequence[Paper], rules: Rules
) -> ClassResult:
    given = [paper.marks[one] for paper in papers if paper.marks and one in paper.marks]
    counted = Counter(given)
    grades = {grade: counted[grade] for grade in rules.points}
    mean, cut = None, 0
    if given:
        mean, cut = trimmed([rules.points[grade] for grade in given], rules.trim)
    return ClassResult(name, weight, grades, len(papers) - len(given), cut, mean)


def _weighted(pairs: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    whole = sum((weight for weight, _value in pairs), Fraction(0))
    return sum((weight * value for weight, value in pairs), Fraction(0)) / whole


def _breakers(parts: Sequence[PartResult], rules: Rules) -> list[Fraction]:
    """What decides between equal totals, the first that differs first."""
    best = max(rules.points, key=lambda grade: rules.points[grade])
    scores = {part.name: part.score for part in parts}
    many = sum(each.grades[best] for part in parts for each in part.classes)
    scores["best_grades"] = Fraction(many)
    return [scores[word] for word in rules.ties]


def _result(
    one: int,
    entrants: Sequence[int],
    parts: Sequence[PartResult],
    keys: Mapping[int, tuple[Fraction, ...]],
    rules: Rules,
) -> Result:
    own = keys[one]
    equal = [other for other in entrants if other != one and keys[other][0] == own[0]]
    place = 1 + sum(keys[other] > own for other in entrants)
    return Result(one, parts, own[0], place, equal, _decided(own, [keys[o] for o in equal], rules))


def _decided(
    own: tuple[Fraction, ...], others: Sequence[tuple[Fraction, ...]], rules: Rules
) -> str:
    """The first word that parts an entrant from one with the same total; "shared" if none does."""
    if not others:
        return ""
    if own in others:
        return "shared"
    differing = (
        word
        for number, word in enumerate(rules.ties, 1)
        if any(other[number] != own[number] for other in others)
    )
    return next(differing)
