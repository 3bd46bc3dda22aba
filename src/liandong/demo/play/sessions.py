"""One joint meeting of the played year, and the hard problems that climb to it.

Each problem is raised in a community, climbs rung by rung with what stands in the way, is worded,
decided and answered down the ladder; the community carries the answer out, somebody else checks,
and whoever raised it says whether it is solved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from liandong.demo.ground import short
from liandong.demo.play.arranged import climbing
from liandong.demo.play.arrivals import ROADS_ELSEWHERE
from liandong.demo.play.case import Case
from liandong.demo.play.judging import checker
from liandong.demo.play.stage import LEVEL_DESKS, Stage, Story
from liandong.demo.words import kinds, listed
from liandong.kernel.actor import RESIDENT, Actor
from liandong.kernel.dates import day_of
from liandong.ledger.actions import name_of
from liandong.matters import actions as matters
from liandong.matters.actions import Judgement
from liandong.matters.lifecycle import Satisfaction, Solved, Source, State
from liandong.meetings import actions, queries
from liandong.meetings.actions import Mark, Ruling, Session, Wording
from liandong.meetings.lifecycle import Kind, Part, Presence
from liandong.meetings.models import CLERKS, CONVENERS, AgendaItem, Invitation, Meeting
from liandong.places.models import Level, Place

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
# Kinds of matters that need more than one level; those with a season come in it only.
HARD = (
    "drainage",
    "road_surface",
    "parking_space",
    "heating",
    "roof_leak",
    "illegal_building",
    "school_pickup",
    "pole_lines",
    "land_use",
    "elderly_care",
    "bus_stop",
    "property_service",
)
OWN = (
    ("网格党小组活动怎么安排？", "每月固定一天，由网格党组织书记召集。"),
    ("居民议事会提出的事项谁来跟进？", "社区工作者分片跟进，每周在公示栏更新。"),
    ("共建单位的活动室怎么共用？", "排出共用时间表，社区统一登记。"),
    ("冬季独居老人怎么看望？", "网格员每周走访，党员结对帮扶。"),
)
CARRIED = "与会单位意见不一致，下次会议再议。"
AWAY = "在外地参加培训"
NOT_SOLVED_EACH, CARRIED_EACH = 50, 9


@dataclass
class Sitting:
    """One meeting of one place: `homes` are the communities from which problems climb to it."""

    stage: Stage
    place: Place
    homes: Sequence[Place]
    held: datetime
    problems: int
    number: int
    cases: list[Case] = field(default_factory=list)

    @property
    def noticed(self) -> datetime:
        """When notice is given: in time by the rule, over holidays too."""
        return min(self.held - 6 * DAY, queries.notice_by(self.held, self.place) - 9 * HOUR)

    def story(self) -> Story:
        for _turn in range(self.problems):
            case = self._case()
            yield from climbing(case, self.place.level)
            self.cases.append(case)
        yield max(self.noticed, self.stage.now)
        meeting = self._called()
        yield self.held
        self._opened(meeting)
        for item in queries.items_of(meeting):
            yield self.stage.now + timedelta(minutes=10)
            actions.decide(item_id=item.pk, ruling=self._ruling(item), **self._clerk())
        actions.close(meeting_id=meeting.pk, **self._clerk())
        for case in self.cases:
            self.stage.enter(self._ended(case), self.stage.now + self.stage.rng.uniform(2, 9) * DAY)
        yield self.stage.now + DAY
        self._minutes(meeting)

    def cancelled(self) -> Story:
        """A meeting that did not take place: planned, and called off with the reason."""
        meeting = self._planned()
        yield self.held - 3 * DAY
        actions.cancel(meeting_id=meeting.pk, reason="与换届选举时间冲突。", **self._clerk())

    # --- who and what ---------------------------------------------------------------------

    def _actor(self, role: str) -> Actor:
        found = self.stage.role_at(self.place, role)
        assert found is not None, "every place that meets has its posts"
        return found

    def _clerk(self) -> dict[str, Any]:
        """The clerk of this level, now: the words that every action of the meeting takes."""
        return {"actor": self._actor(CLERKS[self.place.level]), "now": self.stage.now}

    def _desk(self) -> int:
        return self._actor(LEVEL_DESKS[Level(self.place.level)]).post

    def _case(self) -> Case:
        stage, rng = self.stage, self.stage.rng
        stamp = f"{day_of(stage.now):%m%d}"
        known = [kinds()[code] for code in HARD if kinds()[code].comes_on(stamp)]
        kind, home = rng.choice(known), rng.choice(self.homes)
        estate = rng.choice(listed("estates_first")) + rng.choice(listed("estates_last"))
        slots = stage.write.slots(rng.choice(ROADS_ELSEWHERE), estate, f"{rng.randint(1, 9)}号楼")
        return Case(stage, kind, stage.categories[kind.code], home, slots, Source.VISIT)

    # --- the meeting ----------------------------------------------------------------------

    def _planned(self) -> Meeting:
        session = Session(self.held, f"{short(self.place)}会议室")
        return actions.plan(place_id=self.place.pk, session=session, **self._clerk())

    def _called(self) -> Meeting:
        """Planned; the agenda is drawn from what climbed and what was carried over; noticed."""
        meeting = self._planned()
        known = {name_of(case.matter): case for case in self.cases}
        waiting = queries.candidates(self.place, self.stage.now)
        keys = tuple(one.key for one in waiting if one.continues_id or one.about in known)
        if keys:
            actions.pick(meeting_id=meeting.pk, keys=keys, **self._clerk())
        for item in queries.items_of(meeting):
            wording = self._wording(item, known.get(item.about))
            actions.word(item_id=item.pk, wording=wording, **self._clerk())
        if not keys:
            wording = Wording(*OWN[self.number % len(OWN)], self._desk())
            actions.put(meeting_id=meeting.pk, wording=wording, **self._clerk())
        actions.give_notice(meeting_id=meeting.pk, **self._clerk())
        return meeting

    def _wording(self, item: AgendaItem, case: Case | None) -> Wording:
        if case is None:
            return Wording(item.question, item.proposal or OWN[0][1], self._desk(), item.background)
        question = f"{short(case.place)}“{case.category.name}”问题怎么解决？"
        proposal = case.say("climb", "back")
        return Wording(question, proposal, item.lead_id or self._desk(), item.background)

    def _opened(self, meeting: Meeting) -> None:
        marks = [self._mark(turn, one) for turn, one in enumerate(queries.invitations(meeting))]
        actions.attend(meeting_id=meeting.pk, marks=marks, **self._clerk())
        actions.open_meeting(meeting_id=meeting.pk, **self._clerk())
        for due in queries.due_checks(meeting):
            matter = queries.matter_in(due.resolution.item)
            done = matter is None or matter.state == State.CLOSED
            actions.check(
                meeting_id=meeting.pk,
                resolution_id=due.resolution.pk,
                done=done,
                reason="" if done else "正在办理，下次会议再核对。",
                **self._clerk(),
            )

    def _mark(self, turn: int, one: Invitation) -> Mark:
        """Everybody comes but now and then one of those from below."""
        if one.part == Part.SECRETARY and (turn + self.number) % 8 == 0:
            return Mark(one.pk, Presence.ABSENT, reason=AWAY)
        return Mark(one.pk, Presence.PRESENT)

    def _ruling(self, item: AgendaItem) -> Ruling:
        own = not item.about
        if own and self.number % CARRIED_EACH == 0 and item.continues_id is None:
            return Ruling(Kind.CARRY_OVER, reason=CARRIED)
        rungs = queries.rungs_for(item)
        community = next((rung.pk for rung in rungs if rung.level == Level.COMMUNITY), None)
        return Ruling(
            Kind.ANSWER,
            text=item.proposal,
            lead_id=item.lead_id,
            due_on=day_of(self.stage.now) + 30 * DAY,
            down_to=community,
        )

    def _minutes(self, meeting: Meeting) -> None:
        meeting.refresh_from_db()
        actions.write_minutes(meeting_id=meeting.pk, text=queries.draft(meeting), **self._clerk())
        convener = self._actor(CONVENERS[self.place.level])
        actions.sign(meeting_id=meeting.pk, actor=convener, now=self.stage.now)

    # --- what becomes of a problem --------------------------------------------------------

    def _ended(self, case: Case) -> Story:
        """The community carries out what was decided; another checks; the resident judges."""
        case.reload()
        case.do(matters.settle, case.desk_actor, answer=case.own("settle"))
        yield self.stage.now + self.stage.rng.uniform(20, 30) * HOUR
        finding = case.own("finding")
        case.do(matters.verify, checker(case), passed=True, findings=finding)
        yield self.stage.now + self.stage.rng.uniform(2, 40) * HOUR
        case.do(matters.evaluate, RESIDENT, judgement=_judgement(case))


def _judgement(case: Case) -> Judgement:
    """Most are solved; of fifty one is solved in part only."""
    if case.matter.pk % NOT_SOLVED_EACH == 0:
        said = case.say("judged", "dissatisfied")
        return Judgement(Solved.PARTLY, Satisfaction.NEUTRAL, said)
    return Judgement(Solved.SOLVED, Satisfaction.SATISFIED, case.say("judged", "satisfied"))
