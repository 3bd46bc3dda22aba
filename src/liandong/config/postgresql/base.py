"""The connection that Django makes of a database whose engine is `liandong.config.postgresql`."""

import select
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper
from psycopg import Cursor, ServerCursor
from psycopg.pq import TransactionStatus


class KeptCursor(CursorWrapper):
    """A cursor that goes back to its connection when it is closed, for the next statement."""

    def close(self) -> None:
        if self.cursor is not None:
            self.db.kept.append(self.cursor)
            self.cursor = None


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is looked at, not asked, when a request takes it up again.

    A server that closed the connection has left the end of the stream in its socket, so an idle
    socket with something to read is not used any more. That costs no round trip. After an error
    and within a transaction the server is asked, as Django does.

    A cursor is used again: making one takes as long as a small statement.
    """

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.kept: list[Cursor] = []

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self.kept.clear()
        return super().get_new_connection(conn_params)

    def create_cursor(self, name: str | None = None) -> Any:
        return self.kept.pop() if self.kept and name is None else super().create_cursor(name)

    def make_cursor(self, cursor: Any) -> CursorWrapper:
        """One with a name holds rows on the server; it is closed when it is closed."""
        named = isinstance(cursor, ServerCursor)
        return super().make_cursor(cursor) if named else KeptCursor(cursor, self)

    def is_usable(self) -> bool:
        assert self.connection is not None, "only an open connection is looked at"
        idle = self.connection.info.transaction_status == TransactionStatus.IDLE
        if self.errors_occurred or not idle:
            return super().is_usable()
        look = select.poll()
        look.register(self.connection.fileno(), select.POLLIN)
        return not look.poll(0)
