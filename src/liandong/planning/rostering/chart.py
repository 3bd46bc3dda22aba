"""A month as SVG: a line for everybody, a column for each day, a colour for each shift.

Rest days are shaded, leave is a dash, and the last line counts in red what lacks people.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from liandong.planning.drawing import INK, LINE, MARGIN, QUIET, sheet, write
from liandong.planning.plan import Plan
from liandong.planning.rostering.counting import lacks, parted
from liandong.planning.rostering.files import Case, clock
from liandong.planning.rostering.problem import Duty, Person, Problem, Shift

COLOURS = ("#a6cee3", "#b2df8a", "#fdbf6f", "#cab2d6", "#e8e39a", "#8fd0c4")
WRONG, SHADE = "#b42318", "#f0f2f4"
NAME, CELL, ROW, TOP, COUNT = 120, 30, 28, 140, 80


@dataclass(frozen=True, slots=True)
class Labels:
    """What the picture says, in the reader's language; `why` for each duty, where it is known."""

    weekdays: Sequence[str]
    counts: tuple[str, str, str]
    leave: str
    missing: str
    why: Mapping[Duty, str]


def picture(title: str, below: str, case: Case, plan: Plan[Duty], labels: Labels) -> str:
    """Return the SVG."""
    problem = case.problem
    width = 2 * MARGIN + NAME + CELL * len(case.dates) + COUNT * len(labels.counts)
    height = TOP + ROW * (len(problem.people) + 1) + MARGIN
    body = [*_shades(problem), *_legend(problem, labels), *_heads(case, labels)]
    for line, person in enumerate(problem.people):
        own = [duty for duty in plan.chosen if duty.person == person.name]
        body += _line(problem, person, own, TOP + ROW * line, labels)
    body += _missing(problem, plan, labels)
    return sheet(title, below, (width, height), body)


def _across(day: int) -> int:
    return MARGIN + NAME + CELL * day


def _shades(problem: Problem) -> Iterator[str]:
    height = 44 + ROW * (len(problem.people) + 1)
    for day, today in enumerate(problem.days):
        if today.off:
            yield _box(_across(day), TOP - 44, CELL, height, SHADE)


def _box(x: float, y: float, width: float, height: float, colour: str, said: str = "") -> str:
    inside = f"<title>{escape(said)}</title>" if said else ""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" '
        f'fill="{colour}">{inside}</rect>'
    )


def _legend(problem: Problem, labels: Labels) -> Iterator[str]:
    x = float(MARGIN)
    entries = [
        (colour, f"{initial} {shift.name} {clock(shift.start)}–{clock(shift.end)}")
        for shift, colour, initial in _looks(problem)
    ]
    for colour, said in [*entries, (LINE, labels.leave)]:
        yield _box(x, 66, 14, 14, colour)
        yield write(x + 20, 78, said, 13, INK)
        x += 46 + sum(13 if ord(letter) > 0x2E7F else 7.5 for letter in said)


def _looks(problem: Problem) -> Iterator[tuple[Shift, str, str]]:
    """Give each shift a colour and the fewest first letters that no other begins with."""
    names = [shift.name for shift in problem.shifts]
    for at, shift in enumerate(problem.shifts):
        others = [name for name in names if name != shift.name]
        initial = next(
            (
                shift.name[:length]
                for length in range(1, 3)
                if not any(name.startswith(shift.name[:length]) for name in others)
            ),
            shift.name[:2],
        )
        yield shift, COLOURS[at % len(COLOURS)], initial


def _heads(case: Case, labels: Labels) -> Iterator[str]:
    for day, one in enumerate(case.dates):
        colour = QUIET if case.problem.days[day].off else INK
        yield _middle(_across(day) + CELL / 2, TOP - 28, labels.weekdays[one.weekday()], 12, QUIET)
        yield _middle(_across(day) + CELL / 2, TOP - 10, str(one.day), 13, colour)
    for at, said in enumerate(labels.counts):
        yield _middle(_across(len(case.dates)) + COUNT * (at + 0.5), TOP - 10, said, 12, QUIET)


def _middle(x: float, y: float, said: str, size: int, colour: str) -> str:
    return write(x, y, said, size, colour).replace("<text ", '<text text-anchor="middle" ', 1)


def _line(
    problem: Problem, person: Person, own: Sequence[Duty], y: int, labels: Labels
) -> Iterator[str]:
    looks = {shift.name: (colour, initial) for shift, colour, initial in _looks(problem)}
    yield write(MARGIN, y + 19, person.name, 14, INK)
    for day in range(len(problem.days)):
        if (person.name, day) in problem.away:
            yield _box(_across(day) + 10, y + 12, CELL - 20, 4, LINE, labels.leave)
    for duty in own:
        colour, initial = looks[duty.shift]
        x = _across(duty.day)
        yield _box(x + 1, y + 1, CELL - 2, ROW - 2, colour, labels.why.get(duty, duty.shift))
        yield _middle(x + CELL / 2, y + 19, initial, 13, INK)
    counts = (
        f"{len(own)}/{problem.due(person)}",
        str(sum(duty.shift in problem.evenings for duty in own)),
        str(sum(problem.days[duty.day].off for duty in own)),
    )
    for at, said in enumerate(counts):
        yield _middle(_across(len(problem.days)) + COUNT * (at + 0.5), y + 19, said, 13, INK)


def _missing(problem: Problem, plan: Plan[Duty], labels: Labels) -> Iterator[str]:
    """Draw for each day the most windows that lack people at a time, and duties without both."""
    y = TOP + ROW * len(problem.people)
    yield write(MARGIN, y + 19, labels.missing, 13, QUIET)
    for day in range(problem.begin, len(problem.days)):
        at_a_time: Counter[int] = Counter()
        for lack in lacks(problem, day, plan.chosen):
            at_a_time[lack.stretch.start] += lack.windows
        worst = max(at_a_time.values(), default=0) + len(list(parted(problem, day, plan.chosen)))
        if worst:
            yield _box(_across(day) + 1, y + 1, CELL - 2, ROW - 2, WRONG)
            yield _middle(_across(day) + CELL / 2, y + 19, str(worst), 13, "#ffffff")
