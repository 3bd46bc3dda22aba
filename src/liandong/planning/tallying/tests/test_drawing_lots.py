"""A lot can be drawn again by anybody, also without our code."""

import shutil
import subprocess
from collections import Counter

import pytest

from liandong.planning.tallying import drawing_lots as lots


def test_the_order_is_that_of_the_sha256_sums_of_coreutils():
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("no sha256sum here")

    def summed(text: str) -> str:
        done = subprocess.run([tool], input=text.encode(), capture_output=True, check=True)
        return done.stdout.decode().split()[0]

    numbers = list(range(1, 8))
    by_hand = sorted(numbers, key=lambda number: summed(f"SECRET:风筝:{number}"))
    assert lots.drawn("SECRET", "风筝", numbers) == by_hand
    assert lots.sealed("SECRET") == summed("SECRET")


def test_each_word_gives_an_order_and_all_places_are_as_likely():
    first = Counter(lots.drawn("S", str(word), [1, 2, 3, 4])[0] for word in range(4000))
    assert all(900 < many < 1100 for many in first.values())


def test_every_number_is_drawn_once():
    assert sorted(lots.drawn("a", "b", [3, 1, 2])) == [1, 2, 3]
    assert lots.drawn("a", "b", [1, 2, 3]) == lots.drawn("a", "b", [3, 2, 1])
