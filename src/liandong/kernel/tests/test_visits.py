import threading

import pytest
from django.db import connection

from liandong.kernel.models import HourCount
from liandong.kernel.visits import one_more

HOUR = 498_000


@pytest.mark.django_db
def test_each_kind_visitor_and_hour_has_a_count_of_its_own():
    assert [one_more("raise", "a", HOUR) for _time in range(3)] == [1, 2, 3]
    assert one_more("join", "a", HOUR) == 1
    assert one_more("raise", "b", HOUR) == 1
    assert one_more("raise", "a", HOUR + 1) == 1


@pytest.mark.django_db
def test_what_earlier_hours_left_is_cleared_and_this_hour_is_kept():
    one_more("raise", "a", HOUR - 1)
    one_more("raise", "a", HOUR)
    one_more("raise", "b", HOUR)

    assert sorted(HourCount.objects.values_list("key", flat=True)) == [
        f"raise:{HOUR}:a",
        f"raise:{HOUR}:b",
    ]


@pytest.mark.django_db
def test_counting_on_is_one_statement(django_assert_num_queries):
    one_more("raise", "a", HOUR)
    with django_assert_num_queries(1):
        one_more("raise", "a", HOUR)


@pytest.mark.django_db(transaction=True)
def test_connections_at_the_same_instant_share_the_count_and_lose_none():
    found, barrier = [], threading.Barrier(4)

    def visit():
        barrier.wait()
        try:
            found.extend(one_more("raise", "a", HOUR) for _time in range(5))
        finally:
            connection.close()

    threads = [threading.Thread(target=visit) for _one in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == list(range(1, 21))
