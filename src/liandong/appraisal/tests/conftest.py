"""The cast with its rules, a client that signs in, and a clock that stands where a test puts it."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from liandong.appraisal.tests import factories

BACKEND = "django.contrib.auth.backends.ModelBackend"


class Clock:
    """Pages ask `timezone.now`, which says `at`."""

    at = factories.DECEMBER


@pytest.fixture
def it(db):
    cache.clear()
    return factories.world()


@pytest.fixture
def clock(monkeypatch):
    one = Clock()
    monkeypatch.setattr(timezone, "now", lambda: one.at)
    return one


@pytest.fixture
def sign(client, it):
    def signed(role="district_dispatcher"):
        client.force_login(it.person(role), backend=BACKEND)
        return client

    return signed
