"""What was written about one subject."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from liandong.ledger.models import Entry
from liandong.ledger.tlog.entry import ACTOR


def timeline(subject: Model | str) -> QuerySet[Entry]:
    """Every entry about one subject, oldest first, with its texts."""
    name = subject if isinstance(subject, str) else f"{subject._meta.label_lower}:{subject.pk}"
    return Entry.objects.filter(subject=name).select_related("detail").order_by("id")


def texts_of(entry: Entry) -> dict[str, str]:
    """The texts behind an entry that were not erased, by field."""
    detail = getattr(entry, "detail", None)
    return {field: pair[1] for field, pair in detail.texts.items()} if detail else {}


NAMES = {
    ACTOR: _("who acted"),
    "address": _("address"),
    "answer": _("answer"),
    "category": _("kind of matter"),
    "consensus": _("what was agreed"),
    "demand": _("what was demanded"),
    "dissent": _("dissent"),
    "explanation": _("explanation"),
    "findings": _("findings"),
    "name": _("name"),
    "note": _("note"),
    "person": _("person"),
    "phone": _("phone"),
    "reason": _("reason"),
    "remark": _("remark"),
    "task": _("task"),
    "text": _("what was written"),
    "title": _("title"),
    "tried": _("what was tried"),
}


@dataclass(frozen=True, slots=True)
class Behind:
    """One kind of text behind a subject's entries: how many are there, how many are gone."""

    field: str
    there: int
    gone: int

    @property
    def name(self) -> str:
        """What the field is called; one that names no person's words goes by its own name."""
        return str(NAMES.get(self.field, self.field))


def texts_behind(subject: str) -> list[Behind]:
    """Which texts lie behind the entries of a subject, by field; "actor" is who acted."""
    promised: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for entry in timeline(subject):
        promised.update(entry.commitments.keys())
        detail = getattr(entry, "detail", None)
        there.update([*detail.texts, *([ACTOR] if detail.person_salt else [])] if detail else [])
    return [
        Behind(field, there[field], promised[field] - there[field]) for field in sorted(promised)
    ]
