"""A text that can be searched in Chinese: pairs of characters, indexed by either database.

A text becomes its overlapping pairs of Han characters and its runs of letters and digits. On
PostgreSQL a GIN index over the simple text-search vector finds them, on SQLite an FTS5 table that
triggers keep in step (both are made in the migrations).
"""

import re
from typing import Any

from django.db import models
from django.db.models import Lookup

HAN = re.compile(r"[\u3400-\u9fff]+|[0-9a-z]+")


def grams_of(*texts: str) -> str:
    """The searchable pairs and words of some texts, separated by spaces, each once."""
    found: dict[str, None] = {}
    for run in HAN.findall(" ".join(texts).lower()):
        if run[0] < "\u3400" or len(run) == 1:
            found[run] = None
        else:
            found.update(dict.fromkeys(run[i : i + 2] for i in range(len(run) - 1)))
    return " ".join(found)


class GramsField(models.TextField[str, str]):
    """Holds `grams_of(...)`; filter it with `__matches="words of a query"`."""


@GramsField.register_lookup
class Matches(Lookup[Any]):
    """True where every pair and word of the query occurs."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        words = " ".join(f'"{word}"' for word in grams_of(self.rhs).split())
        quote = connection.ops.quote_name
        table = quote(f"{self.lhs.target.model._meta.db_table}_search")
        parts = (quote(self.lhs.alias), ".id IN (SELECT rowid FROM ", table, " WHERE ", table)
        return "".join((*parts, " MATCH %s)")), [words]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        words = " & ".join(f"'{word}'" for word in grams_of(self.rhs).split())
        return f"to_tsvector('simple', {left}) @@ to_tsquery('simple', %s)", [*params, words]
