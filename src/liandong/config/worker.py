"""The worker: background tasks and the clock, in one process that may be killed at any moment.

A task is claimed by writing the worker's name on it. While a worker lives it holds a lock that
only its death releases: on SQLite a lock on a file, on PostgreSQL an advisory lock of a database
session. A claimed task whose worker's lock is free goes back into the queue. So nothing is lost;
and nothing is done twice, because every task calls one action that is safe to repeat.
"""

import fcntl
import logging
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType
from typing import IO, Any
from uuid import uuid4
from zlib import crc32

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import OperationalError
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as LibraryWorker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from liandong.kernel.house import clock_tasks

logger = logging.getLogger("liandong.worker")

TRIES = 5
MINUTE = 60.0
# How long ago a task of the clock must have been queued to be queued again.
PERIODS = {"every_minute": timedelta(seconds=MINUTE - 5), "every_day": timedelta(hours=23)}
LOCK_SPACE = 0x11A2D0  # the first half of every PostgreSQL lock key of ours


class Life:
    """A lock that is held for as long as a worker lives, and can be felt by other workers."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._session: BaseDatabaseWrapper | None = None
        self._file: IO[bytes] | None = None

    def begin(self) -> bool:
        """Take the lock, or make sure of it; return False when somebody else alive holds it."""
        return self._lock_session() if connection.vendor == "postgresql" else self._lock_file()

    def end(self) -> None:
        """Release the lock. Names are never used twice, so the file can go."""
        if self._session:
            self._session.close()
        if self._file:
            os.unlink(self._file.name)
            self._file.close()

    def _lock_session(self) -> bool:
        session = self._session = self._session or connection.copy()
        if session.connection is not None and not session.is_usable():
            session.close()
        with session.cursor() as cursor:
            keys = [LOCK_SPACE, crc32(self.name.encode()) - 2**31]
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", keys)
            return bool(cursor.fetchone()[0])

    def _lock_file(self) -> bool:
        if self._file:
            return True
        folder = settings.VAR / "workers"
        folder.mkdir(parents=True, exist_ok=True)
        file = open(folder / self.name, "wb")  # noqa: SIM115
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True


@contextmanager
def _dead(name: str) -> Iterator[bool]:
    """Tell whether no live worker has this name, and keep it so meanwhile."""
    life = Life(name)
    try:
        yield life.begin()
    finally:
        life.end()


def requeue_orphans() -> int:
    """Return to the queue each task whose worker died while holding it; return how many."""
    count = 0
    for task in DBTaskResult.objects.running():
        with _dead(task.worker_ids[-1]) as dead:
            if dead:
                count += _requeue(task)
    return count


def _requeue(task: DBTaskResult[Any, Any]) -> int:
    """Queue a task again, or give it up when it has outlived too many workers."""
    given_up = len(task.worker_ids) >= TRIES
    unchanged = DBTaskResult.objects.filter(
        pk=task.pk, status=TaskResultStatus.RUNNING, worker_ids=task.worker_ids
    )
    if given_up:
        logger.error("%s was given up: %s workers died with it", task.task_path, TRIES)
    return unchanged.update(
        status=TaskResultStatus.FAILED if given_up else TaskResultStatus.READY,
        finished_at=timezone.now() if given_up else None,
    )


class Worker(LibraryWorker):
    """One process that carries out tasks one after the other and keeps the clock."""

    def __init__(self, *, interval: float = 0.5, batch: bool = False) -> None:
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=uuid4().hex,
            excluded_queue_names=[],
        )
        self.life = Life(self.worker_id)
        self.next_minute = 0.0
        self.next_hour = 0.0

    def run(self) -> None:
        """Work until told to stop; with `batch`, until the queue is empty."""
        self.life.begin()
        try:
            while self.running:
                close_old_connections()
                self._keep_clock()
                found = self.step()
                if not found and self.batch:
                    return
                if not found:
                    time.sleep(self.interval)
        finally:
            self.life.end()

    def step(self) -> bool:
        """Claim and carry out one task; return False when none is due."""
        try:
            with exclusive_transaction():
                task = DBTaskResult.objects.ready().get_locked()
                if task is not None:
                    task.claim(self.worker_id)
        except OperationalError:
            logger.warning("the database was busy; the next try follows")
            return False
        if task is not None:
            self.run_task(task)
        return task is not None

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        """Carry out one task; one that failed is tried again after 1, 4, 9 and 16 minutes."""
        super().run_task(db_task_result)
        tries = len(db_task_result.worker_ids)
        if db_task_result.status != TaskResultStatus.FAILED:
            return
        kind = db_task_result.exception_class_path
        logger.error("%s failed with %s, try %s", db_task_result.task_path, kind, tries)
        if tries < TRIES:
            db_task_result.status = TaskResultStatus.READY
            db_task_result.run_after = timezone.now() + timedelta(minutes=tries**2)
            db_task_result.save(update_fields=["status", "run_after"])

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Finish the task at hand and stop; a second signal stops at once, as a kill would."""
        if not self.running:
            os._exit(1)
        self.running = False
        if not self.running_task:
            raise SystemExit(0)

    def _keep_clock(self) -> None:
        now = time.monotonic()
        if now >= self.next_minute and not self.batch:
            self.next_minute = now + MINUTE
            self.life.begin()
            requeue_orphans()
            _tick()
        if now >= self.next_hour and not self.batch:
            self.next_hour = now + 60 * MINUTE
            call_command("prune_db_task_results", min_age_days=7, failed_min_age_days=90)


def _tick() -> None:
    """Queue what the rooms do every minute and every day, unless another worker just did."""
    for period, length in PERIODS.items():
        just_now = timezone.now() - length
        for task in clock_tasks(period):
            queued = DBTaskResult.objects.filter(task_path=task.module_path)
            if not queued.filter(enqueued_at__gt=just_now).exists():
                task.enqueue()


def run_worker() -> None:
    """Run one worker in this process until SIGTERM or SIGINT."""
    worker = Worker()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, worker.shutdown)
    worker.run()
