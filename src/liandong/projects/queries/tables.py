"""Projects as offices keep them: the ledger of a list, and one project on A4."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from liandong.kernel.dates import day_of
from liandong.kernel.export import OfficeTable
from liandong.kernel.money import yuan
from liandong.projects.lifecycle import Light
from liandong.projects.models import Goal, SecretaryProject
from liandong.projects.queries.standing import board

WIDTHS = (6, 8, 24, 30, 16, 24, 24, 40, 36, 14, 14, 10, 10, 10, 14, 14, 16)


def ledger_of(found: Iterable[SecretaryProject], office: str, now: datetime) -> OfficeTable:
    """A list of projects with heads in two rows, as it goes to the level above."""
    return OfficeTable(
        title=_("Ledger of the secretaries' projects"),
        lead=_("Filled in by: %(office)s    Date: %(day)s")
        % {"office": office, "day": day_of(now).isoformat()},
        heads=_heads(),
        rows=[_row(number, one, now) for number, one in enumerate(found, 1)],
        foot=_("Filled in by:            Checked by:            Approved by:"),
        widths=WIDTHS,
    )


def _heads() -> list[tuple[str, list[str]]]:
    return [
        (pgettext("column", "No."), []),
        (pgettext("of a project", "Year"), []),
        (_("Secretary"), []),
        (_("Project"), []),
        (pgettext("project", "Kind"), []),
        (_("Who carries it out"), [pgettext("project", "Lead"), pgettext("project", "Supports")]),
        (_("Goals in numbers"), []),
        (pgettext("project", "Measures"), []),
        (_("Money, in yuan"), [_("Budget"), pgettext("project", "Spent")]),
        (
            _("Milestones"),
            [
                pgettext("project", "Planned"),
                pgettext("project", "Reached"),
                pgettext("project", "In time"),
            ],
        ),
        (_("Slip, in working days"), []),
        (pgettext("light", "Light"), []),
        (_("State"), []),
    ]


def _row(number: int, project: SecretaryProject, now: datetime) -> list[object]:
    stands = board(project, now)
    light = getattr(project, "light", Light.NONE)
    return [
        number,
        project.year,
        project.secretary.title,
        project.title,
        project.get_kind_display(),
        project.lead.title,
        "、".join(post.title for post in project.supports.order_by("id")),
        "\n".join(goal_in_words(goal) for goal in stands.goals),
        project.measures,
        yuan(project.budget),
        yuan(project.spent),
        stands.planned,
        stands.reached,
        _("%(part)d of %(whole)d") % {"part": stands.in_time, "whole": stands.judged},
        stands.worst,
        "" if light == Light.NONE else str(Light(light).label),
        project.get_state_display(),
    ]


def goal_in_words(goal: Goal) -> str:
    """A goal on one line: the number that was, that shall be and that is."""
    words = {
        "indicator": goal.indicator,
        "start": f"{goal.start.normalize():f}",
        "target": f"{goal.target.normalize():f}",
        "unit": goal.unit,
        "by": goal.by.isoformat(),
    }
    said = _("%(indicator)s: from %(start)s to %(target)s %(unit)s by %(by)s") % words
    if goal.actual is None:
        return said
    return said + _("; now %(actual)s") % {"actual": f"{goal.actual.normalize():f}"}
