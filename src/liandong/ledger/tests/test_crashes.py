"""Sealers are killed, writers commit late: nothing is lost, nothing is sealed twice."""

import subprocess
import sys
from collections import Counter

import pytest

from liandong.kernel.actor import SYSTEM
from liandong.ledger import actions, queries
from liandong.ledger.models import Checkpoint, Entry, Seal, Waiting
from liandong.ledger.tests.conftest import NOW, sealed_and_signed
from tests.processes import environment

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KILLS = 200
MAIN = "from liandong.ledger.tests.killing import main; main"


def test_two_hundred_killed_sealers_lose_and_double_nothing(key, var):
    subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {MAIN}({KILLS}, seed=2026)"],
        env=environment(var) | {"DJANGO_SETTINGS_MODULE": "liandong.config.settings"},
        check=True,
        timeout=600,
    )
    sealed_before, signed_before = queries.size(), Checkpoint.objects.count()

    sealed_and_signed()

    assert sealed_before > 50
    assert signed_before > 10
    ids = Counter(
        first + at
        for first, count in Seal.objects.values_list("first_id", "count")
        for at in range(count)
    )
    assert set(ids.values()) == {1}
    assert set(ids) == set(Entry.objects.values_list("pk", flat=True))
    assert not Waiting.objects.exists()
    report = queries.verify_all()
    assert report.findings == []
    assert report.size == Entry.objects.count()
    assert actions.seal(actor=SYSTEM, now=NOW) == 0
