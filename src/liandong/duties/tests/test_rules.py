"""Who may do what to lists, responsibilities and rectifications."""

import pytest

from liandong.duties import actions, queries, rules
from liandong.duties.lifecycle import Deadline, Duty, Frequency, ListKind, ListState, Step
from liandong.duties.models import DutyList, Rectification
from liandong.duties.tests import factories
from liandong.kernel.actor import RESIDENT
from liandong.people.models import RoleKind

pytestmark = pytest.mark.django_db
EVERYBODY = [role.value for role in RoleKind]


@pytest.fixture
def it():
    return factories.cast()


def allowed(it, asked):
    return {role for role in EVERYBODY if asked(it.actor(role))}


def test_a_post_draws_up_its_list_and_a_secretary_above_may(it):
    post = it.post("subdistrict_secretary")

    may = allowed(it, lambda actor: rules.may_draw_up(actor, post))

    assert may == {"subdistrict_secretary", "district_secretary", "city_secretary"}
    bureau = it.post("department_officer")
    assert rules.may_draw_up(it.actor("department_officer"), bureau)
    assert rules.may_draw_up(it.actor("district_secretary"), bureau)
    assert not rules.may_draw_up(it.actor("district_dispatcher"), bureau)


def test_a_post_that_answers_for_nothing_of_its_own_has_no_list(it):
    worker = it.post("grid_worker")

    assert not rules.may_draw_up(it.actor("grid_worker"), worker)
    assert not rules.may_have_lists(it.actor("grid_worker"))
    assert rules.may_have_lists(it.actor("department_officer"))


def test_a_place_above_its_own_does_not_answer_to_a_secretary(it):
    assert not rules.stands_over(it.actor("subdistrict_secretary"), it.post("city_secretary"))
    assert not rules.stands_over(it.actor("city_secretary"), it.post("city_secretary"))
    assert rules.stands_over(it.actor("city_secretary"), it.post("community_secretary"))
    assert not rules.stands_over(it.actor("subdistrict_officer"), it.post("community_secretary"))


def test_lines_are_entered_only_while_a_list_is_drawn_up(it):
    listed = DutyList(kind=ListKind.RESPONSIBILITY, post=it.post("subdistrict_secretary"))
    own = it.actor("subdistrict_secretary")
    may = {state: bool(rules.may_enter(own, _at(listed, state))) for state in ListState}

    assert may == {ListState.DRAFTED: True, ListState.SUBMITTED: False, ListState.ISSUED: False}
    listed.state = ListState.DRAFTED
    assert not rules.may_enter(it.actor("community_secretary"), listed)


def _at(listed, state):
    listed.state = state
    return listed


@pytest.mark.parametrize(
    ("state", "role", "lines", "may"),
    [
        (ListState.DRAFTED, "subdistrict_secretary", 1, True),
        (ListState.DRAFTED, "subdistrict_secretary", 0, False),
        (ListState.DRAFTED, "district_secretary", 1, False),
        (ListState.SUBMITTED, "subdistrict_secretary", 1, False),
        (ListState.ISSUED, "subdistrict_secretary", 1, False),
    ],
)
def test_who_submits(it, state, role, lines, may):
    listed = DutyList(post=it.post("subdistrict_secretary"), state=state)
    assert bool(rules.may_submit(it.actor(role), listed, lines)) is may


@pytest.mark.parametrize(
    ("state", "role", "may"),
    [
        (ListState.SUBMITTED, "district_secretary", True),
        (ListState.SUBMITTED, "city_secretary", True),
        (ListState.SUBMITTED, "subdistrict_secretary", False),
        (ListState.SUBMITTED, "district_dispatcher", False),
        (ListState.DRAFTED, "district_secretary", False),
        (ListState.ISSUED, "district_secretary", False),
    ],
)
def test_who_sends_back(it, state, role, may):
    listed = DutyList(post=it.post("subdistrict_secretary"), state=state)
    assert bool(rules.may_send_back(it.actor(role), listed)) is may


BOTH = {Duty.MAIN, Duty.FIRST}


@pytest.mark.parametrize(
    ("of", "by", "duties", "may"),
    [
        ("subdistrict_secretary", "district_secretary", BOTH, True),
        ("subdistrict_secretary", "city_secretary", BOTH | {Duty.OWN_FIELD}, True),
        ("subdistrict_secretary", "subdistrict_secretary", BOTH, False),
        ("subdistrict_secretary", "district_dispatcher", BOTH, False),
        ("subdistrict_secretary", "district_secretary", {Duty.MAIN}, False),
        ("subdistrict_secretary", "district_secretary", set(), False),
        ("department_officer", "district_secretary", {Duty.OWN_FIELD}, True),
        ("city_secretary", "city_secretary", BOTH, True),
        ("district_secretary", "district_secretary", BOTH, False),
    ],
)
def test_who_issues_a_responsibility_list(it, of, by, duties, may):
    listed = DutyList(kind=ListKind.RESPONSIBILITY, post=it.post(of), state=ListState.SUBMITTED)
    assert bool(rules.may_issue(it.actor(by), listed, duties, ())) is may


def test_a_list_is_issued_once(it):
    post = it.post("subdistrict_secretary")
    listed = DutyList(kind=ListKind.RESPONSIBILITY, post=post, state=ListState.ISSUED)
    assert not rules.may_issue(it.actor("district_secretary"), listed, BOTH, ())


def test_whoever_issues_a_rectification_list_does_not_lead_on_it(it):
    post = it.post("subdistrict_secretary")
    listed = DutyList(kind=ListKind.RECTIFICATION, post=post, state=ListState.SUBMITTED)
    issuer = it.actor("district_secretary")

    assert rules.may_issue(issuer, listed, (), {post.pk})
    assert not rules.may_issue(issuer, listed, (), {post.pk, issuer.post})
    assert not rules.may_issue(issuer, listed, (), ())


def test_who_reads_a_list(it):
    listed = DutyList(post=it.post("subdistrict_secretary"))
    above = {
        "subdistrict_officer",
        "district_dispatcher",
        "district_secretary",
        "city_dispatcher",
        "city_secretary",
        "audit_admin",
    }

    may = allowed(it, lambda actor: rules.may_see(actor, listed, named=False))

    assert may == {"subdistrict_secretary", *above}
    assert rules.may_see(it.actor("department_officer"), listed, named=True)
    assert not rules.may_see(RESIDENT, listed, named=False)


def test_who_reads_the_layers_of_a_place(it):
    may = allowed(it, lambda actor: rules.may_see_layers(actor, it.tree.district))
    assert may == {
        "district_dispatcher",
        "district_secretary",
        "city_dispatcher",
        "city_secretary",
        "audit_admin",
    }


def test_who_fulfils_and_who_ends(it):
    dated, standing = factories.issued(it)
    for line in (dated, standing):
        may = allowed(it, lambda actor, line=line: rules.may_fulfil(actor, line))
        assert may == {"subdistrict_secretary"}
    may = allowed(it, lambda actor: rules.may_end(actor, dated))
    assert may == {"district_secretary", "city_secretary"}

    dated.promise = None
    assert "Every period" not in str(rules.may_fulfil(it.actor("grid_head"), dated).reason)
    assert not rules.may_fulfil(it.actor("subdistrict_secretary"), dated)
    dated.ended_at = factories.MARCH
    assert not rules.may_end(it.actor("district_secretary"), dated)
    assert not rules.may_fulfil(it.actor("subdistrict_secretary"), dated)


def test_nothing_of_a_list_that_is_not_issued_runs(it):
    listed = factories.drawn(it, factories.line())
    (line,) = listed.responsibilities.all()
    own = it.actor("subdistrict_secretary")

    assert not rules.may_fulfil(own, line)
    assert not rules.may_hand_down(own, line)
    assert not rules.may_end(it.actor("district_secretary"), line)


def test_the_highest_secretary_ends_a_line_of_the_own_list(it):
    line, _other = factories.issued(it, role="city_secretary", by="city_secretary")
    may = allowed(it, lambda actor: rules.may_end(actor, line))
    assert may == {"city_secretary"}


def test_a_line_goes_down_one_level_only(it):
    line, _other = factories.issued(it)
    own, below = it.actor("subdistrict_secretary"), it.post("community_secretary")

    assert rules.may_hand_down(own, line, below)
    assert not rules.may_hand_down(own, line, below, handed=True)
    assert not rules.may_hand_down(own, line, it.post("grid_head"))
    assert not rules.may_hand_down(own, line, it.post("district_secretary"))
    assert not rules.may_hand_down(it.actor("district_secretary"), line, below)


def problem(it, step, **fields):
    lead = it.post("subdistrict_officer")
    listed = DutyList(post=it.post("subdistrict_secretary"), issuer=it.post("district_secretary"))
    words = {"deadline": Deadline.BY_DATE, **fields}
    return Rectification(list=listed, lead=lead, step=step, **words)


WORKERS = {"subdistrict_officer", "subdistrict_secretary"}
ISSUERS = {"district_secretary", "district_dispatcher"}
RIGHTS = [
    ("report", Step.RUNNING, WORKERS | {"community_secretary"}),
    ("apply", Step.RUNNING, WORKERS),
    ("postpone", Step.RUNNING, ISSUERS),
    ("verify", Step.APPLIED, ISSUERS),
    ("approve", Step.VERIFIED, {"district_secretary"}),
    ("relapse", Step.CLOSED, ISSUERS),
]


def asked(it, verb, one, role):
    supports = ({it.post("community_secretary").pk},) if verb == "report" else ()
    return getattr(rules, f"may_{verb}")(it.actor(role), one, *supports)


@pytest.mark.parametrize(("verb", "step", "who"), RIGHTS)
def test_who_may_do_what_to_a_rectification(it, verb, step, who):
    one = problem(it, step)
    assert {role for role in EVERYBODY if asked(it, verb, one, role)} == who


@pytest.mark.parametrize(("verb", "step", "who"), RIGHTS)
def test_nobody_does_it_at_another_step(it, verb, step, who):
    for other in set(Step) - {step}:
        assert not any(asked(it, verb, problem(it, other), role) for role in EVERYBODY)


def test_whoever_applied_does_not_verify_from_another_post(it):
    one = problem(it, Step.APPLIED)
    one.applied_by = it.person("district_dispatcher")

    assert not rules.may_verify(it.actor("district_dispatcher"), one)
    assert rules.may_verify(it.actor("district_secretary"), one)


def test_whoever_leads_does_not_verify_though_the_level_issued(it):
    one = problem(it, Step.APPLIED)
    one.lead = it.post("district_dispatcher")
    assert not rules.may_verify(it.actor("district_dispatcher"), one)


def test_the_highest_secretary_approves_on_the_own_list_but_not_the_own_work(it):
    top = it.post("city_secretary")
    one = problem(it, Step.VERIFIED)
    one.list = DutyList(post=top, issuer=top)
    assert rules.may_approve(it.actor("city_secretary"), one)
    one.lead = top
    assert not rules.may_approve(it.actor("city_secretary"), one)


def test_a_list_without_issuer_is_nobodys_to_verify(it):
    one = problem(it, Step.APPLIED)
    one.list.issuer = None
    assert not rules.may_verify(it.actor("district_secretary"), one)


def test_what_is_standing_has_no_date_to_move(it):
    one = problem(it, Step.RUNNING, deadline=Deadline.STANDING)
    assert not rules.may_postpone(it.actor("district_secretary"), one)


def test_the_new_date_lies_later(it):
    (one,) = factories.running(it)
    assert not rules.is_later(one.promise, one.promise.due_at)


def test_what_a_reader_finds_is_what_a_reader_may_see(it):
    factories.issued(it)
    factories.running(it, factories.problem(it.post("community_secretary").pk))
    for role in EVERYBODY:
        actor = it.actor(role)
        found = set(queries.visible_to(actor))
        may = {
            listed
            for listed in DutyList.objects.select_related("post__place")
            if rules.may_see(actor, listed, named=queries.is_named(actor, listed))
        }
        assert found == may, role
    assert not queries.visible_to(RESIDENT)


def test_one_responsibility_list_a_year(it):
    factories.drawn(it)
    own = queries.own_list(it.post("subdistrict_secretary"), 2026)
    assert not rules.is_first(own)
    assert rules.is_first(queries.own_list(it.post("subdistrict_secretary"), 2027))


def test_a_standing_line_is_fulfilled_again_and_again(it):
    _dated, standing = factories.issued(it)
    own = it.actor("subdistrict_secretary")
    assert standing.frequency == Frequency.STANDING
    for _time in range(2):
        actions.fulfil(line_id=standing.pk, result="走访", actor=own, now=factories.MARCH)
    assert rules.may_fulfil(own, standing)
