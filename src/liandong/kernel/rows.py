"""Reading and writing plain rows at the least cost, for what is done thousands of times a day.

Django works out the same SQL anew each time; here each table's is worked out once.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from django.db.models.sql.compiler import SQLCompiler

NEXT_ID = {
    "postgresql": "SELECT nextval(pg_get_serial_sequence(%s, 'id'))",
    "sqlite": "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = %s",
}


def next_id(model: type[Model]) -> int:
    """The id of the next new row of this table, so that what points at it can be written first.

    PostgreSQL gives it to nobody else; on SQLite an action is the only writer until it ends.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEXT_ID[connection.vendor], [model._meta.db_table])
        return int(cursor.fetchone()[0])


def insert[M: Model](row: M) -> M:
    """Write a new row, as `row.save(force_insert=True)` does, and give it its id."""
    sql, fields = _insert(type(row), row.pk is not None)
    with connection.cursor() as cursor:
        cursor.execute(sql, [_value(field, row) for field in fields])
        if row.pk is None:
            row.pk = cursor.fetchone()[0]
    row._state.adding = False
    row._state.db = connection.alias
    return row


def select[M: Model](model: type[M], **columns: Sequence[Any]) -> list[M]:
    """The rows whose columns each hold one of these values: a plain look-up by ids and codes."""
    sql = _select(model, tuple((name, len(values)) for name, values in columns.items()))
    wanted = [value for values in columns.values() for value in values]
    compiler, names, converters = _reader(model)
    with connection.cursor() as cursor:
        cursor.execute(sql, wanted)
        found = compiler.apply_converters(cursor.fetchall(), converters)
        return [model.from_db(connection.alias, names, row) for row in found]


def _value(field: Field[Any, Any], row: Model) -> Any:
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)


@cache
def _insert(model: type[Model], with_id: bool) -> tuple[str, list[Field[Any, Any]]]:
    meta, quote = model._meta, connection.ops.quote_name
    fields = [field for field in meta.concrete_fields if with_id or not field.primary_key]
    names = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 -- names
    return sql if with_id else f"{sql} RETURNING {quote(str(meta.pk.column))}", fields


@cache
def _select(model: type[Model], columns: tuple[tuple[str, int], ...]) -> str:
    meta, quote = model._meta, connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in meta.concrete_fields)
    terms = [f"{quote(name)} IN ({', '.join(['%s'] * many)})" for name, many in columns]
    return f"SELECT {names} FROM {quote(meta.db_table)} WHERE {' AND '.join(terms)}"  # noqa: S608


@cache
def _reader(model: type[Model]) -> tuple[SQLCompiler, list[str], dict[int, Any]]:
    """What turns the database's rows into a table's rows, and the names of its fields."""
    fields = model._meta.concrete_fields
    compiler = model._default_manager.all().query.get_compiler(connection=connection)
    columns = [field.get_col(model._meta.db_table) for field in fields]
    return compiler, [field.attname for field in fields], compiler.get_converters(columns)
