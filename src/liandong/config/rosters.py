"""`liandong plan roster`: a centre's month from files, as a table, a chart and words."""

import csv
import io
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from liandong.planning.plan import Plan, Reason
from liandong.planning.rostering import Carried, Duty, carry, changes, check, roster
from liandong.planning.rostering.chart import Labels, picture
from liandong.planning.rostering.files import Case, Tables, clock, read
from liandong.planning.rostering.solving import EFFORT

LACKS: Any = _("%(day)s %(start)s–%(end)s, %(skill)s: %(windows)s windows lack people")
SAYS: dict[str, Any] = {
    "needed": _("needed: without this, windows lack people for %(minutes)s minutes"),
    "stands_in": _("holds %(duty)s, whose other holder is away"),
    "due": _("works %(worked)s of %(due)s days due; no window depends on it"),
    "as_before": _("past, as it was"),
    "no_shift": _("%(lack)s: no shift covers these hours."),
    "too_few_able": _("%(lack)s: only %(able)s of the staff could hold them."),
    "on_leave": _("%(lack)s: %(able)s could, and %(away)s of them are on leave."),
    "rules": _(
        "%(lack)s: %(able)s could, %(away)s of them are on leave; rest, days on end, hours or "
        "other windows hold the others."
    ),
    "both_on_leave": _("%(day)s: nobody holds %(duty)s; %(first)s and %(second)s are on leave."),
    "parted": _("%(day)s: nobody holds %(duty)s; neither %(first)s nor %(second)s works."),
    "relax_leave": _("move the leave of %(person)s on %(day)s"),
    "relax_rest": _("let %(person)s begin early on %(day)s, after less rest than the rule asks"),
    "relax_run": _("let %(person)s work one day more on end, on %(day)s"),
    "relax_week": _("let %(person)s work one shift more in the week up to %(day)s"),
    "relax_month": _("let %(person)s work one shift more in the month"),
    "relaxed": _(
        "All together: exceptions %(breaches)s, at least %(least)s would be needed; %(left)s"
    ),
    "alone_leave": _("Or moving leave alone, %(breaches)s times; %(left)s"),
    "alone_rest": _("Or shorter rest alone, %(breaches)s times; %(left)s"),
    "alone_run": _("Or longer runs of days alone, %(breaches)s days more; %(left)s"),
    "alone_week": _("Or longer weeks alone, %(breaches)s shifts more; %(left)s"),
    "alone_month": _("Or a longer month alone, %(breaches)s shifts more; %(left)s"),
}
LEFT: Any = _(
    "%(minutes)s minutes of windows and %(parted)s days of duties then remain without anybody."
)
WEEKDAYS = (_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su"))


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="TOML: the centre's month, shifts, windows, limits")
    parser.add_argument("staff", type=Path, help="CSV: person,skills[,share]")
    parser.add_argument("--leave", type=Path, help="CSV: person,from[,to]")
    parser.add_argument("--wishes", type=Path, help="CSV: person,date[,shift][,points]")
    parser.add_argument("--carried", type=Path, help="CSV: what last month's run wrote")
    parser.add_argument("--before", type=Path, help="CSV: an earlier roster, changed little")
    parser.add_argument("--begin", default="", help="the first day that may change")
    parser.add_argument("--effort", type=float, default=EFFORT, help=f"of the search ({EFFORT:g})")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="default: beside FILE, with .roster.csv")


def run(options: Mapping[str, Any]) -> Iterator[str]:
    """Plan, check, write tables and picture, and tell what lacks people and what would help."""
    file: Path = options["file"]
    case = _case(options)
    plan = roster(case.problem, options["effort"], options["seed"], options["progress"])
    if wrong := check(case.problem, plan):
        raise ValueError(" ".join(wrong))
    yield from report(case, plan)
    out = options["out"] or file.with_suffix(".roster.csv")
    out.write_text(table(case, plan), "utf-8-sig")
    left = file.with_suffix(".carried.csv")
    left.write_text(carried(case, plan), "utf-8-sig")
    image = options["picture"] or file.with_suffix(".svg")
    why = {choice.what: _why(case, choice.what, choice.reason) for choice in plan.choices}
    counts = (str(_("days/due")), str(_("evenings")), str(_("rest days")))
    labels = Labels(list(map(str, WEEKDAYS)), counts, str(_("leave")), str(_("missing")), why)
    image.write_text(picture(file.stem, summary(case, plan), case, plan, labels), "utf-8")
    yield from map(str, (out, left, image))


def _case(options: Mapping[str, Any]) -> Case:
    texts = {
        name: options[name].read_text("utf-8-sig")
        for name in ("staff", "leave", "wishes", "carried", "before")
        if options[name]
    }
    return read(options["file"].read_text("utf-8-sig"), Tables(**texts, begin=options["begin"]))


def summary(case: Case, plan: Plan[Duty]) -> str:
    words = _(
        "%(duties)s shifts for %(people)s people; %(points)s points against it, no roster has "
        "fewer than %(bound)s (gap %(gap)s, by %(method)s); seed %(seed)s"
    )
    return str(
        words
        % {
            "duties": len(plan.chosen),
            "people": len(case.problem.people),
            "points": plan.objective,
            "bound": plan.bound,
            "gap": f"{plan.gap:.2%}",
            "method": plan.method,
            "seed": plan.seed,
        }
    )


def report(case: Case, plan: Plan[Duty]) -> Iterator[str]:
    """Tell how good the roster is, what lacks people, what would help, and what changes."""
    yield summary(case, plan)
    if case.usual:
        values = ", ".join(f"{key} {value}" for key, value in case.usual.items())
        yield f"? {_('Usual limits, to be confirmed locally: %(values)s') % {'values': values}}"
    for reason in plan.unmet:
        yield f"{_mark(reason)} {_said(case, reason)}"
    if case.problem.before is not None:
        for change in changes(case.problem, plan):
            figures = {
                "day": case.problem.days[change.day].name,
                "person": change.person,
                "before": change.before or _("free"),
                "after": change.after or _("free"),
            }
            yield "~ " + _("%(day)s %(person)s: from %(before)s to %(after)s") % figures


def _mark(reason: Reason) -> str:
    helps = reason.word.startswith(("relax", "alone"))
    return ">" if helps else "!"


def _said(case: Case, reason: Reason) -> str:
    figures: dict[str, Any] = dict(reason.figures)
    if "day" in figures:
        figures["day"] = case.problem.days[int(figures["day"])].name
    if "skill" in figures:
        figures["skill"] = figures["skill"] or _("any skill")
        figures |= {edge: clock(int(figures[edge])) for edge in ("start", "end")}
        figures["lack"] = LACKS % figures
    if "parted" in figures:
        figures["left"] = LEFT % figures
    return str(SAYS[reason.word] % figures)


def _why(case: Case, duty: Duty, reason: Reason) -> str:
    return f"{duty.person} {case.problem.days[duty.day].name} {duty.shift}: {_said(case, reason)}"


def table(case: Case, plan: Plan[Duty]) -> str:
    """Write who works when and why, day by day."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["date", "person", "shift", "hours", "reason", "says"])
    for choice in sorted(plan.choices, key=lambda one: one.what.day):
        duty = choice.what
        spans = case.problem.shift[duty.shift].spans
        hours = " ".join(f"{clock(start)}-{clock(end)}" for start, end in spans)
        says = _said(case, choice.reason)
        day = case.problem.days[duty.day].name
        writer.writerow([day, duty.person, duty.shift, hours, choice.reason.word, says])
    return file.getvalue()


def carried(case: Case, plan: Plan[Duty]) -> str:
    """Write what next month has to know."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["person", *(field.name for field in fields(Carried))])
    for name, left in carry(case.problem, plan.chosen, case.next_week).items():
        writer.writerow([name, *astuple(left)])
    return file.getvalue()
