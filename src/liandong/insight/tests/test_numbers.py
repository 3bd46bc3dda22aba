"""The article in numbers: each figure is the number of its rows, and the rows are the same."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from liandong.insight import rules
from liandong.insight.queries import numbers
from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.kernel.dates import day_of
from liandong.kernel.figures import Asked
from liandong.kernel.house import figures
from liandong.ledger.actions import name_of
from liandong.matters import actions as matters
from liandong.matters.actions import Judgement
from liandong.matters.lifecycle import Obstacle, Satisfaction, Solved
from liandong.matters.models import Matter
from liandong.meetings import actions as meetings
from liandong.meetings.tests import factories
from liandong.meetings.tests.factories import DAY, Level
from liandong.people.tests.factories import NOON

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
LATER = NOON + 20 * DAY


@pytest.fixture
def it():
    return factories.world()


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: LATER)
    return LATER


@pytest.fixture
def sign(client, it, now):
    def signed(role):
        client.force_login(it.cast.person(role), backend=BACKEND)
        return client

    return signed


def solved(it, how=Solved.SOLVED):
    """A matter that climbed to the district, was settled by its meeting, and then judged."""
    matter = factories.climbed(it)
    community = it.cast.tree.community.pk
    factories.held(Level(it, "district"), name_of(matter), down_to=community)
    matter.refresh_from_db()
    later = NOON + 12 * DAY
    desk = it.actor("community_secretary")
    matters.settle(matter_id=matter.pk, answer="已划线。", actor=desk, now=later)
    matters.verify(
        matter_id=matter.pk,
        passed=True,
        findings="现场属实。",
        actor=it.actor("subdistrict_officer"),
        now=later + DAY,
    )
    judged = Judgement(how, Satisfaction.NEUTRAL, "路边停车方便了。")
    matters.evaluate(matter_id=matter.pk, judgement=judged, actor=RESIDENT, now=later + 2 * DAY)
    return Matter.objects.get(pk=matter.pk)


def asked(it, since=None, until=None, place="city"):
    path = getattr(it.cast.tree, place).path
    return Asked(since or day_of(NOON), until or day_of(LATER), path)


def count(name, asked):
    return figures()[name].count(asked)


def test_a_hard_problem_counts_once_it_is_solved_and_by_what_stood_in_the_way(it):
    solved(it)
    found = count("hard_problems", asked(it))
    assert found.many == 1
    kinds = {key: many for key, _label, many in found.kinds}
    assert sum(kinds.values()) == 1
    assert set(kinds) == set(Obstacle.values)
    leg = Matter.objects.get().legs.order_by("-sent_at", "-id")[0]
    assert kinds[leg.obstacle] == 1
    assert count("hard_problems", asked(it, place="elsewhere")).many == 0


@pytest.mark.parametrize("how", [Solved.PARTLY, Solved.CANNOT_JUDGE])
def test_partly_solved_or_unjudged_is_not_solved(it, how):
    solved(it, how)
    assert count("hard_problems", asked(it)).many == 0


def test_what_climbed_and_no_meeting_settled_is_not_counted(it):
    factories.climbed(it)
    assert count("hard_problems", asked(it)).many == 0


def test_only_meetings_that_were_held_are_counted_on_their_level(it):
    factories.held(Level(it, "district"))
    factories.held(Level(it, "city"))
    planned = factories.planned(Level(it, "subdistrict"))
    meetings.cancel(
        meeting_id=planned.pk, reason="换届。", actor=Level(it, "subdistrict").desk, now=NOON
    )
    found = count("meetings", asked(it))
    assert (found.many, count("city_meetings", asked(it)).many) == (2, 1)
    assert {key: many for key, _label, many in found.kinds} == {"0": 1, "1": 1, "2": 0, "3": 0}
    assert count("meetings", asked(it, place="district")).many == 1
    assert count("meetings", asked(it, until=day_of(NOON))).many == 0


def test_a_year_runs_as_far_as_it_has_come_and_twelve_months_back(it):
    city, today = it.cast.tree.city, date(2026, 11, 24)
    assert numbers.asked_for(2026, city, today) == Asked(date(2026, 1, 1), today, city.path)
    assert numbers.asked_for(2025, city, today).until == date(2025, 12, 31)
    assert numbers.asked_for(None, city, today).since == today - timedelta(days=365)
    assert numbers.years(today) == [2026, 2025, 2024, 2023, 2022]


def test_what_no_room_keeps_is_said_and_goes_once_a_room_offers_it():
    assert not {one.name for one in numbers.awaited()} & set(figures())
    assert {one.name for one in numbers.AWAITED} <= set(numbers.ORDER)
    assert set(figures()) <= set(numbers.ORDER), "a new figure has its line in the article's order"


@pytest.mark.parametrize(
    ("role", "place", "allowed"),
    [
        ("district_secretary", "district", True),
        ("district_secretary", "subdistrict", True),
        ("district_secretary", "city", False),
        ("city_secretary", "district", True),
        ("community_secretary", "elsewhere", False),
        ("system_admin", "city", False),
        ("audit_admin", "city", True),
    ],
)
def test_who_sees_rows(it, role, place, allowed):
    actor, place = it.actor(role), getattr(it.cast.tree, place)
    assert bool(rules.may_see_rows(actor, place, public=False)) is allowed
    assert rules.may_see_rows(actor, place, public=True)


def test_everybody_sees_public_rows_and_no_others(it):
    assert rules.may_see_rows(RESIDENT, it.cast.tree.city, public=True)
    assert str(rules.may_see_rows(RESIDENT, it.cast.tree.city, public=False).reason)
    assert rules.may_see_rows(SYSTEM, it.cast.tree.city, public=False)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_figure_stands_beside_what_the_article_says(it, client, now, language):
    solved(it)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get("/numbers/", headers={"accept-language": language})
    assert len(queries) <= 30
    text = answer.content.decode()
    for figure in figures().values():
        assert (reverse("insight:rows_of", args=[figure.name]) in text) is figure.public
    assert "630+" in text
    assert "969" in text
    assert ("文章里的数字" in text) is (language == "zh-hans")


def test_the_rows_of_each_figure_are_as_many_as_the_figure(it, sign):
    solved(it)
    client = sign("city_secretary")
    for figure in figures().values():
        answer = client.get(reverse("insight:rows_of", args=[figure.name]))
        assert answer.status_code == 200
        assert answer.context["page"].paginator.count == answer.context["counted"].many


def test_rows_of_one_kind_lead_to_the_matter_and_say_nothing_of_the_resident(it, sign):
    matter = solved(it)
    leg = matter.legs.order_by("-sent_at", "-id")[0]
    client = sign("city_secretary")
    answer = client.get(f"/numbers/hard_problems/?kind={leg.obstacle}")
    assert matter.get_absolute_url() in answer.content.decode()
    assert matter.text not in answer.content.decode()
    others = [one for one in Obstacle.values if one != leg.obstacle]
    empty = client.get(f"/numbers/hard_problems/?kind={others[0]}")
    assert empty.context["page"].paginator.count == 0
    part = client.get("/numbers/hard_problems/", headers={"hx-request": "true"})
    assert b"<html" not in part.content


def test_staffs_rows_are_refused_with_the_reason(it, client, now, sign):
    assert client.get("/numbers/hard_problems/").status_code == 403
    assert client.get("/numbers/projects/").status_code == 200
    figures = client.get("/numbers/").content
    assert b'"/numbers/projects/' in figures
    assert b'"/numbers/hard_problems/' not in figures, "nothing leads where it would be refused"
    below = sign("community_secretary").get("/numbers/meetings/", headers={"accept-language": "en"})
    assert below.status_code == 403
    assert b"posts of the place and above it" in below.content


def test_a_year_or_place_that_is_not_there_is_said(it, client, now):
    for address in ("/numbers/?year=1949", "/numbers/?year=x", "/numbers/?place=99999999"):
        assert client.get(address).status_code == 422
    assert client.get("/numbers/paper/?year=x").status_code == 404
    assert client.get("/numbers/projects/?year=x").status_code == 404
    assert client.get("/numbers/nothing/").status_code == 404
    assert client.get("/numbers/projects/?kind=7").status_code == 404


def test_without_any_place_there_is_no_page(client, db):
    assert client.get("/numbers/").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_figures_and_rows_go_out_as_tables(it, sign, kind):
    matter = solved(it)
    client = sign("city_secretary")
    found = client.get(f"/numbers/?export={kind}")
    rows = client.get(f"/numbers/hard_problems/?export={kind}")
    assert found["Content-Disposition"].endswith(f'.{kind}"')
    if kind == "csv":
        assert "630+" in found.content.decode("utf-8-sig")
        assert matter.place.name in rows.content.decode("utf-8-sig")


def test_the_paper_says_the_same(it, client, now):
    solved(it)
    text = client.get("/numbers/paper/").content.decode()
    assert "1,020+" in text
    assert "print.css" in text
