"""What a page costs the database when there are ten times the matters: told without a clock.

SQLite counts the steps of its machine, which are the same on every run.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liandong.matters.tests import factories

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
FEW, MANY = 40, 400
STEP = 10
PAGES = [
    ("community_secretary", "/inbox/"),
    ("city_secretary", "/inbox/"),
    ("community_secretary", "/matters/"),
    ("city_secretary", "/matters/"),
]


@pytest.fixture
def cost(client, it):
    """Queries and steps of opening a page as one of the cast, with everything warm."""

    def of(who, page):
        client.force_login(it.cast.person(who), backend=BACKEND)
        assert client.get(page).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        return len(asked), _steps(lambda: client.get(page))

    return of


def _steps(work):
    ticks = []
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(lambda: ticks.append(1), STEP)
        work()
        connection.connection.set_progress_handler(None, 0)
    return STEP * len(ticks)


@pytest.mark.slow
def test_ten_times_the_matters_of_others_cost_no_more(it, now, cost, monkeypatch):
    # The rules in memory are read again every few seconds: not within a measured page.
    monkeypatch.setattr("liandong.rulebook.queries.memory.SECONDS", 3600)
    monkeypatch.setattr("liandong.matters.views.staff.lists.A_PAGE", 10)
    monkeypatch.setattr("liandong.matters.views.staff.lists.COUNTED", 20)
    found = {}
    for size in (FEW, MANY):
        while factories.Matter.objects.count() < size:
            factories.raised(it, now=now - timedelta(minutes=factories.Matter.objects.count()))
        found[size] = {one: cost(*one) for one in PAGES}

    for one in PAGES:
        (queries, steps), (later, more) = found[FEW][one], found[MANY][one]
        assert later == queries, one
        assert more <= 1.2 * steps, one
