"""The last days, arranged: each member of the cast has something overdue, for today, this week."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from liandong.demo.cast import COMMUNITY
from liandong.demo.ground import Address
from liandong.demo.play import life
from liandong.demo.play.arrivals import Arrivals
from liandong.demo.play.case import Case
from liandong.demo.play.stage import Stage, Story
from liandong.demo.words import kinds
from liandong.kernel.actor import RESIDENT
from liandong.kernel.dates import day_bounds, day_of
from liandong.ledger import queries as ledger
from liandong.ledger.actions import correct
from liandong.matters import actions
from liandong.matters.actions import Judgement
from liandong.matters.lifecycle import Satisfaction, Solved, Source
from liandong.matters.queries.desk import working_day
from liandong.people.models import RoleKind
from liandong.places.models import Level
from liandong.rulebook import queries as rulebook

MORNING = timedelta(hours=9, minutes=10)
# Level where it waits → the working days that this level has.
WAITS = {Level.COMMUNITY: 2, Level.SUBDISTRICT: 5, Level.DISTRICT: 10, Level.CITY: 20}
AGES = (1, 0, -1)  # overdue since a day, due today, due tomorrow
CLIMBING = ("drainage", "roof_leak", "parking_space")
RAISED = ("exposed_rubbish", "noise_neighbour", "corridor_clutter")
ANSWERED = ("exposed_rubbish", "public_lighting", "fitness_facility")
CORRECTION = "上面写的楼栋有误，实际是西侧单元门口，已当面告知反映人。"
LED = ("public_lighting", "property_service")  # of urban management and of housing


def arrange(stage: Stage, arrivals: Arrivals) -> None:
    """Start the stories that stop where a member of the cast has to go on."""
    own = [
        one for one in stage.addresses if stage.above(one.grid, Level.COMMUNITY).name == COMMUNITY
    ]
    first = min(one.grid.pk for one in own)
    own = [one for one in own if one.grid.pk == first]
    for at, story in Corner(stage, arrivals, own).stories():
        if at < stage.until:
            stage.enter(story, at)


@dataclass(frozen=True, slots=True)
class Corner:
    """The grid of the cast, where the arranged matters are raised."""

    stage: Stage
    arrivals: Arrivals
    addresses: list[Address]

    def case(self, code: str, source: Source = Source.RESIDENT) -> Case:
        spot = self.stage.rng.choice(self.addresses)
        return self.arrivals.case(kinds()[code], source, address=spot)

    def stories(self) -> Iterator[tuple[datetime, Story]]:
        yield from self._at_the_desks()
        yield from self._at_the_offices()
        for days in (12, 6):
            yield self.before(days), _secretary_takes(self.case("heating", Source.HOTLINE))
        for days, code in zip((4, 3, 2), ANSWERED, strict=True):
            case = self.case(code)
            case.resident = True
            yield self.before(days), _answered(case)
        yield self.before(3), _undecided(self.case("parking_space"))
        yield self.before(0), _unsigned(self.case("public_lighting"))
        yield self.before(4), _stopped(self.case("road_surface"))
        yield self.before(6), _again(self.case("property_fee"))
        yield self.before(2), _corrected(self.case("public_lighting", Source.PHONE))
        yield from self._ended_early()
        yield self.before(2), _talking(self.case("parking_space"))

    def _ended_early(self) -> Iterator[tuple[datetime, Story]]:
        yield self.before(5), life.refused(self.case("neighbour_dispute"))
        yield self.before(4), life.withdrawn(self.case("parking"))
        first = self.case("fire_lane")
        again = self.arrivals.case(first.kind, Source.PHONE, address=first.address)
        yield self.before(1), _waiting(first)
        yield self.before(1) + timedelta(hours=1), life.merged(again, first)

    def _at_the_desks(self) -> Iterator[tuple[datetime, Story]]:
        for age, code in zip(AGES, RAISED, strict=True):
            case = self.case(code)
            case.resident = age == AGES[0]
            yield self.before(1 + age), _waiting(case)
        for level, days in WAITS.items():
            for age, code in zip(AGES, CLIMBING, strict=True):
                yield self.before(days + age), climbing(self.case(code, Source.VISIT), level)

    def _at_the_offices(self) -> Iterator[tuple[datetime, Story]]:
        stage = self.stage
        for code in LED:
            place, kind = stage.addresses[0].place, stage.categories[code]
            limit = rulebook.limit("matter.execute", place, day_of(stage.until), kind)
            for age in AGES:
                yield self.before(int(limit.amount) + age), _led(self.case(code, Source.PHONE))

    def before(self, days: int) -> datetime:
        """The morning of the working day that many working days before the running or next one."""
        day = working_day(self.stage.until)
        while days > 0:
            day -= timedelta(days=1)
            days -= rulebook.is_workday(day)
        return min(day_bounds(day)[0] + MORNING, self.stage.until - timedelta(hours=1))


def _waiting(case: Case) -> Story:
    case.raise_it()
    yield from ()


def climbing(case: Case, level: int) -> Story:
    """Up within one morning; there it waits."""
    case.raise_it()
    case.do(actions.accept, case.desk_actor, category=case.category)
    life.shown(case)
    while case.matter.desk.level > level:
        yield case.stage.now + timedelta(minutes=12)
        case.visit()
        case.climb(case.matter.desk.level - 1)


def _led(case: Case) -> Story:
    """With the office that leads, signed for."""
    case.raise_it()
    case.do(actions.accept, case.desk_actor, category=case.category)
    yield case.stage.now + timedelta(minutes=20)
    case.do(actions.dispatch, case.desk_actor, route=case.route())
    yield case.stage.office_time(0.3, 2)
    case.do(actions.sign, case.lead)


def _secretary_takes(case: Case) -> Story:
    """The city's secretary gives it to the city's office, and waits for the answer."""
    yield from climbing(case, Level.CITY)
    yield case.stage.office_time(2, 4)
    actor = case.stage.role_at(case.matter.desk, RoleKind.CITY_SECRETARY)
    assert actor is not None, "the city has its secretary"
    case.do(actions.dispatch, actor, route=case.route(Level.CITY))
    yield case.stage.office_time(0.5, 3)
    case.do(actions.sign, case.lead)


def _answered(case: Case) -> Story:
    """Answered and checked: waits for the resident, or for the independent call."""
    case.raise_it()
    yield case.stage.office_time(0.5, 2)
    answer = case.own("settle")
    case.do(actions.settle, case.desk_actor, answer=answer, category=case.category)
    yield case.stage.office_time(0.5, 3)
    case.do(actions.verify, case.holder, passed=True, findings=case.own("finding"))


def _talking(case: Case) -> Story:
    """Those concerned are asked to talk it over in the community; nobody wrote it down yet."""
    yield from climbing(case, Level.COMMUNITY)
    case.do(actions.deliberate, case.desk_actor)


def _undecided(case: Case) -> Story:
    """Talked over in the community; the decision is still to be written down."""
    yield from _talking(case)
    yield case.stage.office_time(3, 6)
    topic = case.say("talk", "topic", name=case.category.name, place=case.matter.desk.name)
    minutes = case.talked(topic, case.say("talk", "consensus"))
    case.do(actions.consult, case.desk_actor, minutes=minutes, needs_decision=True)


def _unsigned(case: Case) -> Story:
    """Dispatched just now; the office has not signed yet."""
    case.raise_it()
    yield case.stage.now + timedelta(minutes=15)
    route = case.route()
    case.do(actions.dispatch, case.desk_actor, route=route, category=case.category)


def _corrected(case: Case) -> Story:
    """Settled in the grid; later the grid corrects its own line of the chronicle."""
    case.raise_it()
    yield case.stage.now + timedelta(minutes=40)
    answer = case.own("settle")
    case.do(actions.settle, case.desk_actor, answer=answer, category=case.category)
    settled = ledger.timeline(case.matter).filter(post_id=case.desk_actor.post_id).last()
    assert settled is not None, "the grid wrote it a moment ago"
    yield case.stage.now + timedelta(hours=2)
    correct(entry_id=settled.pk, text=CORRECTION, actor=case.desk_actor, now=case.stage.now)


def _stopped(case: Case) -> Story:
    """With its clock stopped, for a reason that the resident reads."""
    yield from _led(case)
    yield case.stage.office_time(2, 4)
    case.do(actions.suspend, case.lead, reason=case.by_kind("reasons", "suspend"))


def _again(case: Case) -> Story:
    """Answered, and not solved: it lies with the same office again."""
    yield from _led(case)
    yield case.stage.office_time(4, 8)
    case.do(actions.reply, case.lead, answer=case.own("answer"), photos=case.evidence())
    yield case.stage.office_time(1, 3)
    case.do(actions.verify, case.holder, passed=True, findings=case.own("finding"))
    yield case.stage.office_time(2, 5)
    said = case.say("judged", "not_solved")
    judgement = Judgement(Solved.NOT, Satisfaction.DISSATISFIED, said)
    case.do(actions.evaluate, RESIDENT, judgement=judgement)
