"""The lines of a chronicle: each entry with its sentence, post, thing and open texts."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.apps import apps
from django.db.models import QuerySet
from django.utils.functional import Promise

from liandong.kernel.house import called, open_texts, said
from liandong.kernel.templatetags.liandong import mask
from liandong.ledger import queries as ledger
from liandong.ledger.models import Entry
from liandong.people import queries as people
from liandong.people.models import Post, Term
from liandong.places import queries as places
from liandong.places.models import Place

# Seven or more digits, also in groups: a telephone, an identity card, an account.
LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){6,}[Xx]?")


@dataclass(frozen=True, slots=True)
class About:
    """What an entry speaks of: its kind in words, its row if that is still there, its address."""

    kind: str | Promise
    number: str
    thing: Any = None

    @classmethod
    def of(cls, subject: str, thing: Any = None) -> Self:
        label, _colon, number = subject.partition(":")
        return cls(called(label), getattr(thing, "shown_number", number), thing)

    @property
    def named(self) -> bool:
        """Whether it is known by a name in two languages: a place, a post, an organisation."""
        return hasattr(self.thing, "name_en")

    @property
    def url(self) -> str:
        find = getattr(self.thing, "get_absolute_url", None)
        return str(find()) if find else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `words` are the texts that every reader of it may read, `kept` how many are not."""

    entry: Entry
    post: Post | None
    place: Place | None
    about: About
    says: str | Promise
    words: tuple[str, ...]
    kept: int
    corrections: tuple["Line", ...] = ()


def lines(entries: Iterable[Entry]) -> list[Line]:
    """What a page says of these entries, in their order. The same few queries for any number."""
    entries = list(entries)
    corrections = ledger.corrections(entries)
    every = [*entries, *(one for several in corrections.values() for one in several)]
    seen = _Seen.by(every)
    return [
        seen.line(entry, tuple(seen.line(one) for one in corrections.get(entry.pk, ())))
        for entry in entries
    ]


@dataclass(frozen=True, slots=True)
class _Seen:
    """The rows that some entries name."""

    posts: dict[int, Post]
    places: dict[int, Place]
    things: dict[str, Any]

    @classmethod
    def by(cls, entries: list[Entry]) -> Self:
        posts = Post.objects.select_related("place")
        return cls(
            posts.in_bulk({entry.post_id for entry in entries if entry.post_id}),
            Place.objects.in_bulk({entry.place_id for entry in entries if entry.place_id}),
            _things({entry.subject for entry in entries}),
        )

    def line(self, entry: Entry, corrections: tuple[Line, ...] = ()) -> Line:
        texts = ledger.texts_of(entry)
        opened = [texts[field] for field in open_texts(entry.verb) if field in texts]
        return Line(
            entry=entry,
            post=self.posts.get(entry.post_id or 0),
            place=self.places.get(entry.place_id or 0),
            about=About.of(entry.subject, self.things.get(entry.subject)),
            says=said(entry.verb),
            words=tuple(_masked(text) for text in opened),
            kept=len(texts) - len(opened),
            corrections=corrections,
        )


def _things(subjects: Collection[str]) -> dict[str, Any]:
    """The rows behind names such as "matters.matter:12", one query for each kind of them."""
    numbers: dict[str, set[int]] = {}
    for subject in subjects:
        label, _colon, number = subject.partition(":")
        if number.isdecimal():
            numbers.setdefault(label, set()).add(int(number))
    return {
        f"{label}:{pk}": thing
        for label, pks in numbers.items()
        for pk, thing in apps.get_model(label)._default_manager.in_bulk(pks).items()
    }


def _masked(text: str) -> str:
    """A text in which long numbers show only what one needs to recognise them."""
    return LONG_NUMBER.sub(lambda found: mask(found[0]), text)


def line_of(entry: Entry) -> Line:
    return lines([entry])[0]


def of_post(post: Post, since: datetime, until: datetime, verb: str = "") -> QuerySet[Entry]:
    """What was done from a post, whoever held it."""
    return ledger.written(post_id=post.pk, since=since, until=until, verb=verb)


def of_place(
    place: Place, since: datetime, until: datetime, verb: str = "", *, alone: bool = False
) -> QuerySet[Entry]:
    """What was done in a place and in everything that belongs to it now, or in it alone."""
    ids: Any = [place.pk] if alone else places.within(place).values("pk")
    return ledger.written(place_ids=ids, since=since, until=until, verb=verb)


def post(post_id: int) -> Post | None:
    posts = Post.objects.select_related("place", "organisation")
    return posts.filter(pk=post_id).first()


def terms(post: Post, since: date, until: date) -> list[Term]:
    """Who held the post on any of these days, the latest first."""
    return [
        term
        for term in people.history(post)
        if term.starts_on <= until and (term.ends_on is None or term.ends_on > since)
    ]
