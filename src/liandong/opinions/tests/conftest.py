"""A client that signs in as one of the cast, and a clock that stands where a test puts it."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from liandong.opinions.tests import factories

BACKEND = "django.contrib.auth.backends.ModelBackend"


class Clock:
    """Pages ask `timezone.now`, which says `at`."""

    at = factories.NOON


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
    def signed(role="community_secretary"):
        client.force_login(it.person(role), backend=BACKEND)
        return client

    return signed


@pytest.fixture
def running(it, clock):
    return factories.opened(it)


@pytest.fixture
def finished(it, clock):
    clock.at = factories.OVER
    return factories.closed(it)
