"""Reading rows that somebody may have damaged."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import DateTimeField, Field, Model

# What Django raises for a row that holds what no row of ours can hold.
UNREADABLE = (ValueError, TypeError, AttributeError, DatabaseError)


@dataclass
class Rows[M: Model]:
    """Rows by their id; the ids of those that can't be read, or are stored as we never store."""

    found: dict[int, M] = field(default_factory=dict)
    damaged: set[int] = field(default_factory=set)


def load[M: Model](model: type[M], ids: list[int]) -> Rows[M]:
    """Read rows by id; where one can't be read, the others still are."""
    try:
        found = model._default_manager.in_bulk(ids)
        return Rows(found, _unlike(model, found.values()))
    except UNREADABLE:
        if len(ids) == 1:
            return Rows({}, set(ids))
    half = len(ids) // 2
    left, right = load(model, ids[:half]), load(model, ids[half:])
    return Rows(left.found | right.found, left.damaged | right.damaged)


def _unlike[M: Model](model: type[M], rows: Iterable[M]) -> set[int]:
    """The ids of rows that are stored otherwise than we store them.

    SQLite keeps JSON and times as text, and two texts may mean the same. PostgreSQL does not.
    """
    if connection.vendor != "sqlite":
        return set()
    expected = {row.pk: _prepared(row) for row in rows}
    stored = _raw(model, list(expected))
    return {pk for pk, values in expected.items() if stored.get(pk) != values}


def _prepared(row: Model) -> list[object]:
    return [
        field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in row._meta.concrete_fields
    ]


def _raw(model: type[Model], ids: list[int]) -> dict[int, list[object]]:
    """The stored values themselves, before anything reads them."""
    columns = [_column(field) for field in model._meta.concrete_fields]
    key = model._meta.pk.attname
    marks = ",".join(["%s"] * len(ids))
    query = f"SELECT {', '.join(columns)} FROM {model._meta.db_table} WHERE {key} IN ({marks})"  # noqa: S608 -- our own names
    at = [field.attname for field in model._meta.concrete_fields].index(key)
    with connection.cursor() as cursor:
        cursor.execute(query, ids)
        return {row[at]: list(row) for row in cursor.fetchall()}


def _column(field: Field[Any, Any]) -> str:
    """A column as text where the driver would read a time out of it."""
    name = field.attname
    return f"CAST({name} AS TEXT)" if isinstance(field, DateTimeField) else name
