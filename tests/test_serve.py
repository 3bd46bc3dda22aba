"""`liandong serve`: web and worker start together, are watched, and end together."""

import os
import signal
import socket
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command

from tests.processes import environment, running, until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children(pid):
    """The process ids of a process's children."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_it_serves_replaces_a_worker_and_stops(var, port):
    env = environment(var) | {"PLAIN_HTTP": "1"}
    with running("serve", "--port", str(port), "--workers", "1", env=env) as house:
        assert house.stdout.readline().startswith(f"Liandong is ready: http://127.0.0.1:{port}")
        with urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=60) as answer:  # noqa: S310
            assert answer.status == 200
        web, worker = children(house.pid)
        os.kill(worker, signal.SIGKILL)
        until(lambda: worker not in children(house.pid) and len(children(house.pid)) == 2)
        ours = children(house.pid)
    assert house.returncode == 0
    assert not any(alive(pid) for pid in [web, *ours])


def test_its_children_end_when_it_is_killed(var, port):
    with running("serve", "--port", str(port), "--workers", "1", env=environment(var)) as house:
        house.stdout.readline()
        ours = children(house.pid)
        house.kill()
        house.wait()
        until(lambda: not any(alive(pid) for pid in ours))


def test_a_taken_port_is_named():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CommandError, match="--port"):
            call_command("serve", port=other.getsockname()[1])
