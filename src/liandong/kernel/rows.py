"""Reading and writing plain rows at the least cost, for what is done thousands of times a day.

Django works out the same SQL anew each time; here each table's is worked out once.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Field, Model, TextField
from django.db.models.sql.compiler import SQLCompiler

type Fields = list[Field[Any, Any]]

NEXT_ID = {
    "postgresql": "SELECT nextval(pg_get_serial_sequence(%s, 'id'))",
    "sqlite": "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = %s",
}


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

    `parts` are new rows of other tables that have the row's id as their own primary key;
    PostgreSQL writes them in the same statement.
    """
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "postgresql":
        _write(database, row, parts)
    else:
        _write(database, row, ())
        for part in parts:
            part.pk = row.pk
            _write(database, part, ())
    return row


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


def _write(database: BaseDatabaseWrapper, row: Model, parts: Sequence[Model]) -> None:
    numbered = row.pk is not None
    sql, fields = _insert(type(row), numbered, tuple(type(part) for part in parts))
    values = [
        _value(field, one, database)
        for one, own in zip((row, *parts), fields, strict=True)
        for field in own
    ]
    with database.cursor() as cursor:
        cursor.execute(sql, values)
        if not numbered:
            row.pk = cursor.fetchone()[0]
    for one in (row, *parts):
        one.pk = row.pk
        one._state.adding = False
        one._state.db = database.alias


def _value(field: Field[Any, Any], row: Model, database: BaseDatabaseWrapper) -> Any:
    """What the database is given for a field. Plain text and nothing stay what they are."""
    value = field.pre_save(row, add=True)
    if value is None or (type(value) is str and isinstance(field, CharField | TextField)):
        return value
    return field.get_db_prep_save(value, database)


@cache
def _insert(
    model: type[Model], numbered: bool, parts: tuple[type[Model], ...]
) -> tuple[str, list[Fields]]:
    """The statement that writes such a row with such parts, and the fields that fill it."""
    own = [field for field in model._meta.concrete_fields if numbered or not field.primary_key]
    sql = _into(model, own)
    if parts or not numbered:
        sql = f"{sql} RETURNING {_quoted(model._meta.pk)} AS id"
    steps, fields = [f"made AS ({sql})"], [own]
    for number, part in enumerate(parts):
        fields.append([field for field in part._meta.concrete_fields if not field.primary_key])
        shared = ((part._meta.pk, "(SELECT id FROM made)"),)
        steps.append(f"part_{number} AS ({_into(part, fields[-1], shared)})")
    if parts:
        sql = f"WITH {', '.join(steps)} SELECT id FROM made"  # noqa: S608 -- names
    return sql, fields


def _into(model: type[Model], fields: Fields, shared: Sequence[tuple[Any, str]] = ()) -> str:
    columns = [*shared, *((field, "%s") for field in fields)]
    names = ", ".join(_quoted(field) for field, _value in columns)
    values = ", ".join(value for _field, value in columns)
    return f"INSERT INTO {_table(model)} ({names}) VALUES ({values})"  # noqa: S608 -- names


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
