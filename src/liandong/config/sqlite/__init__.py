"""Django's SQLite, whose migrations keep a table's triggers."""
