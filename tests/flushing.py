"""Emptying the tables after a test that commits: the one thing that the ledger's triggers forbid.

Only here, and only for the flush: they stay in force for everything that a test itself does.
"""

from django.db.backends.base.operations import BaseDatabaseOperations

whole_flush = BaseDatabaseOperations.execute_sql_flush
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def let_tests_flush() -> None:
    BaseDatabaseOperations.execute_sql_flush = _flush


def _flush(operations: BaseDatabaseOperations, statements: list[str]) -> None:
    connection = operations.connection
    if connection.vendor == "postgresql":
        role = "SET LOCAL session_replication_role = "
        whole_flush(operations, [f"{role}replica", *statements, f"{role}origin"])
        return
    with connection.cursor() as cursor:
        triggers = cursor.execute(TRIGGERS).fetchall()
    drops = [f'DROP TRIGGER "{name}"' for name, _sql in triggers]
    whole_flush(operations, [*drops, *statements, *(sql for _name, sql in triggers)])
