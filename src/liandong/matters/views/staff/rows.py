"""Rows of lists, made ready for printing: dates as chips once a day, names in one language."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from liandong.kernel.templatetags.liandong import chinese, due, moment

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Dates:
    """Chips for promised dates as seen at one moment. Equal minutes are worked out once."""

    now: datetime
    known: dict[int, str] = field(default_factory=dict)
    moments: dict[int, str] = field(default_factory=dict)

    def chip(self, at: datetime | None) -> str:
        if at is None:
            return ""
        key = int(at.timestamp()) // MINUTE
        if key not in self.known:
            self.known[key] = due(at, self.now)
        return self.known[key]

    def moment(self, at: datetime | None) -> str:
        if at is None:
            return ""
        key = int(at.timestamp()) // MINUTE
        if key not in self.moments:
            self.moments[key] = moment(at, self.now)
        return self.moments[key]


def named(row: dict[str, Any], field_name: str, word: str = "name") -> str | SafeString:
    """The name in a row of values, in the reader's language."""
    if (get_language() or "").startswith("en") and row[f"{field_name}__{word}_en"]:
        return str(row[f"{field_name}__{word}_en"])
    return chinese(row[f"{field_name}__{word}"] or "")
