"""Four levels meet and decide on what really climbed to them.

The community, Liyuan and Kuiwen meet twice, the city once. What Kuiwen cannot settle goes up to the
city; what the city decides comes back down to the community. The next meetings stand in the plan,
and of the nearest notice was given.
"""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from liandong.demo.cast import COMMUNITY
from liandong.demo.play.arranged import climbing
from liandong.demo.play.arrivals import Arrivals
from liandong.demo.play.case import Case
from liandong.demo.play.judging import finish
from liandong.demo.play.stage import Stage, Story
from liandong.demo.words import kinds
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.ledger.actions import name_of
from liandong.matters import actions as matters
from liandong.matters.lifecycle import Obstacle, Source
from liandong.meetings import actions, queries
from liandong.meetings.actions import Mark, Ruling, Session, Statement, Wording
from liandong.meetings.lifecycle import Kind, Presence
from liandong.meetings.models import CLERKS, CONVENERS, AgendaItem, Meeting
from liandong.people.models import RoleKind
from liandong.places.models import Level, Place
from liandong.rulebook import queries as rulebook

DAY = timedelta(days=1)
HALF_PAST_NINE = timedelta(hours=9, minutes=30)
# What each kind of matter asks of a meeting: the question, the decision, and a goal in numbers.
ASKED = {
    "drainage": ("雨季积水反复怎么根治？", "更换堵塞管段，汛前完成疏通。", "疏通管网800米"),
    "parking_space": ("老旧小区夜间停车难怎么解决？", "划设夜间限时车位。", "新增车位60个"),
    "roof_leak": ("屋面漏雨的维修资金怎么使用？", "简化程序，先修后补。", "修缮屋面12处"),
    "road_surface": ("破损路面由谁修复？", "纳入本年养护计划。", "修复路面600平方米"),
    "heating": ("供热不达标怎么整改？", "更换老化换热站设备。", "改造换热站2座"),
    "elderly_care": ("老年食堂缺少场地怎么办？", "协调闲置用房改造。", "开办老年食堂1处"),
}
REFERRED = "涉及市级规划和资金，本级没有权限，已会同部门踏勘。"
CARRIED = "需要补充测绘资料，下次会议再议。"
REPORT = Statement(
    "城区停车治理工作汇报",
    "上半年划设夜间限时车位320个，开放机关事业单位停车场7处。",
    "请会议协调两处闲置地块用于临时停车。",
)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting of the play: on which level, how many days ago, and what is decided on what."""

    level: Level
    ago: int
    decisions: tuple[tuple[str, Kind], ...]


SITTINGS = (
    Sitting(Level.COMMUNITY, 44, (("elderly_care", Kind.ANSWER), ("roof_leak", Kind.DUTY))),
    Sitting(Level.SUBDISTRICT, 41, (("road_surface", Kind.DUTY), ("drainage", Kind.CARRY_OVER))),
    Sitting(
        Level.DISTRICT,
        36,
        (("parking_space", Kind.FURTHER_UP), ("heating", Kind.DUTY), ("roof_leak", Kind.ANSWER)),
    ),
    Sitting(Level.CITY, 22, (("drainage", Kind.DUTY), ("parking_space", Kind.PROJECT))),
    Sitting(Level.COMMUNITY, 16, (("parking_space", Kind.ANSWER),)),
    Sitting(Level.SUBDISTRICT, 12, (("heating", Kind.ANSWER),)),
    Sitting(Level.DISTRICT, 8, (("road_surface", Kind.PROJECT), ("drainage", Kind.ANSWER))),
)
AHEAD = {Level.CITY: 20, Level.DISTRICT: 12, Level.SUBDISTRICT: 6, Level.COMMUNITY: 9}


def meetings(stage: Stage, arrivals: Arrivals) -> None:
    """The meetings take their places in the played days."""
    room = Room(stage, arrivals)
    for sitting in SITTINGS:
        held = room.day(sitting.ago)
        stage.enter(room.sitting(sitting, held), held - 14 * DAY)
    stage.enter(room.ahead(), stage.until - DAY)


class Room:
    """Where the cast's levels meet."""

    def __init__(self, stage: Stage, arrivals: Arrivals) -> None:
        self.stage = stage
        self.arrivals = arrivals
        own = [
            one
            for one in stage.addresses
            if stage.above(one.grid, Level.COMMUNITY).name == COMMUNITY
        ]
        self.address = own[0]
        self.passed_up: list[Case] = []

    def day(self, ago: int) -> datetime:
        """The morning of a working day that many days before the end, or the next working day."""
        on = day_of(self.stage.until) - ago * DAY
        while not rulebook.is_workday(on):
            on += DAY
        return day_bounds(on)[0] + HALF_PAST_NINE

    def place(self, level: Level) -> Place:
        return self.stage.above(self.address.grid, level)

    def convener(self, level: Level) -> Actor:
        return self._at(level, CONVENERS[level])

    def clerk(self, level: Level) -> Actor:
        return self._at(level, CLERKS[level])

    def _at(self, level: Level, role: RoleKind) -> Actor:
        found = self.stage.role_at(self.place(level), role)
        assert found is not None, "every level of the cast has its posts"
        return found

    # --- one meeting ----------------------------------------------------------------------

    def sitting(self, sitting: Sitting, held: datetime) -> Story:
        """Matters climb; the agenda is drawn from them; the meeting decides; minutes are signed."""
        cases = yield from self._climbed(sitting)
        level, clerk = sitting.level, self.clerk(sitting.level)
        yield held - 9 * DAY
        meeting = self._planned(level, held)
        self._agenda(meeting, cases, clerk)
        actions.give_notice(meeting_id=meeting.pk, actor=clerk, now=self.stage.now)
        yield held
        self._attend(meeting, clerk)
        actions.open_meeting(meeting_id=meeting.pk, actor=clerk, now=self.stage.now)
        self._check(meeting, clerk)
        for case, (code, kind) in zip(cases, sitting.decisions, strict=True):
            yield self.stage.now + timedelta(minutes=12)
            self._decide(meeting, case, code, kind)
        self._own(meeting)
        actions.close(meeting_id=meeting.pk, actor=clerk, now=self.stage.now)
        self._follow(cases, sitting)
        yield held + 2 * DAY
        self._minutes(meeting, level)

    def _climbed(self, sitting: Sitting) -> Generator[datetime, None, list[Case]]:
        """Cases of these kinds climb to the level; the city hears what Kuiwen passed up."""
        cases: list[Case] = []
        for code, kind in sitting.decisions:
            if sitting.level == Level.CITY and kind == Kind.PROJECT and self.passed_up:
                cases.append(self.passed_up.pop())
                continue
            case = self.arrivals.case(kinds()[code], Source.VISIT, address=self.address)
            yield from climbing(case, sitting.level)
            cases.append(case)
        return cases

    def _planned(self, level: Level, held: datetime) -> Meeting:
        session = Session(held, f"{self.place(level).name}会议室")
        place_id = self.place(level).pk
        return actions.plan(
            place_id=place_id, session=session, actor=self.clerk(level), now=self.stage.now
        )

    def _agenda(self, meeting: Meeting, cases: list[Case], clerk: Actor) -> None:
        now = self.stage.now
        keys = tuple(name_of(case.matter) for case in cases)
        waiting = queries.candidates(meeting.place, now)
        keys = (*(one.key for one in waiting if one.continues_id or one.about in keys),)
        actions.pick(meeting_id=meeting.pk, keys=keys, actor=clerk, now=now)
        for item in queries.items_of(meeting):
            actions.word(item_id=item.pk, wording=self._wording(item, cases), actor=clerk, now=now)

    def _wording(self, item: AgendaItem, cases: list[Case]) -> Wording:
        known = {name_of(case.matter): case for case in cases}
        case = known.get(item.about)
        asked = ASKED.get(case.kind.code) if case else None
        question, proposal = asked[:2] if asked else (item.question, "请牵头部门说明进展并定期限。")
        lead = item.lead_id or self._lead(item.meeting.place, case)
        return Wording(question, proposal, lead, item.background)

    def _lead(self, place: Place, case: Case | None) -> int:
        code = case.category.department if case else "urban_management"
        level = Level.CITY if place.level == Level.CITY else Level.DISTRICT
        return self.stage.office(self.address.grid, code, level).pk

    def _attend(self, meeting: Meeting, clerk: Actor) -> None:
        """Almost everybody is there; one sent a substitute, another is away."""
        came = queries.invitations(meeting)
        substitutes = queries.substitutes_for(came)
        marks = [Mark(one.pk, Presence.PRESENT) for one in came]
        if len(came) > 4:
            other, away = came[2], came[3]
            stand_in = next(iter(substitutes[other.pk]), None)
            if stand_in is not None:
                marks[2] = Mark(other.pk, Presence.SUBSTITUTE, stand_in.pk, "参加省里会议")
            marks[3] = Mark(away.pk, Presence.ABSENT, reason="带队外出招商")
        actions.attend(meeting_id=meeting.pk, marks=marks, actor=clerk, now=self.stage.now)

    def _check(self, meeting: Meeting, clerk: Actor) -> None:
        for number, due in enumerate(queries.due_checks(meeting)):
            done = number % 2 == 0
            actions.check(
                meeting_id=meeting.pk,
                resolution_id=due.resolution.pk,
                done=done,
                reason="" if done else "设备尚在采购，下次会议前完成。",
                actor=clerk,
                now=self.stage.now,
            )

    def _decide(self, meeting: Meeting, case: Case, code: str, kind: Kind) -> None:
        item = AgendaItem.objects.get(meeting=meeting, about=name_of(case.matter))
        ruling = self._ruling(meeting, item, code, kind)
        clerk = self.clerk(Level(meeting.place.level))
        actions.decide(item_id=item.pk, ruling=ruling, actor=clerk, now=self.stage.now)

    def _ruling(self, meeting: Meeting, item: AgendaItem, code: str, kind: Kind) -> Ruling:
        if kind == Kind.FURTHER_UP:
            return Ruling(kind, reason=REFERRED, obstacle=Obstacle.MONEY)
        if kind == Kind.CARRY_OVER:
            return Ruling(kind, reason=CARRIED)
        _question, text, goal = ASKED[code]
        secretary = meeting.convener_id if kind == Kind.PROJECT else None
        rungs = queries.rungs_for(item)
        down_to = rungs[-1].pk if meeting.place.level == Level.COMMUNITY else self._community(rungs)
        return Ruling(
            kind,
            text=text,
            lead_id=item.lead_id,
            due_on=self._due(),
            down_to=down_to,
            goal="" if kind == Kind.ANSWER else goal,
            secretary_id=secretary,
        )

    def _community(self, rungs: list[Place]) -> int | None:
        return next((rung.pk for rung in rungs if rung.level == Level.COMMUNITY), None)

    def _due(self) -> date:
        return day_of(self.stage.now) + 30 * DAY

    def _own(self, meeting: Meeting) -> None:
        """What came back on the agenda from an earlier meeting is settled now."""
        for item in meeting.items.filter(resolution__isnull=True):
            ruling = Ruling(
                Kind.ANSWER,
                text="资料已补齐，按拟定意见办理。",
                lead_id=item.lead_id,
                due_on=self._due(),
            )
            clerk = self.clerk(Level(meeting.place.level))
            actions.decide(item_id=item.pk, ruling=ruling, actor=clerk, now=self.stage.now)

    def _follow(self, cases: list[Case], sitting: Sitting) -> None:
        """What came down is carried out below; what went up waits there."""
        for case, (_code, kind) in zip(cases, sitting.decisions, strict=True):
            case.reload()
            if kind == Kind.FURTHER_UP:
                self.passed_up.append(case)
            elif kind != Kind.CARRY_OVER:
                at = self.stage.now + self.stage.rng.randint(2, 5) * DAY
                self.stage.enter(_carried_out(case), at)

    def _minutes(self, meeting: Meeting, level: Level) -> None:
        now = self.stage.now
        meeting.refresh_from_db()
        text = queries.draft(meeting)
        pk = meeting.pk
        actions.write_minutes(meeting_id=pk, text=text, actor=self.clerk(level), now=now)
        actions.sign(meeting_id=pk, actor=self.convener(level), now=now)
        for one in queries.invitations(meeting)[1:4]:
            reader = self.stage.actor(one.post_id)
            actions.read(meeting_id=pk, actor=reader, now=now)

    # --- the meetings to come -------------------------------------------------------------

    def ahead(self) -> Story:
        """The next meetings are planned, with a report; notice was given of the subdistrict's."""
        now = self.stage.now
        bureau = self.stage.office(self.address.grid, "urban_management", Level.DISTRICT)
        actions.hand_in(
            place_id=self.place(Level.DISTRICT).pk,
            statement=REPORT,
            actor=self.stage.actor(bureau.pk),
            now=now,
        )
        for level, days in AHEAD.items():
            held = self.day(-days)
            meeting = self._planned(level, held)
            if level == Level.SUBDISTRICT:
                words = Wording(*ASKED["elderly_care"][:2], bureau.pk)
                clerk = self.clerk(level)
                actions.put(meeting_id=meeting.pk, wording=words, actor=clerk, now=now)
                actions.give_notice(meeting_id=meeting.pk, urgency="", actor=clerk, now=now)
        yield from ()


def _carried_out(case: Case) -> Story:
    """The level to which the answer came settles the matter by it."""
    case.reload()
    case.do(matters.settle, case.desk_actor, answer=case.own("settle"))
    yield from finish(case)
