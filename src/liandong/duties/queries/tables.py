"""A list of duties as offices keep it: the same heads and rows on paper and in Excel."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from liandong.duties.lifecycle import Light, ListKind
from liandong.duties.models import DutyList, Fulfilment, Rectification, Responsibility
from liandong.duties.queries.lists import lines_of
from liandong.kernel.dates import day_of
from liandong.kernel.export import OfficeTable
from liandong.people import queries as people
from liandong.people.models import Person, Post

FREE_ROWS = 20
RESPONSIBILITY_WIDTHS: tuple[int, ...] = (6, 14, 36, 30, 12, 12, 20, 36, 12, 16, 12)
RECTIFICATION_WIDTHS: tuple[int, ...] = (
    6,
    32,
    12,
    12,
    24,
    30,
    18,
    18,
    10,
    18,
    10,
    12,
    30,
    16,
    14,
    24,
    12,
    8,
    10,
)


def table_of(listed: DutyList, now: datetime) -> OfficeTable:
    """The whole list, with what was done so far."""
    lines = list(lines_of(listed, now))
    if listed.kind == ListKind.RESPONSIBILITY:
        heads, widths = _responsibility_heads(), RESPONSIBILITY_WIDTHS
        rows = [_responsibility(line) for line in lines]
    else:
        heads, widths = _rectification_heads(), RECTIFICATION_WIDTHS
        holders = people.holders([line.lead for line in lines], day_of(now))
        rows = [_rectification(line, holders) for line in lines]
    return OfficeTable(
        title=title_of(listed),
        lead=_("Filled in by: %(office)s    Date: %(day)s")
        % {"office": listed.post.title, "day": day_of(now).isoformat()},
        heads=heads,
        rows=rows,
        foot=_("Filled in by:            Checked by:            Approved by:"),
        widths=widths,
    )


def empty_table(listed: DutyList, now: datetime) -> OfficeTable:
    """A sheet to fill in: the heads of what is known before a list is issued, and free rows."""
    whole = table_of(listed, now)
    worked_out = {_("Lead's office"), pgettext("rectification", "Person")}
    heads = [
        (group, [column for column in columns if column not in worked_out])
        for group, columns in whole.heads[:6]
    ]
    width = sum(len(columns) or 1 for _group, columns in heads)
    return replace(
        whole,
        lead=_("One line is one row. Days are written as 2026-03-05, several posts with commas."),
        heads=heads,
        rows=[[number, *[""] * (width - 1)] for number in range(1, FREE_ROWS + 1)],
        widths=[6, *[18] * (width - 1)],
    )


def title_of(listed: DutyList) -> str:
    """What stands at the head of a list: its own title, or office, year and kind."""
    if listed.title:
        return listed.title
    return _("%(office)s: %(kind)s of %(year)d") % {
        "office": listed.post.title,
        "kind": listed.get_kind_display(),
        "year": listed.year,
    }


def _responsibility_heads() -> list[tuple[str, list[str]]]:
    return [
        (pgettext("column", "No."), []),
        (_("Kind of responsibility"), []),
        (_("Item"), []),
        (_("Standard asked for"), []),
        (_("Time limit"), [_("Frequency"), _("Due")]),
        (_("Evidence asked for"), []),
        (_("Fulfilled so far"), [_("Result"), _("Done on"), _("Light")]),
        (_("From the level above"), []),
        (_("Remarks"), []),
    ]


def _responsibility(line: Responsibility) -> list[object]:
    done: list[Fulfilment] = sorted(line.fulfilments.all(), key=lambda one: one.done_at)
    last = done[-1] if done else None
    above = line.from_above
    return [
        line.no,
        line.get_duty_display(),
        line.item,
        line.standard,
        line.get_frequency_display(),
        _due(line),
        line.evidence,
        _join((one.result for one in done), "\n"),
        day_of(last.done_at).isoformat() if last else "",
        _light(line),
        above.list.post.title if above else "",
        line.end_reason,
    ]


def _rectification_heads() -> list[tuple[str, list[str]]]:
    return [
        (pgettext("column", "No."), []),
        (_("Problem"), [_("What is wrong"), _("Origin"), pgettext("rectification", "Subject")]),
        (_("Goal"), []),
        (_("Measures"), []),
        (
            _("Who answers"),
            [
                pgettext("rectification", "Lead"),
                _("Lead's office"),
                pgettext("rectification", "Person"),
                pgettext("rectification", "Supports"),
            ],
        ),
        (_("Time limit"), [_("Kind"), _("Due")]),
        (pgettext("rectification", "Progress"), []),
        (pgettext("rectification", "Evidence"), []),
        (_("Close-out"), [_("Step"), _("Findings"), _("Closed on")]),
        (_("Relapses"), []),
        (_("Light"), []),
        (_("Remarks"), []),
    ]


def _rectification(one: Rectification, holders: dict[int, Person]) -> list[object]:
    person = holders.get(one.lead_id)
    return [
        one.no,
        one.problem,
        one.get_origin_display(),
        one.subject,
        one.goal,
        one.measures,
        one.lead.title,
        _office(one.lead),
        person.get_full_name() if person else "",
        _join((post.title for post in one.supports.all()), "、"),
        one.get_deadline_display(),
        _due(one),
        one.progress,
        one.evidence,
        one.get_step_display(),
        one.findings,
        day_of(one.closed_at).isoformat() if one.closed_at else "",
        one.relapses,
        _light(one),
        "",
    ]


def _office(post: Post) -> str:
    return post.organisation.name if post.organisation else post.place.name


def _due(line: Any) -> str:
    if line.promise is not None:
        return day_of(line.promise.due_at).isoformat()
    return line.due_on.isoformat() if line.due_on else ""


def _light(line: Model) -> str:
    light = getattr(line, "light", Light.NONE)
    return "" if light == Light.NONE else str(Light(light).label)


def _join(parts: Iterable[str], between: str) -> str:
    return between.join(parts)
