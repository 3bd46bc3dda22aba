"""The ground of every planning method: what a plan says of itself, and how long work is watched.

A method takes a frozen problem and gives a `Plan`. Beside each method stands an independent
`check(problem, plan)` that counts again from the problem alone and returns what is wrong, in
sentences: nothing returned means that the plan holds.

A reason is a word and its figures, never a sentence: the caller says it in the reader's language.

Work that may take longer than a second takes `progress`. It is told of every `Step` and answers
whether to go on. On `False` the method stops: it returns the best plan found so far with the bound
proven so far, or raises `Cancelled` where there is nothing to return yet.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Sense = Literal["least", "most"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a word, and the figures that belong into its sentence."""

    word: str
    figures: Mapping[str, float | int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice[What]:
    """One thing that the plan decided, for or against, and why."""

    what: What
    reason: Reason
    chosen: bool = True


@dataclass(frozen=True, slots=True)
class Plan[What]:
    """What was decided, how good it is, and how good any other plan could be at best.

    No plan for the same problem has an objective beyond `bound`: below it where the `sense` is
    "least", above it where it is "most".
    """

    method: str
    sense: Sense
    objective: float
    bound: float
    choices: tuple[Choice[What], ...]
    unmet: tuple[Reason, ...] = ()
    seed: int = 0

    @property
    def gap(self) -> float:
        """How far from the best the plan may be, as a share of the larger of both; 0 is proven."""
        far = self.objective - self.bound if self.sense == "least" else self.bound - self.objective
        size = max(abs(self.objective), abs(self.bound))
        return max(far, 0.0) / size if size else 0.0

    @property
    def chosen(self) -> tuple[What, ...]:
        """What the plan takes, in its own order."""
        return tuple(choice.what for choice in self.choices if choice.chosen)


@dataclass(frozen=True, slots=True)
class Step:
    """How far the work is: `done` of `total`, and the best known so far where there is one."""

    stage: str
    done: int
    total: int
    objective: float | None = None
    bound: float | None = None


Progress = Callable[[Step], bool]


class Cancelled(Exception):
    """The work was stopped before there was anything to return."""


def silent(step: Step) -> bool:
    """Tell nobody, go on."""
    return True


def insist(progress: Progress, step: Step) -> None:
    """Tell of a step where stopping leaves nothing to return."""
    if not progress(step):
        raise Cancelled(step.stage)
