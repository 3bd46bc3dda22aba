"""What waits for a post: lines that fall due, close-outs to verify, lists to issue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.duties.lifecycle import ListState, Step, TalkState
from liandong.duties.models import DutyList, FormalTalk, Rectification, Responsibility
from liandong.duties.queries.lights import lit
from liandong.kernel.actor import Actor
from liandong.people.models import DESKS, SECRETARIES, Post


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits for a post: what is to be done, by when, and where it is done."""

    what: Words
    title: str
    post: Post
    url: str
    due_at: datetime | None = None
    light: str = ""


def waiting_for(actor: Actor, now: datetime, most: int = 50) -> list[Waits]:
    """The first things that wait for the acting post, the earliest date first, then the undated."""
    if actor.post_id is None:
        return []
    found = [
        *_own(actor, now, most),
        *_to_check(actor, now, most),
        *_to_issue(actor, most),
        *_talks(actor, most),
    ]
    dated = sorted((one for one in found if one.due_at), key=lambda one: one.due_at or now)
    return [*dated, *(one for one in found if not one.due_at)][:most]


def _own(actor: Actor, now: datetime, most: int) -> Iterator[Waits]:
    lines = Responsibility.objects.filter(list__post_id=actor.post, promise__isnull=False)
    lines = lines.select_related("promise", "list__post__place")
    for line in lit(lines, now).order_by("promise__due_at", "id")[:most]:
        yield _waits(_("Fulfil"), line, line.item)
    problems = _problems().filter(lead_id=actor.post, step=Step.RUNNING)
    for one in lit(problems, now).order_by("promise__due_at", "id")[:most]:
        yield _waits(_("Put right"), one, one.problem)


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


def _problems() -> QuerySet[Rectification]:
    return Rectification.objects.select_related("promise", "list__post__place", "list__issuer")


def _waits(what: Words, line: Any, title: str) -> Waits:
    due_at = line.promise.due_at if line.promise else None
    return Waits(what, title, line.list.post, line.get_absolute_url(), due_at, line.light)
