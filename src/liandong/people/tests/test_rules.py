from datetime import date

import pytest

from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.people import rules
from liandong.people.models import RoleKind, Term
from liandong.people.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return factories.cast()


def actor(cast, who):
    return {"system": SYSTEM, "resident": RESIDENT}.get(who) or cast.actor(who)


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("system", True),
        ("system_admin", True),
        ("community_secretary", True),
        ("security_admin", False),
        ("grid_head", False),
        ("resident", False),
    ],
)
def test_who_may_register_a_person(cast, who, allowed):
    assert bool(rules.may_register_person(actor(cast, who))) is allowed


@pytest.mark.parametrize(
    ("who", "where", "allowed"),
    [
        ("system", "city", True),
        ("system_admin", "grid", True),
        ("district_secretary", "district", False),
        ("security_admin", "city", False),
        ("resident", "city", False),
    ],
)
def test_who_may_found_an_organisation(cast, who, where, allowed):
    place = getattr(cast.tree, where)
    assert bool(rules.may_found_organisation(actor(cast, who), place)) is allowed


def test_a_district_administrator_does_not_reach_into_another_district(cast):
    post = factories.post(RoleKind.SYSTEM_ADMIN, cast.tree.elsewhere)
    stranger = factories.queries.actor_of(factories.person("stranger"), post)

    assert not rules.may_found_organisation(stranger, cast.tree.district)
    assert rules.may_found_organisation(stranger, cast.tree.elsewhere)


@pytest.mark.parametrize(
    ("who", "where", "role", "allowed"),
    [
        ("system_admin", "grid", RoleKind.GRID_HEAD, True),
        ("system_admin", "community", RoleKind.GRID_HEAD, False),
        ("system_admin", "community", RoleKind.COMMUNITY_WORKER, True),
        ("system_admin", "grid", RoleKind.SECURITY_ADMIN, False),
        ("community_secretary", "grid", RoleKind.GRID_HEAD, False),
        ("system", "city", RoleKind.CITY_SECRETARY, True),
    ],
)
def test_who_may_create_a_post(cast, who, where, role, allowed):
    place = getattr(cast.tree, where)
    assert bool(rules.may_create_post(actor(cast, who), place, role)) is allowed


@pytest.mark.parametrize(
    ("role", "taken", "free"),
    [
        (RoleKind.GRID_HEAD, True, False),
        (RoleKind.GRID_HEAD, False, True),
        (RoleKind.GRID_WORKER, True, True),
    ],
)
def test_a_place_has_one_post_of_each_sole_role(cast, role, taken, free):
    assert bool(rules.is_free(role, cast.post("grid_head") if taken else None)) is free


@pytest.mark.parametrize(
    ("who", "whose", "allowed"),
    [
        ("community_secretary", "grid_head", True),
        ("community_secretary", "community_worker", True),
        ("community_secretary", "community_secretary", False),
        ("community_secretary", "subdistrict_officer", False),
        ("subdistrict_secretary", "community_secretary", True),
        ("district_secretary", "department_officer", True),
        ("district_secretary", "district_secretary", False),
        ("city_secretary", "district_secretary", True),
        ("city_secretary", "system_admin", True),
        ("city_secretary", "city_secretary", False),
        ("system", "city_secretary", True),
        ("system_admin", "grid_head", False),
        ("security_admin", "system_admin", False),
        ("grid_head", "grid_worker", False),
        ("resident", "grid_head", False),
    ],
)
def test_who_may_appoint(cast, who, whose, allowed):
    assert bool(rules.may_appoint(actor(cast, who), cast.post(whose))) is allowed


@pytest.mark.parametrize(
    ("post", "held", "allowed"),
    [
        ("system_admin", {"security_admin"}, False),
        ("system_admin", {"audit_admin"}, False),
        ("security_admin", {"audit_admin"}, False),
        ("audit_admin", {"system_admin", "grid_head"}, False),
        ("audit_admin", {"audit_admin"}, True),
        ("system_admin", {"grid_head"}, True),
        ("grid_head", {"system_admin", "grid_worker"}, True),
    ],
)
def test_the_three_administrators_are_three_people(cast, post, held, allowed):
    verdict = rules.may_hold(SYSTEM, cast.post(post), factories.person("new"), held)

    assert bool(verdict) is allowed


def test_nobody_appoints_themselves_or_a_suspended_account(cast):
    secretary = cast.person("community_secretary")
    post = cast.post("grid_head")
    assert not rules.may_hold(cast.actor("community_secretary"), post, secretary, set())

    suspended = factories.person("gone")
    suspended.is_active = False
    assert not rules.may_hold(SYSTEM, post, suspended, set())


@pytest.mark.parametrize(
    ("starts", "ends", "fits"),
    [
        (date(2025, 1, 1), date(2025, 2, 1), True),
        (date(2025, 1, 1), date(2025, 2, 2), False),
        (date(2025, 3, 1), None, True),
        (date(2025, 2, 28), None, False),
        (date(2024, 1, 1), None, False),
        (date(2025, 5, 1), date(2025, 4, 1), False),
    ],
)
def test_terms_of_a_post_do_not_overlap(starts, ends, fits):
    present = Term(starts_on=date(2025, 2, 1), ends_on=date(2025, 3, 1))

    assert bool(rules.fits([present], starts, ends)) is fits


@pytest.mark.parametrize(
    ("who", "serving", "to", "allowed"),
    [
        ("community_secretary", True, "new", True),
        ("community_secretary", False, "new", False),
        ("community_secretary", True, "grid_head", False),
        ("grid_head", True, "new", False),
    ],
)
def test_who_may_hand_over(cast, who, serving, to, allowed):
    post = cast.post("grid_head")
    term = post.terms.get() if serving else None

    verdict = rules.may_hand_over(cast.actor(who), post, term, factories.person(to))

    assert bool(verdict) is allowed


@pytest.mark.parametrize(
    ("who", "on", "ended", "allowed"),
    [
        ("community_secretary", factories.TODAY, None, True),
        ("community_secretary", date(2023, 1, 1), None, False),
        ("community_secretary", factories.TODAY, date(2025, 1, 1), False),
        ("grid_worker", factories.TODAY, None, False),
    ],
)
def test_who_may_end_a_term(cast, who, on, ended, allowed):
    term = cast.post("grid_head").terms.get()
    term.ends_on = ended

    assert bool(rules.may_end_term(cast.actor(who), term, on)) is allowed


@pytest.mark.parametrize(
    ("who", "whom", "suspend", "restore"),
    [
        ("security_admin", "grid_head", True, False),
        ("security_admin", "security_admin", False, False),
        ("system_admin", "grid_head", False, False),
        ("city_secretary", "grid_head", False, False),
        ("system", "grid_head", True, False),
    ],
)
def test_who_may_suspend_and_restore(cast, who, whom, suspend, restore):
    person = cast.person(whom)

    assert bool(rules.may_suspend_account(actor(cast, who), person)) is suspend
    assert bool(rules.may_restore_account(actor(cast, who), person)) is restore


def test_a_suspended_account_is_restored_not_suspended_again(cast):
    person = cast.person("grid_head")
    person.is_active = False

    assert not rules.may_suspend_account(cast.actor("security_admin"), person)
    assert rules.may_restore_account(cast.actor("security_admin"), person)


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("audit_admin", True), ("system_admin", True), ("city_secretary", False), ("resident", False)],
)
def test_who_may_see_the_accounts(cast, who, allowed):
    assert bool(rules.may_see_accounts(actor(cast, who))) is allowed
