"""Thiele's rules one name at a time: elect the next best, or strike off the least missed."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from liandong.planning.tallying.approval.comparing import THIELE, thiele
from liandong.planning.tallying.approval.election import Committee, Election

Weight = Callable[[int], Fraction]


def _add(weight: Weight, election: Election) -> set[Committee]:
    states = {Committee()}
    for _ in range(election.seats):
        states = {
            after
            for chosen in states
            for after in _best(weight, election, [chosen | {c} for c in _others(election, chosen)])
        }
    return states


def _strike(weight: Weight, election: Election) -> set[Committee]:
    states = {Committee(range(len(election.candidates)))}
    for _ in range(len(election.candidates) - election.seats):
        states = {
            after
            for chosen in states
            for after in _best(weight, election, [chosen - {c} for c in chosen])
        }
    return states


def _others(election: Election, chosen: Committee) -> list[int]:
    return [place for place in range(len(election.candidates)) if place not in chosen]


def _best(weight: Weight, election: Election, ways: list[Committee]) -> list[Committee]:
    figures = {way: thiele(weight, election, way) for way in ways}
    most = max(figures.values())
    return [way for way, figure in figures.items() if figure == most]


STEPWISE = {
    "seqpav": partial(_add, THIELE["pav"]),
    "seqslav": partial(_add, THIELE["slav"]),
    "seqcc": partial(_add, THIELE["cc"]),
    "revseqpav": partial(_strike, THIELE["pav"]),
}
