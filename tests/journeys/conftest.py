"""A small demo city behind a real server, and people with phones and desks in Chromium.

`--pictures` also writes the docs' screenshots (docs/{en,zh}/images).
"""

import os
import shutil
import socket
import subprocess
import sys

import pytest
from playwright.sync_api import sync_playwright

from tests.checks import ROOT
from tests.journeys.people import Somebody
from tests.processes import running, until

FLAGS = [
    f"--{word}"
    for word in [
        "no-sandbox",
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
    ]
]


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "journeys"):
            item.add_marker(pytest.mark.journey)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="session")
def city(tmp_path_factory):
    """The address of a served demo city, small and the same every time."""
    env = os.environ | {
        "LIANDONG_DEMO": "1",
        "LIANDONG_VAR": str(tmp_path_factory.mktemp("city")),
        "DATABASE_URL": "",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    origin = "demo.liandong.example/ledger"
    begin = ["migrate", "--no-input", "-v0"], ["ledger_key", "--origin", origin]
    for words in (*begin, ["demo_seed", "--small"]):
        subprocess.run(
            [sys.executable, "-m", "liandong.config.command", *words],
            env=env,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    port = free_port()
    with running("serve", "--port", str(port), env=env) as server:
        until(lambda: _answers(port), 60)
        assert server.poll() is None
        yield f"http://127.0.0.1:{port}"


def _answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def somebody(city, chromium, request):
    """A person's browser: `somebody("phone")`, `somebody("desk", language="en", scripts=False)`."""
    pictures = request.config.getoption("--pictures")
    opened = []

    def arrive(device: str, **words: object) -> Somebody:
        person = Somebody(chromium, city, device, pictures=pictures, **words)
        opened.append(person)
        return person

    yield arrive
    for person in opened:
        person.leave()
