"""What actions are told about projects, and what rules are told beside a row."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from liandong.projects.lifecycle import Kind, Told


@dataclass(frozen=True, slots=True)
class Plan:
    """What a project says before its plan is frozen."""

    title: str
    kind: Kind
    lead_id: int
    cause: str
    measures: str
    benefit: str
    budget: int = 0
    money_source: str = ""
    supports: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What a goal says: a number from here to there by a day, of a known whole if there is one."""

    indicator: str
    unit: str
    start: Decimal
    target: Decimal
    by: date
    base: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules need beside a project's own row, read once for a page or an action.

    `hands`: the posts that lead or support. `waiting`: milestones neither reached nor given up.
    `unmeasured`: goals without a number.
    """

    hands: frozenset[int] = frozenset()
    goals: int = 0
    milestones: int = 0
    waiting: int = 0
    unmeasured: int = 0


@dataclass(frozen=True, slots=True)
class ArenaFacts:
    """What the rules need beside an arena's own row.

    `groups`: how many entrants each group has. `fewest`: tickets of the smallest class; `least`:
    how many each needs. `used`: tickets that were used; `slips`: papers in the urn; `unsettled`:
    paper tickets that were read only once, or differently.
    """

    groups: tuple[int, ...] = ()
    fewest: int = 0
    least: int = 0
    used: int = 0
    slips: int = 0
    unsettled: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """What a task of an action plan says: a result that can be counted, by a quarter of a year."""

    what: str
    indicator: str
    unit: str
    target: Decimal
    year: int
    quarter: int


@dataclass(frozen=True, slots=True)
class Report:
    """What an officer tells of a task for a quarter; what blocks it and who must unblock it."""

    state: Told
    words: str
    actual: Decimal | None = None
    blocker: str = ""
    unblocker_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the rules need beside an action plan's own row.

    `leads`, `takes_part`, `unsigned`: organisations, by id. `idle`: departments without a task.
    `tasks`: those that still hold; `undone`: of them, those that nobody told to be done.
    """

    leads: int | None = None
    takes_part: frozenset[int] = frozenset()
    unsigned: frozenset[int] = frozenset()
    idle: int = 0
    tasks: int = 0
    undone: int = 0
