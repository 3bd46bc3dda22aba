"""The express line: written, gathered behind, taken up or declined, carried out, answered."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from liandong.duties import actions as duties
from liandong.duties.actions import Problem, Terms
from liandong.duties.lifecycle import Deadline
from liandong.duties.lifecycle import Origin as ListOrigin
from liandong.duties.queries.periods import last_moment
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.matters.lifecycle import Obstacle
from liandong.matters.models import Matter
from liandong.meetings import queries, rules
from liandong.meetings.lifecycle import ExpressState
from liandong.meetings.models import ExpressItem, ExpressStep, GatheredMatter
from liandong.meetings.queries import Cause
from liandong.people.models import Post
from liandong.places.models import Place

JUDGE, ANSWER = "express.judge", "express.answer"
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Cry:
    """What is written: in a line that everybody may read later, and in detail for the offices.

    What `cause` says already, of what was tried and what stands in the way, is taken from there.
    """

    title: str
    need: str
    missing: str
    obstacle: Obstacle | None = None
    tried: str = ""
    cause: Cause = Cause()


@action
def write_express(*, secretary_id: int, cry: Cry, actor: Actor, now: datetime) -> ExpressItem:
    """Write straight to a secretary of a level above what is felt most strongly."""
    ensure(rules.may_write_express(actor))
    place = Place.objects.select_for_update(of=("self",)).get(pk=actor.place_id or 0)
    ensure(rules.is_offered(secretary_id, {one.pk for one in queries.secretaries_above(place)}))
    ensure(rules.is_once(queries.running_about(cry.cause)))
    item = ExpressItem.objects.create(
        place=place,
        written_by_id=actor.post,
        written_at=now,
        secretary=_post(secretary_id),
        about=cry.cause.about,
        title=cry.title,
        need=cry.need,
        obstacle=cry.cause.obstacle or cry.obstacle or Obstacle.POWER,
        tried=cry.cause.tried or cry.tried,
        missing=cry.missing,
    )
    _run_to_judge(item, now)
    if cry.cause.matter is not None:
        GatheredMatter.objects.create(item=item, matter=cry.cause.matter, at=now)
    _note("written", item, actor, now, secretary=secretary_id, obstacle=Obstacle(item.obstacle))
    return item


@action
def gather(
    *, item_id: int, matter_ids: tuple[int, ...], actor: Actor, now: datetime
) -> ExpressItem:
    """Gather residents' matters of a kind behind an item; each keeps its own path and date."""
    item = _locked(item_id)
    ensure(rules.may_gather(actor, item))
    found: list[Matter] = queries.free_among(item, matter_ids)
    ensure(rules.is_something(len(found)))
    rows = [GatheredMatter(item=item, matter=matter, at=now) for matter in found]
    GatheredMatter.objects.bulk_create(rows)
    _note("gathered", item, actor, now, count=len(found))
    return item


@action
def withdraw(*, item_id: int, reason: str, actor: Actor, now: datetime) -> ExpressItem:
    """Take an item back before the secretary has judged it."""
    item = _locked(item_id)
    ensure(rules.may_withdraw(actor, item))
    duties.void(promise=item.promise, now=now)
    item.state, item.reason, item.ended_at, item.promise = (
        ExpressState.WITHDRAWN,
        reason,
        now,
        None,
    )
    item.save(update_fields=["state", "reason", "ended_at", "promise"])
    _note("withdrawn", item, actor, now)
    return item


@dataclass(frozen=True, slots=True)
class Undertaking:
    """With what a secretary takes an item up: the title that everybody reads, plan, lead, date."""

    title: str
    plan: str
    lead_id: int
    due_on: date


@action
def take_up(*, item_id: int, undertaking: Undertaking, actor: Actor, now: datetime) -> ExpressItem:
    """Take an item up: from here on it is public, and the answer has its date."""
    item = _locked(item_id)
    ensure(rules.may_take_up(actor, item))
    ensure(rules.is_dated(undertaking.due_on, day_of(now)))
    ensure(
        rules.is_offered(undertaking.lead_id, {one.pk for one in queries.lead_secretaries(item)})
    )
    duties.end(promise=item.promise, now=now)
    item.state, item.taken_up_at = ExpressState.TAKEN_UP, now
    item.title, item.plan = undertaking.title, undertaking.plan
    item.lead, item.due_on = _post(undertaking.lead_id), undertaking.due_on
    terms = Terms(ANSWER, item.lead, item.place)
    due_at = last_moment(undertaking.due_on)
    item.promise = duties.give_date(subject=item, terms=terms, due_at=due_at, now=now)
    item.save()
    _note(
        "taken_up",
        item,
        actor,
        now,
        lead=undertaking.lead_id,
        due=undertaking.due_on,
        title=undertaking.title,
        plan=undertaking.plan,
    )
    return item


@action
def pass_on(
    *, item_id: int, secretary_id: int, reason: str, actor: Actor, now: datetime
) -> ExpressItem:
    """Pass an item on to the secretary of another level, whose time to judge begins anew."""
    item = _locked(item_id)
    ensure(rules.may_pass_on(actor, item))
    above = {one.pk for one in queries.secretaries_above(item.place)} - {item.secretary_id}
    ensure(rules.is_offered(secretary_id, above))
    duties.end(promise=item.promise, now=now)
    item.secretary = _post(secretary_id)
    _run_to_judge(item, now)
    _note("passed_on", item, actor, now, secretary=secretary_id, reason=reason)
    return item


@action
def decline(
    *, item_id: int, title: str, reason: str, place_id: int, actor: Actor, now: datetime
) -> ExpressItem:
    """Decline an item with a reason; the joint meeting of a place finds it for its agenda."""
    item = _locked(item_id)
    ensure(rules.may_decline(actor, item))
    ensure(rules.is_offered(place_id, {one.pk for one in queries.meetings_instead(item)}))
    duties.end(promise=item.promise, now=now)
    item.state, item.title, item.reason = ExpressState.DECLINED, title, reason
    item.goes_to, item.ended_at = Place.objects.get(pk=place_id), now
    item.promise = None
    item.save()
    _note("declined", item, actor, now, goes_to=place_id, title=title, reason=reason)
    return item


@dataclass(frozen=True, slots=True)
class Task:
    """A department's step: what it does, by which goal it is seen, who supports, until when."""

    what: str
    goal: str
    lead_id: int
    due_on: date
    supports: tuple[int, ...] = ()


@action
def ask(*, item_id: int, task: Task, actor: Actor, now: datetime) -> ExpressItem:
    """Give a department a step of the plan: a duty that runs at once and is verified later."""
    item = _locked(item_id)
    ensure(rules.may_ask(actor, item))
    ensure(rules.is_dated(task.due_on, day_of(now), item.due_on))
    problem = Problem(
        problem=item.title,
        origin=ListOrigin.PUBLIC,
        goal=task.goal,
        measures=task.what,
        lead_id=task.lead_id,
        deadline=Deadline.BY_DATE,
        due_on=task.due_on,
        supports=tuple(pk for pk in task.supports if pk != task.lead_id),
    )
    line = duties.assign(
        problem=problem, title=_list_title(item), issuer=item.secretary, actor=actor, now=now
    )
    ExpressStep.objects.create(item=item, rectification=line)
    _note("asked", item, actor, now, lead=task.lead_id, due=task.due_on, text=task.what)
    return item


@action
def put_off(*, item_id: int, due_on: date, reason: str, actor: Actor, now: datetime) -> ExpressItem:
    """Give the answer a later date, with a reason that everybody reads."""
    item = _locked(item_id)
    ensure(rules.may_put_off(actor, item))
    ensure(rules.is_to_be_later(item, due_on))
    assert item.promise is not None, "what is taken up has its date"
    item.promise = duties.supersede(
        promise=item.promise, due_at=last_moment(due_on), reason=reason, now=now
    )
    item.due_on = due_on
    item.save(update_fields=["promise", "due_on"])
    _note("put_off", item, actor, now, due=due_on, reason=reason)
    return item


@action
def answer(*, item_id: int, text: str, solved: bool, actor: Actor, now: datetime) -> ExpressItem:
    """Answer in public: solved, or not and why. It is solved when every step is closed out."""
    item = _locked(item_id)
    ensure(rules.may_answer(actor, item))
    ensure(rules.is_solved(solved, queries.open_steps(item)))
    duties.end(promise=item.promise, now=now)
    item.state, item.solved, item.answer = ExpressState.ANSWERED, solved, text
    item.answered_by, item.ended_at, item.promise = _post(actor.post), now, None
    item.save()
    _note("answered", item, actor, now, solved=solved, answer=text)
    return item


def _locked(item_id: int) -> ExpressItem:
    items = ExpressItem.objects.select_for_update(of=("self",))
    related = ("place__parent", "secretary__place", "lead__place", "promise")
    return items.select_related(*related).get(pk=item_id)


def _post(post_id: int) -> Post:
    return Post.objects.select_related("place").get(pk=post_id)


@within_action
def _run_to_judge(item: ExpressItem, now: datetime) -> None:
    """The time within which the secretary takes it up, passes it on or declines."""
    terms = Terms(JUDGE, item.secretary, item.secretary.place)
    item.promise = duties.give(subject=item, terms=terms, now=now)
    item.save(update_fields=["secretary", "promise"])


def _list_title(item: ExpressItem) -> str:
    """What the list of duties is called that carries an item out."""
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Express line no. %(number)d: %(title)s") % {
            "number": item.pk,
            "title": item.title,
        }
    return title[:LONGEST_TITLE]


@within_action
def _note(verb: str, item: ExpressItem, actor: Actor, now: datetime, **details: Any) -> None:
    record(f"express.{verb}", subject=item, actor=actor, at=now, place=item.place, **details)
