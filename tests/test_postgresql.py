"""Kept connections and kept cursors are used again, and never when they should not be."""

import time

import pytest
from django.db import connection

from liandong.kernel.models import HourCount

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


def _inner(cursor):
    return cursor.cursor


def test_a_closed_cursor_serves_the_next_statement():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        first = _inner(cursor)
    with connection.cursor() as cursor:
        assert _inner(cursor) is first
        assert cursor.execute("SELECT 2").fetchone() == (2,)


def test_two_open_cursors_are_two_even_after_one_was_closed_twice():
    closed = connection.cursor()
    closed.close()
    closed.close()
    with connection.cursor() as one, connection.cursor() as other:
        one.execute("SELECT 1")
        other.execute("SELECT 2")
        assert _inner(one) is not _inner(other)
        assert (one.fetchone(), other.fetchone()) == ((1,), (2,))


def test_a_new_connection_takes_none_of_the_old_ones_cursors():
    connection.cursor().close()
    connection.close()
    with connection.cursor() as cursor:
        assert cursor.connection is connection.connection
        assert cursor.execute("SELECT 1").fetchone() == (1,)


def test_rows_read_in_parts_from_the_server_stay_apart():
    read = HourCount.objects.bulk_create([HourCount(key=str(n), hour=n, count=1) for n in range(5)])
    parts = HourCount.objects.order_by("hour").iterator(chunk_size=2)
    first = next(parts)
    assert HourCount.objects.count() == len(read)
    assert [first, *parts] == read
