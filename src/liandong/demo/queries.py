"""What the demo's page shows: the cast with what waits for each, and one resident's matters."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from liandong.demo.cast import CAST, Member
from liandong.demo.words import names
from liandong.kernel.dates import day_of
from liandong.matters import queries as matters
from liandong.matters.lifecycle import State
from liandong.matters.models import Contact, Matter
from liandong.people import queries as people
from liandong.people.models import Person, Post


@dataclass(frozen=True, slots=True)
class Card:
    """One member of the cast, their post, and how much waits for it."""

    member: Member
    post: Post
    waits: int
    late: int


def cast(now: datetime) -> list[Card]:
    """The cast in its order, as far as they are here; the same number of queries for any cast."""
    members = {member.username: member for member in CAST}
    found = Person.objects.filter(username__in=members, is_active=True)
    held = people.posts_held_by(found, day_of(now))
    posts = {person.username: held[person.pk][0] for person in found if held.get(person.pk)}
    counts = _counts([post.pk for post in posts.values()], now)
    return [
        Card(member, posts[name], *counts.get(posts[name].pk, (0, 0)))
        for name, member in members.items()
        if name in posts
    ]


def _counts(posts: list[int], now: datetime) -> dict[int, tuple[int, int]]:
    waiting = Matter.objects.filter(holder__in=posts, closed_at__isnull=True).values("holder")
    counted = waiting.annotate(waits=Count("id"), late=Count("id", filter=Q(due_at__lt=now)))
    return {row["holder"]: (row["waits"], row["late"]) for row in counted.order_by()}


def member(username: str) -> Member | None:
    return next((one for one in CAST if one.username == username), None)


def person(username: str) -> Person | None:
    """The account of a member of the cast; never anybody else's."""
    known = member(username)
    return Person.objects.filter(username=username, is_active=True).first() if known else None


def own_matters(most: int = 4) -> list[dict[str, Any]]:
    """The demo resident's matters with their secret links, those to be judged first."""
    resident = names()["resident"]
    mine = Contact.objects.filter(phone=resident["phone"]).values("matter")
    found = Matter.objects.filter(pk__in=mine).order_by("-raised_at")
    ordered = sorted(found, key=lambda matter: matter.state != State.EVALUATING)
    return [{"matter": one, "secret": matters.secret_of(one.number)} for one in ordered[:most]]
