"""What becomes of a matter: each story is one way through the six steps."""

from liandong.demo.play.case import Case
from liandong.demo.play.judging import finish
from liandong.demo.play.stage import Story
from liandong.demo.play.working import at_once, dispatch, work
from liandong.kernel.actor import RESIDENT
from liandong.matters import actions
from liandong.matters.lifecycle import ENDED, OPEN, ReviewKind, State
from liandong.places.models import Level

PUBLISHED, FOLLOWED = 0.5, 0.12
REFUSALS = {
    "judicial_channels": 0,
    "petition": 1,
    "already_concluded": 2,
    "secrets_or_morals": 3,
}


def heard(case: Case) -> Story:
    """It is raised, and the desk hears it within a working day, or a little late."""
    stage = case.stage
    case.raise_it()
    yield stage.office_time(0.2, 5.5) if stage.chance(0.95) else stage.office_time(9, 20)


def shown(case: Case) -> None:
    """The desk releases a public text; neighbours follow."""
    stage = case.stage
    if not stage.chance(PUBLISHED):
        return
    case.publish()
    while stage.chance(FOLLOWED * 2):
        case.do(actions.join, RESIDENT)


def settle_here(case: Case) -> Story:
    """小事不出网格: settled where it was raised."""
    yield from heard(case)
    actor = case.desk_actor
    if case.stage.chance(0.5):
        case.do(actions.accept, actor, category=case.category)
        shown(case)
        yield from at_once(case)
        yield case.stage.office_time(0.5, 6)
    answer = case.own("settle")
    case.do(actions.settle, actor, answer=answer, category=case.category)
    yield from finish(case)


def settle_above(case: Case, to: int = Level.COMMUNITY) -> Story:
    """大事不出社区: the grid looked and could not; the community settles it."""
    yield from heard(case)
    case.do(actions.accept, case.desk_actor, category=case.category)
    shown(case)
    yield from up(case, to)
    if case.stage.chance(0.25):
        yield from _talk(case)
    case.do(actions.settle, case.desk_actor, answer=case.own("settle"))
    yield from finish(case)


def up(case: Case, to: int) -> Story:
    """One rung after the other, each after a look of its own."""
    yield from at_once(case)
    while case.matter.desk.level > to:
        case.visit()
        yield case.stage.office_time(0.4, 4)
        case.climb(case.matter.desk.level - 1)
        yield case.stage.office_time(0.6, 10)


def to_office(case: Case, at: int = Level.COMMUNITY) -> Story:
    """It is dispatched to a department, by the desk on this level."""
    yield from heard(case)
    if at < case.matter.desk.level:
        case.do(actions.accept, case.desk_actor, category=case.category)
        yield from up(case, at)
    dispatch(case)
    if at >= Level.SUBDISTRICT:
        shown(case)
    yield from work(case)
    yield from finish(case)


def talked_over(case: Case) -> Story:
    """Those concerned talk it over, the right body decides, the community or an office acts."""
    yield from heard(case)
    case.do(actions.accept, case.desk_actor, category=case.category)
    shown(case)
    yield from up(case, Level.COMMUNITY)
    yield from _talk(case, decision=True)
    if case.stage.chance(0.5):
        case.do(actions.settle, case.desk_actor, answer=case.own("settle"))
    else:
        dispatch(case)
        yield from work(case)
    yield from finish(case)


def _talk(case: Case, *, decision: bool = False) -> Story:
    stage = case.stage
    case.do(actions.deliberate, case.desk_actor)
    yield stage.office_time(4, 24)
    for _round in range(3):
        topic = case.say("talk", "topic", name=case.category.name, place=case.matter.desk.name)
        minutes = case.talked(topic, case.say("talk", "consensus"))
        case.do(actions.consult, case.desk_actor, minutes=minutes, needs_decision=decision)
        if not decision:
            return
        yield stage.office_time(4, 30)
        case.do(actions.decide, case.desk_actor, ruling=case.ruled(approved=stage.chance(0.88)))
        if case.matter.state == State.RAISED:
            return
        yield stage.office_time(8, 20)


def climbed(case: Case, to: int) -> Story:
    """It climbs, and comes back down with an answer and the means, or is decided up there."""
    stage = case.stage
    yield from heard(case)
    case.do(actions.accept, case.desk_actor, category=case.category)
    shown(case)
    yield from up(case, to)
    yield stage.office_time(4, 30)
    if stage.chance(0.6) and to < Level.COMMUNITY:
        words = {"answer": case.say("climb", "back"), "means": case.say("climb", "means")}
        case.do(actions.hand_back, case.desk_actor, **words)
        yield stage.office_time(1, 8)
    dispatch(case, Level.CITY if case.matter.desk.level == Level.CITY else Level.DISTRICT)
    yield from work(case)
    yield from finish(case)


def refused(case: Case) -> Story:
    """Not accepted, with the law's reason and the proper channel."""
    yield from heard(case)
    stage = case.stage
    known = [reason for reason in stage.refusals if reason.code in REFUSALS]
    reason = stage.rng.choice(known)
    texts = case.stage.write.texts("reasons", "refuse")
    explanation = texts[REFUSALS[reason.code]]
    case.do(actions.not_accept, case.desk_actor, reason=reason, explanation=explanation)


def withdrawn(case: Case) -> Story:
    """Who raised it no longer needs it."""
    case.raise_it()
    yield case.stage.soon(0.5, 20)
    case.do(actions.withdraw, RESIDENT, reason=case.say("reasons", "withdraw"))


def merged(case: Case, other: Case) -> Story:
    """The same trouble was raised before; the desk joins the two."""
    yield from heard(case)
    other.reload()
    open_one = other.matter.state in OPEN and other.matter.part_of_id is None
    if open_one and not other.matter.merged_into_id:
        case.do(actions.merge, case.desk_actor, into_id=other.matter.pk)
        return
    case.do(actions.settle, case.desk_actor, answer=case.own("settle"), category=case.category)
    yield from finish(case)


def concluded(case: Case, kind: ReviewKind = ReviewKind.CONCLUDE) -> Story:
    """An office asks a second person whether it may end without the resident's yes."""
    stage = case.stage
    yield from heard(case)
    case.do(actions.accept, case.desk_actor, category=case.category)
    yield from up(case, Level.COMMUNITY)
    name = "conclude" if kind == ReviewKind.CONCLUDE else "terminate"
    reason = case.say("reasons", name)
    case.do(actions.ask_review, case.desk_actor, kind=kind, reason=reason)
    yield stage.office_time(3, 20)
    approved = stage.chance(0.75)
    remark = case.say("reasons", "review_yes" if approved else "review_no")
    reviewer = stage.desk(case.place, Level.SUBDISTRICT)
    case.do(actions.review, reviewer, approved=approved, remark=remark)
    if case.matter.state not in ENDED:
        yield stage.office_time(2, 12)
        case.do(actions.settle, case.desk_actor, answer=case.own("settle"))
        yield from finish(case)


def taken_up_late(case: Case) -> Story:
    """The desk lets the date pass; the resident takes it up one level."""
    stage = case.stage
    case.raise_it()
    yield stage.office_time(12, 24)
    yield stage.soon(2, 30)
    case.do(actions.take_up, RESIDENT, reason=case.say("reasons", "reopen"))
    yield stage.office_time(1, 9)
    answer = case.own("settle")
    case.do(actions.settle, case.desk_actor, answer=answer, category=case.category)
    yield from finish(case)
