"""The one inbox shows what waits in joint meetings, on the express line and in projects."""

import pytest
from django.urls import reverse
from django.utils import timezone

from liandong.kernel.actor import RESIDENT
from liandong.kernel.house import waiting
from liandong.meetings.lifecycle import Kind
from liandong.meetings.tests import factories as meetings
from liandong.people.tests.factories import NOON
from liandong.projects.models import SecretaryProject
from liandong.projects.queries import inbox

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def what(actor, now=NOON):
    return [(str(one.what), one.title) for one in waiting(actor, now, 30)]


@pytest.fixture
def it():
    return meetings.world()


def test_a_secretary_finds_meeting_express_item_and_decided_project_in_order_of_dates(it):
    district = meetings.Level(it, "district")
    meetings.written(it)
    meetings.held(district, kind=Kind.PROJECT)
    meetings.planned(district, days=30)
    secretary = it.actor("district_secretary")
    found = waiting(secretary, NOON, 30)
    whats = {str(one.what) for one in found}
    assert {"领办、转交或者退回", "拟定项目"} <= whats
    assert len(found) == 4, "the minutes and the next meeting wait as well"
    dates = [one.due_at for one in found if one.due_at]
    assert dates == sorted(dates)
    assert len(waiting(secretary, NOON, 2)) == 2
    assert what(it.actor("grid_worker")) == []
    assert waiting(RESIDENT, NOON, 30) == []
    assert inbox(RESIDENT, NOON) == []


def test_a_project_waits_at_each_step_for_whom_it_waits(it):
    secretary = it.cast.post("district_secretary")
    project = SecretaryProject.objects.create(
        secretary=secretary,
        lead=it.cast.post("district_dispatcher"),
        year=2026,
        kind="governance",
        title="小蓝位",
        cause="停车难",
        measures="划设",
        benefit="有车位",
        drafted_by=secretary,
        drafted_at=NOON,
    )
    assert what(it.actor("district_secretary")) == [("拟定并认领", "小蓝位")]
    project.state = "claimed"
    project.save()
    assert what(it.actor("district_secretary")) == []
    assert what(it.actor("city_secretary")) == [("备案或者退回", "小蓝位")]


def test_the_inbox_page_leads_there(it, client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    item = meetings.written(it)
    client.force_login(it.cast.person("district_secretary"), backend=BACKEND)
    page = client.get(reverse("matters:inbox")).content.decode()
    assert "联席会议、书记直通车和书记项目" in page
    assert f'href="{item.get_absolute_url()}"' in page
