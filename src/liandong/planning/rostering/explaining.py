"""Why somebody works a shift, why somebody does not, and why windows lack people.

Words and their figures:
    needed           minutes     without them so many minutes of windows would lack people
    stands_in        duty        the other holder of the duty is away that day
    due              worked, due  they have their days to work; nobody's window depends on it
    as_before                    that day is past
A window that lacks people (day, start, end, skill, windows, minutes; able and away: how many could
hold it, and how many of them are on leave):
    no_shift         no shift of the day covers these hours
    too_few_able     too few people have the skill, even if all came
    on_leave         enough have it, too few of them are not on leave
    rules            enough could; rest, days on end, hours or other windows of the day hold them
A duty without either holder: both_on_leave, parted (day, duty, first, second).
`why_not`: works_it, works_other, not_offered, leave, rest, run, week, month, dearer (points).
"""

from collections.abc import Iterator, Sequence

from liandong.planning.plan import Plan, Reason
from liandong.planning.rostering.checking import breaches, cost
from liandong.planning.rostering.counting import Lack, lacks, missing, parted
from liandong.planning.rostering.problem import Duty, Problem
from liandong.planning.rostering.stretches import able, seat, unheld

RULES = ("leave", "rest", "run", "week", "month")


def reason(problem: Problem, duties: Sequence[Duty], duty: Duty) -> Reason:
    """Say what would be missing without somebody."""
    if duty.day < problem.begin:
        return Reason("as_before")
    there = [one for one in duties if one.day == duty.day]
    others = [one for one in there if one != duty]
    more = missing(problem, duty.day, others) - missing(problem, duty.day, there)
    if more:
        return Reason("needed", {"minutes": more})
    held = {pair.duty for pair in parted(problem, duty.day, there)}
    alone = [pair.duty for pair in parted(problem, duty.day, others) if pair.duty not in held]
    if alone:
        return Reason("stands_in", {"duty": alone[0]})
    worked = sum(one.person == duty.person for one in duties)
    person = next(person for person in problem.people if person.name == duty.person)
    return Reason("due", {"worked": worked, "due": problem.due(person)})


def unmet(problem: Problem, duties: Sequence[Duty]) -> Iterator[Reason]:
    """Name what lacks people from `begin` on, day by day."""
    for day in range(problem.begin, len(problem.days)):
        for lack in lacks(problem, day, duties):
            yield Reason(_why(problem, lack), _figures(problem, lack))
        for pair in parted(problem, day, duties):
            away = {(pair.first, day), (pair.second, day)} <= problem.away
            word = "both_on_leave" if away else "parted"
            names = {"duty": pair.duty, "first": pair.first, "second": pair.second}
            yield Reason(word, {"day": day, **names})


def _figures(problem: Problem, lack: Lack) -> dict[str, float | int | str]:
    own = [person.name for person in problem.people if able(person, lack.skill)]
    return {
        "day": lack.stretch.day,
        "start": lack.stretch.start,
        "end": lack.stretch.end,
        "skill": lack.skill,
        "windows": lack.windows,
        "minutes": lack.windows * lack.stretch.minutes,
        "able": len(own),
        "away": sum((name, lack.stretch.day) in problem.away for name in own),
    }


def _why(problem: Problem, lack: Lack) -> str:
    stretch = lack.stretch
    if not stretch.shifts:
        return "no_shift"
    if unheld(stretch, seat(stretch, problem.people)):
        return "too_few_able"
    present = [one for one in problem.people if (one.name, stretch.day) not in problem.away]
    return "on_leave" if unheld(stretch, seat(stretch, present)) else "rules"


def why_not(problem: Problem, plan: Plan[Duty], duty: Duty) -> Reason:
    """Say why somebody does not work a shift."""
    if duty in plan.chosen:
        return Reason("works_it")
    if duty.shift not in problem.days[duty.day].shifts:
        return Reason("not_offered")
    others = [one for one in plan.chosen if (one.person, one.day) == (duty.person, duty.day)]
    if others:
        return Reason("works_other", {"shift": others[0].shift})
    changed = [*plan.chosen, duty]
    broken = {one.rule for one in breaches(problem, changed)}
    for rule in RULES:
        if rule in broken:
            return Reason(rule)
    return Reason("dearer", {"points": cost(problem, changed) - cost(problem, plan.chosen)})
