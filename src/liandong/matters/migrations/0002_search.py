"""Full-text search over `Matter.grams`: FTS5 kept in step by triggers, or a GIN index."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE matters_matter_search USING fts5(grams, content='matters_matter', "
    "content_rowid='id', tokenize='unicode61')",
    "CREATE TRIGGER matters_matter_search_insert AFTER INSERT ON matters_matter BEGIN "
    "INSERT INTO matters_matter_search(rowid, grams) VALUES (new.id, new.grams); END",
    "CREATE TRIGGER matters_matter_search_delete AFTER DELETE ON matters_matter BEGIN "
    "INSERT INTO matters_matter_search(matters_matter_search, rowid, grams) "
    "VALUES ('delete', old.id, old.grams); END",
    "CREATE TRIGGER matters_matter_search_update AFTER UPDATE OF grams ON matters_matter "
    "WHEN old.grams <> new.grams BEGIN "
    "INSERT INTO matters_matter_search(matters_matter_search, rowid, grams) "
    "VALUES ('delete', old.id, old.grams); "
    "INSERT INTO matters_matter_search(rowid, grams) VALUES (new.id, new.grams); END",
    "INSERT INTO matters_matter_search(rowid, grams) SELECT id, grams FROM matters_matter",
]
SQLITE_BACK = [
    "DROP TRIGGER matters_matter_search_update",
    "DROP TRIGGER matters_matter_search_delete",
    "DROP TRIGGER matters_matter_search_insert",
    "DROP TABLE matters_matter_search",
]
POSTGRESQL = [
    "CREATE INDEX matters_matter_search ON matters_matter USING gin (to_tsvector('simple', grams))"
]
POSTGRESQL_BACK = ["DROP INDEX matters_matter_search"]


def forward(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def backward(apps, schema_editor):
    lite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_BACK if lite else POSTGRESQL_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]
    operations = [migrations.RunPython(forward, backward)]
