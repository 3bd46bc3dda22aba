"""All reading of figures (`board`, `series`, `intervals`), and of what was done (`chronicle`)."""

from liandong.insight.queries.board import Board, Tally, board, counted, least_for_a_share, total
from liandong.insight.queries.intervals import Share, wilson
from liandong.insight.queries.periods import Span, Stretch
from liandong.insight.queries.series import Point, series

__all__ = [
    "Board",
    "Point",
    "Share",
    "Span",
    "Stretch",
    "Tally",
    "board",
    "counted",
    "least_for_a_share",
    "series",
    "total",
    "wilson",
]
