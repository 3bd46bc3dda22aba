"""A client that signs in as one of the cast, and a clock that stands where a test puts it."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from liandong.ballots.tests import factories
from liandong.ballots.tests.factories import World

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def clocked(db, monkeypatch):
    """The world with its clock: pages ask `timezone.now`, which says `world.now`."""
    cache.clear()
    world = World()
    call_command("import_rulebook", verbosity=0)
    world.now = factories.VOTING
    monkeypatch.setattr(timezone, "now", lambda: world.now)
    return world


@pytest.fixture
def signed(client, clocked):
    def sign(role="community_secretary"):
        client.force_login(clocked.cast.person(role), backend=BACKEND)
        return client

    return sign
