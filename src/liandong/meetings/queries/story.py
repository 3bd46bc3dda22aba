"""What was done about a meeting, told from the ledger: nobody writes it a second time."""

from dataclasses import dataclass

from liandong.kernel.house import open_texts, said
from liandong.ledger import queries as ledger
from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry
from liandong.meetings.models import AgendaItem, Meeting, Resolution
from liandong.people.models import Post

MOST = 40


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story: what was done, by which post, and in which words."""

    entry: Entry
    says: object
    post: Post | None
    words: tuple[str, ...]


def story(meeting: Meeting) -> list[Told]:
    """The last lines written about a meeting, its items and its decisions, the latest first."""
    items = AgendaItem.objects.filter(meeting=meeting).values_list("pk", flat=True)
    resolutions = Resolution.objects.filter(item__meeting=meeting).values_list("pk", flat=True)
    names = [
        name_of(meeting),
        *(f"{AgendaItem._meta.label_lower}:{pk}" for pk in items),
        *(f"{Resolution._meta.label_lower}:{pk}" for pk in resolutions),
    ]
    entries = Entry.objects.filter(subject__in=names).select_related("detail").order_by("-id")
    return _told(list(entries[:MOST]))


def _told(entries: list[Entry]) -> list[Told]:
    ids = {entry.post_id for entry in entries if entry.post_id}
    posts = Post.objects.select_related("place", "organisation").in_bulk(ids)
    found = []
    for entry in entries:
        texts = ledger.texts_of(entry)
        words = tuple(texts[name] for name in open_texts(entry.verb) if texts.get(name))
        found.append(Told(entry, said(entry.verb), posts.get(entry.post_id or 0), words))
    return found
