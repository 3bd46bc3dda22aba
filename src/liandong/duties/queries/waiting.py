"""What waits for a post: lines that fall due, close-outs to verify, lists to issue."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.duties.lifecycle import ListState, OrderState, Step, TalkState
from liandong.duties.models import (
    OFFICES,
    DutyList,
    FormalTalk,
    Rectification,
    Responsibility,
    SupervisionOrder,
    Urging,
)
from liandong.duties.queries.lights import lit
from liandong.duties.queries.supervision import AT_OFFICE, urged
from liandong.kernel.actor import Actor
from liandong.ledger.actions import name_of
from liandong.people.models import DESKS, SECRETARIES, Post


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits for a post: what is to be done, by when, and where it is done.

    `about` names it in the ledger; `urged` is the newest urging `since` the post last acted on it.
    """

    what: Words
    title: str
    post: Post
    url: str
    due_at: datetime | None = None
    light: str = ""
    about: str = ""
    since: datetime | None = None
    urged: Urging | None = None


def waiting_for(actor: Actor, now: datetime, most: int = 50) -> list[Waits]:
    """The first things that wait for the acting post, the earliest date first, then the undated."""
    if actor.post_id is None:
        return []
    found = [
        *_own(actor, now, most),
        *_to_check(actor, now, most),
        *_to_issue(actor, most),
        *_talks(actor, most),
        *_orders(actor, now, most),
    ]
    dated = sorted((one for one in found if one.due_at), key=lambda one: one.due_at or now)
    return _with_urgings([*dated, *(one for one in found if not one.due_at)][:most])


def _with_urgings(found: list[Waits]) -> list[Waits]:
    """What was urged since the post last acted on it says so."""
    urgings = urged([one.about for one in found if one.about])
    return [replace(one, urged=_newer(urgings.get(one.about), one.since)) for one in found]


def _newer(urging: Urging | None, since: datetime | None) -> Urging | None:
    return urging if urging is not None and since is not None and urging.at >= since else None


def _own(actor: Actor, now: datetime, most: int) -> Iterator[Waits]:
    lines = Responsibility.objects.filter(list__post_id=actor.post, promise__isnull=False)
    lines = lines.select_related("promise", "list__post__place")
    for line in lit(lines, now).order_by("promise__due_at", "id")[:most]:
        yield _waits(_("Fulfil"), line, line.item, line.promise.given_at)
    problems = _problems().filter(lead_id=actor.post, step=Step.RUNNING)
    for one in lit(problems, now).order_by("promise__due_at", "id")[:most]:
        yield _waits(_("Put right"), one, one.problem, one.progress_at)


def _to_check(actor: Actor, now: datetime, most: int) -> Iterator[Waits]:
    """Close-outs that the actor's level issued and has to verify or approve."""
    steps = {
        Step.APPLIED: pgettext_lazy("close-out", "Verify"),
        Step.VERIFIED: pgettext_lazy("close-out", "Approve"),
    }
    if actor.role not in SECRETARIES:
        steps = {Step.APPLIED: pgettext_lazy("close-out", "Verify")} if actor.role in DESKS else {}
    problems = _problems().filter(list__issuer__place_id=actor.place_id or 0, step__in=list(steps))
    problems = problems.exclude(lead_id=actor.post)
    for one in lit(problems, now).order_by("promise__due_at", "id")[:most]:
        yield _waits(steps[Step(one.step)], one, one.problem)


def _to_issue(actor: Actor, most: int) -> Iterator[Waits]:
    """Lists that posts directly below have submitted."""
    if actor.role not in SECRETARIES:
        return
    near = Q(post__place_id=actor.place_id) | Q(post__place__parent_id=actor.place_id)
    lists = DutyList.objects.filter(near, state=ListState.SUBMITTED).exclude(post_id=actor.post)
    for listed in lists.select_related("post__place").order_by("submitted_at", "id")[:most]:
        title = listed.title or str(listed.get_kind_display())
        yield Waits(_("Issue or send back"), title, listed.post, listed.get_absolute_url())


def _talks(actor: Actor, most: int) -> Iterator[Waits]:
    """Talks that the actor called and has to hold, or to follow up."""
    steps = {TalkState.CALLED: _("Hold the talk"), TalkState.HELD: _("Follow it up")}
    talks = FormalTalk.objects.filter(by_id=actor.post, state__in=list(steps))
    for talk in talks.select_related("post__place", "promise").order_by("decided_at")[:most]:
        due_at = talk.promise.due_at if talk.promise else None
        what, title = steps[TalkState(talk.state)], str(talk.get_kind_display())
        yield Waits(what, title, talk.post, talk.get_absolute_url(), due_at)


def _orders(actor: Actor, now: datetime, most: int) -> Iterator[Waits]:
    """Orders that the actor's office must answer, and those that its level files, checks, ends."""
    mine = Q(post_id=actor.post, state=OrderState.ISSUED)
    if actor.role in OFFICES:
        steps = set(ORDER_STEPS) - {OrderState.ISSUED}
        if actor.role not in SECRETARIES:
            steps -= {OrderState.FILED, OrderState.ACCEPTED}
        mine |= Q(place_id=actor.place_id, state__in=list(steps))
    found = SupervisionOrder.objects.filter(mine).select_related("promise", "post__place")
    for order in lit(found, now, AT_OFFICE).order_by("promise__due_at", "id")[:most]:
        promise = order.promise
        yield Waits(
            ORDER_STEPS[OrderState(order.state)],
            f"{order.number} {order.title}".strip(),
            order.post,
            order.get_absolute_url(),
            promise.due_at if promise else None,
            order.light,
            name_of(order),
            promise.given_at if promise else None,
        )


ORDER_STEPS = {
    OrderState.FILED: _("Issue the order"),
    OrderState.ISSUED: _("Answer the order"),
    OrderState.ANSWERED: _("Check the answer"),
    OrderState.ACCEPTED: _("Close the order"),
    OrderState.CLOSED: _("Archive the order"),
}


def _problems() -> QuerySet[Rectification]:
    return Rectification.objects.select_related("promise", "list__post__place", "list__issuer")


def _waits(what: Words, line: Any, title: str, since: datetime | None = None) -> Waits:
    due_at, about = line.promise.due_at if line.promise else None, name_of(line)
    url, post = line.get_absolute_url(), line.list.post
    return Waits(what, title, post, url, due_at, line.light, about, since)
