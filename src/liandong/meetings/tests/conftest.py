"""The moment, the cast, and signing in, for the tests of pages."""

import pytest
from django.utils import timezone

from liandong.meetings.tests import factories
from liandong.meetings.tests.factories import Level
from liandong.people.tests.factories import NOON

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def clock(monkeypatch):
    """Set the moment that it is."""

    def at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    at(NOON)
    return at


@pytest.fixture
def it():
    return factories.world()


@pytest.fixture
def district(it):
    return Level(it, "district")


@pytest.fixture
def city(it):
    return Level(it, "city")


@pytest.fixture
def sign(client, it, clock):
    def signed(role):
        client.force_login(it.cast.person(role), backend=BACKEND)
        return client

    return signed
