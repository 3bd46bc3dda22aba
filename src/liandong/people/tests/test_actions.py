from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from liandong.kernel.actor import SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.people import actions, queries
from liandong.people.models import OrganisationKind, Person, RoleKind, Term
from liandong.people.tests import factories
from liandong.people.tests.factories import NOON, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return factories.cast()


def test_a_person_is_registered_and_no_name_stands_in_the_open_record(cast):
    person = actions.register_person(
        username="newcomer",
        name="林小雨",
        password="another-long-word",
        actor=cast.actor("system_admin"),
        now=NOON,
    )

    assert person.check_password("another-long-word")
    entry = Entry.objects.get()
    assert (entry.verb, entry.subject) == ("person.registered", f"people.person:{person.pk}")
    assert "林小雨" not in str(entry.public) + str(entry.commitments)


def test_without_a_password_nobody_signs_in_by_one(cast):
    person = actions.register_person(
        username="oidc", name="许可", password="", actor=SYSTEM, now=NOON
    )

    assert not person.has_usable_password()


def test_a_grid_head_registers_nobody(cast):
    with pytest.raises(Refused, match=r"\w"):
        actions.register_person(
            username="x", name="x", password="x", actor=cast.actor("grid_head"), now=NOON
        )

    assert not Person.objects.filter(username="x").exists()
    assert not Entry.objects.exists()


def test_an_organisation_is_founded_at_its_seat_and_a_post_in_it_stands_there(cast):
    body = actions.Body(
        kind=OrganisationKind.DEPARTMENT, name="奎文区住房和城乡建设局", code="housing"
    )
    admin = cast.actor("system_admin")

    housing = actions.found_organisation(
        body=body, place_id=cast.tree.district.pk, actor=admin, now=NOON
    )
    post = actions.create_post(
        role=RoleKind.DEPARTMENT_OFFICER,
        office=actions.Office(title="经办人"),
        organisation_id=housing.pk,
        actor=admin,
        now=NOON,
    )

    assert (housing.level, post.place) == (1, cast.tree.district)
    assert [entry.verb for entry in Entry.objects.order_by("id")] == [
        "organisation.founded",
        "post.created",
    ]
    assert queries.organisation("housing", cast.tree.grid) == housing


def test_a_second_grid_head_at_one_grid_is_refused(cast):
    words = {"role": RoleKind.GRID_HEAD, "office": actions.Office(title="网格长")}
    with pytest.raises(Refused):
        actions.create_post(
            **words, place_id=cast.tree.grid.pk, actor=cast.actor("system_admin"), now=NOON
        )


def test_the_database_refuses_a_second_grid_head_too(cast):
    with pytest.raises(IntegrityError):
        factories.post(RoleKind.GRID_HEAD, cast.tree.grid)


def test_a_hand_over_leaves_no_gap_and_no_overlap_and_moves_the_post_whole(cast):
    post, successor = cast.post("grid_head"), factories.person("successor", "何冰")

    term = actions.hand_over(
        post_id=post.pk,
        to_person_id=successor.pk,
        actor=cast.actor("community_secretary"),
        now=NOON,
        note="轮岗",
    )

    before = Term.objects.get(post=post, person=cast.person("grid_head"))
    assert before.ends_on == term.starts_on == TODAY
    assert queries.holder(post, TODAY - timedelta(days=1)) == cast.person("grid_head")
    assert queries.holder(post, TODAY) == successor
    assert queries.posts_of(cast.person("grid_head"), TODAY) == []
    entry = Entry.objects.get()
    assert (entry.verb, entry.public) == ("post.handed_over", {"on": "2026-11-24"})
    assert set(entry.commitments) == {"actor", "person", "note"}


def test_a_hand_over_by_somebody_else_changes_nothing(cast):
    with pytest.raises(Refused):
        actions.hand_over(
            post_id=cast.post("grid_head").pk,
            to_person_id=factories.person("successor").pk,
            actor=cast.actor("grid_worker"),
            now=NOON,
        )

    assert queries.holder(cast.post("grid_head"), TODAY) == cast.person("grid_head")
    assert not Entry.objects.exists()


def test_a_hand_over_before_a_later_term_is_refused_whole(cast):
    post, secretary = cast.post("grid_head"), cast.actor("community_secretary")
    later = date(2027, 1, 1)
    actions.hand_over(
        post_id=post.pk,
        to_person_id=factories.person("b").pk,
        actor=secretary,
        now=NOON,
        on=later,
    )

    with pytest.raises(Refused):
        actions.hand_over(
            post_id=post.pk, to_person_id=factories.person("c").pk, actor=secretary, now=NOON
        )

    assert queries.holder(post, TODAY) == cast.person("grid_head")
    assert queries.holder(post, later).username == "b"


def test_the_same_person_is_never_two_of_the_three_administrators(cast):
    with pytest.raises(Refused):
        actions.hand_over(
            post_id=cast.post("audit_admin").pk,
            to_person_id=cast.person("system_admin").pk,
            actor=cast.actor("city_secretary"),
            now=NOON,
        )

    assert queries.holder(cast.post("audit_admin"), TODAY) == cast.person("audit_admin")


def test_a_substitute_answers_beside_the_holder_and_both_may_act(cast):
    post, substitute = cast.post("grid_head"), factories.person("substitute")

    actions.appoint(
        post_id=post.pk,
        person_id=substitute.pk,
        actor=cast.actor("community_secretary"),
        now=NOON,
        ends_on=TODAY + timedelta(days=14),
        acting=True,
    )

    assert queries.holder(post, TODAY) == substitute
    assert queries.holder(post, TODAY + timedelta(days=14)) == cast.person("grid_head")
    assert queries.posts_of(substitute, TODAY) == queries.posts_of(cast.person("grid_head"), TODAY)


def test_a_held_post_is_not_given_twice(cast):
    with pytest.raises(Refused):
        actions.appoint(
            post_id=cast.post("grid_head").pk,
            person_id=factories.person("second").pk,
            actor=cast.actor("community_secretary"),
            now=NOON,
        )


def test_the_database_refuses_a_second_open_term_too(cast):
    with pytest.raises(IntegrityError):
        factories.appoint(cast.post("grid_head"), factories.person("second"))


def test_an_ended_term_leaves_the_post_vacant(cast):
    post = cast.post("grid_worker")

    actions.end_term(term_id=post.terms.get().pk, actor=cast.actor("community_secretary"), now=NOON)

    assert queries.holder(post, TODAY) is None
    assert Entry.objects.get().verb == "term.ended"


def test_an_account_is_suspended_and_restored_with_reasons(cast):
    person, admin = cast.person("grid_worker"), cast.actor("security_admin")

    actions.suspend_account(person_id=person.pk, actor=admin, now=NOON, reason="离职")
    assert not Person.objects.get(pk=person.pk).is_active
    actions.restore_account(person_id=person.pk, actor=admin, now=NOON, reason="复职")
    assert Person.objects.get(pk=person.pk).is_active

    verbs = [entry.verb for entry in Entry.objects.order_by("id")]
    assert verbs == ["account.suspended", "account.restored"]


def test_desks_and_holders_cost_the_same_for_one_and_for_many(cast, django_assert_num_queries):
    tree = cast.tree
    places = [tree.city, tree.district, tree.subdistrict, tree.community, tree.grid, tree.building]

    with django_assert_num_queries(1):
        desks = queries.desks(places)
    with django_assert_num_queries(1):
        holders = queries.holders(desks.values(), TODAY)

    assert [desks[place.pk].role for place in places] == [
        "city_dispatcher",
        "district_dispatcher",
        "subdistrict_officer",
        "community_secretary",
        "grid_head",
        "grid_head",
    ]
    assert holders[desks[tree.building.pk].pk] == cast.person("grid_head")
    assert queries.desk(tree.elsewhere) is None
    assert queries.post_at(tree.grid, ["grid_worker"]) == cast.post("grid_worker")
