"""The inbox, the list, taking down, my place and paper: pages of staff beside the file."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liandong.matters import actions, queries
from liandong.matters.lifecycle import Source, State
from liandong.matters.models import Matter, SavedFilter
from liandong.matters.tests import desk, factories
from liandong.matters.tests.desk import address, text_of

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
HTMX = {"HX-Request": "true"}


def test_the_inbox_groups_by_promised_date_and_offers_the_next_deed(it, now, sign):
    fresh = factories.raised(it, now=now)
    late = factories.raised(it, now=now - timedelta(days=30))
    working = factories.matter(it, State.EXECUTING, now=now)
    evaluating = factories.matter(it, State.EVALUATING, now=now)
    text = text_of(sign("grid_head").get("/inbox/"))

    assert text.index(late.number) < text.index(fresh.number) < text.index(working.number)
    assert f"/matters/{fresh.number}/settle/" in text
    assert f"/matters/{working.number}/reply/" not in text, "others work on it"
    office = text_of(sign("department_officer").get("/inbox/"))
    assert f"/matters/{working.number}/reply/" in office
    assert evaluating.number in text_of(sign("callback_officer").get("/inbox/"))
    assert "Nothing waits" in text_of(
        sign("city_secretary").get("/inbox/", headers={"Accept-Language": "en"})
    )


def test_a_secretary_sees_what_climbed_to_the_level(it, now, sign):
    matter = factories.raised(it, now=now)
    factories.VISIT(it, matter, now)
    climb = factories.climb(it, "city", urgency="电线裸露，有触电危险。")
    assert matter.number not in text_of(sign("city_secretary").get("/inbox/"))
    actions.escalate(matter_id=matter.pk, climb=climb, actor=it.actor("grid_head"), now=now)

    assert matter.number in text_of(sign("city_secretary").get("/inbox/"))
    assert matter.number not in text_of(sign("district_secretary").get("/inbox/"))


def test_the_hotline_clerk_sees_what_was_taken_down(it, now, sign):
    words = actions.Words(text="路灯不亮了", place=it.cast.tree.grid, source=Source.PHONE)
    clerk = it.actor("hotline_clerk")
    matter = actions.raise_matter(words=words, actor=clerk, now=now)
    other = factories.raised(it, now=now)

    text = text_of(sign("hotline_clerk").get("/inbox/"))
    assert matter.number in text
    assert other.number not in text


def test_the_inbox_of_somebody_without_a_post(it, client):
    from_nowhere = factories.people.person("nobody")
    client.force_login(from_nowhere, backend=BACKEND)
    assert client.get("/inbox/").status_code == 200
    assert client.get("/matters/").status_code == 200
    assert client.get("/my-place/").status_code == 404


def _more(it, now, count):
    for _number in range(count):
        factories.raised(it, now=now)


@pytest.mark.slow
@pytest.mark.parametrize("page", ["/inbox/", "/matters/", "/my-place/"])
def test_a_page_asks_as_little_for_many_as_for_few(it, now, sign, page):
    client = sign("grid_head")
    asked = page.format(place=it.cast.tree.grid.pk)
    _more(it, now, 50)
    client.get(asked)
    few = _count(client, asked)
    _more(it, now, 450)
    assert _count(client, asked) == few


def _count(client, page):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_the_list_is_narrowed_by_its_address(it, now, sign):
    lamp = factories.raised(it, now=now, address="东风东街12号")
    lid = factories.raised(it, now=now - timedelta(days=40), text="井盖坏了。")
    client = sign("community_secretary")

    def numbers(query):
        text = text_of(client.get(f"/matters/?{query}"))
        return {one.number for one in (lamp, lid) if one.number in text}

    assert numbers("") == {lamp.number, lid.number}
    assert numbers("q=井盖") == {lid.number}
    assert numbers(f"q={lamp.number}") == {lamp.number}
    assert numbers("q=东风东街") == {lamp.number}
    assert numbers("late=on") == {lid.number}
    assert numbers("phase=ended") == set()
    assert numbers(f"place={it.cast.tree.elsewhere.pk}") == set()
    assert numbers(f"since={now:%Y-%m-%d}") == {lamp.number}
    assert numbers("category=public_lighting") == set()
    assert numbers("state=raised&sort=due") == {lamp.number, lid.number}
    assert client.get("/matters/?state=emperor").status_code == 422
    assert client.get("/matters/?place=0").status_code == 422
    assert client.get("/matters/?since=2026-02-01&until=2026-01-01").status_code == 422


def test_search_by_a_whole_number_opens_the_file(it, now, sign):
    matter = factories.raised(it, now=now)
    client = sign("grid_head")
    found = client.get("/matters/search/", {"q": matter.shown_number})
    assert found.url == address(matter)
    assert matter.number in text_of(client.get("/matters/search/?q=路灯"))


@pytest.mark.parametrize("sort", ["newest", "oldest", "due"])
def test_pages_of_the_list_hold_every_row_once(it, now, sign, sort, monkeypatch):
    monkeypatch.setattr("liandong.matters.views.staff.lists.A_PAGE", 3)
    for number in range(7):
        factories.raised(it, now=now - timedelta(hours=number // 2))
    client = sign("grid_head")
    seen, query = [], {"sort": sort}
    for _page in range(3):
        answer = client.get("/matters/", query)
        seen += [row["number"] for row in answer.context["rows"]]
        query["after"] = answer.context["after"]

    assert sorted(seen) == sorted(Matter.objects.values_list("number", flat=True))
    assert query["after"] == ""
    assert client.get("/matters/?after=nonsense").status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_filter_is_taken_away_as_a_table(it, now, sign, kind):
    matter = factories.raised(it, now=now)
    answer = sign("grid_head").get(f"/matters/?export={kind}&state=raised")
    assert "attachment" in answer["Content-Disposition"]
    if kind == "csv":
        text = text_of(answer)
        assert matter.number in text
        assert "13800001234" not in text


def test_filters_are_kept_and_dropped(it, sign):
    client = sign("grid_head")
    given = {"name": "超期", "query": "late=on", "key": "a"}
    landed = client.post("/matters/filters/", given, follow=True)
    assert "超期" in text_of(landed)
    assert client.post("/matters/filters/", {"name": "", "key": "c"}).status_code == 422
    kept = SavedFilter.objects.get()
    client.post(f"/matters/filters/{kept.pk}/drop/", {"key": "b"})
    assert not SavedFilter.objects.exists()


def test_bulk_does_each_by_itself_and_says_what_was_refused(it, now, sign):
    waiting = [factories.matter(it, State.DISPATCHED, now=now) for _number in range(2)]
    working = factories.matter(it, State.EXECUTING, now=now)
    numbers = [one.number for one in (*waiting, working)]
    client = sign("department_officer")
    given = {
        "verb": "sign",
        "number": [*numbers, "26000000000000"],
        "key": "a",
        "back": "phase=open",
    }

    landed = client.post("/matters/bulk/", given, follow=True)

    assert landed.redirect_chain == [("/matters/?phase=open", 302)]
    text = text_of(landed)
    assert f"{working.number}: " in text
    states = set(Matter.objects.values_list("state", flat=True))
    assert states == {State.EXECUTING}
    again = client.post("/matters/bulk/", given, follow=True)
    assert again.status_code == 200
    nothing = client.post("/matters/bulk/", {"verb": "sign", "key": "b"}, follow=True)
    assert "notice-error" in text_of(nothing)


def test_bulk_accepts_as_one_kind_and_urges(it, now, sign):
    two = [factories.raised(it, now=now) for _number in range(2)]
    numbers = [one.number for one in two]
    client = sign("grid_head")
    client.post("/matters/bulk/", {"verb": "accept", "number": numbers, "key": "a"})
    assert not Matter.objects.filter(accepted_at__isnull=False).exists()
    client.post(
        "/matters/bulk/",
        {"verb": "accept", "category": "public_lighting", "number": numbers, "key": "b"},
    )
    assert Matter.objects.filter(accepted_at__isnull=False).count() == 2
    client = sign("community_secretary")
    client.post("/matters/bulk/", {"verb": "urge", "text": "请快。", "number": numbers, "key": "c"})
    verbs = [line.entry.verb for line in queries.timeline(two[0], public=False)]
    assert "matter.urged" in verbs


def test_a_clerk_takes_down_a_matter_for_a_caller(it, now, sign):
    other = factories.raised(it, now=now, lon=119.1, lat=36.7)
    desk.put_at(it.cast.tree.grid, 119.1, 36.7)
    client = sign("hotline_clerk")
    form = client.get("/matters/new/")
    assert form.context["form"]["source"].value() == "hotline"
    given = {
        "text": "路灯不亮了。",
        "place": it.cast.tree.grid.pk,
        "source": "phone",
        "phone": "13900002222",
    }

    look = client.post("/matters/new/", {**given, "look": "1"})
    assert look.status_code == 200
    assert other.number in text_of(look), "likely the same trouble"
    assert client.post("/matters/new/", {"text": "", "source": "phone"}).status_code == 422
    for _press in range(2):
        landed = client.post("/matters/new/", {**given, "key": "once"}, follow=True)
        assert landed.status_code == 200
    made = Matter.objects.get(source="phone")
    assert made.contact.phone == "13900002222"
    assert reverse(
        "matters:receipt", args=(made.number, queries.secret_of(made.number))
    ) in text_of(landed)


def test_an_office_takes_nothing_down(it, sign):
    assert sign("department_officer").get("/matters/new/").status_code == 403


def test_a_grids_own_post_is_there_already(it, sign):
    form = sign("grid_worker").get("/matters/new/")
    assert form.context["found"] == it.cast.tree.grid
    assert form.context["form"]["source"].value() == "visit"


def test_my_place_counts_what_waits_and_warns_of_an_odd_grid(it, now, sign):
    factories.raised(it, now=now)
    factories.raised(it, now=now - timedelta(days=40))
    grid = it.cast.tree.grid
    type(grid).objects.filter(pk=grid.pk).update(households=20)
    for key, amount in (("grid.households_least", 300), ("grid.households_most", 500)):
        desk.rule(key, amount)
    page = sign("community_secretary").get("/my-place/")
    assert page.context["total"] == (2, 1)
    assert "樱园第一网格" in text_of(page)
    assert "张敏" in text_of(page)
    assert sign("grid_head").get("/my-place/").context["grid_warning"]


def test_the_case_file_on_paper_has_no_contact(it, now, sign):
    matter = factories.matter(it, State.CLOSED, now=now)
    text = text_of(sign("grid_head").get(f"{address(matter)}paper/"))
    assert matter.shown_number in text
    assert "已更换灯泡。" in text
    assert "1234" not in text.replace(matter.number, "")


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_state_has_its_file_in_both_languages(it, now, sign, state, language):
    matter = factories.matter(it, state, now=now)
    answer = sign("community_secretary").get(address(matter), headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert matter.shown_number in text_of(answer)
