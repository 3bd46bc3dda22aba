"""The office's part: sign for it, return it, write to the resident, extend, suspend, answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from liandong.demo.play.case import Case
from liandong.demo.play.stage import Story
from liandong.kernel.actor import RESIDENT
from liandong.matters import actions, queries
from liandong.matters.actions import Route
from liandong.matters.lifecycle import State, SupervisionKind
from liandong.matters.models import Matter
from liandong.people.models import Post
from liandong.places.models import Level
from liandong.rulebook.models import WITHIN, Stage

RETURNED, EXTENDED, SUSPENDED, SPLIT, MOVED = 0.09, 0.09, 0.035, 0.03, 0.02
LATE, TOLD, NOTED, ADDED = 0.13, 0.3, 0.2, 0.12
FORGOTTEN, TRAPPED = 0.15, 0.3
HARD_RETURNS = 3
AT_ONCE = (Stage.SECURE, Stage.RESCUE, Stage.STOP_WORK)


def dispatch(case: Case, level: int = Level.DISTRICT, *, designated: bool = False) -> None:
    """The desk dispatches to whoever leads by the lists, now and then to a wrong office."""
    route = case.route(level)
    right = route.lead
    if not designated and (case.stubborn or case.stage.chance(RETURNED)):
        route = case.wrong_route(right)
    case.wanted = right
    may_designate = case.matter.desk.level <= Level.DISTRICT
    if designated and may_designate:
        route = Route(route.lead, route.supports, route.item, designated=True)
    case.do(actions.dispatch, case.desk_actor, route=route, category=case.category)


def work(case: Case) -> Story:
    """From dispatch to the answer, with what may come between."""
    stage = case.stage
    yield from at_once(case)
    yield stage.office_time(0.3, 3.8) if stage.chance(0.93) else stage.office_time(5, 14)
    while case.wanted is not None and case.matter.lead_id != case.wanted.pk:
        yield from _returned(case, case.wanted)
    case.do(actions.sign, case.lead)
    yield stage.office_time(0.3, 2)
    yield from _on_the_way(case)
    yield from _until_answer(case)
    case.do(actions.reply, case.lead, answer=case.own("answer"), photos=case.evidence())


def at_once(case: Case) -> Story:
    """What cannot wait is done or not needed, and the desk writes it down; or forgets to."""
    open_stages = {WITHIN[promise.kind] for promise in queries.running_stages(case.matter)}
    for stage in AT_ONCE:
        if stage not in open_stages or case.stage.chance(FORGOTTEN):
            continue
        yield case.stage.soon(0.1, 0.45)
        needed = stage != Stage.RESCUE or case.stage.chance(TRAPPED)
        findings = case.say("stages", stage.value if needed else f"no_{stage.value}")
        case.do(actions.reach, case.desk_actor, stage=stage, needed=needed, findings=findings)


def _returned(case: Case, right: Post) -> Story:
    """The wrong office gives it back with the reason; the desk sends it where it belongs."""
    stage = case.stage
    name = "return_again" if case.matter.returns else "return"
    lead = right.organisation.name if right.organisation else right.title
    words = {"name": case.category.name, "lead": lead}
    case.do(actions.return_matter, case.lead, reason=case.say("reasons", name, **words))
    yield stage.office_time(0.5, 5)
    if case.matter.state == State.DELIBERATING:
        yield from contested(case, lead)
    again = case.stubborn and case.matter.returns < HARD_RETURNS
    route = case.wrong_route(right) if again else case.route(right.place.level)
    if not again:
        case.wanted = route.lead
    case.do(actions.dispatch, case.desk_actor, route=route)
    yield stage.office_time(0.5, 4)


def contested(case: Case, lead: str) -> Story:
    """After the third return those concerned settle together who leads."""
    yield case.stage.office_time(2, 6)
    minutes = case.talked(
        case.say("talk", "contested_topic", name=case.category.name),
        case.say("talk", "contested", lead=lead),
        offices=True,
    )
    case.do(actions.consult, case.desk_actor, minutes=minutes, needs_decision=False)
    yield case.stage.office_time(0.5, 2)


def _on_the_way(case: Case) -> Story:
    stage = case.stage
    if stage.chance(TOLD):
        case.do(actions.tell, case.lead, text=case.by_kind("talk", "tell"))
    if stage.chance(NOTED):
        case.do(actions.note, case.lead, text=case.say("talk", "notes"))
    if stage.chance(ADDED):
        yield stage.soon(4, 30)
        case.do(actions.add, RESIDENT, text=case.say("talk", "added"))
    if stage.chance(MOVED) and case.matter.desk.level <= Level.SUBDISTRICT:
        yield from _transferred(case)
    if stage.chance(SPLIT):
        yield from _split(case)
    if stage.chance(EXTENDED):
        yield from _extended(case)
    if stage.chance(SUSPENDED):
        yield from _suspended(case)


def _transferred(case: Case) -> Story:
    """It turns out to be the city's: the same department there takes it, with the thread."""
    stage = case.stage
    lead = stage.posts[case.matter.lead_id or 0]
    code = lead.organisation.code if lead.organisation else ""
    above = stage.office(case.matter.place, code, Level.CITY) if code else lead
    if above.pk == lead.pk or not case.may_lead(above):
        return
    yield stage.office_time(1, 3)
    reason = case.say("reasons", "transfer")
    case.do(actions.transfer, case.desk_actor, route=Route(lead=above), reason=reason)
    yield stage.office_time(0.5, 3.5)
    case.do(actions.sign, case.lead)


def _extended(case: Case) -> Story:
    """Asked for before the date, with a reason that the resident reads."""
    due = case.matter.due_at
    if case.matter.extended or due is None or due <= case.stage.now:
        return
    yield case.stage.now + (due - case.stage.now) * case.stage.rng.uniform(0.4, 0.85)
    days = case.stage.rng.choice((3, 5, 5, 10))
    case.do(actions.extend, case.lead, days=days, reason=case.by_kind("reasons", "extend"))


def _suspended(case: Case) -> Story:
    yield case.stage.office_time(2, 8)
    case.do(actions.suspend, case.lead, reason=case.by_kind("reasons", "suspend"))
    yield case.stage.office_time(16, 140)
    case.do(actions.resume, case.lead)


def _split(case: Case) -> Story:
    """One part goes to another office; the whole waits for it."""
    stage = case.stage
    route = case.wrong_route(stage.posts[case.matter.lead_id or 0])
    task = f"配合处理“{case.matter.title}”：核实管线和权属，三日内提出处理意见。"
    part: Matter = case.do(actions.split, case.lead, task=task, route=route)
    worker = stage.actor(route.lead.pk)
    yield stage.office_time(0.5, 3)
    actions.sign(matter_id=part.pk, actor=worker, now=stage.now)
    yield stage.office_time(4, 12)
    answer = "已核实权属并提出处理意见，现场配合工作完成。"
    photos = case.evidence()
    part = actions.reply(
        matter_id=part.pk, actor=worker, now=stage.now, answer=answer, photos=photos
    )
    yield stage.office_time(1, 6)
    actions.verify(
        matter_id=part.pk,
        passed=True,
        findings="配合事项已完成。",
        actor=stage.actor(part.holder_id),
        now=stage.now,
    )


def _until_answer(case: Case) -> Story:
    """Mostly within the promise; sometimes late, and then urged and supervised."""
    stage, due = case.stage, case.matter.due_at
    assert due is not None, "a matter at work has a date"
    if due > stage.now and not stage.chance(LATE):
        span = (due - stage.now).total_seconds()
        aimed = stage.now + timedelta(seconds=span * stage.rng.uniform(0.15, 0.92))
        yield within_office(case, aimed, due)
        return
    yield from late(case, max(due, stage.now))


def within_office(case: Case, aimed: datetime, due: datetime) -> datetime:
    """The next working moment after an aimed one, but not past the date."""
    stage, before = case.stage, case.stage.now
    stage.now = aimed
    found = stage.office_time(0.05, 0.9)
    stage.now = before
    return found if found <= due else due - timedelta(minutes=stage.rng.randint(5, 40))


def late(case: Case, due: datetime) -> Iterator[datetime]:
    """Past the date: the resident or the desk reminds, a level above demands."""
    stage = case.stage
    yield due + timedelta(hours=stage.rng.uniform(2, 20))
    if stage.chance(0.4):
        case.do(actions.urge, RESIDENT, text=case.say("talk", "urge_resident"))
    if stage.chance(0.5):
        actor = stage.desk(case.matter.desk, min(case.matter.desk.level, Level.COMMUNITY))
        case.do(actions.urge, actor, text=case.say("talk", "urge_desk"))
    yield stage.office_time(1, 14)
    if stage.chance(0.4):
        _supervised(case)
    yield stage.office_time(1, 40)


def _supervised(case: Case) -> None:
    stage, place = case.stage, case.matter.desk
    kinds = [SupervisionKind.DAILY] * 6 + [SupervisionKind.LISTED] * 2 + [SupervisionKind.TALK]
    actor = stage.desk(place, min(place.level, Level.DISTRICT))
    if case.may("supervise", actor):
        kind = stage.rng.choice(kinds)
        case.do(actions.supervise, actor, kind=kind, demand=case.say("talk", "demand"))
