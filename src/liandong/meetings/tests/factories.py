"""The cast with the rules of joint meetings, and a meeting brought to a state by the actions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from liandong.duties import actions as duties
from liandong.kernel.actor import Actor
from liandong.matters import actions as matters
from liandong.matters.lifecycle import Obstacle, State
from liandong.matters.models import Matter
from liandong.matters.tests import factories as matter_world
from liandong.matters.tests.factories import World
from liandong.meetings import actions, queries
from liandong.meetings.actions import Cry, Mark, Ruling, Session, Task, Undertaking, Wording
from liandong.meetings.lifecycle import Kind, Presence
from liandong.meetings.models import AgendaItem, ExpressItem, Meeting, Resolution
from liandong.people.tests.factories import NOON
from liandong.places.models import Place
from liandong.rulebook.models import Rule

DAY = timedelta(days=1)
DUE = date(2026, 12, 31)
RULES = {
    "meeting.city": (2, "count"),
    "meeting.district": (4, "count"),
    "meeting.subdistrict": (4, "count"),
    "meeting.community": (6, "count"),
    "meeting.notice": (3, "work_day"),
    "meeting.quorum": ("0.5", "share"),
    "meeting.minutes": (5, "work_day"),
    "document.special": (4000, "count"),
    "rectify.at_once": (7, "day"),
    "rectify.verify": (10, "work_day"),
    "express.judge": (5, "work_day"),
}
SECRETARY = {level: f"{level}_secretary" for level in ("city", "district", "subdistrict")}
SECRETARY["community"] = "community_secretary"
DESK = {
    "city": "city_dispatcher",
    "district": "district_dispatcher",
    "subdistrict": "subdistrict_officer",
    "community": "community_worker",
}
# The desk that takes a matter up to each level, from the level below.
RUNGS = (
    ("grid_head", "community"),
    ("community_secretary", "subdistrict"),
    ("subdistrict_officer", "district"),
    ("district_dispatcher", "city"),
)


@dataclass(frozen=True)
class Level:
    """One level of the cast: who convenes there and who prepares."""

    world: World
    name: str

    @property
    def place(self) -> Place:
        return getattr(self.world.cast.tree, self.name)

    @property
    def secretary(self) -> Actor:
        return self.world.actor(SECRETARY[self.name])

    @property
    def desk(self) -> Actor:
        return self.world.actor(DESK[self.name])


def world() -> World:
    it = matter_world.world()
    for key, (amount, unit) in RULES.items():
        Rule.objects.create(
            key=key,
            value=str(amount),
            amount=Decimal(amount),
            unit=unit,
            effective_from=date(2020, 1, 1),
            source="test",
            confidence="practice",
            text=key,
            text_en=key,
        )
    return it


def climbed(it: World, to: str = "district", now: datetime = NOON) -> Matter:
    """A matter that climbed rung by rung and waits at a level for its decision."""
    made = matter_world.raised(it, now=now)
    grid_head = it.actor("grid_head")
    matters.accept(matter_id=made.pk, category=it.category, actor=grid_head, now=now)
    for role, place in RUNGS:
        actor = it.actor(role)
        matters.visit(matter_id=made.pk, findings="已到现场查看。", actor=actor, now=now)
        climb = matter_world.climb(it, place)
        matters.escalate(matter_id=made.pk, climb=climb, actor=actor, now=now)
        if place == to:
            break
    made.refresh_from_db()
    assert made.state == State.ESCALATED
    return made


def planned(level: Level, *, days: int = 10, now: datetime = NOON) -> Meeting:
    session = Session(now + days * DAY, "三楼会议室", "停车难")
    return actions.plan(place_id=level.place.pk, session=session, actor=level.desk, now=now)


def wording(level: Level, **fields: Any) -> Wording:
    lead = level.world.cast.post("department_officer").pk
    words: dict[str, Any] = {
        "question": "老旧小区停车位不足怎么办？",
        "proposal": "由城市管理局牵头划设夜间限时车位。",
        "lead_id": lead,
    }
    return Wording(**{**words, **fields})


def own_item(level: Level, meeting: Meeting, now: datetime = NOON) -> AgendaItem:
    return actions.put(meeting_id=meeting.pk, wording=wording(level), actor=level.desk, now=now)


def picked(level: Level, meeting: Meeting, key: str, now: datetime = NOON) -> AgendaItem:
    actions.pick(meeting_id=meeting.pk, keys=(key,), actor=level.desk, now=now)
    item = AgendaItem.objects.get(meeting=meeting, about=key)
    return actions.word(item_id=item.pk, wording=wording(level), actor=level.desk, now=now)


def called(level: Level, *keys: str, now: datetime = NOON) -> Meeting:
    """A meeting with one item of its own, or with what is named, of which notice was given."""
    meeting = planned(level, now=now)
    for key in keys:
        picked(level, meeting, key, now)
    if not keys:
        own_item(level, meeting, now)
    return actions.give_notice(meeting_id=meeting.pk, actor=level.desk, now=now)


def all_present(level: Level, meeting: Meeting, now: datetime) -> None:
    marks = [Mark(one.pk, Presence.PRESENT) for one in queries.invitations(meeting)]
    actions.attend(meeting_id=meeting.pk, marks=marks, actor=level.desk, now=now)


def opened(level: Level, *keys: str, now: datetime = NOON) -> Meeting:
    meeting = called(level, *keys, now=now)
    all_present(level, meeting, now + 10 * DAY)
    return actions.open_meeting(meeting_id=meeting.pk, actor=level.desk, now=now + 10 * DAY)


def ruling(level: Level, kind: Kind = Kind.ANSWER, **fields: Any) -> Ruling:
    words: dict[str, Any] = {
        "kind": kind,
        "text": "划设夜间限时车位60个，向居民公布。",
        "lead_id": level.world.cast.post("department_officer").pk,
        "due_on": DUE,
    }
    if kind in {Kind.DUTY, Kind.PROJECT}:
        words["goal"] = "新增车位60个"
    if kind == Kind.PROJECT:
        words["secretary_id"] = level.world.cast.post(SECRETARY[level.name]).pk
    if kind in {Kind.FURTHER_UP, Kind.CARRY_OVER}:
        words = {"kind": kind, "reason": "本级没有规划权限。"}
    return Ruling(**{**words, **fields})


def decided(
    level: Level, item: AgendaItem, kind: Kind = Kind.ANSWER, now: datetime = NOON, **fields: Any
) -> Resolution:
    return actions.decide(
        item_id=item.pk,
        ruling=ruling(level, kind, **fields),
        actor=level.desk,
        now=now + 10 * DAY,
    )


def held(
    level: Level, *keys: str, kind: Kind = Kind.ANSWER, now: datetime = NOON, **fields: Any
) -> Meeting:
    """A meeting that decided everything in one way and was closed; what is open it checks first."""
    meeting = opened(level, *keys, now=now)
    for item in queries.items_of(meeting):
        decided(level, item, kind, now, **fields)
    return actions.close(meeting_id=meeting.pk, actor=level.desk, now=now + 10 * DAY)


def signed(level: Level, *keys: str, kind: Kind = Kind.ANSWER, now: datetime = NOON) -> Meeting:
    meeting, later = held(level, *keys, kind=kind, now=now), now + 10 * DAY
    actions.write_minutes(
        meeting_id=meeting.pk, text=queries.draft(meeting), actor=level.desk, now=later
    )
    return actions.sign(meeting_id=meeting.pk, actor=level.secretary, now=later)


# --- the express line -----------------------------------------------------------------------


def cry(**fields: Any) -> Cry:
    words: dict[str, Any] = {
        "title": "老旧小区消防通道被占",
        "need": "三个小区的消防车进不去。",
        "tried": "已三次劝离并设置隔离桩。",
        "obstacle": Obstacle.POWER,
        "missing": "没有拖移车辆的执法权限。",
    }
    return Cry(**{**words, **fields})


def written(it: World, to: str = "district", now: datetime = NOON, **fields: Any) -> ExpressItem:
    """What the community's secretary writes to the secretary of a level above."""
    return actions.write_express(
        secretary_id=it.cast.post(SECRETARY[to]).pk,
        cry=cry(**fields),
        actor=it.actor("community_secretary"),
        now=now,
    )


def undertaking(it: World, lead: str = "district", **fields: Any) -> Undertaking:
    words: dict[str, Any] = {
        "title": "老旧小区消防通道整治",
        "plan": "公安、住建联合执法，两个月内划线立牌。",
        "lead_id": it.cast.post(SECRETARY[lead]).pk,
        "due_on": DUE,
    }
    return Undertaking(**{**words, **fields})


def taken_up(it: World, now: datetime = NOON, **fields: Any) -> ExpressItem:
    item = written(it, now=now)
    return actions.take_up(
        item_id=item.pk,
        undertaking=undertaking(it, **fields),
        actor=it.actor("district_secretary"),
        now=now,
    )


def task(it: World, **fields: Any) -> Task:
    words: dict[str, Any] = {
        "what": "划设禁停线并安装标牌。",
        "goal": "三个小区全部划线",
        "lead_id": it.cast.post("department_officer").pk,
        "due_on": DUE - 10 * DAY,
    }
    return Task(**{**words, **fields})


def asked(it: World, item: ExpressItem, now: datetime = NOON, **fields: Any) -> ExpressItem:
    return actions.ask(
        item_id=item.pk, task=task(it, **fields), actor=it.actor("district_secretary"), now=now
    )


def closed_out(it: World, item: ExpressItem, now: datetime = NOON) -> None:
    """The step is put right, verified by the level that gave it, and approved."""
    line = item.steps.get().rectification
    words = {"problem_id": line.pk, "now": now}
    office, above = it.actor("department_officer"), it.actor("district_secretary")
    duties.apply(result="三个小区全部划线。", actor=office, **words)
    desk = it.actor("district_dispatcher")
    duties.verify(holds=True, findings="现场查看属实。", actor=desk, **words)
    duties.approve(actor=above, **words)
