"""A kept connection that the server closed is noticed before it is used again."""

import time

import pytest
from django.db import connection

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def other():
    """A second connection, to act as the server's administrator."""
    copy = connection.copy()
    yield copy
    copy.close()


def _begin_request():
    connection.close_if_unusable_or_obsolete()
    connection.health_check_done = False


def _closed_by(other):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        process = cursor.fetchone()[0]
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [process])
    time.sleep(0.2)  # until its last words have arrived
    return process


def test_an_open_connection_is_kept():
    connection.ensure_connection()
    kept = connection.connection
    assert connection.is_usable()
    connection.health_check_enabled = True
    _begin_request()
    connection.cursor().close()
    assert connection.connection is kept


def test_a_closed_one_is_replaced_at_the_next_request(other):
    process = _closed_by(other)
    assert not connection.is_usable()
    connection.health_check_enabled = True
    _begin_request()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone()[0] != process


def test_after_an_error_the_server_is_asked(other):
    _closed_by(other)
    connection.errors_occurred = True
    assert not connection.is_usable()
    connection.close()
