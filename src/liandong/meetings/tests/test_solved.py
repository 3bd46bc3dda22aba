"""An urgent item after the notice; and what is solved, by what stood in the way."""

import pytest

from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry
from liandong.matters.lifecycle import Obstacle
from liandong.matters.models import Leg
from liandong.meetings import actions, queries, rules
from liandong.meetings.lifecycle import Kind, MeetingState
from liandong.meetings.queries import Period
from liandong.meetings.tests import factories
from liandong.meetings.tests.factories import DAY
from liandong.meetings.tests.test_actions import refused
from liandong.meetings.tests.visitor import landed, text_of
from liandong.people.tests.factories import NOON

pytestmark = pytest.mark.django_db
YEAR = Period(NOON.date() - 100 * DAY, NOON.date() + 100 * DAY)


def test_after_the_notice_the_convener_alone_adds_and_says_why(it, district):
    meeting = factories.called(district)
    words = {
        "meeting_id": meeting.pk,
        "wording": factories.wording(district),
        "urgency": "汛情紧急",
    }
    refused("召集人", actions.add_urgent, actor=district.desk, **words)
    item = actions.add_urgent(actor=district.secretary, now=NOON, **words)
    assert (item.no, item.urgency) == (2, "汛情紧急")
    assert Entry.objects.latest("id").verb == "agenda_item.added_urgently"
    for state in MeetingState:
        meeting.state = state
        possible = state in {MeetingState.CALLED, MeetingState.OPEN}
        assert bool(rules.may_add_urgent(district.secretary, meeting)) == possible, state


def test_the_urgent_item_from_the_pages(it, district, sign):
    meeting = factories.called(district)
    client, address = sign("district_secretary"), f"/meetings/{meeting.pk}/add-urgent/"
    words = {"question": "堤坝怎么加固？", "proposal": "今夜加固。", "urgency": "暴雨预警"}
    assert client.get(address).status_code == 200
    assert client.post(address, {**words, "urgency": ""}).status_code == 422
    page = text_of(landed(client, address, {**words, "key": "u"}))
    assert "暴雨预警" in page
    item = meeting.items.get(urgency="暴雨预警")
    assert "暴雨预警" in text_of(client.get(f"/meetings/items/{item.pk}/"))


def of(rows, level, obstacle):
    row = next(one for one in rows if one.level.name.lower() == level)
    return next((done, every) for one, done, every in row.obstacles if one == obstacle)


def test_settled_is_solved_once_a_later_meeting_found_it_done(it, district):
    matter = factories.climbed(it)
    obstacle = Obstacle(Leg.objects.get(matter=matter, above=district.place).obstacle)
    first = factories.held(district, name_of(matter), kind=Kind.DUTY)
    actor = it.actor("city_dispatcher")
    assert of(queries.solved(actor, YEAR), "district", obstacle) == (0, 1)
    second = factories.opened(district, now=NOON + 20 * DAY)
    resolution = first.items.get().resolution
    words = {"meeting_id": second.pk, "resolution_id": resolution.pk, "done": True}
    actions.check(actor=district.desk, reason="", now=NOON + 30 * DAY, **words)
    rows = queries.solved(actor, YEAR)
    assert of(rows, "district", obstacle) == (1, 1)
    assert sum(row.all for row in rows) == sum(row.solved for row in rows) == 1
    assert not any(row.all for row in queries.solved(it.actor("grid_worker"), YEAR))
    before = Period(YEAR.since, NOON.date() - DAY)
    assert not any(row.all for row in queries.solved(actor, before))


def test_the_express_line_counts_what_its_answers_say(it, sign, clock):
    for solved in (True, False):
        item = factories.taken_up(it)
        words = {"item_id": item.pk, "text": "答复。", "solved": solved}
        actions.answer(actor=it.actor("district_secretary"), now=NOON, **words)
    rows = queries.solved(it.actor("district_secretary"), YEAR)
    assert of(rows, "district", Obstacle.POWER) == (1, 2)
    clock(NOON)
    page = text_of(sign("district_secretary").get("/meetings/counts/"))
    assert "按难点类型统计已解决的重难点问题" in page
