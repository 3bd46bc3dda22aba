"""HiGHS finds, CP-SAT proves: in one place, with a fixed seed, and an end that no clock decides.

CP-SAT begins at what HiGHS found. Its one worker takes turns between two ways to search, both in
whole numbers: the tightest linear relaxation, and branching by reduced costs. `effort` counts its
own units of work, one to three seconds each: the same problem gives the same answer on every
machine, also where the search ends before the proof. Then the bound of HiGHS stands, where it is
better.

Meanwhile `progress` is asked several times a second, in the caller's own thread. HiGHS cannot be
stopped: where nobody wants to wait for it, it ends by itself, and nobody looks.
"""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from liandong.planning.plan import Cancelled, Progress, Step
from liandong.planning.rostering.finding import Found, find, linear

LOOK = 0.2  # seconds between two questions whether to go on
WAYS = ("max_lp", "reduced_costs")
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
    by: str
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
    solver, watch = _solver(asked), _Watch()
    pool = ThreadPoolExecutor(1)
    try:
        finding = pool.submit(find, linear(model))
        if not _accompany(finding, watch, stage, asked.progress):
            raise Cancelled(stage)
        found: Found = finding.result()
        _hint(model, found)
        proving = pool.submit(solver.solve, model, watch)
        going = _accompany(proving, watch, stage, asked.progress, solver)
    finally:
        pool.shutdown(wait=False)
    if proving.result() not in FOUND:
        raise Cancelled(stage)
    bound = round(solver.best_objective_bound)
    return Answer(
        solver, max(bound, found.bound), "CP-SAT" if bound >= found.bound else "HiGHS", not going
    )


def _solver(asked: Asked) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.interleave_search = True
    solver.parameters.interleave_batch_size = 1
    solver.parameters.subsolvers.extend(WAYS)
    solver.parameters.random_seed = asked.seed
    solver.parameters.catch_sigint_signal = False  # Ctrl-C belongs to who asked
    solver.parameters.max_deterministic_time = asked.effort
    return solver


def _hint(model: cp_model.CpModel, found: Found) -> None:
    for at, value in enumerate(found.values):
        model.add_hint(model.get_int_var_from_proto_index(at), value)


def _accompany(
    running: Future[Any],
    watch: _Watch,
    stage: str,
    progress: Progress,
    solver: cp_model.CpSolver | None = None,
) -> bool:
    """Tell of the search until it ends, and end the solver where told so; say whether to go on."""
    try:
        while wait([running], LOOK).not_done:
            if not progress(Step(stage, watch.found, watch.found + 1, *watch.best)):
                return False
        return progress(Step(stage, watch.found, watch.found, *watch.best))
    finally:
        while solver and not running.done():
            solver.stop_search()
            wait([running], LOOK)
