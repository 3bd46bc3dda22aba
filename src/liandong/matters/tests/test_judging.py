"""Verifying, judging, reviewing and the ladder: done and written down, or refused."""

from datetime import timedelta

import pytest

from liandong.duties.lifecycle import Outcome as Kept
from liandong.duties.models import Promise
from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger import queries as ledger
from liandong.matters import actions, queries
from liandong.matters.actions import Judgement
from liandong.matters.lifecycle import (
    LegEnd,
    Outcome,
    ReviewKind,
    Satisfaction,
    Solved,
    State,
    SupervisionKind,
)
from liandong.matters.models import Matter
from liandong.matters.tests import factories
from liandong.people.tests.factories import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def it():
    return factories.world()


def verbs(matter):
    return [entry.verb.removeprefix("matter.") for entry in ledger.timeline(matter)]


def fresh(matter):
    return Matter.objects.select_related("holder", "desk", "promise", "lead").get(pk=matter.pk)


def test_settled_on_the_spot_is_verified_by_another_desk(it):
    matter = factories.raised(it)
    grid_head = it.actor("grid_head")
    actions.settle(
        matter_id=matter.pk, answer="已换灯泡", category=it.category, actor=grid_head, now=NOON
    )

    settled = fresh(matter)
    assert settled.settled_level == 4
    assert settled.holder == it.cast.post("community_secretary")
    with pytest.raises(Refused):
        actions.verify(matter_id=matter.pk, passed=True, findings="", actor=grid_head, now=NOON)
    community = it.actor("community_secretary")
    actions.verify(matter_id=matter.pk, passed=True, findings="亮了", actor=community, now=NOON)
    assert fresh(matter).holder == it.cast.post("callback_officer")


def test_whoever_did_something_to_it_does_not_verify_it(it):
    """The community supported and talked it over: the subdistrict verifies."""
    matter = factories.matter(it, State.DELIBERATING)
    secretary = it.actor("community_secretary")
    support = factories.route(it, supports=(it.cast.post("community_secretary"),))
    grid_head = it.actor("grid_head")
    words = {"matter_id": matter.pk, "now": NOON}
    actions.consult(minutes=factories.minutes(), needs_decision=False, actor=grid_head, **words)
    actions.dispatch(route=support, actor=grid_head, **words)
    factories.SIGN(it, matter, NOON)
    factories.REPLY(it, matter, NOON)

    assert fresh(matter).holder == it.cast.post("subdistrict_officer")
    with pytest.raises(Refused):
        actions.verify(passed=True, findings="", actor=grid_head, **words)
    with pytest.raises(Refused):
        actions.verify(passed=True, findings="", actor=secretary, **words)


def test_not_solved_is_reworked_and_counted(it):
    matter = factories.matter(it, State.REWORK)

    assert matter.reworks == 1
    assert matter.holder == it.cast.post("department_officer")
    officer = it.actor("department_officer")
    actions.reply(matter_id=matter.pk, answer="重做了", actor=officer, now=NOON + DAY)
    factories.VERIFY(it, matter, NOON + DAY)
    judgement = Judgement(Solved.SOLVED, Satisfaction.SATISFIED)
    actions.evaluate(matter_id=matter.pk, judgement=judgement, actor=RESIDENT, now=NOON + DAY)
    assert fresh(matter).outcome == Outcome.SOLVED
    assert [e.solved for e in matter.evaluations.order_by("round")] == ["not", "solved"]


def test_a_verification_that_fails_sends_it_back(it):
    matter = factories.matter(it, State.REPLIED)
    grid_head = it.actor("grid_head")
    actions.verify(matter_id=matter.pk, passed=False, findings="没亮", actor=grid_head, now=NOON)

    assert fresh(matter).state == State.REWORK


def test_the_independent_caller_asks_and_the_handler_may_not(it):
    matter = factories.matter(it, State.EVALUATING)
    said = Judgement(Solved.PARTLY, Satisfaction.NEUTRAL)
    with pytest.raises(Refused):
        actions.call_back(
            matter_id=matter.pk,
            reached=True,
            judgement=said,
            actor=it.actor("department_officer"),
            now=NOON,
        )
    caller = it.actor("callback_officer")
    actions.call_back(matter_id=matter.pk, reached=False, judgement=None, actor=caller, now=NOON)
    actions.call_back(matter_id=matter.pk, reached=True, judgement=said, actor=caller, now=NOON)

    assert fresh(matter).outcome == Outcome.PARTLY
    assert matter.calls.count() == 2


def test_nobody_judged_closes_as_not_judged(it):
    matter = factories.matter(it, State.EVALUATING)
    actions.close(matter_id=matter.pk, actor=SYSTEM, now=NOON + 10 * DAY)

    assert fresh(matter).outcome == Outcome.UNJUDGED


def test_the_ladder_up_and_down(it):
    matter = factories.matter(it, State.ESCALATED)
    assert matter.desk == it.cast.tree.community
    assert matter.promise.kind == "escalate.community"
    secretary = it.actor("community_secretary")
    with pytest.raises(Refused):
        actions.escalate(
            matter_id=matter.pk,
            climb=factories.climb(it, "subdistrict"),
            actor=secretary,
            now=NOON,
        )
    actions.visit(matter_id=matter.pk, findings="社区也无经费", actor=secretary, now=NOON)
    with pytest.raises(Refused):
        actions.escalate(
            matter_id=matter.pk, climb=factories.climb(it, "city"), actor=secretary, now=NOON
        )
    urgent = factories.climb(it, "city", urgency="电线裸露，有触电危险。")
    actions.escalate(matter_id=matter.pk, climb=urgent, actor=secretary, now=NOON)
    assert fresh(matter).holder == it.cast.post("city_dispatcher")
    actions.hand_back(
        matter_id=matter.pk,
        answer="市里拨款",
        means="专项经费2万元",
        actor=it.actor("city_dispatcher"),
        now=NOON + DAY,
    )

    back = fresh(matter)
    assert back.desk == it.cast.tree.community
    assert back.state == State.RAISED
    assert back.promise.kind == "matter.accept"
    ends = [leg.end for leg in queries.legs(matter)]
    assert ends == [LegEnd.FURTHER_UP, LegEnd.HANDED_BACK]


def test_a_level_that_dispatches_kept_its_date_and_the_office_gets_its_own(it):
    matter = factories.raised(it)
    factories.VISIT(it, matter, NOON)
    actions.escalate(
        matter_id=matter.pk, climb=factories.climb(it), actor=it.actor("grid_head"), now=NOON
    )
    level = fresh(matter).promise
    actions.dispatch(
        matter_id=matter.pk,
        route=factories.route(it),
        category=it.category,
        actor=it.actor("community_secretary"),
        now=NOON + timedelta(hours=1),
    )

    given = fresh(matter).promise
    assert (level.kind, given.kind) == ("escalate.community", "matter.execute")
    assert given.holder == it.cast.post("department_officer")
    level.refresh_from_db()
    assert level.outcome == Kept.KEPT
    assert given.starts_at == NOON + timedelta(hours=1)


def test_what_a_level_has_not_tried_does_not_climb(it):
    matter = factories.raised(it)

    with pytest.raises(Refused):
        actions.escalate(
            matter_id=matter.pk, climb=factories.climb(it), actor=it.actor("grid_head"), now=NOON
        )


def test_a_resident_takes_a_closed_matter_up(it):
    matter = factories.matter(it, State.CLOSED)
    actions.take_up(matter_id=matter.pk, reason="又坏了", actor=RESIDENT, now=NOON + DAY)

    taken = fresh(matter)
    assert taken.state == State.ESCALATED
    assert taken.desk == it.cast.tree.community
    assert taken.outcome == ""


def test_a_late_promise_stays_late_whatever_takes_its_place(it):
    matter = factories.matter(it, State.EXECUTING)
    actions.take_up(matter_id=matter.pk, reason="没人管", actor=RESIDENT, now=NOON + 30 * DAY)

    kinds = Promise.objects.filter(outcome=Kept.LATE).values_list("kind", flat=True)
    assert list(kinds) == ["matter.execute"]


def test_concluding_needs_a_second_person_one_level_up(it):
    matter = factories.matter(it, State.EXECUTING)
    officer = it.actor("department_officer")
    actions.ask_review(
        matter_id=matter.pk, kind=ReviewKind.CONCLUDE, reason="合法合理", actor=officer, now=NOON
    )
    for actor in (officer, it.actor("subdistrict_officer")):
        with pytest.raises(Refused):
            actions.review(matter_id=matter.pk, approved=True, remark="", actor=actor, now=NOON)
    secretary = it.actor("community_secretary")
    actions.review(matter_id=matter.pk, approved=True, remark="同意", actor=secretary, now=NOON)

    assert fresh(matter).outcome == Outcome.CONCLUDED


def test_supervision_and_urging_leave_their_trace(it):
    matter = factories.matter(it, State.EXECUTING)
    above = it.actor("district_dispatcher")
    actions.urge(matter_id=matter.pk, text="请快", actor=above, now=NOON)
    actions.supervise(
        matter_id=matter.pk, kind=SupervisionKind.LISTED, demand="三日内办结", actor=above, now=NOON
    )

    assert verbs(matter)[-2:] == ["urged", "supervised"]
