"""It happens and is written down; it is refused and nothing is written."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta

import pytest
from django.db import IntegrityError, connection

from liandong.duties.lifecycle import Outcome as Kept
from liandong.duties.models import Promise
from liandong.kernel.actor import RESIDENT
from liandong.kernel.models import Press
from liandong.kernel.transactions import AlreadyDone
from liandong.kernel.verdict import Refused
from liandong.ledger import queries as ledger
from liandong.ledger.models import Entry
from liandong.matters import actions, queries
from liandong.matters.actions import Route
from liandong.matters.lifecycle import (
    Outcome,
    State,
)
from liandong.matters.models import Assignment, Matter
from liandong.matters.tests import factories
from liandong.people.tests.factories import NOON
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import CalendarDay

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def it():
    return factories.world()


def verbs(matter):
    return [entry.verb.removeprefix("matter.") for entry in ledger.timeline(matter)]


def fresh(matter):
    return Matter.objects.select_related("holder", "desk", "promise", "lead").get(pk=matter.pk)


def test_raising_gives_a_number_a_desk_an_accountable_post_and_a_promise(it):
    matter = fresh(factories.raised(it))

    assert len(matter.number) == 14
    assert matter.title == "楼下路灯不亮，晚上看不清路"
    assert matter.desk == it.cast.tree.grid
    assert matter.holder == it.cast.post("grid_head")
    assert matter.promise.kind == "matter.accept"
    assert matter.due_at == matter.promise.due_at
    assert matter.contact.phone == "13800001234"
    assert verbs(matter) == ["raised"]


def test_a_doubled_press_raises_one_matter(it):
    factories.raised(it, key="k")
    with pytest.raises(AlreadyDone):
        factories.raised(it, key="k")

    assert Matter.objects.get().key == "k"
    assert not Press.objects.exists(), "the matter itself is the claim"


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_instant_raise_one_matter(it):
    barrier = threading.Barrier(2)

    def press(_number):
        barrier.wait()
        try:
            return factories.raised(it, key="k").number
        except AlreadyDone:
            return "already"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        done = sorted(both.map(press, range(2)))

    assert done == [Matter.objects.get().number, "already"]
    assert Entry.objects.filter(verb="matter.raised").count() == 1


def test_another_clash_than_that_of_the_press_is_an_error(it, monkeypatch):
    monkeypatch.setattr("liandong.matters.actions.raising.new_number", lambda *_words: "1" * 14)
    factories.raised(it, key="k")
    with pytest.raises(IntegrityError):
        factories.raised(it, key="another")

    assert Matter.objects.count() == 1


def test_a_building_is_heard_by_its_grid_and_an_unstaffed_place_by_the_next_above(it):
    it.cast.post("grid_head").terms.all().delete()
    at_building = factories.raised(it, place=it.cast.tree.building)
    elsewhere = factories.raised(it, place=it.cast.tree.elsewhere)

    assert fresh(at_building).desk == it.cast.tree.grid
    assert fresh(elsewhere).holder == it.cast.post("city_dispatcher")


@pytest.mark.parametrize("state", list(State), ids=str)
def test_every_state_can_be_reached_by_the_actions(it, state):
    matter = factories.matter(it, state)

    assert matter.state == state
    assert (matter.promise_id is not None) == matter.open
    assert (matter.closed_at is None) == matter.open


def test_the_whole_path_of_a_lamp(it):
    matter = factories.matter(it, State.CLOSED)

    assert verbs(matter) == [
        "raised",
        "accepted",
        "dispatched",
        "signed",
        "replied",
        "verified",
        "evaluated",
    ]
    assert matter.outcome == Outcome.SOLVED
    assert matter.settled_level == it.cast.tree.district.level
    outcomes = Promise.objects.filter(subject=f"matters.matter:{matter.pk}").order_by("id")
    assert [p.outcome for p in outcomes] == [
        Kept.KEPT,
        Kept.SUPERSEDED,
        Kept.KEPT,
        Kept.KEPT,
        Kept.KEPT,
    ]


def test_returning_gives_the_reason_and_the_third_time_calls_a_consultation(it):
    matter = factories.raised(it)
    for time in range(1, 4):
        factories.DISPATCH(it, matter, NOON)
        actions.return_matter(
            matter_id=matter.pk, reason="不属城管", actor=it.actor("department_officer"), now=NOON
        )
        assert fresh(matter).returns == time
        assert fresh(matter).holder == it.cast.post("grid_head")

    assert fresh(matter).state == State.DELIBERATING
    with pytest.raises(Refused):
        factories.DISPATCH(it, matter, NOON)
    actions.consult(
        matter_id=matter.pk,
        minutes=factories.minutes(),
        needs_decision=False,
        actor=it.actor("grid_head"),
        now=NOON + DAY,
    )
    factories.DISPATCH(it, matter, NOON + DAY)
    assert fresh(matter).designated
    with pytest.raises(Refused, match="二十二"):
        actions.return_matter(
            matter_id=matter.pk,
            reason="仍不属城管",
            actor=it.actor("department_officer"),
            now=NOON + DAY,
        )


def test_after_two_working_days_nothing_is_returned(it):
    matter = factories.matter(it, State.DISPATCHED)

    with pytest.raises(Refused, match="二十二"):
        actions.return_matter(
            matter_id=matter.pk,
            reason="晚了",
            actor=it.actor("department_officer"),
            now=NOON + 7 * DAY,
        )


def test_extending_supersedes_the_promise_with_a_public_reason(it):
    matter = factories.matter(it, State.EXECUTING)
    officer = it.actor("department_officer")

    with pytest.raises(Refused):
        actions.extend(matter_id=matter.pk, days=11, reason="等件", actor=officer, now=NOON)
    actions.extend(matter_id=matter.pk, days=3, reason="等件", actor=officer, now=NOON)

    extended = fresh(matter)
    assert extended.due_at > matter.due_at
    assert extended.promise.supersedes.outcome == Kept.SUPERSEDED
    assert extended.promise.reason == "等件"
    with pytest.raises(Refused):
        actions.extend(matter_id=matter.pk, days=1, reason="再等", actor=officer, now=NOON)


def test_a_stopped_clock_gives_back_the_time_that_was_left(it):
    matter = factories.matter(it, State.SUSPENDED)
    assert matter.due_at is None

    actions.resume(matter_id=matter.pk, actor=it.actor("department_officer"), now=NOON + 14 * DAY)

    resumed = fresh(matter)
    assert resumed.state == State.EXECUTING
    assert resumed.due_at > NOON + 14 * DAY
    assert len(resumed.promise.pauses) == 1


def test_open_parts_block_the_answer(it):
    matter = factories.matter(it, State.EXECUTING)
    officer = it.actor("department_officer")
    part = actions.split(
        matter_id=matter.pk,
        task="查线路",
        route=Route(lead=it.cast.post("department_officer")),
        actor=officer,
        now=NOON,
    )

    with pytest.raises(Refused):
        actions.reply(matter_id=matter.pk, answer="好了", actor=officer, now=NOON)
    actions.sign(matter_id=part.pk, actor=officer, now=NOON)
    actions.reply(matter_id=part.pk, answer="线路好", actor=officer, now=NOON)
    actions.verify(
        matter_id=part.pk, passed=True, findings="", actor=it.actor("grid_head"), now=NOON
    )
    assert fresh(part).state == State.CLOSED
    actions.reply(matter_id=matter.pk, answer="好了", actor=officer, now=NOON)


def test_merging_leaves_a_trace_and_can_be_undone(it):
    matter, other = factories.raised(it), factories.raised(it)
    grid_head = it.actor("grid_head")
    actions.merge(matter_id=matter.pk, into_id=other.pk, actor=grid_head, now=NOON)
    assert verbs(other) == ["raised", "took_in"]
    actions.unmerge(matter_id=matter.pk, actor=grid_head, now=NOON)

    undone = fresh(matter)
    assert (undone.state, undone.merged_into) == (State.RAISED, None)
    assert undone.promise is not None


def test_a_decision_is_recorded_and_goes_on_to_be_carried_out(it):
    matter = factories.matter(it, State.DECIDING)
    actions.decide(
        matter_id=matter.pk, ruling=factories.ruling(), actor=it.actor("grid_head"), now=NOON
    )

    assert fresh(matter).state == State.RAISED
    talks = queries.talks(matter)
    assert [bool(t.consultation_id) for t in talks] == [True, False]


def test_contact_is_shown_with_a_reason_that_is_recorded(it):
    matter = factories.matter(it, State.EXECUTING)
    contact = actions.unmask(
        matter_id=matter.pk, reason="约时间", actor=it.actor("department_officer"), now=NOON
    )

    assert contact.phone == "13800001234"
    assert Entry.objects.filter(verb="contact.unmasked").count() == 1


def test_a_shielded_resident_stays_unknown_to_the_office(it):
    matter = factories.raised(it, shielded=True)
    factories.DISPATCH(it, matter, NOON)
    officer = it.actor("department_officer")

    with pytest.raises(Refused):
        actions.unmask(matter_id=matter.pk, reason="想知道", actor=officer, now=NOON)


def test_a_refused_action_writes_nothing(it):
    matter = factories.raised(it)
    before = Entry.objects.count()
    stranger = it.actor("hotline_clerk")

    with pytest.raises(Refused):
        actions.accept(matter_id=matter.pk, category=it.category, actor=stranger, now=NOON)

    assert Entry.objects.count() == before
    assert fresh(matter).accepted_at is None


def test_transferring_ends_one_turn_and_begins_another(it):
    matter = factories.matter(it, State.EXECUTING)
    actions.transfer(
        matter_id=matter.pk,
        route=Route(lead=it.cast.post("subdistrict_officer")),
        reason="改由街道办理",
        actor=it.actor("grid_head"),
        now=NOON,
    )

    assert Assignment.objects.filter(matter=matter, ended_at__isnull=False).count() == 1
    assert fresh(matter).holder == it.cast.post("subdistrict_officer")


def test_publishing_shows_only_the_moderated_words(it):
    matter = factories.raised(it)
    actions.publish(
        matter_id=matter.pk,
        title="路灯不亮",
        text="某楼下路灯不亮。",
        actor=it.actor("grid_head"),
        now=NOON,
    )

    assert list(queries.published()) == [matter]
    follower = actions.join(matter_id=matter.pk, actor=RESIDENT, now=NOON)
    assert queries.by_link(matter.number, follower.code) == (matter, False)
    assert queries.by_link(matter.number, queries.secret_of(matter.number)) == (matter, True)
    assert queries.by_link(matter.number, "x" * 20) is None


def test_a_calendar_loaded_later_moves_no_promise_and_a_person_does_with_a_reason(it):
    matter = factories.matter(it, State.EXECUTING)
    promised = matter.due_at
    holiday = promised.astimezone(UTC).date()
    actor = it.actor("grid_head")
    with pytest.raises(Refused):
        actions.redate(matter_id=matter.pk, reason="无变化", actor=actor, now=NOON)

    CalendarDay.objects.create(day=holiday, kind="holiday", name="临时假日", name_en="A holiday")
    rulebook.forget()

    assert fresh(matter).due_at == promised
    assert queries.moved_by_calendar_for(actor, NOON)[0] == [(matter, promised + DAY)]
    actions.redate(matter_id=matter.pk, reason="假日调整", actor=actor, now=NOON)
    assert fresh(matter).due_at == promised + DAY
    assert fresh(matter).promise.reason == "假日调整"
    assert queries.moved_by_calendar_for(actor, NOON) == ([], False)
