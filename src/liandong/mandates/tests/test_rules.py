"""The dispatch guards as a truth table: what the list says, whose desk, to whom."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.mandates import rules
from liandong.mandates.models import Level, ListKind
from liandong.mandates.tests import factories
from liandong.people.models import RoleKind
from liandong.people.tests import factories as people

pytestmark = pytest.mark.django_db
DISTRICT_LEADS = {"lead_level": Level.DISTRICT.value, "lead_kind": "urban_management"}
CITY_LEADS = {"lead_level": Level.CITY.value, "lead_kind": "urban_management"}
SUBDISTRICT_LEADS = {"lead_level": Level.SUBDISTRICT.value, "lead_kind": ""}
COMMUNITY_LEADS = {"lead_level": Level.COMMUNITY.value, "lead_kind": ""}


@pytest.fixture
def cast():
    return people.cast()


@pytest.fixture
def lists(cast):
    """Make the lists of the city that a case of the table names."""

    def make(*says, which=ListKind.RESPONSIBILITY_95):
        kind = factories.kind()
        lines = [
            factories.line(number, categories=(kind.code,), **say)
            for number, say in enumerate(says, start=1)
        ]
        if lines:
            factories.listed(cast.tree.city, *lines, which=which)
        return kind

    return make


def target_of(cast, to):
    if to == "city bureau":
        return people.organisation(cast.tree.city, "urban_management", "潍坊市城市管理局")
    return {
        "bureau": cast.bureau,
        "officer": cast.post("department_officer"),
        "district desk": cast.post("district_dispatcher"),
        "subdistrict desk": cast.post("subdistrict_officer"),
        "subdistrict": cast.tree.subdistrict,
        "community desk": cast.post("community_secretary"),
        "grid": cast.post("grid_head"),
    }[to]


@pytest.mark.parametrize(
    ("says", "desk", "to", "allowed"),
    [
        # the list is silent: no guard
        ((), "district", "subdistrict desk", True),
        # a district leads: not handed to a subdistrict, a community or a grid (24; 17)
        ((DISTRICT_LEADS,), "district", "bureau", True),
        ((DISTRICT_LEADS,), "district", "officer", True),
        ((DISTRICT_LEADS,), "city", "bureau", True),
        ((DISTRICT_LEADS,), "district", "subdistrict desk", False),
        ((DISTRICT_LEADS,), "district", "subdistrict", False),
        ((DISTRICT_LEADS,), "city", "subdistrict desk", False),
        ((DISTRICT_LEADS,), "district", "community desk", False),
        ((DISTRICT_LEADS,), "subdistrict", "community desk", False),
        ((DISTRICT_LEADS,), "subdistrict", "grid", False),
        # what a desk does itself, or inside the community, is handed to nobody below
        ((DISTRICT_LEADS,), "subdistrict", "subdistrict desk", True),
        ((DISTRICT_LEADS,), "community", "grid", True),
        ((DISTRICT_LEADS,), "city", "district desk", True),
        # a subdistrict leads: the subdistrict may get it, a community may not
        ((SUBDISTRICT_LEADS,), "district", "subdistrict desk", True),
        ((SUBDISTRICT_LEADS,), "subdistrict", "community desk", False),
        ((COMMUNITY_LEADS,), "subdistrict", "community desk", True),
        ((COMMUNITY_LEADS,), "subdistrict", "grid", True),
        # where one line gives it further down, that line holds
        ((DISTRICT_LEADS, SUBDISTRICT_LEADS), "district", "subdistrict desk", True),
        # city and district overlap: the city's department leads (24)
        ((CITY_LEADS,), "city", "bureau", False),
        ((CITY_LEADS,), "city", "city bureau", True),
        ((CITY_LEADS, DISTRICT_LEADS), "city", "bureau", False),
        ((CITY_LEADS, DISTRICT_LEADS), "city", "city bureau", True),
        ((CITY_LEADS, DISTRICT_LEADS), "district", "bureau", True),
        ((CITY_LEADS,), "district", "bureau", False),
    ],
)
def test_who_may_be_made_to_lead(cast, lists, says, desk, to, allowed):
    kind = lists(*says)

    verdict = rules.may_lead(SYSTEM, kind, target_of(cast, to), getattr(cast.tree, desk))

    assert bool(verdict) is allowed


@pytest.mark.parametrize(
    ("desk", "to", "allowed"),
    [
        ("district", "subdistrict desk", False),
        ("city", "community desk", False),
        ("district", "bureau", True),
        ("subdistrict", "subdistrict desk", True),
    ],
)
def test_a_withdrawn_duty_is_not_dispatched_to_a_subdistrict(cast, lists, desk, to, allowed):
    kind = lists(DISTRICT_LEADS, which=ListKind.WITHDRAWN)
    lists(SUBDISTRICT_LEADS, which=ListKind.BASIC)

    verdict = rules.may_lead(SYSTEM, kind, target_of(cast, to), getattr(cast.tree, desk))

    assert bool(verdict) is allowed


@pytest.mark.parametrize(
    ("says", "which", "desk", "to", "named"),
    [
        (DISTRICT_LEADS, ListKind.RESPONSIBILITY_95, "district", "subdistrict desk", "Article 24"),
        (CITY_LEADS, ListKind.RESPONSIBILITY_95, "city", "bureau", "Article 24"),
        (DISTRICT_LEADS, ListKind.RESPONSIBILITY_95, "subdistrict", "grid", "article 17"),
        (DISTRICT_LEADS, ListKind.WITHDRAWN, "district", "subdistrict desk", "2025-01-01"),
    ],
)
def test_a_refusal_names_the_article_or_the_list(cast, lists, says, which, desk, to, named):
    kind = lists(says, which=which)

    with translation.override("en"):
        verdict = rules.may_lead(SYSTEM, kind, target_of(cast, to), getattr(cast.tree, desk))

    assert named in str(verdict.reason)
    assert "tem 1" in str(verdict.reason)


def test_without_a_kind_of_matter_no_list_speaks(cast, lists):
    lists(DISTRICT_LEADS)

    assert rules.may_lead(SYSTEM, None, cast.tree.subdistrict, cast.tree.district)


def test_the_nearest_places_list_governs_and_the_newest_of_it(cast, lists):
    kind = lists(DISTRICT_LEADS)
    own = factories.line(1, categories=(kind.code,), **SUBDISTRICT_LEADS)
    factories.listed(cast.tree.district, own)
    to, desk = cast.post("subdistrict_officer"), cast.tree.district
    assert rules.may_lead(SYSTEM, kind, to, desk)

    newer = factories.line(1, categories=(kind.code,), **DISTRICT_LEADS)
    factories.listed(cast.tree.district, newer, effective_from=date(2026, 1, 1))

    assert not rules.may_lead(SYSTEM, kind, to, desk)
    assert rules.may_lead(SYSTEM, kind, to, desk, on=date(2025, 6, 1))
    assert not rules.may_lead(SYSTEM, kind, to, desk, on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("who", "where", "allowed"),
    [
        ("city_secretary", "district", True),
        ("district_secretary", "district", True),
        ("district_secretary", "city", False),
        ("system_admin", "city", True),
        ("subdistrict_secretary", "subdistrict", False),
        ("department_officer", "district", False),
        ("resident", "city", False),
        ("system", "city", True),
    ],
)
def test_who_may_edit_a_list(cast, who, where, allowed):
    actor = {"resident": RESIDENT, "system": SYSTEM}.get(who) or cast.actor(who)

    assert bool(rules.may_edit(actor, getattr(cast.tree, where))) is allowed


def test_a_secretary_does_not_edit_another_districts_list(cast):
    post = people.post(RoleKind.DISTRICT_SECRETARY, cast.tree.elsewhere)
    stranger = people.queries.actor_of(people.person("stranger"), post)

    assert not rules.may_edit(stranger, cast.tree.district)


@pytest.mark.parametrize(
    ("days", "ended", "allowed"), [(1, False, True), (0, False, False), (1, True, False)]
)
def test_a_new_version_begins_after_the_old_one(cast, lists, days, ended, allowed):
    lists(DISTRICT_LEADS)
    item = factories.MandateItem.objects.get()
    item.effective_until = factories.TODAY if ended else None

    verdict = rules.is_next_version(item, item.effective_from + timedelta(days=days))

    assert bool(verdict) is allowed
