"""A resident raises a matter, joins one, adds to it, withdraws it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.numbers import new_number
from liandong.kernel.rows import next_id
from liandong.kernel.search import grams_of
from liandong.kernel.transactions import action, action_once
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.matters import queries, rules
from liandong.matters.actions.common import finish, lock, promise, write
from liandong.matters.lifecycle import Outcome, Source, State
from liandong.matters.models import Contact, Follower, Matter, Message, Photo
from liandong.places.models import Place

TITLE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody raises: their words, where it is, and, if they like, how to reach them.

    `place` is the deepest place known; `lon`, `lat` CGCS2000 degrees. `shielded`: the office that
    deals with the matter does not learn who raised it.
    """

    text: str
    place: Place
    title: str = ""
    address: str = ""
    lon: float | None = None
    lat: float | None = None
    source: Source = Source.RESIDENT
    name: str = ""
    phone: str = ""
    notify: bool = True
    shielded: bool = False


@action_once(Matter)
def raise_matter(
    *,
    words: Words,
    actor: Actor,
    now: datetime,
    photos: Sequence[ContentFile[bytes]] = (),
) -> Matter:
    """Take up what somebody raises: a number, a desk, one accountable post and a promised date."""
    ensure(rules.may_raise(actor, words.source))
    holder = queries.desk_for(words.place)
    title = words.title or _title_of(words.text)
    matter = Matter(
        pk=next_id(Matter),
        number=new_number(f"{day_of(now):%y}", queries.NUMBER_LENGTH),
        key=actor.key,
        title=title,
        text=words.text,
        grams=grams_of(title, words.text, words.address, words.place.name),
        source=words.source,
        place=words.place,
        path=words.place.path,
        address=words.address,
        lon=words.lon,
        lat=words.lat,
        desk_id=holder.place_id,
        holder=holder,
        raised_at=now,
        shielded=words.shielded,
    )
    promise(matter, "matter.accept", holder, now)
    reach = words.name or words.phone
    contact = Contact(name=words.name, phone=words.phone, notify=words.notify)
    record(
        "matter.raised",
        matter,
        *([contact] if reach else []),
        subject=matter,
        actor=actor,
        at=now,
        place=words.place,
        source=words.source,
        photos=len(photos),
        text=words.text,
        address=words.address,
    )
    for photo in photos:
        Photo.objects.create(matter=matter, file=photo, added_at=now)
    return matter


def _title_of(text: str) -> str:
    """The first sentence of a text, cut to a line: nobody is asked for a title."""
    first = text.strip().splitlines()[0] if text.strip() else ""
    for mark in "。！？!?；;":
        first = first.split(mark)[0]
    return first if len(first) <= TITLE_LENGTH else f"{first[: TITLE_LENGTH - 1]}…"


@action
def join(*, matter_id: int, actor: Actor, now: datetime) -> Follower:
    """Somebody has the same trouble: they follow the matter by a link of their own."""
    matter = lock(matter_id)
    ensure(rules.may_join(actor, matter))
    follower = Follower.objects.create(matter=matter, code=secrets.token_hex(10), joined_at=now)
    record("matter.joined", subject=matter, actor=actor, at=now, place=matter.place)
    return follower


@action
def add(*, matter_id: int, text: str, actor: Actor, now: datetime) -> Message:
    """Who raised the matter adds to it; both sides read it in the conversation."""
    matter = lock(matter_id)
    ensure(rules.may_add(actor, matter))
    message = Message.objects.create(
        matter=matter, internal=False, from_resident=True, text=text, at=now
    )
    record("matter.added", subject=matter, actor=actor, at=now, place=matter.place, text=text)
    return message


@action
def withdraw(*, matter_id: int, reason: str, actor: Actor, now: datetime) -> Matter:
    """Who raised the matter no longer wants it dealt with."""
    matter = lock(matter_id)
    ensure(rules.may_withdraw(actor, matter, queries.facts(matter, actor, now)))
    finish(matter, State.TERMINATED, Outcome.ENDED, now)
    write("withdrawn", matter, actor, now, reason=reason)
    return matter
