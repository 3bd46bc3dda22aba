"""Pages of insight: figures of a place, the article's numbers, and what was done line by line."""

from liandong.insight.views.boards import board, own, screen
from liandong.insight.views.chronicle import (
    correct,
    line,
    of_place,
    of_post,
    own_chronicle,
    paper_of_place,
    paper_of_post,
)
from liandong.insight.views.numbers import numbers, paper_of_numbers, rows_of

__all__ = [
    "board",
    "correct",
    "line",
    "numbers",
    "of_place",
    "of_post",
    "own",
    "own_chronicle",
    "paper_of_numbers",
    "paper_of_place",
    "paper_of_post",
    "rows_of",
    "screen",
]
