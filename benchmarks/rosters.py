"""A service centre's month, beside HiGHS and CP-SAT alone, and how the cost grows."""

import time

from ortools.sat.python import cp_model

from benchmarks.centre import centre
from benchmarks.city import City
from benchmarks.report import Table, Target
from liandong.planning.rostering import check, roster
from liandong.planning.rostering.costing import points
from liandong.planning.rostering.finding import find, linear
from liandong.planning.rostering.model import Month
from liandong.planning.rostering.solving import EFFORT

SIZES = [6, 12, 24, 48]
ASKED = 12
TIMES = 10  # the effort that CP-SAT alone gets, beside ours
QUICK = ("12 people within 30 s", "12 人不超过 30 秒")


def measure(city: City) -> Table:
    rows, targets = [], []
    for staff in SIZES:
        problem = centre(staff)
        began = time.process_time()
        plan = roster(problem)
        spent = time.process_time() - began
        assert not check(problem, plan)
        if staff == ASKED:
            targets = [
                Target(QUICK, spent <= 30),
                Target(("proven optimal", "证明最优"), plan.gap == 0),
            ]
        month = Month(problem)
        month.model.minimize(points(month))
        rows.append(
            [
                str(staff),
                f"{len(month.works):,}",
                f"{spent:.1f}",
                f"{plan.objective:,.0f}",
                f"{plan.bound:,.0f}",
                f"{plan.gap:.2%}",
                plan.method,
                _highs(month.model, plan.objective),
                *_peer(month.model),
            ]
        )
    return Table(
        title=("A service centre's month", "服务中心一个月的排班"),
        about=(
            "Thirty days with evenings and weekends, four shifts, windows with skills, leave, "
            "wishes, a second holder for every duty; drawn from a seed. Seconds of the "
            "processor; ours with finding, proof, reasons and what to relax. Beside it on the same "
            "model: HiGHS until it says that it has proven it, in floating point, and CP-SAT "
            f"alone with its usual search on one worker and {TIMES} times our effort.",
            "三十天，含晚间与周末，四种班次，窗口要求技能，有休假、意愿和 AB 岗；按固定种子生成。"
            "用时为处理器秒数，本系统含求解、证明、理由与放宽办法。对照为同一模型：HiGHS "
            "以浮点数求解至自称证明为止；CP-SAT 单独以通常的单线程搜索求解，"
            f"工作量为本系统的 {TIMES} 倍。",
        ),
        columns=[
            ("people", "人数"),
            ("possible shifts", "可能班次"),
            ("ours, s", "本系统（秒）"),
            ("points", "分数"),
            ("bound", "下界"),
            ("gap", "差距"),
            ("proven by", "证明者"),
            ("HiGHS, s", "HiGHS（秒）"),
            ("CP-SAT alone, s", "CP-SAT 单独（秒）"),
            ("CP-SAT alone, points", "CP-SAT 单独分数"),
            ("CP-SAT alone, gap", "CP-SAT 单独差距"),
        ],
        rows=rows,
        targets=targets,
    )


def _peer(model: cp_model.CpModel) -> list[str]:
    """Let CP-SAT alone try, with its usual search on one worker."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = TIMES * EFFORT
    began = time.process_time()
    solver.solve(model)
    spent = time.process_time() - began
    found, bound = solver.objective_value, solver.best_objective_bound
    return [f"{spent:.1f}", f"{found:,.0f}", f"{(found - bound) / max(found, 1):.2%}"]


def _highs(model: cp_model.CpModel, optimum: float) -> str:
    """Let HiGHS alone find and prove it, in floating point."""
    began = time.process_time()
    found = find(linear(model), nodes=1_000_000)
    spent = time.process_time() - began
    assert found.bound <= optimum
    return f"{spent:.1f}"
