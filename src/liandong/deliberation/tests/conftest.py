"""The small world, a client that signs in, and a clock that stands where a test puts it."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from liandong.deliberation.tests.factories import World

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def it(db, monkeypatch):
    cache.clear()
    world = World()
    monkeypatch.setattr(timezone, "now", lambda: world.now)
    return world


@pytest.fixture
def signed(client, it):
    def sign(role="community_secretary"):
        client.force_login(it.cast.person(role), backend=BACKEND)
        return client

    return sign
