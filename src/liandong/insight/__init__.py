"""一屏 Insight: figures of a place, computed from what was done; nobody types a number.

What each figure counts is said once, in `matters.queries.figures`; here it is added up by place,
compared with the place's own past, and shown with its denominator and, when it is small, with an
interval. It compares places, never persons. Start reading at `queries/board.py`.
"""
