"""Reading a conversation from plain CSV tables: our own heads, or those that Polis exports."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liandong.planning.tallying.opinions.votes import Votes

VOTES = {"1": 1, "0": 0, "-1": -1, "agree": 1, "pass": 0, "disagree": -1}
POLIS = {"voter-id": "voter", "comment-id": "statement", "comment-body": "text"}


@dataclass(frozen=True)
class Statements:
    """What the statements say, and which of them were not published."""

    texts: Mapping[str, str]
    hidden: frozenset[str]


def read_votes(text: str) -> Votes:
    """Read `voter,statement,vote` in the order in which the votes were given."""
    rows = _rows(text, ("voter", "statement", "vote"))
    if unknown := {row["vote"] for row in rows} - set(VOTES):
        raise ValueError(f"A vote is 1 (agree), -1 (disagree) or 0 (pass), not {min(unknown)}.")
    return Votes.of((row["voter"], row["statement"], VOTES[row["vote"]]) for row in rows)


def read_statements(text: str) -> Statements:
    """Read `statement,text[,moderated]`; what is moderated −1 was not published."""
    rows = _rows(text, ("statement", "text"))
    return Statements(
        {row["statement"]: row["text"] for row in rows},
        frozenset(row["statement"] for row in rows if row.get("moderated") == "-1"),
    )


def _rows(text: str, needed: Sequence[str]) -> list[dict[str, str]]:
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    heads = [POLIS.get(head.strip(), head.strip()) for head in next(lines, [])]
    if missing := [head for head in needed if head not in heads]:
        raise ValueError(f"The table has no column {', '.join(missing)}.")
    return [
        dict(zip(heads, (cell.strip() for cell in line), strict=False)) for line in lines if line
    ]
