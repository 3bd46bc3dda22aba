"""What a joint meeting decided becomes a project of the secretary whom it named, once."""

import pytest

from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.meetings import queries as meeting_queries
from liandong.meetings.lifecycle import Kind
from liandong.meetings.tests import factories as meetings
from liandong.people.tests.factories import NOON
from liandong.projects import actions, queries
from liandong.projects.models import SecretaryProject
from liandong.projects.tests import factories

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def district(db):
    return meetings.Level(meetings.world(), "district")


@pytest.fixture
def resolution(district):
    meeting = meetings.opened(district)
    (item,) = meeting_queries.items_of(meeting)
    return meetings.decided(district, item, Kind.PROJECT)


def begin(district, resolution, role="district_secretary"):
    cast = district.world.cast
    return actions.draft(
        secretary_id=cast.post(role).pk,
        year=2026,
        plan=factories.plan(cast),
        resolution_id=resolution.pk,
        actor=district.world.actor(role),
        now=NOON,
    )


def test_it_waits_for_its_secretary_until_it_is_begun(district, resolution):
    secretary = district.world.cast.post("district_secretary")
    assert queries.decided_for(secretary) == [resolution]
    assert queries.decided_for(district.world.cast.post("subdistrict_secretary")) == []

    project = begin(district, resolution)

    assert project.resolution == resolution
    assert queries.decided_for(secretary) == []
    assert Entry.objects.get(verb="project.drafted").public["resolution"] == resolution.pk


def test_it_is_begun_once_and_by_the_secretary_whom_it_names(district, resolution):
    with pytest.raises(Refused):
        begin(district, resolution, "subdistrict_secretary")
    begin(district, resolution)
    with pytest.raises(Refused):
        begin(district, resolution)
    assert SecretaryProject.objects.count() == 1


def test_the_desk_leads_from_the_decision_to_the_project(district, resolution, client):
    client.force_login(district.world.cast.person("district_secretary"), backend=BACKEND)
    assert "联席会议已定、尚未立项" in client.get("/projects/desk/").text
    address = f"/projects/desk/new/?resolution={resolution.pk}"
    assert "新增车位60个" in client.get(address).text

    words = {
        "key": "a",
        "year": "2026",
        "title": "车位倍增",
        "kind": "governance",
        "cause": "停车难。",
        "measures": "划设限时车位。",
        "benefit": "夜里有地方停车。",
        "lead": resolution.lead_id,
        "budget": "0",
        "resolution": resolution.pk,
    }
    page = client.post("/projects/desk/new/", words, follow=True)
    assert "联席会议" in page.text
    assert SecretaryProject.objects.get().resolution == resolution
    again = client.post("/projects/desk/new/", {**words, "key": "b"})
    assert again.status_code == 403
    assert "车位倍增" in again.text
