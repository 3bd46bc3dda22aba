"""What a person takes home: whether an entry can be proven already, and the words behind it."""

from django.db.models import Model

from liandong.ledger.models import Checkpoint, Entry
from liandong.ledger.queries.proving import index_of
from liandong.ledger.queries.reading import timeline


def is_proven(entry: Entry) -> bool:
    """Whether the entry is sealed and a signed checkpoint covers it."""
    index = index_of(entry.pk)
    return index is not None and Checkpoint.objects.filter(size__gt=index).exists()


def entry_about(thing: Model, *verbs: str) -> Entry | None:
    """The entry that wrote a thing down: the first, or the last with these verbs."""
    about = timeline(thing)
    return about.filter(verb__in=verbs).last() if verbs else about.first()


def words_of(entry: Entry) -> dict[str, list[str]]:
    """Each text behind an entry that was not erased, with its salt: {field: [salt, text]}."""
    detail = getattr(entry, "detail", None)
    return dict(detail.texts) if detail else {}
