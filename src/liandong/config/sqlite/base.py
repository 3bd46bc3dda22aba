"""The connection that Django makes of a database whose engine is `liandong.config.sqlite`."""

from typing import Any

from django.db.backends.sqlite3 import base, schema
from django.db.models import Model

TRIGGERS = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s ORDER BY name"


class SchemaEditor(schema.DatabaseSchemaEditor):
    """SQLite changes a table by writing it anew, which drops its triggers: they are put back.

    Full-text indexes are kept in step by triggers, and the ledger is frozen by them.
    """

    def _remake_table(self, model: type[Model], *changes: Any, **more: Any) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(TRIGGERS, [model._meta.db_table])
            triggers = [row[0] for row in cursor.fetchall()]
        super()._remake_table(model, *changes, **more)  # type: ignore[misc]
        for trigger in triggers:
            self.execute(trigger, None)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose migrations keep a table's triggers."""

    SchemaEditorClass = SchemaEditor
