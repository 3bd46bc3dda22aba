"""The database itself refuses to change or remove what was written and sealed."""

from django.db import migrations

# Each table with what makes a row the same row: SQLite's REPLACE removes it without a DELETE.
FROZEN = {
    "ledger_entry": ["id"],
    "ledger_seal": ["index", "first_id"],
    "ledger_subtree": ["level index"],
    "ledger_checkpoint": ["size"],
    "ledger_cosignature": ["checkpoint_id witness"],
}
REASON = "the ledger is never changed: write a new entry"

SQLITE = """
    CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
    BEGIN SELECT RAISE(ABORT, '{reason}'); END
"""
SQLITE_REPLACE = """
    CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
    WHEN {clash} BEGIN SELECT RAISE(ABORT, '{reason}'); END
"""
CLASH = "EXISTS (SELECT 1 FROM {table} WHERE {key})"
POSTGRESQL = """
    CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{reason}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL_ROWS = """
    CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
"""


def statements(vendor):
    if vendor == "sqlite":
        for table in FROZEN:
            for verb in ("update", "delete"):
                yield SQLITE.format(table=table, verb=verb, reason=REASON)
            yield SQLITE_REPLACE.format(table=table, clash=clash(table), reason=REASON)
    else:
        yield POSTGRESQL.format(reason=REASON)
        for table in FROZEN:
            yield POSTGRESQL_ROWS.format(table=table)


def clash(table):
    """Whether the new row has the place of one that is there."""
    keys = (
        " AND ".join(f'"{column}" = NEW."{column}"' for column in key.split())
        for key in FROZEN[table]
    )
    return " OR ".join(CLASH.format(table=table, key=key) for key in keys)


def freeze(apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def thaw(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in FROZEN:
            for verb in ("update", "delete", "replace"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{verb}")
    else:
        schema_editor.execute("DROP FUNCTION ledger_refuse CASCADE")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_seals")]

    operations = [migrations.RunPython(freeze, thaw)]
