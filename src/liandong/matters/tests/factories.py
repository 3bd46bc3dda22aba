"""A small world for tests: the cast, the rules that bind matters, and a matter brought to a state.

Objects past their first state are made by the actions themselves, by the post that may.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from liandong.deliberation.actions import Minutes, Ruling, Spoken
from liandong.kernel.actor import RESIDENT, Actor
from liandong.matters import actions
from liandong.matters.actions import Climb, Judgement, Route, Words
from liandong.matters.lifecycle import Obstacle, Solved, State
from liandong.matters.models import Matter
from liandong.people.tests import factories as people
from liandong.people.tests.factories import NOON, Cast
from liandong.rulebook.models import Category, ExclusionReason, Rule

RULES = {
    "matter.accept": (1, "work_day"),
    "matter.sign": (4, "work_hour"),
    "matter.execute": (5, "work_day"),
    "matter.return": (2, "work_day"),
    "matter.extend": (10, "work_day"),
    "matter.verify": (2, "work_day"),
    "matter.evaluate": (7, "day"),
    "matter.reopen": (30, "day"),
    "matter.returns": (3, "count"),
    "escalate.community": (2, "work_day"),
    "escalate.subdistrict": (5, "work_day"),
    "escalate.district": (10, "work_day"),
    "escalate.city": (20, "work_day"),
    "promise.yellow": (1, "work_day"),
    "duty.yellow": (5, "work_day"),
    "rectify.silent": (30, "day"),
    "contact.retention": (3, "count"),
    "duplicate.radius": (250, "count"),
    "duplicate.window": (60, "count"),
    "raise.per_hour": (1000, "count"),
}
DAY = timedelta(days=1)
TEXT = "楼下路灯不亮，晚上看不清路。"


def rules() -> None:
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


def category(code: str = "public_lighting", **fields: object) -> Category:
    words = {
        "group_code": "facilities",
        "name": "路灯不亮",
        "name_en": "Street lamp out",
        "group_name": "公用设施",
        "group_name_en": "Public facilities",
        "register_condition": "路灯损坏或不亮",
        "register_condition_en": "A lamp is broken or dark",
        "close_condition": "恢复照明",
        "close_condition_en": "The lamp shines again",
        "source": "test",
        "confidence": "practice",
    }
    return Category.objects.create(code=code, **{**words, **fields})


def exclusion() -> ExclusionReason:
    return ExclusionReason.objects.create(
        code="litigation",
        name="已进入诉讼程序",
        name_en="Before a court",
        article="潍坊市12345政务服务便民热线条例 第十九条",
        channel="人民法院",
        channel_en="The people's court",
    )


@dataclass(frozen=True)
class World:
    cast: Cast
    category: Category

    def actor(self, role: str, key: str = "") -> Actor:
        return self.cast.actor(role, key)


def world() -> World:
    rules()
    return World(people.cast(), category())


def raised(it: World, *, now: datetime = NOON, key: str = "", **fields: object) -> Matter:
    words = {
        "text": TEXT,
        "place": it.cast.tree.grid,
        "phone": "13800001234",
    }
    return actions.raise_matter(
        words=Words(**{**words, **fields}), actor=RESIDENT.pressing(key), now=now
    )


def route(it: World, role: str = "department_officer", **fields: object) -> Route:
    return Route(lead=it.cast.post(role), **fields)


def minutes(consensus: str = "先修灯，再查线路。") -> Minutes:
    voices = (
        Spoken("王大爷", "resident", opinion="天黑难走"),
        Spoken("物业", "property_firm", stance="dissents", opinion="不归我们管"),
        Spoken("律师", "legal_adviser", came=False),
    )
    return Minutes(
        topic="路灯", held_at=NOON, consensus=consensus, dissent="物业保留", voices=voices
    )


def ruling(approved: bool = True) -> Ruling:
    return Ruling(
        body="residents_committee",
        body_name="樱园社区居委会",
        text="同意更换路灯。",
        approved=approved,
        decided_at=NOON,
        entitled=7,
        votes_for=5,
        votes_against=1,
        abstentions=1,
    )


def climb(it: World, to: str = "community", **fields: object) -> Climb:
    words = {"obstacle": Obstacle.MONEY, "tried": "已上门查看，网格没有经费。"}
    return Climb(to=getattr(it.cast.tree, to), **{**words, **fields})


def matter(it: World, state: State = State.RAISED, now: datetime = NOON) -> Matter:
    """A matter that the actions brought to a state; the grid head hears, the bureau leads."""
    made = raised(it, now=now)
    for step in PATHS[state]:
        step(it, made, now)
    return Matter.objects.get(pk=made.pk)


def _as(role: str, action, **words):
    def step(it: World, made: Matter, now: datetime) -> None:
        given = {name: value(it) if callable(value) else value for name, value in words.items()}
        actor = RESIDENT if role == "resident" else it.actor(role)
        action(matter_id=made.pk, actor=actor, now=now, **given)

    return step


def _kind(it: World) -> Category:
    return it.category


VISIT = _as("grid_head", actions.visit, findings="灯泡坏了。")
DISPATCH = _as("grid_head", actions.dispatch, route=route, category=_kind)
SIGN = _as("department_officer", actions.sign)
REPLY = _as("department_officer", actions.reply, answer="已更换灯泡。")
VERIFY = _as("grid_head", actions.verify, passed=True, findings="灯亮了。")
DELIBERATE = _as("grid_head", actions.deliberate, category=_kind)
DECIDING = _as("grid_head", actions.consult, minutes=lambda it: minutes(), needs_decision=True)
WORKING = (DISPATCH, SIGN)
PATHS = {
    State.RAISED: (),
    State.NOT_ACCEPTED: (
        _as(
            "grid_head",
            actions.not_accept,
            reason=lambda it: exclusion(),
            explanation="已立案。",
        ),
    ),
    State.DELIBERATING: (DELIBERATE,),
    State.DECIDING: (DELIBERATE, DECIDING),
    State.DISPATCHED: (DISPATCH,),
    State.EXECUTING: WORKING,
    State.SUSPENDED: (*WORKING, _as("department_officer", actions.suspend, reason="等备件。")),
    State.REPLIED: (*WORKING, REPLY),
    State.EVALUATING: (*WORKING, REPLY, VERIFY),
    State.REWORK: (
        *WORKING,
        REPLY,
        VERIFY,
        _as("resident", actions.evaluate, judgement=Judgement(Solved.NOT)),
    ),
    State.CLOSED: (
        *WORKING,
        REPLY,
        VERIFY,
        _as("resident", actions.evaluate, judgement=Judgement(Solved.SOLVED)),
    ),
    State.ESCALATED: (VISIT, _as("grid_head", actions.escalate, climb=climb)),
    State.MERGED: (_as("grid_head", actions.merge, into_id=lambda it: raised(it).pk),),
    State.TERMINATED: (_as("resident", actions.withdraw, reason="已解决"),),
}
