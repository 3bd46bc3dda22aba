"""Small months for the tests: an early and a late shift, a rest day each week."""

from itertools import product

from hypothesis import strategies as st

from liandong.planning.rostering import (
    Carried,
    Day,
    Duty,
    Limits,
    Need,
    Person,
    Problem,
    Shift,
    StandIn,
)

EARLY = Shift("early", ((8 * 60, 12 * 60), (13 * 60, 17 * 60)))
LATE = Shift("late", ((12 * 60, 20 * 60),))
BOTH = (Need(8 * 60, 12 * 60), Need(17 * 60, 20 * 60))
MORNING = (Need(8 * 60, 12 * 60),)
NAMES = ("Wang", "Li", "Zhao", "Sun", "Zhou", "Wu")


def people(count, **more):
    return tuple(Person(name, **more) for name in NAMES[:count])


def days(count, needs=BOTH, shifts=("early", "late")):
    return tuple(Day(f"day {at}", needs, shifts, at // 7, at % 7 > 4) for at in range(count))


def month(count=2, length=7, needs=BOTH, **more):
    return Problem(people(count), days(length, needs), (EARLY, LATE), **more)


def rosters(problem):
    """List every roster that there could be, lawful or not."""
    past = {(duty.person, duty.day): duty for duty in problem.past}
    cells = [
        [past.get((person.name, day))]
        if day < problem.begin
        else [None, *(Duty(person.name, day, shift) for shift in today.shifts)]
        for person in problem.people
        for day, today in enumerate(problem.days)
    ]
    for chosen in product(*cells):
        yield [duty for duty in chosen if duty]


@st.composite
def problems(draw):
    """Two or three people, two or three days: few enough to try all rosters."""
    count, length = draw(st.sampled_from([(2, 3), (3, 2), (2, 2)]))
    names = NAMES[:count]
    some = st.integers(0, 3)
    skills = st.frozensets(st.sampled_from(["permits", "housing"]))
    need = st.builds(
        Need,
        st.sampled_from([8 * 60, 12 * 60, 13 * 60]),
        st.sampled_from([17 * 60, 20 * 60, 21 * 60]),
        st.integers(0, 2),
        st.sampled_from(["", "permits", "housing"]),
    )
    carried = st.builds(Carried, some, st.sampled_from([-1, 20 * 60]), st.just(480), some, some)
    staff = tuple(
        Person(name, draw(skills), draw(st.sampled_from([50, 100])), draw(carried))
        for name in names
    )
    month = tuple(
        Day(
            f"day {day}",
            tuple(draw(st.lists(need, max_size=2))),
            draw(st.sampled_from([("early", "late"), ("early",), ("late", "early")])),
            draw(st.integers(0, 1)),
            draw(st.booleans()),
        )
        for day in range(length)
    )
    cell = st.tuples(st.sampled_from(names), st.integers(0, length - 1))
    wish = st.tuples(cell, st.sampled_from(["", "early", "late"])).map(
        lambda one: (*one[0], one[1])
    )
    before = draw(st.none() | st.dictionaries(cell, st.sampled_from(["early", "late"])))
    return Problem(
        staff,
        month,
        (EARLY, LATE),
        (StandIn("stamps", *names[:2], draw(st.booleans())),) if draw(st.booleans()) else (),
        draw(st.frozensets(cell, max_size=3)),
        draw(st.dictionaries(wish, st.integers(0, 30), max_size=3)),
        None if before is None else frozenset(Duty(*at, shift) for at, shift in before.items()),
        0 if before is None else draw(st.integers(0, 1)),
        Limits(
            run=draw(st.integers(1, 3)),
            rest=draw(st.sampled_from([0, 660])),
            week=draw(st.sampled_from([480, 960, 2640])),
            month=draw(st.sampled_from([960, 10_000])),
        ),
    )
