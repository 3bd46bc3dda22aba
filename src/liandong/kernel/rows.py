"""Reading and writing plain rows at the least cost, for what is done thousands of times a day.

Django works out the same SQL anew each time; here each table's is worked out once.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Field, Model, TextField
from django.db.models.sql.compiler import SQLCompiler

type Given = tuple[type[Model], tuple[str, ...]]  # a table, and the columns that a row fills

NEXT_ID = {
    "postgresql": "SELECT nextval(pg_get_serial_sequence(%s, 'id'))",
    "sqlite": "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = %s",
}
_ID = "(SELECT id FROM made_{})"


class _Column(NamedTuple):
    """A field of a table: `plain` when a row holds its value as it is, `words` when it is text."""

    field: Field[Any, Any]
    name: str
    column: str
    plain: bool
    words: bool


def next_id(model: type[Model]) -> int:
    """The id of the next new row of this table, so that what points at it can be written first.

    PostgreSQL gives it to nobody else; on SQLite an action is the only writer until it ends.
    """
    database = connections[DEFAULT_DB_ALIAS]
    with database.cursor() as cursor:
        cursor.execute(NEXT_ID[database.vendor], [model._meta.db_table])
        return int(cursor.fetchone()[0])


def insert[M: Model](row: M, *parts: Model) -> M:
    """Write a new row, as `row.save(force_insert=True)` does, and give it its id.

    `parts` are new rows of other tables that have the row's id as their own primary key.
    """
    insert_all([row, *parts])
    return row


def insert_all(*families: Sequence[Model]) -> None:
    """Write several new rows, each with its parts; PostgreSQL does it with one statement."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "postgresql":
        _write(database, families)
        return
    for row, *parts in families:
        _write(database, [[row]])
        for part in parts:
            part.pk = row.pk
            _write(database, [[part]])


def select[M: Model](model: type[M], **columns: Sequence[Any]) -> list[M]:
    """The rows whose columns each hold one of these values: a plain look-up by ids and codes."""
    sql = _select(model, tuple((name, len(values)) for name, values in columns.items()))
    wanted = [value for values in columns.values() for value in values]
    compiler, names, converters = _reader(model)
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql, wanted)
        found = compiler.apply_converters(cursor.fetchall(), converters)
        return [model.from_db(DEFAULT_DB_ALIAS, names, row) for row in found]


def analyse(*models: type[Model]) -> None:
    """Let the database count what tables hold that were just filled, before it plans a query."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {_table(model)}")


def _write(database: BaseDatabaseWrapper, families: Sequence[Sequence[Model]]) -> None:
    values: list[Any] = []
    kinds = tuple(tuple(_given(one, values, database) for one in family) for family in families)
    with database.cursor() as cursor:
        cursor.execute(_insert(kinds), values)
        ids = cursor.fetchone()
    for number, family in zip(ids, families, strict=True):
        for one in family:
            one.pk = number
            one._state.adding = False
            one._state.db = database.alias


def _given(row: Model, values: list[Any], database: BaseDatabaseWrapper) -> Given:
    """Add what a row holds to the values. What is nothing is left out: fewer values cost less."""
    columns = []
    held = row.__dict__
    for one in _columns(type(row)):
        value = held.get(one.name) if one.plain else one.field.pre_save(row, add=True)
        if value is None:
            continue
        if not (one.words and type(value) is str):
            value = one.field.get_db_prep_save(value, database)
        columns.append(one.column)
        values.append(value)
    return type(row), tuple(columns)


@cache
def _insert(families: tuple[tuple[Given, ...], ...]) -> str:
    """The statement that writes such rows with such parts, and tells the rows' ids."""
    steps = []
    for number, (row, *parts) in enumerate(families):
        sql = f"{_into(*row)} RETURNING {_quoted(row[0]._meta.pk)} AS id"
        steps.append(f"made_{number} AS ({sql})")
        for part in parts:
            steps.append(f"part_{len(steps)} AS ({_into(*part, _ID.format(number))})")
    if len(steps) == 1:
        return sql
    ids = ", ".join(_ID.format(number) for number in range(len(families)))
    return f"WITH {', '.join(steps)} SELECT {ids}"  # noqa: S608 -- names


def _into(model: type[Model], columns: Sequence[str], shared: str = "") -> str:
    """Write one row; `shared` is where its primary key comes from when it brings none."""
    names, marks = list(columns), ["%s"] * len(columns)
    if shared:
        names.append(_quoted(model._meta.pk))
        marks.append(shared)
    return f"INSERT INTO {_table(model)} ({', '.join(names)}) VALUES ({', '.join(marks)})"  # noqa: S608


@cache
def _columns(model: type[Model]) -> list[_Column]:
    return [
        _Column(
            field,
            field.attname,
            _quoted(field),
            plain=type(field).pre_save is Field.pre_save,
            words=isinstance(field, CharField | TextField),
        )
        for field in model._meta.concrete_fields
    ]


def _quoted(field: Any) -> str:
    return connections[DEFAULT_DB_ALIAS].ops.quote_name(str(field.column))


def _table(model: type[Model]) -> str:
    return connections[DEFAULT_DB_ALIAS].ops.quote_name(model._meta.db_table)


@cache
def _select(model: type[Model], columns: tuple[tuple[str, int], ...]) -> str:
    names = ", ".join(_quoted(field) for field in model._meta.concrete_fields)
    terms = [f"{name} IN ({', '.join(['%s'] * many)})" for name, many in columns]
    return f"SELECT {names} FROM {_table(model)} WHERE {' AND '.join(terms)}"  # noqa: S608


@cache
def _reader(model: type[Model]) -> tuple[SQLCompiler, list[str], dict[int, Any]]:
    """What turns the database's rows into a table's rows, and the names of its fields."""
    fields = model._meta.concrete_fields
    compiler = model._default_manager.all().query.get_compiler(DEFAULT_DB_ALIAS)
    columns = [field.get_col(model._meta.db_table) for field in fields]
    return compiler, [field.attname for field in fields], compiler.get_converters(columns)
