"""Plans that take a while say so on the error stream, and end at Ctrl-C with what they have."""

import io
import os
import signal
import subprocess
import sys
from contextlib import suppress

import numpy as np
import pytest
from django.core.management.base import OutputWrapper
from django.utils import translation

from liandong.config import watching
from liandong.config.watching import Watch
from liandong.planning.plan import Cancelled, Step
from liandong.planning.reach import Network, reach
from liandong.planning.siting import Case, Most, check, site
from tests.processes import until


class Screen(io.StringIO):
    def isatty(self):
        return True


def watch_on(stream, seconds=7.2):
    times = iter([100.0, *[100.0 + seconds] * 9])
    return Watch(OutputWrapper(stream), lambda: next(times))


def scattered(homes, sites, seed=3):
    """Return a case of points drawn at random, and walks in a straight line."""
    rng = np.random.default_rng(seed)
    at_homes, at_sites = (rng.uniform(0, 9_000, (many, 2)) for many in (homes, sites))
    people = rng.integers(5, 90, homes).astype(float)
    return Case.of(people, sites, reach(at_sites, at_homes, 900))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (None, "reading  7 s"),
        (Step("walking", 1, 4), "walking  25%  7 s"),
        (Step("mending", 3, 60, 900.4, 1_000.0), "improving  5%  7 s  best 900, bound 1,000"),
        (Step("roster", 1, 1, 12.0, None), "searching for a roster  7 s"),
    ],
)
def test_a_line_says_how_far_it_is(step, said):
    watch = watch_on(io.StringIO())
    assert step is None or watch(step)
    with translation.override("en"):
        assert watch.line() == said


def test_in_chinese():
    watch = watch_on(io.StringIO())
    watch(Step("bounding", 1, 2, 5.0, 4.0))
    with translation.override("zh-hans"):
        assert watch.line() == "证明界  50%  7 秒  当前最优 5，界 4"


def test_on_a_terminal_one_line_is_written_over_and_wiped():
    screen = Screen()
    with translation.override("en"), watch_on(screen) as watch:
        watch(Step("mending", 3, 60, 900.4, 1_000.0))
        watch.say()
        watch(Step("grids", 1, 2))
        watch.say()
    long, short = "improving  5%  7 s  best 900, bound 1,000", "dividing block by block  50%  7 s"
    assert screen.getvalue() == f"\r{long}\r{short.ljust(len(long))}\r{' ' * len(short)}\r"


def test_in_a_file_every_word_is_a_line():
    stream = io.StringIO()
    with translation.override("en"), watch_on(stream) as watch:
        watch.say()
    assert stream.getvalue() == "reading  7 s\n"


@pytest.mark.parametrize("stream", [Screen(), io.StringIO()])
def test_it_speaks_by_itself_in_the_language_of_who_asked(stream, monkeypatch):
    monkeypatch.setattr(watching, "PATIENCE", 0.01)
    monkeypatch.setattr(watching, "SELDOM", 0.01)
    with translation.override("zh-hans"), Watch(OutputWrapper(stream)):
        until(lambda: "读取" in stream.getvalue())


def test_ctrl_c_gives_the_best_plan_so_far():
    problem = Most(scattered(900, 600), sites=30)
    stages, before = [], signal.getsignal(signal.SIGINT)
    with translation.override("en"), watch_on(stream := io.StringIO()) as watch:

        def told(step):
            stages.append(step.stage)
            if len(stages) == 2:
                signal.raise_signal(signal.SIGINT)
            return watch(step)

        plan = site(problem, progress=told)
    assert watch.stopped
    assert check(problem, plan) == []
    assert plan.objective < plan.bound
    assert stages[0] == "choosing"
    assert "Ending with the best so far; Ctrl-C once more ends at once." in stream.getvalue()
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_where_nothing_is_there_yet_ends_the_method():
    with watch_on(io.StringIO()) as watch:

        def told(step):
            signal.raise_signal(signal.SIGINT)
            return watch(step)

        ends = [(0.0, 0.0), (10.0, 0.0)]
        watch(Step("walking", 0, 1))
        with pytest.raises(Cancelled):
            reach(ends, ends, 100, network=Network.of(ends, [(0, 1)]), progress=told)
    assert watch.stopped


def test_a_second_ctrl_c_ends_at_once_and_so_does_one_before_any_step():
    with watch_on(io.StringIO()) as watch:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        watch(Step("choosing", 0, 1))
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert not watch.stopped


@pytest.fixture
def command(tmp_path):
    """Start `liandong plan …` at a terminal, send Ctrl-C at some word, and hear the end."""

    def run(word, *words):
        screen, end = os.openpty()
        line = [sys.executable, "-m", "liandong.config.command", "plan", *words, "--language", "en"]
        env = {**os.environ, "LIANDONG_VAR": str(tmp_path)}
        out = tmp_path / "out.txt"
        with (
            out.open("w") as kept,
            subprocess.Popen(line, stdout=kept, stderr=end, env=env) as started,
        ):
            os.close(end)
            said = ""
            while word not in said:
                said += os.read(screen, 4_096).decode()
            started.send_signal(signal.SIGINT)
            said += _rest(screen)
        return said, out.read_text("utf-8"), started.returncode

    return run


def _rest(screen):
    """Read until the other end is closed, which Linux reports as an error."""
    said = b""
    with suppress(OSError):
        while more := os.read(screen, 4_096):
            said += more
    os.close(screen)
    return said.decode()


def test_the_command_ends_with_the_best_so_far(command, tmp_path):
    rng = np.random.default_rng(1)
    for name, many in (("homes", 6_000), ("sites", 2_000)):
        spots = rng.uniform(0, 0.2, (many, 2)) + [119, 36]
        rows = "\n".join(f"{east:.5f},{north:.5f}" for east, north in spots)
        (tmp_path / f"{name}.csv").write_text(f"lon,lat\n{rows}\n", "utf-8")
    files = [str(tmp_path / "sites.csv"), str(tmp_path / "homes.csv")]
    said, out, code = command("bound", "site", *files, "--number", "200", "--limit", "1000")
    assert "Ending with the best so far" in said
    lines = out.splitlines()
    assert "of 6,000 people reached, at most" in lines[0]
    assert lines[-1] == "Stopped early: the best plan so far, with the bound proven so far."
    assert code == 0
    assert (tmp_path / "sites.svg").exists()


def test_the_command_says_that_there_is_no_plan_yet(command, tmp_path):
    os.mkfifo(vote := tmp_path / "vote.pb")
    said, out, code = command("reading", "tally", str(vote))
    assert "CommandError: Stopped: there is no plan yet, and nothing was written." in said
    assert out == ""
    assert code == 1
