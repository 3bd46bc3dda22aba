"""Pages of insight. Figures of a place: `boards`; what was done, line by line: `chronicle`."""

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

__all__ = [
    "board",
    "correct",
    "line",
    "of_place",
    "of_post",
    "own",
    "own_chronicle",
    "paper_of_place",
    "paper_of_post",
    "screen",
]
