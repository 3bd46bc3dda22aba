"""What every test of matters stands on: the small world, and nobody counted before."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from liandong.matters.tests import factories

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def nobody_was_here():
    cache.clear()


@pytest.fixture
def it():
    return factories.world()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def sign(client, it):
    def signed(role):
        client.force_login(it.cast.person(role), backend=BACKEND)
        return client

    return signed
