"""The connection that Django makes of a database whose engine is `liandong.config.postgresql`."""

import select

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is looked at, not asked, when a request takes it up again.

    A server that closed the connection has left the end of the stream in its socket, so an idle
    socket with something to read is not used any more. That costs no round trip. After an error
    and within a transaction the server is asked, as Django does.
    """

    def is_usable(self) -> bool:
        assert self.connection is not None, "only an open connection is looked at"
        idle = self.connection.info.transaction_status == TransactionStatus.IDLE
        if self.errors_occurred or not idle:
            return super().is_usable()
        look = select.poll()
        look.register(self.connection.fileno(), select.POLLIN)
        return not look.poll(0)
