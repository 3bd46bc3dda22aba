"""What lies in the repository: nothing of one machine, no registry's address, no secret."""

import re
import subprocess

import pytest

from tests.checks import ROOT

# Written in pieces, so that this file does not complain about itself.
FORBIDDEN = {
    "a path of one machine": re.compile(r"/(?:root|home/\w+|Users/\w+|work)/(?!\.\.)[\w.]"),
    "the address of a registry": re.compile(
        r"(?:py" + r"pi\.org|python" + r"hosted|registry\.npm" + r"js|npm" + r"mirror)"
    ),
    "a private key": re.compile("BEGIN (?:[A-Z]+ )?PRIVATE " + "KEY"),
    "a secret with its value": re.compile(
        r"[A-Z_]*(?:SECRET|PASSWORD|TOKEN|_KEY)[A-Z_]*\s*[:=]\s*[\"']?(?=\w*\d)[\w+/-]{12,}"
    ),
}
BAD = {
    "a path of one machine": "see /home/" + "someone/file",
    "the address of a registry": "index-url = https://py" + "pi.org/simple",
    "a private key": "-----BEGIN PRIVATE " + "KEY-----",
    "a secret with its value": "SECRET_KE" + 'Y = "abcdef123456ghijkl"',
}
TEXT = {".py", ".toml", ".in", ".txt", ".json", ".md", ".html", ".js", ".css", ".sh", ".po", ""}


def files():
    git = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    paths = (ROOT / name for name in git.stdout.decode().split("\0") if name)
    return [path for path in paths if path.suffix in TEXT and path.is_file()]


def test_the_checks_catch_their_bad_examples():
    assert all(FORBIDDEN[name].search(BAD[name]) for name in FORBIDDEN)


@pytest.mark.parametrize("name", FORBIDDEN)
def test_no_file_holds(name):
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if FORBIDDEN[name].search(line)
    ]
    assert found == []


def test_every_requirement_is_pinned_by_hash():
    for path in (ROOT / "requirements").glob("*.txt"):
        pins = [line for line in path.read_text().splitlines() if re.match(r"[a-z]", line)]
        assert pins
        assert all("==" in line for line in pins)
        assert path.read_text().count("--hash=sha256:") >= len(pins)


def test_the_lock_of_the_front_libraries_holds_no_address():
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()
