"""What every test stands on: compiled catalogues, quick passwords, no trace in var/."""

import os

import pytest
from django.conf import settings as house
from django.utils import translation
from hypothesis import settings as properties

from liandong.config.worker import Worker
from liandong.kernel.management.commands.messages import compile_all
from liandong.places import queries as places
from liandong.rulebook import queries as rulebook
from tests.flushing import let_tests_flush


def pytest_configure() -> None:
    compile_all()
    let_tests_flush()
    # How long an example takes says something about the machine, nothing about the house.
    properties.register_profile("house", properties(), deadline=None)
    properties.load_profile("house")
    # Playwright drives its browser from an event loop; Django's guard would then refuse the ORM.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    house.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    house.WHITENOISE_AUTOREFRESH = True
    house.TEMPLATES[0]["OPTIONS"]["debug"] = True


@pytest.fixture(autouse=True)
def var(tmp_path, settings):
    """A folder of its own for everything that a test makes grow."""
    settings.VAR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


@pytest.fixture(autouse=True)
def memories():
    """Nothing that an earlier test's rows left in this process's memory."""
    places.forget()
    rulebook.forget()


@pytest.fixture(autouse=True)
def language():
    """Every test begins in the house's own language, whatever an earlier visitor read."""
    with translation.override(house.LANGUAGE_CODE):
        yield


@pytest.fixture
def work():
    """Carry out the background tasks that are due, as the worker does; call it."""
    return lambda: Worker(batch=True).run()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", action="store_true", help="write the docs' screenshots")
