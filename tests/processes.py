"""Running the house's own commands beside a test, on the test's database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests.checks import ROOT


def database_address() -> str:
    """Return the address of the test's own database, for other processes."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    user = f"{known['USER']}:{known['PASSWORD']}"
    return f"postgres://{user}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a process that shares the test's database and `folder`."""
    return os.environ | {
        "DATABASE_URL": database_address(),
        "LIANDONG_VAR": str(folder),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def running(*words: str, env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Run `liandong WORDS` for as long as the block lasts, then stop it the gentle way."""
    process = subprocess.Popen(
        [sys.executable, "-m", "liandong.config.command", *words],
        env=env,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        finally:
            process.kill()
            process.stdout.close()


def until(condition: Callable[[], object], seconds: float = 30) -> None:
    """Wait until something is true; fail when it takes too long."""
    latest = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < latest, "waited too long"
        time.sleep(0.02)
