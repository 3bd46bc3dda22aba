"""Pages of cover and of plans: without scripts, open and closed, in both languages."""

import json
import re

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import translation

from liandong.facilities import queries, tasks
from liandong.facilities.lifecycle import Ask
from liandong.facilities.models import Facility, SitePlan
from liandong.facilities.tests import factories
from liandong.facilities.views import keeping, plans
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry

pytestmark = pytest.mark.django_db
MARKED = r'<span lang="zh-Hans"[^>]*>.*?</span>'
QUESTION = {"kind": "service_center", "minutes": 5, "ask": "most", "number": 1, "seed": 1}


@pytest.fixture
def street():
    found = factories.street()
    factories.centre(found["a"], 0)
    return found


@pytest.fixture
def ask_as(rf, street):
    """Ask for a page as a post of a role at a place."""

    def _ask(role, where, view, *args, data=None, htmx=None, **words):
        path = "/facilities/"
        request = rf.get(path, words) if data is None else rf.post(path, data)
        request.actor = factories.post(role, street[where])
        request.htmx = htmx
        return view(request, *args)

    return _ask


@pytest.fixture
def ready(street):
    plan = factories.asked(street["street"])
    tasks.plan_sites.call(Entry.objects.get(verb="site_plan.asked").pk)
    return SitePlan.objects.get(pk=plan.pk)


def url(name, *args):
    return reverse(f"facilities:{name}", args=args)


def text(response):
    return response.content.decode()


def test_everybody_chooses_a_place_and_reads_its_cover(client, street):
    index = text(client.get(url("index")))
    assert url("cover", street["street"].pk) in index

    page = text(client.get(url("cover", street["street"].pk)))

    assert "150" in page
    assert "330" in page
    assert "1.3" in page
    assert "C社区" in page
    assert url("plans", street["street"].pk) not in page


def test_cover_by_kind_and_minutes_and_a_wrong_one_is_422(client, street):
    page = url("cover", street["street"].pk)

    station = text(client.get(page, {"kind": "station", "minutes": 15}))
    assert "0 %" in station
    wrong = client.get(page, {"kind": "castle"})
    assert wrong.status_code == 422
    part = client.get(page, headers={"HX-Request": "true"})
    assert text(part).lstrip().startswith('<section id="cover">')


def test_the_map_marks_homes_beyond_reach(client, street):
    points = json.loads(client.get(url("points", street["street"].pk), {"minutes": 5}).content)

    marks = [one["properties"]["mark"] for one in points["features"]]
    assert sorted(marks) == ["gap", "gap", "gap", "home", "home", "stands"]
    assert client.get(url("points", street["street"].pk), {"kind": "x"}).status_code == 404


def test_a_large_place_shows_only_what_is_beyond_reach(street, monkeypatch):
    monkeypatch.setattr("liandong.facilities.queries.plans.MOST_HOMES", 2)
    cover = queries.cover(street["street"], "service_center", 5, factories.TODAY)
    marks = [one["properties"]["mark"] for one in queries.cover_geojson(cover)["features"]]
    assert marks == ["gap", "gap", "stands"]


def test_cover_as_a_table(client, street):
    table = client.get(url("export", street["street"].pk, "csv"), {"minutes": 5})
    rows = text(table).splitlines()
    assert rows[1] == "C社区,100,0,100"
    assert rows[-1].endswith("330,150,180")
    assert client.get(url("export", street["street"].pk, "pdf")).status_code == 404


def test_a_place_without_homes_says_what_is_missing(client, street):
    Facility.objects.all().delete()
    for one in queries.candidates(street["street"]):
        one.households = None
        one.save(update_fields=["households"])
    page = text(client.get(url("cover", street["street"].pk)))
    assert "empty" in page


@pytest.mark.parametrize("which", ["city", "a"])
def test_only_districts_and_subdistricts_have_a_cover(client, street, which):
    assert client.get(url("cover", street[which].pk)).status_code == 404
    assert client.get(url("cover", 404)).status_code == 404


@pytest.mark.parametrize("name", ["plan", "plan_paper", "plan_points"])
def test_plans_are_closed(client, ready, name):
    assert client.get(url(name, ready.pk)).status_code == 302


def test_an_officer_asks_and_is_led_to_the_plan(street, ask_as):
    who = ("subdistrict_officer", "street", plans.plans, street["street"].pk)
    assert "A社区" not in text(ask_as(*who))

    sent = ask_as(*who, data=QUESTION | {"key": "a"})
    plan = SitePlan.objects.get()
    assert sent.url == plan.get_absolute_url()
    assert ask_as(*who, data=QUESTION | {"key": "a"}).status_code == 302
    assert SitePlan.objects.count() == 1
    waiting = text(ask_as("subdistrict_officer", "street", plans.plan, plan.pk))
    assert 'hx-trigger="every 2s"' in waiting
    stopped = ask_as("subdistrict_officer", "street", plans.stop, plan.pk, data={"key": "b"})
    assert stopped.url == plan.get_absolute_url()
    assert "#ask" in text(ask_as("subdistrict_officer", "street", plans.plan, plan.pk))


def test_a_question_without_its_number_comes_back_422(street, ask_as):
    who = ("subdistrict_officer", "street", plans.plans, street["street"].pk)

    answer = ask_as(*who, data=QUESTION | {"key": "a", "number": "", "seed": 77})

    assert answer.status_code == 422
    assert 'value="77"' in text(answer)
    assert not SitePlan.objects.exists()
    assert (
        ask_as(*who, data=QUESTION | {"key": "b", "ask": "fewest", "number": ""}).status_code == 302
    )


def test_who_may_not_ask_is_told_why_or_refused(street, ask_as):
    auditor = ("audit_admin", "city", plans.plans, street["street"].pk)
    assert 'id="why-not"' in text(ask_as(*auditor))
    with pytest.raises(Refused):
        ask_as(*auditor, data=QUESTION | {"key": "a"})
    with pytest.raises(Refused):
        ask_as("community_secretary", "a", plans.plans, street["street"].pk)


def test_a_plan_gives_its_reasons_its_bound_and_its_map(ready, ask_as):
    who = ("subdistrict_officer", "street")
    page = text(ask_as(*who, plans.plan, ready.pk))
    sheet = queries.sheet(ready)
    assert sheet.new[0].building.name in page
    assert "plan_points" not in page
    assert "points.geojson" in page
    points = json.loads(ask_as(*who, plans.points, ready.pk).content)
    assert [one["properties"]["mark"] for one in points["features"]] == ["stands", "new"]
    paper = text(ask_as(*who, plans.paper, ready.pk))
    assert sheet.new[0].building.name in paper
    rows = text(ask_as(*who, plans.export, ready.pk, "csv")).splitlines()
    assert len(rows) == 1 + len(sheet.new) + len(sheet.existing) + len(sheet.passed_over)
    assert ask_as(*who, plans.export, ready.pk, "xlsx").content[:2] == b"PK"
    compared = text(ask_as(*who, plans.plans, ready.place_id))
    assert ready.get_absolute_url() in compared


def test_a_plan_for_everybody_that_needs_no_new_site(street, ask_as):
    for metres in (200, 600, 3050):
        factories.centre(street["b"], metres)
    plan = factories.asked(street["street"], ask=Ask.FEWEST, number=0)
    tasks.plan_sites.call(Entry.objects.get(verb="site_plan.asked").pk)

    page = text(ask_as("subdistrict_officer", "street", plans.plan, plan.pk))

    plan.refresh_from_db()
    assert (plan.new, plan.after) == (0, 330)
    assert "<ol" not in page.split("<main", 1)[1]


def test_a_gap_is_told_with_its_bound(ready, ask_as):
    who = ("subdistrict_officer", "street", plans.plan, ready.pk)
    SitePlan.objects.update(gap=0.0018, bound=301.0)
    assert "0.18 %" in text(ask_as(*who))
    SitePlan.objects.update(ask="fewest", bound=1.5)
    assert "1.5" in text(ask_as(*who))


def test_htmx_looks_for_the_finished_plan(ready, ask_as):
    class Htmx:
        boosted = history_restore_request = False

    part = text(ask_as("subdistrict_officer", "street", plans.plan, ready.pk, htmx=Htmx()))
    assert part.lstrip().startswith('<section id="progress">')


def test_no_such_plan_or_table_or_facility(ready, ask_as):
    for view, args in ((plans.plan, (404,)), (plans.export, (ready.pk, "pdf"))):
        with pytest.raises(Http404):
            ask_as("subdistrict_officer", "street", view, *args)
    with pytest.raises(Http404):
        ask_as("subdistrict_officer", "street", keeping.close_facility, 404)


def test_a_facility_is_entered_and_closed_from_its_pages(street, ask_as):
    who = ("subdistrict_officer", "street")
    enter = (*who, keeping.open_facility, street["street"].pk)
    assert "data-pick" in text(ask_as(*enter))
    facts = {"kind": "station", "tier": "5", "name": "樱园驿站", "place": street["b"].pk}
    assert ask_as(*enter, data=facts | {"lon": "east"}).status_code == 422

    spot = {"lon": 119.1, "lat": 36.7, "opened_on": "2025-03-01", "key": "a"}
    assert ask_as(*enter, data=facts | spot).status_code == 302
    made = Facility.objects.get(name="樱园驿站")
    assert made.place == street["b"]

    close = (*who, keeping.close_facility, made.pk)
    assert "樱园驿站" in text(ask_as(*close))
    assert ask_as(*close, data={"on": "", "reason": ""}).status_code == 422
    shut = {"on": "2026-11-24", "reason": "搬迁", "key": "b"}
    assert ask_as(*close, data=shut).status_code == 302
    assert 'id="why-not"' in text(ask_as(*close))


@pytest.mark.parametrize("view", ["cover", "plan", "plans", "paper", "open", "close"])
def test_an_english_page_marks_what_is_chinese(view, client, street, ready, ask_as):
    who = ("subdistrict_officer", "street")
    pages = {
        "plan": lambda: ask_as(*who, plans.plan, ready.pk),
        "plans": lambda: ask_as(*who, plans.plans, street["street"].pk),
        "paper": lambda: ask_as(*who, plans.paper, ready.pk),
        "open": lambda: ask_as(*who, keeping.open_facility, street["street"].pk),
        "close": lambda: ask_as(*who, keeping.close_facility, Facility.objects.get().pk),
        "cover": lambda: client.get(
            url("cover", street["street"].pk), headers={"Accept-Language": "en"}
        ),
    }
    with translation.override("en"):
        page = text(pages[view]())
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    main = re.sub(MARKED, "", main, flags=re.S)
    assert not re.findall("[\u4e00-\u9fff]+", re.sub(r"<option[^>]*>.*?</option>", "", main))


def test_the_pages_ask_the_database_seldom(client, ready, ask_as, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        client.get(url("cover", ready.place_id))
    with django_assert_max_num_queries(12):
        ask_as("subdistrict_officer", "street", plans.plan, ready.pk)
