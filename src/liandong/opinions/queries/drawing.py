"""The map from the answers: what is drawn, what is hidden, and the file that anybody can check.

`result` of a drawing, in lists whose order counts:

- `statements`: of each its number `no`, how many answered (`seen`), and `agree`, `disagree`,
  `passed`; these three are null where fewer than five answered. `groups` has [agree, disagree,
  seen] for each group, or null where a group has fewer than five answers: one cell that is hidden
  could be worked out from the others. `side` says on which side the groups are nearer together.
- `groups`: of each its `size` and what it `stands` for, as [number, side].
- `consensus`, `divisive`: numbers of statements, the strongest first, of those with open cells.
- `marks`, `middles`: the picture, as numbers. `placed`, `votes_needed`: for the sentence that says
  what is missing.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry
from liandong.opinions.lifecycle import Standing
from liandong.opinions.models import Answer, Conversation, Drawing
from liandong.planning.tallying.opinions import Group, Limits, OpinionMap, Votes, draw
from liandong.planning.tallying.opinions.picture import Canvas, sketch
from liandong.planning.tallying.opinions.statements import Table, by_group, group_aware

LIMITS = Limits()
CANVAS = Canvas(520, 420)
CHANGES = (
    "conversation.answered",
    "conversation.paper_entered",
    "conversation.refused",
    "conversation.merged",
)
HEADS = "voter,statement,vote"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map that was just drawn, and the last entry that it takes in."""

    entry: int
    participants: int
    votes: int
    result: dict[str, Any]


def answers_subject(conversation: Conversation) -> str:
    """Under which name the ledger keeps that answers came in: apart from the few great steps."""
    return f"opinions.drawing:{conversation.pk}"


def last_change(conversation: Conversation) -> int:
    """The number of the last entry that can have changed the map."""
    subjects = [answers_subject(conversation), name_of(conversation)]
    found = Entry.objects.filter(subject__in=subjects, verb__in=CHANGES)
    return int(found.aggregate(last=Max("id"))["last"] or 0)


def answers(conversation: Conversation) -> list[tuple[str, int, int]]:
    """Who (by alias) answered what (by number) and how; by alias, then number. No time, no name."""
    found = Answer.objects.filter(
        statement__conversation=conversation, statement__standing=Standing.PUBLISHED
    )
    rows = found.values_list("participant__alias", "statement__no", "vote")
    return sorted((alias, no or 0, vote) for alias, no, vote in rows)


def as_file(conversation: Conversation) -> str:
    """All answers without names, as `liandong plan opinions` reads them."""
    lines = (f"{alias},{no},{vote}" for alias, no, vote in answers(conversation))
    return "\n".join([HEADS, *lines, ""])


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def are_enough(last: Drawing | None) -> bool:
    """Whether so many took part that counts and answers name nobody."""
    return last is not None and last.participants >= LIMITS.smallest


def drawn(conversation: Conversation) -> Drawn:
    """Draw the map from what is there now."""
    entry = last_change(conversation)
    votes = Votes.of((alias, str(no), vote) for alias, no, vote in answers(conversation))
    found = draw(votes, LIMITS)
    shown = votes.participants and len(votes.participants) >= LIMITS.smallest
    return Drawn(
        entry=entry,
        participants=len(votes.participants),
        votes=len(votes.rows),
        result=_result(votes, found) if shown else _nothing(votes),
    )


def _nothing(votes: Votes) -> dict[str, Any]:
    """Of a handful of people nothing is shown but how many they are."""
    return {
        "placed": 0,
        "votes_needed": LIMITS.votes,
        "statements": [],
        "groups": [],
        "consensus": [],
        "divisive": [],
        "marks": [],
        "middles": [],
    }


def _result(votes: Votes, found: OpinionMap) -> dict[str, Any]:
    table = by_group(votes, found.which, len(found.groups)) if found.groups else None
    lines = list(_statements(votes, found, table))
    clear = {line["no"] for line in lines if line["groups"] is not None}
    picture = sketch(found, CANVAS) if found.groups else None
    return {
        "placed": found.placed,
        "votes_needed": min(LIMITS.votes, len(votes.statements)),
        "statements": sorted(lines, key=lambda line: int(line["no"])),
        "groups": [_group(one, clear) for one in found.groups],
        "consensus": [int(name) for name in found.consensus if int(name) in clear],
        "divisive": [int(name) for name in found.divisive if int(name) in clear],
        "marks": [list(mark) for mark in picture.marks] if picture else [],
        "middles": [list(middle) for middle in picture.middles] if picture else [],
    }


def _statements(votes: Votes, found: OpinionMap, table: Table | None) -> Iterator[dict[str, Any]]:
    for column, one in enumerate(found.statements):
        seen = one.agree + one.disagree + one.passed
        counts = [one.agree, one.disagree, one.passed]
        agree, disagree, passed = counts if seen >= LIMITS.smallest else [None] * 3
        yield {
            "no": int(one.name),
            "seen": seen,
            "agree": agree,
            "disagree": disagree,
            "passed": passed,
            "groups": _cells(table, column) if table else None,
            "side": _side(table, column) if table else "agree",
        }


def _cells(table: Table, column: int) -> list[list[int]] | None:
    """[agree, disagree, seen] of each group; nothing where a group is too small to be counted."""
    cells = [
        [int(count[group, column]) for count in (table.agree, table.disagree, table.seen)]
        for group in range(len(table.seen))
    ]
    return cells if min(cell[2] for cell in cells) >= LIMITS.smallest else None


def _side(table: Table, column: int) -> str:
    for_it = group_aware(table.agree, table.seen)[column]
    against = group_aware(table.disagree, table.seen)[column]
    return "disagree" if against > for_it else "agree"


def _group(group: Group, clear: set[int]) -> dict[str, Any]:
    stands = [[int(one.statement), one.side] for one in group.stands if int(one.statement) in clear]
    return {"size": group.size, "stands": stands}
