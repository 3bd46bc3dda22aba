"""Every kind of decision has its consequence: down, a duty, a project, up, or the next meeting."""

import pytest

from liandong.duties.lifecycle import Origin as ListOrigin
from liandong.duties.lifecycle import Step
from liandong.duties.models import Rectification
from liandong.kernel.dates import day_of
from liandong.kernel.verdict import Refused
from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry
from liandong.matters import queries as matters
from liandong.matters.lifecycle import State
from liandong.meetings import actions, queries
from liandong.meetings.lifecycle import Kind, Origin
from liandong.meetings.models import AgendaItem, Resolution
from liandong.meetings.tests import factories
from liandong.meetings.tests.factories import DAY, DUE
from liandong.people.tests.factories import NOON

pytestmark = pytest.mark.django_db
THEN = NOON + 10 * DAY


def only_item(meeting):
    (item,) = queries.items_of(meeting)
    return item


def test_an_answer_goes_down_the_rungs_by_which_the_matter_climbed(it, city):
    matter = factories.climbed(it, "city")
    meeting = factories.opened(city, name_of(matter))
    community = it.cast.tree.community

    resolution = factories.decided(city, only_item(meeting), down_to=community.pk)

    matter.refresh_from_db()
    assert (matter.state, matter.desk) == (State.RAISED, community)
    assert matter.holder == it.cast.post("community_secretary")
    assert day_of(matter.due_at) == DUE
    assert resolution.down_to == community
    legs = list(matters.legs(matter))
    texts = [leg.answer for leg in legs]
    assert texts == ["", *["划设夜间限时车位60个，向居民公布。"] * 3], "each rung that it passed"
    assert "奎文区城市管理局经办人" in legs[-1].means
    entry = Entry.objects.get(verb="matter.handed_back")
    assert entry.public["to"] == community.pk
    assert matters.timeline(matter, public=True)


def test_without_a_named_place_it_goes_down_one_rung(it, city):
    matter = factories.climbed(it, "city")
    meeting = factories.opened(city, name_of(matter))
    factories.decided(city, only_item(meeting))
    matter.refresh_from_db()
    assert matter.desk == it.cast.tree.district


def test_a_duty_runs_at_once_and_the_matter_is_answered(it, district):
    matter = factories.climbed(it)
    meeting = factories.opened(district, name_of(matter))
    support = it.cast.post("subdistrict_officer").pk

    resolution = factories.decided(district, only_item(meeting), Kind.DUTY, supports=(support,))

    duty = Rectification.objects.get()
    assert resolution.rectification == duty
    assert (duty.step, duty.origin, duty.due_on) == (Step.RUNNING, ListOrigin.MEETING, DUE)
    assert duty.goal == "新增车位60个"
    assert list(duty.supports.values_list("pk", flat=True)) == [support]
    assert duty.list.title == "奎文区2026年第1次联席会议决定事项"
    assert duty.list.issuer == it.cast.post("district_secretary")
    matter.refresh_from_db()
    assert (matter.state, matter.desk) == (State.RAISED, it.cast.tree.subdistrict)


def test_duties_of_one_meeting_stand_in_one_list(it, district):
    meeting = factories.planned(district)
    for _time in range(2):
        factories.own_item(district, meeting)
    actions.give_notice(meeting_id=meeting.pk, actor=district.desk, now=NOON)
    factories.all_present(district, meeting, THEN)
    actions.open_meeting(meeting_id=meeting.pk, actor=district.desk, now=THEN)
    for item in queries.items_of(meeting):
        factories.decided(district, item, Kind.DUTY)
    first, second = Rectification.objects.order_by("no")
    assert (first.list, first.no, second.no) == (second.list, 1, 2)


def test_the_convener_does_not_lead_on_what_it_verifies(it, district):
    meeting = factories.opened(district)
    lead = it.cast.post("district_secretary").pk
    before = Entry.objects.count()
    with pytest.raises(Refused, match="另行指定"):
        factories.decided(district, only_item(meeting), Kind.DUTY, lead_id=lead)
    assert Entry.objects.count() == before
    assert not Resolution.objects.exists()


def test_a_project_is_left_in_the_ledger_with_secretary_and_goal(it, district):
    meeting = factories.opened(district)
    resolution = factories.decided(district, only_item(meeting), Kind.PROJECT)
    entry = Entry.objects.get(verb="resolution.decided")
    secretary = it.cast.post("district_secretary")
    assert (entry.public["kind"], entry.public["secretary"]) == ("project", secretary.pk)
    assert (resolution.secretary, resolution.goal) == (secretary, "新增车位60个")


def test_what_goes_further_up_climbs_with_the_reason(it, district, city):
    matter = factories.climbed(it)
    meeting = factories.opened(district, name_of(matter))
    factories.decided(district, only_item(meeting), Kind.FURTHER_UP)
    matter.refresh_from_db()
    assert (matter.state, matter.desk) == (State.ESCALATED, it.cast.tree.city)
    assert matters.legs(matter).last().tried == "本级没有规划权限。"
    (waiting,) = queries.candidates(city.place, NOON)
    assert (waiting.origin, waiting.about) == (Origin.CLIMBED, name_of(matter))


def test_an_item_without_a_matter_is_found_by_the_meeting_above(it, district, city):
    below = factories.held(district, kind=Kind.FURTHER_UP)
    (waiting,) = queries.candidates(city.place, NOON)
    assert (waiting.origin, waiting.background) == (Origin.BELOW, "本级没有规划权限。")
    above = factories.planned(city)
    actions.pick(meeting_id=above.pk, keys=(waiting.key,), actor=city.desk, now=NOON)
    item = AgendaItem.objects.get(meeting=above)
    assert item.continues.meeting == below
    assert queries.candidates(city.place, NOON) == []
    actions.strike(item_id=item.pk, actor=city.desk, now=NOON)
    assert len(queries.candidates(city.place, NOON)) == 1


def test_from_the_city_nothing_goes_further_up(it, city):
    meeting = factories.opened(city)
    with pytest.raises(Refused, match="最高"):
        factories.decided(city, only_item(meeting), Kind.FURTHER_UP)
    assert not Resolution.objects.exists()


def test_what_is_carried_over_waits_with_its_reason_for_the_next_meeting(it, district):
    matter = factories.climbed(it)
    factories.held(district, name_of(matter), kind=Kind.CARRY_OVER)
    (waiting,) = queries.candidates(district.place, NOON)
    assert (waiting.origin, waiting.about) == (Origin.CARRIED, name_of(matter))
    again = factories.planned(district)
    actions.pick(meeting_id=again.pk, keys=(waiting.key,), actor=district.desk, now=NOON)
    assert queries.waits_here(only_item(again)) == matter, "the matter still waits here"
    assert queries.candidates(district.place, NOON) == []


def test_where_the_convener_has_an_interest_the_level_settles_nothing(it, district):
    meeting = factories.opened(district)
    item = only_item(meeting)
    convener, secretary, bureau = queries.invitations(meeting)
    declare = {"item_id": item.pk, "actor": district.desk, "now": THEN}
    actions.declare(invitation_id=convener.pk, what="亲属在该公司任职", **declare)
    assert Entry.objects.get(verb="agenda_item.interest_declared").public["post"]
    with pytest.raises(Refused, match="召集人已申明"):
        factories.decided(district, item)
    factories.decided(district, item, Kind.FURTHER_UP)
    with pytest.raises(Refused, match="已作出决定"):
        actions.declare(invitation_id=secretary.pk, what="同上", **declare)
    assert "申明利害关系并回避" in queries.draft(meeting)
    assert bureau.interests.count() == 0


def test_only_who_is_there_abstains(it, district):
    meeting = factories.called(district)
    convener, secretary, bureau = queries.invitations(meeting)
    marks = [
        actions.Mark(convener.pk, "present"),
        actions.Mark(bureau.pk, "present"),
        actions.Mark(secretary.pk, "absent", reason="出差"),
    ]
    actions.attend(meeting_id=meeting.pk, marks=marks, actor=district.desk, now=NOON)
    actions.open_meeting(meeting_id=meeting.pk, actor=district.desk, now=NOON)
    with pytest.raises(Refused, match="到会"):
        actions.declare(
            item_id=only_item(meeting).pk,
            invitation_id=secretary.pk,
            what="同上",
            actor=district.desk,
            now=NOON,
        )


REFUSED = [
    (Kind.ANSWER, {"lead_id": None}, "牵头"),
    (Kind.ANSWER, {"due_on": None}, "牵头"),
    (Kind.ANSWER, {"due_on": day_of(NOON)}, "日期已过"),
    (Kind.CARRY_OVER, {"reason": " "}, "原因"),
    (Kind.DUTY, {"goal": ""}, "目标"),
    (Kind.PROJECT, {"secretary_id": None}, "书记"),
]


@pytest.mark.parametrize(("kind", "words", "why"), REFUSED)
def test_a_decision_that_says_too_little_is_refused(it, district, kind, words, why):
    meeting = factories.opened(district)
    before = Entry.objects.count()
    with pytest.raises(Refused, match=why):
        factories.decided(district, only_item(meeting), kind, **words)
    assert (Entry.objects.count(), Resolution.objects.count()) == (before, 0)


def test_an_item_is_decided_once(it, district):
    meeting = factories.opened(district)
    factories.decided(district, only_item(meeting))
    with pytest.raises(Refused, match="已作出决定"):
        factories.decided(district, only_item(meeting))
    with pytest.raises(Refused, match="本级书记"):
        actions.decide(
            item_id=only_item(meeting).pk,
            ruling=factories.ruling(district),
            actor=it.actor("subdistrict_secretary"),
            now=THEN,
        )


def test_burning_lines_of_lists_wait_for_the_agenda(it, district):
    factories.held(district, kind=Kind.DUTY)
    duty = Rectification.objects.get()
    assert queries.candidates(district.place, THEN) == [], "in time"
    late = THEN + 60 * DAY
    (waiting,) = queries.candidates(district.place, late)
    assert (waiting.origin, waiting.about, waiting.light) == ("list", name_of(duty), "red")
