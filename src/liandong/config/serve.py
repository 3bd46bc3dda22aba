"""A small installation: the web server and one worker side by side, watched by one parent."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

PATIENCE = 30.0  # seconds that a child may take to finish what it has at hand
PR_SET_PDEATHSIG = 1

type Child = subprocess.Popen[bytes]


class PortTakenError(Exception):
    """Something else already answers at this address."""


def _die_with_parent() -> None:
    """Ask Linux to stop this child when its parent is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _start(*words: str) -> Child:
    return subprocess.Popen(  # noqa: S603 -- our own words, no shell
        [sys.executable, "-m", *words],
        preexec_fn=_die_with_parent,  # noqa: PLW1509 -- no threads here
        start_new_session=True,
    )


def web(host: str, port: int, workers: int) -> Child:
    """Start granian with this many processes."""
    return _start(
        *("granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "4", "--respawn-failed-workers"),
        *("--no-ws", "--log-level", "warning"),
        "liandong.config.wsgi:application",
    )


def worker() -> Child:
    return _start("liandong.config.command", "worker")


def ensure_free(host: str, port: int) -> None:
    """Refuse to start where something else already listens."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTakenError(f"{host}:{port}: {error.strerror}") from error


@dataclass
class House:
    """The two children and the wish to stop."""

    start_web: Callable[[], Child]
    start_worker: Callable[[], Child] = worker
    stopping: bool = False
    children: list[Child] = field(default_factory=list)

    def stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping = True

    def run(self, host: str, port: int, say: Callable[[str], None]) -> int:
        """Serve until told to stop. Returns the exit status: 1 when the web server died."""
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self.stop)
        self.children = [self.start_web(), self.start_worker()]
        try:
            if self._answers(host, port):
                say(f"Liandong is ready: http://{host}:{port}  (Ctrl+C stops it)")
            self._watch()
        finally:
            self._end()
        return 0 if self.stopping else 1

    def _answers(self, host: str, port: int) -> bool:
        """Wait until the web server takes connections, or ends."""
        target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
        while not self.stopping and self.children[0].poll() is None:
            try:
                socket.create_connection((target, port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return True
        return False

    def _watch(self) -> None:
        """Replace a worker that died; return when the web server ended or a stop was asked for."""
        while not self.stopping and self.children[0].poll() is None:
            time.sleep(0.2)
            if self.children[1].poll() is not None and not self.stopping:
                time.sleep(1)
                self.children[1] = self.start_worker()

    def _end(self) -> None:
        for child in self.children:
            child.terminate()
        latest = time.monotonic() + PATIENCE
        for child in self.children:
            try:
                child.wait(max(0.1, latest - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)


def serve(host: str, port: int, workers: int, say: Callable[[str], None]) -> int:
    """Run web and worker together until SIGTERM or SIGINT; return the exit status."""
    ensure_free(host, port)
    return House(lambda: web(host, port, workers)).run(host, port, say)
