"""A migration that writes a table anew leaves what watches over it in place."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection
from django.db.models import CharField

from liandong.kernel.rows import insert
from liandong.ledger.models import Entry
from liandong.matters.models import Matter

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL changes tables in place"),
    pytest.mark.django_db(transaction=True),
]

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _triggers(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s ORDER BY name",
            [model._meta.db_table],
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize(("model", "name"), [(Matter, "outcome"), (Entry, "verb")])
def test_triggers_outlive_a_changed_column(model, name):
    before, field = _triggers(model), model._meta.get_field(name)
    assert before
    longer = CharField(max_length=field.max_length + 1, db_column=field.column)
    longer.set_attributes_from_name(name)
    longer.model = model
    with connection.schema_editor() as editor:
        editor._remake_table(model, alter_fields=[(field, longer)])
    assert _triggers(model) == before


def test_a_frozen_table_stays_frozen():
    insert(Entry(verb="matter.raised", subject="matters.matter:1", actor="resident", at=NOW))
    with connection.schema_editor() as editor:
        editor._remake_table(Entry)
    with connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute("DELETE FROM ledger_entry")
