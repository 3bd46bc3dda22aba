"""The worker loses nothing and does nothing twice, whatever happens to it."""

import signal
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from liandong.config.worker import TRIES, Life, Worker, requeue_orphans
from liandong.kernel.house import clock_tasks
from liandong.ledger.models import Entry
from tests import deeds
from tests.processes import environment, running, until

READY = TaskResultStatus.READY
RUNNING = TaskResultStatus.RUNNING
FAILED = TaskResultStatus.FAILED


def marks():
    return sorted(Entry.objects.filter(verb="test.marked").values_list("subject", flat=True))


def unfinished():
    """The states of the test's tasks that still have to be done."""
    ours = DBTaskResult.objects.filter(task_path__startswith="tests.deeds")
    return list(ours.filter(status__in=[READY, RUNNING]).values_list("status", flat=True))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_again_and_again_it_still_does_everything_once(var):
    for number in range(60):
        deeds.leave_mark.enqueue(number)
    for done in (10, 25, 40):
        with running("worker", env=environment(var)) as process:
            until(lambda done=done: len(marks()) >= done)
            process.send_signal(signal.SIGKILL)
        assert unfinished()
    with running("worker", env=environment(var)):
        until(lambda: not unfinished())
    assert marks() == sorted(f"test.mark:{number}" for number in range(60))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_asked_to_stop_it_finishes_its_task_and_leaves_the_rest_in_the_queue(var):
    for number in range(60):
        deeds.leave_mark.enqueue(number)
    with running("worker", env=environment(var)) as process:
        until(lambda: len(marks()) >= 5)
    assert process.returncode == 0
    assert set(unfinished()) == {READY}
    assert len(marks()) + len(unfinished()) == 60


@pytest.fixture
def claimed(transactional_db):
    """A task that another worker has taken."""
    deeds.leave_mark.enqueue(1)
    task = DBTaskResult.objects.get()
    task.claim("other")
    return task


def test_a_task_of_a_live_worker_is_left_alone(claimed):
    other = Life("other")
    assert other.begin()
    assert other.begin()
    assert requeue_orphans() == 0
    other.end()
    assert requeue_orphans() == 1
    claimed.refresh_from_db()
    assert claimed.status == READY


def test_a_task_that_kills_its_workers_is_given_up(claimed):
    claimed.worker_ids = ["other"] * TRIES
    claimed.save()
    assert requeue_orphans() == 1
    claimed.refresh_from_db()
    assert claimed.status == FAILED


@pytest.mark.django_db(transaction=True)
def test_a_failed_task_is_tried_again_later_and_not_for_ever(work, caplog):
    deeds.fail.enqueue()
    work()
    task = DBTaskResult.objects.get()
    assert task.status == READY
    assert task.run_after > timezone.now() + timedelta(seconds=50)
    work()
    for _ in range(TRIES):
        DBTaskResult.objects.update(run_after=timezone.now())
        work()
    task.refresh_from_db()
    assert (task.status, len(task.worker_ids)) == (FAILED, TRIES)
    assert "as the test wants" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_the_clock_ticks_once_however_many_workers_there_are():
    for _ in range(3):
        worker = Worker()
        worker._keep_clock()
        worker.life.end()
    every = clock_tasks("every_minute") + clock_tasks("every_day")
    queued = DBTaskResult.objects.values_list("task_path", flat=True)
    assert sorted(queued) == sorted(task.module_path for task in every)
    assert "liandong.ledger.tasks.seal" in queued


@pytest.mark.django_db(transaction=True)
def test_a_busy_database_is_tried_again(monkeypatch):
    deeds.leave_mark.enqueue(1)

    def busy(self, worker_id):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(DBTaskResult, "claim", busy)
        assert Worker(batch=True).step() is False
    assert Worker(batch=True).step() is True
    assert Entry.objects.filter(verb="test.marked").count() == 1


def test_a_stop_while_idle_ends_at_once():
    worker = Worker()
    with pytest.raises(SystemExit):
        worker.shutdown(signal.SIGTERM, None)
    assert not worker.running
