"""What was done about a list, a line or a project, told from the ledger: never typed twice."""

from dataclasses import dataclass

from django.db.models import Model

from liandong.kernel import house
from liandong.ledger import queries as ledger
from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry
from liandong.people.models import Post


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story: what was done, by which post, and in which words."""

    entry: Entry
    says: object
    post: Post | None
    words: tuple[str, ...]


def story(thing: Model) -> list[Told]:
    """Everything that was written about a thing, the latest first."""
    entries = list(ledger.timeline(name_of(thing)))
    posts = Post.objects.in_bulk({entry.post_id for entry in entries if entry.post_id})
    return [_told(entry, posts.get(entry.post_id or 0)) for entry in reversed(entries)]


def _told(entry: Entry, post: Post | None) -> Told:
    texts = ledger.texts_of(entry)
    opened = tuple(texts[name] for name in house.open_texts(entry.verb) if name in texts)
    return Told(entry, house.said(entry.verb), post, opened)
