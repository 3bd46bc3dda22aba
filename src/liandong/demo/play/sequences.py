"""Four deliberations under way in the cast's community: decided, and disclosed until tomorrow."""

from datetime import timedelta

from liandong.deliberation import actions
from liandong.deliberation.actions import Disclosed, Held
from liandong.deliberation.lifecycle import Body, Phase
from liandong.deliberation.rules import Votes
from liandong.demo.play.councils import EVENING, MORNING, Hall
from liandong.demo.play.stage import Stage, Story

BEGUN = 18
TITLE = "社区食堂引进与配餐补助"
QUESTION = "是否引进社区食堂，并从社区工作经费中对七十岁以上老人每餐补助三元？"
# phase → days ago, what was resolved, the papers, and the hands
STEPS = (
    (Phase.PROPOSE, 17, "提议引进社区食堂，补助高龄老人用餐。", "会议记录2026-31", (7, 7, 7, 0, 0)),
    (Phase.CONSULT, 14, "选址原卫生室，补助先行一年。", "会议记录2026-32", (9, 8, 7, 0, 1)),
    (Phase.REVIEW, 11, "同意两委方案，经费每季公布。", "党员大会记录2026-6", (86, 61, 55, 2, 4)),
    (
        Phase.RESOLVE,
        8,
        "同意引进社区食堂和补助方案。",
        "居民代表会议记录2026-4",
        (63, 48, 41, 4, 3),
    ),
)
TOLD = (
    "居民代表会议于近日决议：引进社区食堂，选址原卫生室；对七十岁以上老人每餐补助三元，"
    "先行一年，经费收支每季公布。对决议有异议的，请在公示期内向社区提出。"
)


def sequences(stage: Stage) -> None:
    hall = Hall.of_the_cast(stage)
    stage.enter(_canteen(stage, hall), hall.day(BEGUN, MORNING))


def _canteen(stage: Stage, hall: Hall) -> Story:
    place = hall.community.pk
    sequence = actions.begin(
        place_id=place, title=TITLE, question=QUESTION, actor=hall.actor, now=stage.now
    )
    for phase, days_ago, text, evidence, hands in STEPS:
        yield hall.day(days_ago, EVENING) + timedelta(hours=2)
        held = Held(
            phase=phase,
            held_at=hall.day(days_ago, EVENING),
            text=text,
            evidence=evidence,
            votes=Votes(*hands),
            body=Body.REPRESENTATIVES if phase == Phase.RESOLVE else "",
        )
        actions.hold(sequence_id=sequence.pk, held=held, actor=hall.actor, now=stage.now)
    yield hall.day(6, MORNING)
    told = Disclosed(Phase.DISCLOSE_DECISION, TOLD, "社区公告栏、各楼单元门口")
    actions.disclose(sequence_id=sequence.pk, disclosed=told, actor=hall.actor, now=stage.now)
