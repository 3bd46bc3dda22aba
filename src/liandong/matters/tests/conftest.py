"""What every test of matters stands on: the small world, and nobody counted before."""

import pytest
from django.core.cache import cache

from liandong.matters.tests import factories


@pytest.fixture(autouse=True)
def nobody_was_here():
    cache.clear()


@pytest.fixture
def it():
    return factories.world()
