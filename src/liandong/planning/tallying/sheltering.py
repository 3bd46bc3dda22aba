"""Ratings by classes as they can be shown: nobody's rating stands alone, and no line has few.

A class in which fewer than `least` rated somebody is put together with the next smallest. Weighted
shares are taken of what is shown, so that a hidden class cannot be worked out from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from liandong.planning.tallying.rating import ClassResult


@dataclass(frozen=True, slots=True)
class Line:
    """One or more classes about one entrant: their weight together, and each grade's ratings."""

    names: tuple[str, ...]
    weight: Fraction
    grades: Mapping[str, int]

    @property
    def many(self) -> int:
        return sum(self.grades.values())


def sheltered(classes: Sequence[ClassResult], least: int) -> list[Line]:
    """The classes as lines of `least` ratings or more, in their order; none when all are too few.

    A class that gave no rating has no line, and its weight counts for nothing.
    """
    order = [each.name for each in classes]
    given = [Line((each.name,), each.weight, each.grades) for each in classes]
    lines = sorted((line for line in given if line.many), key=lambda line: line.many)
    while len(lines) > 1 and lines[0].many < least:
        first, second, *rest = lines
        lines = sorted([*rest, _together(first, second, order)], key=lambda line: line.many)
    if lines and lines[0].many < least:
        return []
    return sorted(lines, key=lambda line: order.index(line.names[0]))


def shares(lines: Sequence[Line]) -> dict[str, Fraction]:
    """The weighted share of each grade; empty without a line. The shares add up to one."""
    whole = sum((line.weight for line in lines), Fraction(0))
    return {
        grade: sum(
            (line.weight * Fraction(line.grades[grade], line.many) for line in lines), Fraction(0)
        )
        / whole
        for grade in (lines[0].grades if lines else ())
    }


def _together(one: Line, other: Line, order: Sequence[str]) -> Line:
    names = tuple(sorted((*one.names, *other.names), key=order.index))
    grades = {grade: one.grades[grade] + other.grades[grade] for grade in one.grades}
    return Line(names, one.weight + other.weight, grades)
