"""Talks: what the rules suggest and why, what was decided, and what has to be followed up.

A post is suggested when one of three numbers reaches its limit: lines of its lists that are red at
once, days by which the oldest of them is late, and relapses of one problem. What waits for the
issuing level to verify is not held against the post. Each limit is a rule of the rulebook.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from liandong.duties.lifecycle import Step, TalkState
from liandong.duties.models import READERS, FormalTalk, Rectification, Responsibility
from liandong.duties.queries.limits import moments
from liandong.duties.queries.posts import next_below
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.people.models import SECRETARIES, Post
from liandong.places.models import Place
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Rule

OPEN = (TalkState.CALLED, TalkState.HELD)


@dataclass(frozen=True, slots=True)
class Ground:
    """One number that reached its limit: the rule, what was found, and what the limit is."""

    key: str
    found: int
    limit: int
    rule: Rule | None = None

    @property
    def words(self) -> str:
        return said(self.key, self.found, self.limit)

    def kept(self) -> list[str | int]:
        return [self.key, self.found, self.limit]


def said(key: str, found: int, limit: int) -> str:
    """A ground as a sentence, in the reader's language."""
    sentences = {
        "talk.red_lines": _("%(found)d lines are overdue at once (the rule: %(limit)d)."),
        "talk.red_days": _("A line is overdue by %(found)d days (the rule: %(limit)d)."),
        "talk.relapses": _("A problem came back %(found)d times (the rule: %(limit)d)."),
    }
    return sentences[key] % {"found": found, "limit": limit}


def grounds(posts: Iterable[Post], now: datetime) -> dict[int, list[Ground]]:
    """Post id → the grounds on which the rules suggest a talk; posts without any are left out."""
    places = {post.pk: post.place for post in posts}
    ids = list(places)
    late = Q(promise__due_at__lt=now)
    lines = Responsibility.objects.filter(late, list__post_id__in=ids)
    problems = Rectification.objects.filter(late, list__post_id__in=ids, step=Step.RUNNING)
    found: dict[int, dict[str, int]] = {pk: dict.fromkeys(LIMITS, 0) for pk in ids}
    for rows in (lines, problems):
        counted = rows.values_list("list__post_id").annotate(Count("id"), Min("promise__due_at"))
        for post_id, many, oldest in counted:
            numbers = found[post_id]
            numbers["talk.red_lines"] += many
            numbers["talk.red_days"] = max(numbers["talk.red_days"], (now - oldest).days)
    back = Rectification.objects.filter(list__post_id__in=ids).exclude(step=Step.CLOSED)
    for post_id, times in back.values_list("list__post_id").annotate(Max("relapses")):
        found[post_id]["talk.relapses"] = times
    reached = {pk: _reached(found[pk], places[pk], now) for pk in ids}
    return {pk: several for pk, several in reached.items() if several}


LIMITS = ("talk.red_lines", "talk.red_days", "talk.relapses")


def _reached(numbers: dict[str, int], place: Place, now: datetime) -> list[Ground]:
    reached = []
    for key in LIMITS:
        limit = rulebook.limit(key, place, on=day_of(now))
        if numbers[key] >= limit.amount:
            reached.append(Ground(key, numbers[key], int(limit.amount), limit.rule))
    return reached


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A post with which the rules suggest a talk, and why."""

    post: Post
    grounds: list[Ground]


def suggestions(actor: Actor, now: datetime) -> list[Suggestion]:
    """For a secretary: the posts directly below, in the order of the tree, that rules point at.

    A post about which a person decided within the days of "talk.again" is left in peace.
    """
    if actor.role not in SECRETARIES:
        return []
    since = moments("talk.again", "post__place__path", now, lambda limit: _ago(now, limit))
    recent = Q(decided_at__gte=since) | Q(state__in=OPEN)
    decided = FormalTalk.objects.filter(recent).values("post_id")
    posts = list(next_below(Post.objects.get(pk=actor.post)).exclude(pk__in=decided))
    reached = grounds(posts, now)
    return [Suggestion(post, reached[post.pk]) for post in posts if post.pk in reached]


def _ago(now: datetime, limit: rulebook.Limit) -> datetime:
    return now - timedelta(days=int(limit.amount))


def open_talk(post: Post) -> FormalTalk | None:
    """The talk with a post that is not ended yet."""
    return FormalTalk.objects.filter(post=post, state__in=OPEN).first()


def has_open_talk(post: Post) -> bool:
    return open_talk(post) is not None


def talks(actor: Actor) -> QuerySet[FormalTalk]:
    """The talks that an actor may read, the newest first."""
    if actor.post_id is None:
        return FormalTalk.objects.none()
    seen = Q(post_id=actor.post_id) | Q(by_id=actor.post_id)
    if actor.role in READERS:
        seen |= Q(by__place__path__startswith=actor.path)
    found = FormalTalk.objects.filter(seen).select_related("post__place", "by__place", "promise")
    return found.order_by("-decided_at", "-id")


def find_talk(talk_id: int) -> FormalTalk | None:
    found = FormalTalk.objects.select_related("post__place", "by__place", "promise")
    return found.filter(pk=talk_id).first()


def find_post(post_id: int) -> Post | None:
    return Post.objects.select_related("place").filter(pk=post_id).first()
