"""What a map says, put into words and rows for a page, a sheet of paper and a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from liandong.opinions.models import Conversation, Drawing, Statement
from liandong.opinions.queries.drawing import CANVAS, LIMITS
from liandong.opinions.queries.reading import drawing
from liandong.planning.tallying.opinions.picture import Sketch, drawn


@dataclass(frozen=True, slots=True)
class Cell:
    """What one group said to one statement."""

    letter: str
    agree: int
    disagree: int
    seen: int

    @property
    def passed(self) -> int:
        return self.seen - self.agree - self.disagree


@dataclass(frozen=True, slots=True)
class Line:
    """One statement with its counts. What is None is hidden: too few answered."""

    statement: Statement
    seen: int
    agree: int | None
    disagree: int | None
    passed: int | None
    side: str
    cells: tuple[Cell, ...]

    @property
    def said(self) -> str:
        """On which side most stand, in all groups."""
        return _("disagree") if self.side == "disagree" else _("agree")


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group of the map: its letter, its name, how many, and what it stands for."""

    letter: str
    name: str
    size: int
    stands: tuple[tuple[Line, str], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A map as it is read: every line is tied to its statement."""

    drawing: Drawing
    lines: tuple[Line, ...]
    groups: tuple[GroupShown, ...]
    consensus: tuple[Line, ...]
    divisive: tuple[Line, ...]
    missing: str


def result(
    conversation: Conversation, last: Drawing | None, statements: Sequence[Statement]
) -> Result | None:
    """The last map in the reader's language; None before the first one."""
    if last is None:
        return None
    letters = letters_of(len(last.result["groups"]))
    texts = {one.no: one for one in statements}
    lines = {
        found["no"]: _line(texts[found["no"]], found, letters)
        for found in last.result["statements"]
        if found["no"] in texts
    }
    named = [lines[no] for no in last.result["consensus"] if no in lines]
    split = [lines[no] for no in last.result["divisive"] if no in lines]
    return Result(
        drawing=last,
        lines=tuple(lines.values()),
        groups=tuple(_groups(conversation, last, lines, letters)),
        consensus=tuple(named),
        divisive=tuple(split),
        missing="" if letters else _missing(last),
    )


def letters_of(groups: int) -> str:
    """The letters of the groups in the reader's language."""
    return pgettext("letters of the groups, at least five", "ABCDE")[:groups]


def _line(statement: Statement, found: Mapping[str, Any], letters: str) -> Line:
    cells = zip(letters, found["groups"] or (), strict=False)
    return Line(
        statement=statement,
        seen=found["seen"],
        agree=found["agree"],
        disagree=found["disagree"],
        passed=found["passed"],
        side=found["side"],
        cells=tuple(Cell(letter, *cell) for letter, cell in cells),
    )


def _groups(
    conversation: Conversation, last: Drawing, lines: Mapping[int, Line], letters: str
) -> list[GroupShown]:
    names = [*conversation.names, *[""] * len(letters)]
    sides = {"agree": _("agrees"), "disagree": _("disagrees")}
    return [
        GroupShown(
            letter=letter,
            name=name,
            size=found["size"],
            stands=tuple((lines[no], sides[side]) for no, side in found["stands"] if no in lines),
        )
        for letter, name, found in zip(letters, names, last.result["groups"], strict=False)
    ]


def _missing(last: Drawing) -> str:
    """What is not there yet for groups to be shown."""
    placed, needed = last.result["placed"], last.result["votes_needed"]
    if last.participants < LIMITS.smallest:
        return _("Counts are shown once %(count)d people have taken part.") % {
            "count": LIMITS.smallest
        }
    lack = LIMITS.participants - placed
    if lack > 0:
        return ngettext(
            "Groups need %(people)d people with %(votes)d answers each: %(lack)d is missing.",
            "Groups need %(people)d people with %(votes)d answers each: %(lack)d are missing.",
            lack,
        ) % {"people": LIMITS.participants, "votes": needed, "lack": lack}
    return _("No groups of %(count)d people or more show: opinions do not fall apart.") % {
        "count": LIMITS.smallest
    }


def picture(conversation: Conversation, last: Drawing) -> str:
    """The map as SVG, with the letters of the reader's language."""
    marks = tuple(tuple(mark) for mark in last.result["marks"])
    middles = tuple(tuple(middle) for middle in last.result["middles"])
    letters = letters_of(len(middles))
    return drawn(conversation.question, CANVAS, Sketch(marks, middles), letters)


def heads(shown: Result) -> list[str]:
    """The heads of the table of statements."""
    whole = [_("No."), _("Statement"), _("How many answered"), _("Agree"), _("Disagree"), _("Pass")]
    words = {"agree": _("agree"), "disagree": _("disagree"), "seen": _("answered")}
    return whole + [f"{one.letter} {word}" for one in shown.groups for word in words.values()]


def rows(shown: Result) -> list[list[object]]:
    """The table of statements: hidden cells are empty."""
    table: list[list[object]] = []
    for one in shown.lines:
        counts = [count for cell in one.cells for count in (cell.agree, cell.disagree, cell.seen)]
        whole = [one.seen, one.agree, one.disagree, one.passed]
        table.append([one.statement.no, one.statement.text, *whole, *counts])
    return table


def told_of(conversation: Conversation, statement: Statement) -> str:
    """What a council is told of a statement: where it was said, and what each group said to it."""
    shown = result(conversation, drawing(conversation), [statement])
    said = [
        _("From the conversation “%(question)s”: statement %(no)d.")
        % {"question": conversation.question, "no": statement.no}
    ]
    for line in shown.lines if shown else ():
        said.append(
            _("%(agree)s of %(seen)d agree, %(disagree)s disagree.")
            % {"agree": line.agree, "seen": line.seen, "disagree": line.disagree}
        )
        said += [
            _("Group %(letter)s: %(agree)d of %(seen)d agree, %(disagree)d disagree.")
            % {"letter": cell.letter, **_plain(cell)}
            for cell in line.cells
        ]
    return "\n".join(said)


def _plain(cell: Cell) -> dict[str, int]:
    return {"agree": cell.agree, "disagree": cell.disagree, "seen": cell.seen}
