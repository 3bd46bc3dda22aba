"""An action plan as offices keep it: its ledger, and a task in one sentence."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from liandong.kernel.dates import day_of
from liandong.kernel.export import OfficeTable
from liandong.projects.models import ActionPlan, FrozenTask, PlanTask, Quarter
from liandong.projects.queries.action_board import Line, lines_of

WIDTHS = (6, 20, 8, 36, 26, 12, 10, 12, 14, 12, 30, 14, 12, 30, 24, 30)
# What an amendment keeps is Chinese, as the plan itself is.
NUMERALS = "零一二三四"


def in_words(task: PlanTask | FrozenTask) -> str:
    """A task in one sentence: what, by how much, by when."""
    due = f"{task.year}年第{NUMERALS[task.quarter]}季度"
    return f"{task.what}（{task.indicator}：{task.target.normalize():f}{task.unit}，{due}）"


def ledger_of_plan(plan: ActionPlan, now: datetime) -> OfficeTable:
    """All tasks of a plan with what was told last, with heads in two rows."""
    return OfficeTable(
        title=plan.title,
        lead=_("Plan: %(number)s    Years: %(first)d to %(last)d    Date: %(day)s")
        % {
            "number": plan.number or "–",
            "first": plan.first_year,
            "last": plan.last_year,
            "day": day_of(now).isoformat(),
        },
        heads=_heads(),
        rows=[_row(number, line) for number, line in enumerate(lines_of(plan, now), 1)],
        foot=_("Filled in by:            Checked by:            Approved by:"),
        widths=WIDTHS,
    )


def _heads() -> list[tuple[str, list[str]]]:
    return [
        (pgettext("column", "No."), []),
        (pgettext("of a plan", "Department"), []),
        (pgettext("of a task", "No."), []),
        (pgettext("of a plan", "Task"), []),
        (
            _("Result that can be counted"),
            [_("What is counted"), pgettext("of a task", "Target"), _("Unit")],
        ),
        (_("Due"), []),
        (_("Waits for"), []),
        (_("As it was frozen"), [_("Due"), pgettext("of a plan", "Task")]),
        (
            _("Told last"),
            [
                pgettext("of a plan", "Quarter"),
                pgettext("of a goal", "Now"),
                pgettext("of a task", "What was told"),
            ],
        ),
        (_("Stands today"), []),
        (_("What holds it up"), []),
    ]


def _row(number: int, line: Line) -> list[object]:
    task, last = line.task, line.last
    frozen = getattr(task, "frozen", None)
    added = _("added later") if task.plan.is_frozen else ""
    return [
        number,
        task.department.organisation.name,
        task.no,
        task.what,
        task.indicator,
        task.target,
        task.unit,
        quarter_in_words(task.due),
        "、".join(str(one.task.no) for one in line.waits),
        quarter_in_words(frozen.due) if frozen else added,
        frozen.what if frozen else "",
        quarter_in_words(last.of) if last else "",
        last.actual if last else None,
        last.words if last else "",
        str(line.standing.label),
        "\n".join(_holds(line)),
    ]


def _holds(line: Line) -> Iterable[str]:
    last = line.last
    if last is not None and last.is_blocked and last.unblocker is not None:
        yield f"{last.blocker}（{last.unblocker.title}）"
    for holder in line.holders:
        yield f"{holder.task.no} {holder.task.what}"


def quarter_in_words(quarter: Quarter) -> str:
    return _("%(year)d, quarter %(number)d") % {"year": quarter.year, "number": quarter.number}
