import re

import pytest
from django.http import Http404
from django.urls import reverse

from liandong.kernel.verdict import Refused
from liandong.rulebook import queries, views
from liandong.rulebook.models import Rule
from liandong.rulebook.tests import factories

pytestmark = pytest.mark.django_db

MARKED = r'<(span|option)[^>]* lang="zh-Hans"[^>]*>.*?</\1>|<option [^>]*lang="zh-Hans"[^>]*>[^<]*'
HTMX = {"HX-Request": "true"}
GOOD = {
    "amount": "3",
    "effective_from": "2199-01-01",
    "source": "奎文区通知",
    "text": "三个工作日内办结。",
}
PAGES = {
    "rules": [],
    "categories": [],
    "category": ["illegal_building"],
    "calendar": [],
    "deadline": [],
    "rule": ["matter.execute"],
}


@pytest.fixture
def city():
    return factories.city()


@pytest.fixture
def ask(rf, city):
    """A request by somebody who acts from a post at the district."""

    def request(method, path="/", data=None, role="district_dispatcher"):
        made = getattr(rf, method)(path, data or {})
        made.actor = factories.setter(city["district"], role)
        made.htmx, made.user = None, None
        return made

    return request


def address(name, *words):
    return reverse(f"rulebook:{name}", args=words or PAGES.get(name, []))


def main_of(response):
    return response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_open_pages(client, city, name, language):
    response = client.get(address(name), headers={"Accept-Language": language})

    assert response.status_code == 200
    assert "<h1>" in main_of(response)


@pytest.mark.parametrize("name", PAGES)
def test_an_english_page_marks_what_is_chinese(client, city, name):
    factories.own(city["district"], key="matter.execute", amount=4)
    asked = {"start": "2026-09-30T09:00", "amount": "5", "unit": "work_day"}

    response = client.get(
        address(name), asked if name == "deadline" else {}, headers={"Accept-Language": "en"}
    )

    assert not re.findall("[\u4e00-\u9fff]+", re.sub(MARKED, "", main_of(response), flags=re.S))


@pytest.mark.parametrize(("name", "most"), [(name, 8) for name in PAGES])
def test_a_page_asks_the_database_little(client, city, name, most, django_assert_max_num_queries):
    queries.limit("matter.accept", None, factories.TODAY)
    with django_assert_max_num_queries(most):
        client.get(address(name))


@pytest.mark.parametrize(
    "path",
    [
        "rulebook/categories/unheard_of/",
        "rulebook/unheard.of/",
        "rulebook/matter.execute/?category=unheard_of",
    ],
)
def test_no_such_page(client, city, path):
    assert client.get(f"/{path}").status_code == 404


def test_rules_are_found_and_filtered(client, city):
    factories.own(city["district"], amount=4, effective_from=factories.TODAY)

    def found(**asked):
        return main_of(client.get(address("rules"), asked))

    assert "第二十四条" in found(q="dispatch.to_street")
    assert "没有符合条件的规定" in found(q="没有这样的规定")
    assert "三个工作日内办结" in found(q="办结", place=city["district"].pk, on="2026-12-01")
    assert "三个工作日内办结" not in found(q="办结", place=city["city"].pk, on="2026-12-01")
    assert "三个工作日内办结" not in found(q="办结", on="2026-11-01")
    assert "待本地确认" in found(confidence="needs_local_confirmation")
    assert "潍坊市12345" not in found(on="2020-06-01")


def test_with_htmx_only_the_part_comes(client, city):
    part = client.get(address("rules"), {"q": "退回"}, headers=HTMX).content.decode()

    assert part.lstrip().startswith('<section id="rules">')


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("rules", {"on": "yesterday"}),
        ("rules", {"place": "9999999"}),
        ("calendar", {"year": "12"}),
        ("deadline", {"start": "now", "amount": "5", "unit": "work_day"}),
        ("deadline", {"start": "2026-09-30T09:00", "amount": "2.5", "unit": "day"}),
        ("deadline", {"start": "2026-09-30T09:00", "amount": "9999", "unit": "work_day"}),
        ("deadline", {"start": "2026-09-30T09:00", "amount": "0", "unit": "hour"}),
    ],
)
def test_wrong_input_comes_back_422(client, city, name, asked):
    assert client.get(address(name), asked).status_code == 422


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rules_go_out_as_tables(client, city, kind):
    response = client.get(address("rules"), {"format": kind, "q": "matter.return"})

    assert response["Content-Disposition"].endswith(f'.{kind}"')
    if kind == "csv":
        assert "第二十二条" in response.content.decode("utf-8-sig")


def test_the_calendar_of_a_year_known_and_unknown(client, city):
    known = main_of(client.get(address("calendar"), {"year": "2026"}))
    unknown = main_of(client.get(address("calendar"), {"year": "2027"}))
    leap = main_of(client.get(address("calendar"), {"year": "2024"}))

    assert "2026-10-10" in known
    assert "248个工作日" in known
    assert "251个工作日" in leap
    assert "放假安排尚未公布" in unknown


def test_a_deadline_is_counted_out(client, city):
    asked = {"start": "2026-09-30T09:00", "amount": "5", "unit": "work_day"}
    spent = {"start": "2026-09-30T09:00", "amount": "8", "unit": "work_hour"}
    late = {"start": "2026-12-30T09:00", "amount": "5", "unit": "work_day"}

    assert "2026-10-13 17:30" in main_of(client.get(address("deadline"), asked))
    assert "国庆节" in main_of(client.get(address("deadline"), asked))
    assert "2026-10-08 09:30" in main_of(client.get(address("deadline"), spent))
    assert "放假安排尚未公布" in main_of(client.get(address("deadline"), late))


def test_a_district_sets_a_number_and_takes_it_back(ask, city):
    page = views.override(ask("get"), key="matter.execute")
    done = views.override(ask("post", data=GOOD), key="matter.execute")
    rule = Rule.objects.get(preset=False)
    shown = views.rule(ask("get"), key="matter.execute").content.decode()
    asked = views.withdraw(ask("get"), rule_id=rule.pk)
    gone = views.withdraw(ask("post", data={"reason": "数字有误"}), rule_id=rule.pk)

    rule.refresh_from_db()
    assert page.status_code == asked.status_code == 200
    assert (done.status_code, done.url) == (302, address("rule"))
    assert reverse("rulebook:withdraw", args=[rule.pk]) in shown
    assert (gone.status_code, gone.url) == (302, address("rule"))
    assert rule.effective_until is not None


def test_a_number_for_one_kind_of_matter(ask, city):
    path = "/?category=illegal_building"
    done = views.override(ask("post", path, {**GOOD, "amount": "30"}), key="matter.execute")

    assert done.url.endswith("?category=illegal_building")
    assert Rule.objects.get(preset=False).category.code == "illegal_building"


@pytest.mark.parametrize("wrong", [{"amount": "many"}, {"source": ""}, {"effective_from": "soon"}])
def test_a_bad_form_comes_back_422(ask, city, wrong):
    response = views.override(ask("post", data={**GOOD, **wrong}), key="matter.execute")

    assert response.status_code == 422
    assert not Rule.objects.filter(preset=False).exists()


def test_withdrawing_needs_a_reason(ask, city):
    rule = factories.own(city["district"])

    assert views.withdraw(ask("post", data={"reason": ""}), rule_id=rule.pk).status_code == 422


def test_who_may_not_is_refused(ask, city):
    rule = factories.own(city["district"])
    words = {"key": "matter.execute"}

    for role in ("subdistrict_officer", "department_officer", "system_admin"):
        with pytest.raises(Refused):
            views.override(ask("get", role=role), **words)
        with pytest.raises(Refused):
            views.withdraw(ask("post", role=role, data={"reason": "x"}), rule_id=rule.pk)
    with pytest.raises(Refused, match="放宽"):
        views.override(ask("post", data={**GOOD, "amount": "9"}), **words)
    with pytest.raises(Refused, match="不是数值"):
        views.override(ask("get"), key="dispatch.to_street")


def test_pages_of_staff_are_closed_to_visitors(client, city):
    rule = factories.own(city["district"])

    for path in (address("override", "matter.execute"), address("withdraw", rule.pk)):
        assert client.get(path).status_code == 302
        assert client.post(path, GOOD).status_code == 302


def test_nothing_to_set_where_there_is_no_rule(ask, city):
    for view, words in (
        (views.override, {"key": "unheard.of"}),
        (views.withdraw, {"rule_id": 9_999_999}),
    ):
        with pytest.raises(Http404):
            view(ask("get"), **words)


def test_empty_tables_say_so(client):
    assert "没有符合条件的规定" in main_of(client.get(address("rules")))
    assert "尚未载入" in main_of(client.get(address("categories")))
    assert "放假安排尚未公布" in main_of(client.get(address("calendar")))
    assert client.get(address("deadline")).status_code == 200
