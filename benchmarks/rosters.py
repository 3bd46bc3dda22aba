"""A service centre's month, beside HiGHS on the same model, and how the cost grows."""

import time

import numpy as np
from ortools.sat.python import cp_model
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from benchmarks.centre import centre
from benchmarks.city import City
from benchmarks.report import Table, Target
from liandong.planning.rostering import check, roster
from liandong.planning.rostering.costing import points
from liandong.planning.rostering.model import Month

SIZES = [6, 12, 24, 48]
ASKED = 12
ENDLESS = 1e15  # whole numbers that stand for no end
PATIENCE = 120.0  # seconds, for the peer
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
                *_peer(month.model),
            ]
        )
    return Table(
        title=("A service centre's month", "服务中心一个月的排班"),
        about=(
            "Thirty days with evenings and weekends, four shifts, windows with skills, leave, "
            "wishes, a second holder for every duty; drawn from a seed. Seconds of the "
            "processor, reasons and what to relax included. HiGHS (SciPy's milp) solves the same "
            f"model, within {PATIENCE:.0f} s.",
            "三十天，含晚间与周末，四种班次，窗口要求技能，有休假、意愿和 AB 岗；按固定种子生成。"
            "用时为处理器秒数，含理由与放宽办法。HiGHS（SciPy 的 milp）求解同一模型，"
            f"限时 {PATIENCE:.0f} 秒。",
        ),
        columns=[
            ("people", "人数"),
            ("possible shifts", "可能班次"),
            ("ours, s", "本系统（秒）"),
            ("points", "分数"),
            ("bound", "下界"),
            ("gap", "差距"),
            ("HiGHS, s", "HiGHS（秒）"),
            ("HiGHS, points", "HiGHS 分数"),
            ("HiGHS, gap", "HiGHS 差距"),
        ],
        rows=rows,
        targets=targets,
    )


def _peer(model: cp_model.CpModel) -> list[str]:
    """Solve the same variables, constraints and points as a mixed-integer program."""
    proto = model.proto
    rows = [
        (list(one.linear.vars), list(one.linear.coeffs), one.linear.domain[0], one.linear.domain[1])
        if one.has_linear()
        else (list(one.at_most_one.literals), [1] * len(one.at_most_one.literals), 0, 1)
        for one in proto.constraints
    ]
    cost = np.zeros(len(proto.variables))
    np.add.at(cost, list(proto.objective.vars), list(proto.objective.coeffs))
    at = np.repeat(np.arange(len(rows)), [len(row[0]) for row in rows])
    columns = np.concatenate([row[0] for row in rows])
    matrix = csr_array(
        (np.concatenate([row[1] for row in rows]), (at, columns)), shape=(len(rows), len(cost))
    )
    low, high = (np.array([row[end] for row in rows], float) for end in (2, 3))
    low[low < -ENDLESS], high[high > ENDLESS] = -np.inf, np.inf
    began = time.process_time()
    solved = milp(
        cost,
        integrality=np.ones(len(cost)),
        bounds=Bounds(
            [one.domain[0] for one in proto.variables], [one.domain[1] for one in proto.variables]
        ),
        constraints=LinearConstraint(matrix, low, high),
        options={"time_limit": PATIENCE, "mip_rel_gap": 0.0},
    )
    spent = time.process_time() - began
    if solved.x is None:
        return [f"{spent:.1f}", "–", "–"]
    found = solved.fun + proto.objective.offset
    bound = solved.mip_dual_bound + proto.objective.offset
    return [f"{spent:.1f}", f"{found:,.0f}", f"{(found - bound) / max(found, 1):.2%}"]
