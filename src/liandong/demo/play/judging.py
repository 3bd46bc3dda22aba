"""The end of a matter: checked by somebody else, judged by the resident, done again if need be."""

from datetime import timedelta

from liandong.demo.play.case import Case
from liandong.demo.play.stage import Story
from liandong.demo.play.working import dispatch, work
from liandong.kernel.actor import RESIDENT, Actor
from liandong.matters import actions
from liandong.matters.actions import Judgement
from liandong.matters.lifecycle import Satisfaction, Solved, State
from liandong.places.models import Level

FAILED = 0.05
BY_LINK, BY_CALL = 0.36, 0.42
REACHED = 0.72
CALLS = 3
TAKEN_UP = 0.12
MOST_ROUNDS = 3


def finish(case: Case) -> Story:
    """Check, ask, and do again until it ends."""
    for _round in range(MOST_ROUNDS):
        yield from _verify(case)
        if case.matter.state == State.EVALUATING:
            yield from _judge(case)
        if case.matter.state != State.REWORK:
            break
        yield from _again(case)
    if case.matter.state == State.CLOSED and case.matter.satisfaction == "dissatisfied":
        yield from _take_up(case)


def _verify(case: Case) -> Story:
    stage = case.stage
    yield stage.office_time(1, 13) if stage.chance(0.93) else stage.office_time(17, 30)
    actor = checker(case)
    passed = not stage.chance(FAILED)
    findings = (
        case.own("finding")
        if passed
        else case.say("judged", "findings_bad", name=case.category.name)
    )
    case.do(actions.verify, actor, passed=passed, findings=findings)


def checker(case: Case) -> Actor:
    """The post that verifies, or the next one above it whose holder did not handle it."""
    desks = [
        case.stage.desk(case.place, level)
        for level in range(case.place.level, -1, -1)
        if level < Level.BUILDING
    ]
    for actor in (case.holder, *desks):
        if case.may("verify", actor):
            return actor
    raise LookupError(f"Nobody may verify {case.matter.pk}")


def _again(case: Case) -> Story:
    """Not solved: whoever led does it again, with a new promise."""
    stage, due = case.stage, case.matter.due_at
    assert due is not None, "a matter that is reworked has a date"
    yield stage.office_time(2, 10)
    if stage.now < due and stage.chance(0.85):
        yield stage.now + (due - stage.now) * stage.rng.uniform(0.1, 0.7)
    else:
        yield stage.office_time(6, 30)
    case.do(actions.reply, case.lead, answer=case.own("answer"), photos=case.evidence())


def _judge(case: Case) -> Story:
    """By the resident's link, by an independent call, or not at all."""
    stage, lot = case.stage, case.stage.rng.random()
    due = case.matter.due_at
    assert due is not None, "the time for judging has an end"
    if lot < BY_LINK:
        yield stage.soon(1, 90)
        case.do(actions.evaluate, RESIDENT, judgement=_judgement(case, called=False))
    elif lot < BY_LINK + BY_CALL:
        yield from _call(case)
    if case.matter.state == State.EVALUATING:
        yield due + timedelta(days=4)
        case.reload()


def _call(case: Case) -> Story:
    stage = case.stage
    for _try in range(CALLS):
        yield stage.office_time(3, 14)
        case.reload()
        if case.matter.state != State.EVALUATING:
            return
        reached = stage.chance(REACHED)
        judgement = _judgement(case, called=True) if reached else None
        case.do(actions.call_back, case.holder, reached=reached, judgement=judgement)
        if reached:
            return


def _judgement(case: Case, *, called: bool) -> Judgement:
    """What the resident says; a second round goes better than a first."""
    stage, lot = case.stage, case.stage.rng.random()
    worse = 0.07 if not case.matter.reworks else 0.03
    if lot < worse:
        return Judgement(Solved.NOT, Satisfaction.DISSATISFIED, case.say("judged", "not_solved"))
    if lot < worse + 0.08:
        mood = stage.rng.choice((Satisfaction.NEUTRAL, Satisfaction.DISSATISFIED))
        return Judgement(Solved.PARTLY, mood, case.say("judged", "dissatisfied"))
    if lot < worse + 0.12:
        return Judgement(Solved.CANNOT_JUDGE, Satisfaction.NO_ANSWER)
    if lot < worse + 0.2:
        return Judgement(Solved.SOLVED, Satisfaction.NEUTRAL, case.say("judged", "neutral"))
    text = case.say("judged", "called_ok" if called else "satisfied")
    return Judgement(Solved.SOLVED, Satisfaction.SATISFIED, text)


def _take_up(case: Case) -> Story:
    """A resident who is not content goes one level up while that is open."""
    stage = case.stage
    if case.matter.desk.level == Level.CITY or not stage.chance(TAKEN_UP * 3):
        return
    yield stage.soon(10, 120)
    case.do(actions.take_up, RESIDENT, reason=case.say("reasons", "reopen"))
    yield stage.office_time(3, 16)
    if case.matter.desk.level > Level.SUBDISTRICT:
        case.do(actions.settle, case.desk_actor, answer=case.own("settle"))
    else:
        dispatch(case, Level.DISTRICT, designated=True)
        yield from work(case)
    yield from finish(case)
