import threading

import pytest
from django.db import connection

from liandong.kernel.actor import RESIDENT
from liandong.kernel.models import Series
from liandong.kernel.series import Number, allot
from liandong.kernel.transactions import action

MANY = 6


@action
def issue(*, actor, code="潍基督", year=2026, fail=False):
    number = allot(code, year)
    if fail:
        raise ZeroDivisionError
    return number


def test_a_number_is_spelled_as_the_standard_asks():
    assert str(Number("潍基督", 2026, 12)) == "潍基督〔2026〕12号"
    assert str(Number("潍基督", 2026, 3)) == "潍基督〔2026〕3号"


@pytest.mark.django_db
def test_every_code_and_year_counts_from_one():
    issued = [issue(actor=RESIDENT), issue(actor=RESIDENT)]
    issued += [issue(actor=RESIDENT, year=2027), issue(actor=RESIDENT, code="潍基纪")]

    assert [one.no for one in issued] == [1, 2, 1, 1]


@pytest.mark.django_db
def test_an_action_that_fails_leaves_no_gap():
    issue(actor=RESIDENT)
    with pytest.raises(ZeroDivisionError):
        issue(actor=RESIDENT, fail=True)

    assert issue(actor=RESIDENT).no == 2


@pytest.mark.django_db
def test_a_number_is_allotted_within_an_action_only():
    with pytest.raises(Exception, match="^$"):
        allot("潍基督", 2026)
    assert not Series.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("begun", [True, False])
def test_who_asks_at_the_same_instant_gets_the_next_number(begun):
    if begun:
        issue(actor=RESIDENT)
    numbers, barrier = [], threading.Barrier(MANY)

    def run(fail):
        barrier.wait()
        try:
            numbers.append(issue(actor=RESIDENT, fail=fail).no)
        except ZeroDivisionError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[turn == 2]) for turn in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbers) == list(range(1 + begun, MANY + begun))
