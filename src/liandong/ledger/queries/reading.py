"""What was written about one subject."""

from django.db.models import Model, QuerySet

from liandong.ledger.models import Entry


def timeline(subject: Model | str) -> QuerySet[Entry]:
    """Every entry about one subject, oldest first, with its texts."""
    name = subject if isinstance(subject, str) else f"{subject._meta.label_lower}:{subject.pk}"
    return Entry.objects.filter(subject=name).select_related("detail").order_by("id")


def texts_of(entry: Entry) -> dict[str, str]:
    """The texts behind an entry that were not erased, by field."""
    detail = getattr(entry, "detail", None)
    return {field: pair[1] for field, pair in detail.texts.items()} if detail else {}
