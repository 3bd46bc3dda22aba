"""What a verification can find, in words."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What happened to the record."""

    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TRUNCATED = "truncated"
    REWRITTEN = "rewritten"
    TREE = "tree"
    SIGNED = "signed"
    TEXT = "text"
    ERASED = "erased"


SENTENCES = {
    Kind.ALTERED: _("Entry %(entry)s at index %(index)s was altered."),
    Kind.REMOVED: _("Entry %(entry)s at index %(index)s was removed."),
    Kind.INSERTED: _("Entry %(entry)s was inserted: it never took its place in the log."),
    Kind.REORDERED: _("Entry %(entry)s at index %(index)s is not in its place: reordered."),
    Kind.TRUNCATED: _("The log was truncated by %(count)s entries: %(index)s are left."),
    Kind.REWRITTEN: _(
        "Between index %(index)s and %(until)s the log was rewritten: what is there now is not "
        "what was signed."
    ),
    Kind.TREE: _("The hashes of the log from index %(index)s to %(until)s were altered."),
    Kind.SIGNED: _("The signed checkpoint of %(until)s entries was altered."),
    Kind.TEXT: _("A text behind entry %(entry)s at index %(index)s was altered."),
    Kind.ERASED: _("%(count)s texts about %(subject)s are gone, and no entry says so."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit. `index` is the place in the log, None before it has one."""

    kind: Kind
    index: int | None = None
    entry: int | None = None
    until: int | None = None
    count: int = 0
    subject: str = ""

    def __str__(self) -> str:
        return str(SENTENCES[self.kind]) % {
            "entry": "?" if self.entry is None else f"#{self.entry}",
            "index": "-" if self.index is None else self.index,
            "until": self.until,
            "count": self.count,
            "subject": self.subject,
        }

    @property
    def order(self) -> tuple[int, int]:
        """Findings are told in the order of the log; what has no place in it comes last."""
        place = 2**63 if self.index is None else self.index
        return place, self.entry or 0


@dataclass(slots=True)
class Report:
    """How long the log is, how many signed heads it was compared with, and what does not fit."""

    size: int
    root: bytes
    heads: int
    waiting: int
    findings: list[Finding] = field(default_factory=list)
