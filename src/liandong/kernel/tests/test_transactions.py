import threading

import pytest
from django.db import connection

from liandong.kernel.actor import RESIDENT
from liandong.kernel.models import Press
from liandong.kernel.transactions import AlreadyDone, action, within_action


@action
def press(*, actor, fail=False):
    step()
    if fail:
        raise ZeroDivisionError
    return "done"


@within_action
def step():
    return None


@pytest.mark.django_db
def test_the_same_press_is_carried_out_once():
    actor = RESIDENT.pressing("k1")

    assert press(actor=actor) == "done"
    with pytest.raises(AlreadyDone):
        press(actor=actor)
    assert press(actor=RESIDENT.pressing("k2")) == "done"


@pytest.mark.django_db
def test_a_press_that_failed_may_be_tried_again():
    actor = RESIDENT.pressing("k1")
    with pytest.raises(ZeroDivisionError):
        press(actor=actor, fail=True)

    assert press(actor=actor) == "done"
    assert Press.objects.count() == 1


@pytest.mark.django_db
def test_without_a_key_nothing_is_claimed():
    press(actor=RESIDENT)
    press(actor=RESIDENT)

    assert not Press.objects.exists()


@pytest.mark.django_db
def test_a_step_outside_an_action_is_a_mistake():
    with pytest.raises(Exception, match="^$"):
        step()


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_instant_do_one_thing():
    done, barrier = [], threading.Barrier(2)

    def run():
        barrier.wait()
        try:
            done.append(press(actor=RESIDENT.pressing("same")))
        except AlreadyDone:
            done.append("already")
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(done) == ["already", "done"]
