"""CP-SAT, asked in one place: one worker, a fixed seed, and an end that no clock decides.

The worker takes turns between three ways to search: branching by reduced costs, raising the bound
by unsatisfiable cores, and the tightest linear relaxation. `effort` counts the solver's own units
of work, one to three seconds each: the same problem gives the same answer on every machine, also
where the search ends before the proof. Meanwhile `progress` is asked several times a second, in the
caller's own thread.
"""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from liandong.planning.plan import Cancelled, Progress, Step

LOOK = 0.2  # seconds between two questions whether to go on
WAYS = ("reduced_costs", "core", "max_lp")
FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)


@dataclass(frozen=True, slots=True)
class Asked:
    """How long to search, with which seed, and who is told."""

    effort: float
    seed: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class Answer:
    """The best found; no answer costs less than `bound`. `stopped`: somebody said so."""

    solver: cp_model.CpSolver
    bound: int
    stopped: bool

    def value(self, variable: Any) -> int:
        return int(self.solver.value(variable))


class _Watch(cp_model.CpSolverSolutionCallback):
    """Notes every better answer."""

    def __init__(self) -> None:
        super().__init__()
        self.found = 0
        self.best: tuple[float | None, float | None] = None, None

    def on_solution_callback(self) -> None:
        self.found += 1
        self.best = self.objective_value, self.best_objective_bound


def solve(model: cp_model.CpModel, stage: str, asked: Asked) -> Answer:
    """Minimise; `Cancelled` where nothing was found before the end."""
    solver, watch = cp_model.CpSolver(), _Watch()
    solver.parameters.num_workers = 1
    solver.parameters.interleave_search = True
    solver.parameters.interleave_batch_size = 1
    solver.parameters.subsolvers.extend(WAYS)
    solver.parameters.random_seed = asked.seed
    solver.parameters.max_deterministic_time = asked.effort
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(solver.solve, model, watch)
        try:
            going = _accompany(running, watch, stage, asked.progress)
        finally:
            while not running.done():
                solver.stop_search()
                wait([running], LOOK)
    if running.result() not in FOUND:
        raise Cancelled(stage)
    return Answer(solver, round(solver.best_objective_bound), not going)


def _accompany(running: Future[Any], watch: _Watch, stage: str, progress: Progress) -> bool:
    """Tell of the search until it ends; say whether it may go on."""
    while wait([running], LOOK).not_done:
        if not progress(Step(stage, watch.found, watch.found + 1, *watch.best)):
            return False
    return progress(Step(stage, watch.found, watch.found, *watch.best))
