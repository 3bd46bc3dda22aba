"""The pages of the board."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from liandong.insight import rules
from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.matters.lifecycle import State
from liandong.matters.tests import desk, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def it():
    found = factories.world()
    desk.rule("figures.least", 30)
    return found


@pytest.fixture
def sign(client, it):
    def signed(role):
        client.force_login(
            it.cast.person(role), backend="django.contrib.auth.backends.ModelBackend"
        )
        return client

    return signed


def text_of(response):
    return response.content.decode()


def test_who_sees_which_board(it):
    tree, secretary = it.cast.tree, it.actor("community_secretary")

    assert rules.may_see_board(secretary, tree.grid)
    assert rules.may_see_board(secretary, tree.district)
    assert rules.may_see_board(SYSTEM, tree.elsewhere)
    for actor, place in ((secretary, tree.elsewhere), (RESIDENT, tree.grid)):
        assert str(rules.may_see_board(actor, place).reason)


def test_ones_own_board_is_one_step_away(it, client, sign):
    assert client.get("/board/").status_code == 302
    assert sign("grid_head").get("/board/").url == f"/board/{it.cast.tree.grid.pk}/"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("span", ["month", "quarter", "year"])
def test_a_board_shows_counts_with_their_base_and_leads_to_rows(it, sign, language, span):
    factories.matter(it, State.CLOSED, now=timezone.now() - timedelta(minutes=1))
    place = it.cast.tree.district
    answer = sign("district_secretary").get(
        f"/board/{place.pk}/?span={span}", headers={"Accept-Language": language}
    )
    text = text_of(answer)

    assert answer.status_code == 200
    assert f"/matters/?figure=solved&amp;place={place.pk}" in text
    solved = next(rate for rate in answer.context["rates"] if rate.share.whole == 1)
    assert (solved.share.part, solved.share.whole) == (1, 1)
    assert solved.share.interval == (21, 100), "one of one is not a hundred per cent"
    assert "21" in text


def test_who_stands_below_sees_the_figures_above_but_not_the_rows(it, sign):
    text = text_of(sign("grid_head").get(f"/board/{it.cast.tree.district.pk}/"))
    assert "figure=" not in text
    assert sign("grid_head").get(f"/board/{it.cast.tree.elsewhere.pk}/").status_code == 403
    assert sign("grid_head").get("/board/0/").status_code == 404


def test_a_figures_rows_open_in_the_list(it, sign):
    matter = factories.matter(it, State.CLOSED, now=timezone.now() - timedelta(minutes=1))
    client = sign("district_secretary")
    board = client.get(f"/board/{it.cast.tree.district.pk}/")
    for rate in board.context["rates"]:
        for url in (rate.part_url, rate.whole_url):
            assert client.get(url).status_code == 200
    assert matter.number in text_of(client.get(board.context["rates"][0].whole_url)) or (
        not board.context["rates"][0].share.whole
    )
    assert matter.number in text_of(client.get(board.context["counts"][0][3]))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_board_is_taken_away_with_parts_and_wholes(it, sign, kind):
    answer = sign("city_secretary").get(f"/board/{it.cast.tree.city.pk}/?export={kind}")
    assert "attachment" in answer["Content-Disposition"]
    if kind == "csv":
        assert "奎文区" in text_of(answer)


def test_places_are_sorted_by_counts_and_never_by_a_rate(it, sign):
    factories.raised(it, now=timezone.now())
    client = sign("city_secretary")
    page = client.get(f"/board/{it.cast.tree.city.pk}/?sort=open")
    assert [row["place"].name for row in page.context["rows"]] == ["奎文区", "潍城区"]
    for wrong in ("sort=on_time", "on=yesterday", "span=day"):
        assert client.get(f"/board/{it.cast.tree.city.pk}/?{wrong}").status_code == 422
    assert client.get(f"/board/{it.cast.tree.city.pk}/screen/?span=day").status_code == 404


def test_an_earlier_period_can_be_opened_and_the_future_cannot(it, sign):
    client, city = sign("city_secretary"), it.cast.tree.city.pk
    earlier = client.get(f"/board/{city}/?on=2025-03-05")
    assert earlier.context["stretch"].label == "2025-03"
    assert earlier.context["later"] == "2025-04-01"
    today = client.get(f"/board/{city}/?on=2099-01-01").context["stretch"]
    assert today.first <= today.today


def test_the_large_screen_names_nobody(it, sign):
    text = text_of(sign("city_secretary").get(f"/board/{it.cast.tree.city.pk}/screen/"))
    assert "<form" not in text
    for person in it.cast.people.values():
        assert person.name not in text


@pytest.mark.slow
def test_a_board_asks_as_little_for_many_as_for_few(it, sign):
    client, address = sign("district_secretary"), f"/board/{it.cast.tree.district.pk}/"
    now = timezone.now()

    def count():
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    for number in range(50):
        factories.raised(it, now=now - timedelta(hours=number))
    client.get(address)
    few = count()
    for number in range(450):
        factories.raised(it, now=now - timedelta(hours=number))
    assert count() == few <= 30
