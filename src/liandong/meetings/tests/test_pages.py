"""The pages of joint meetings: without JavaScript, in both languages, on paper, in Excel."""

import pytest

from liandong.duties.models import Rectification
from liandong.ledger.actions import name_of
from liandong.matters.lifecycle import State
from liandong.meetings import actions, queries
from liandong.meetings.lifecycle import Kind, MeetingState
from liandong.meetings.models import AgendaItem, Meeting, Resolution
from liandong.meetings.tests import factories
from liandong.meetings.tests.factories import DAY
from liandong.meetings.tests.visitor import attendance_of, landed, text_of
from liandong.people.tests.factories import NOON

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ENGLISH = {"accept-language": "en"}
BACKEND = "django.contrib.auth.backends.ModelBackend"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
CEILING = 45


def test_a_meeting_is_planned_and_called_from_the_pages(it, district, sign):
    matter = factories.climbed(it)
    client = sign("district_dispatcher")
    assert "计划一次会议" in text_of(client.get("/meetings/"))
    assert client.get("/meetings/plan/").status_code == 200
    plan = {"on": "2026-12-08", "at": "09:00", "venue": "三楼会议室", "topic": "停车", "key": "p"}
    response = landed(client, "/meetings/plan/", plan)
    meeting = Meeting.objects.get()
    address = f"/meetings/{meeting.pk}/"
    assert response.redirect_chain == [(address, 302)]
    assert "奎文区2026年第1次联席会议" in text_of(response)
    assert client.post("/meetings/plan/", plan).url == "/meetings/", "a double press"

    response = client.get(f"{address}agenda/")
    assert "已上门查看" in text_of(response), "what was tried stands beside the item"
    landed(client, f"{address}agenda/", {"keys": name_of(matter), "key": "k"})
    item = AgendaItem.objects.get()
    wording = {
        "question": "路灯不亮怎么办？",
        "proposal": "由城管局更换。",
        "lead_id": it.cast.post("department_officer").pk,
        "key": "w",
    }
    landed(client, f"/meetings/items/{item.pk}/word/", wording)
    own = {**wording, "question": "停车怎么办？", "key": "o"}
    landed(client, f"{address}put/", own)
    landed(client, f"/meetings/items/{item.pk}/down/", {"key": "d"})
    item.refresh_from_db()
    assert item.no == 2
    landed(client, f"/meetings/items/{item.pk}/up/", {"key": "u"})

    response = landed(client, f"{address}give-notice/", {"key": "n"})
    assert "通知已发出" in text_of(response)
    assert "联席会议通知" in text_of(client.get(f"{address}notice/"))
    pack = text_of(client.get(f"{address}pack/"))
    assert "签到表" in pack
    assert "议题单 2" in pack


def test_a_called_meeting_is_held_from_the_pages(it, district, sign, clock):
    matter = factories.climbed(it)
    meeting = factories.planned(district)
    item = factories.picked(district, meeting, name_of(matter))
    other = factories.own_item(district, meeting)
    actions.give_notice(meeting_id=meeting.pk, actor=district.desk, now=NOON)
    clock(NOON + 10 * DAY)
    client, address = sign("district_dispatcher"), f"/meetings/{meeting.pk}/"
    assert client.get(f"{address}attendance/").status_code == 200
    landed(client, f"{address}attendance/", attendance_of(meeting))
    landed(client, f"{address}open/", {"key": "open"})
    answer = {
        "text": "更换路灯12盏。",
        "lead_id": it.cast.post("department_officer").pk,
        "due_on": "2026-12-31",
        "down_to": it.cast.tree.community.pk,
        "key": "a",
    }
    assert "樱园社区" in text_of(client.get(f"/meetings/items/{item.pk}/decide-answer/"))
    landed(client, f"/meetings/items/{item.pk}/decide-answer/", answer)
    matter.refresh_from_db()
    assert (matter.state, matter.desk) == (State.RAISED, it.cast.tree.community)
    duty = {**answer, "goal": "新增60个车位", "key": "b"}
    landed(client, f"/meetings/items/{other.pk}/decide-duty/", duty)
    assert Rectification.objects.get().goal == "新增60个车位"
    assert "新增60个车位" in text_of(client.get(f"/meetings/items/{other.pk}/"))
    landed(client, f"{address}close/", {"key": "c"})


def test_minutes_are_drawn_up_signed_and_read_from_the_pages(it, district, sign, clock):
    meeting = factories.held(district)
    clock(NOON + 10 * DAY)
    client, address = sign("district_dispatcher"), f"/meetings/{meeting.pk}/"
    minutes = client.get(f"{address}write-minutes/")
    assert "划设夜间限时车位60个" in text_of(minutes)
    landed(client, f"{address}write-minutes/", {"text": "纪要正文", "key": "m"})

    client = sign("district_secretary")
    assert "起草并签发纪要" in text_of(client.get("/meetings/"))
    landed(client, f"{address}sign/", {"key": "s"})
    client = sign("subdistrict_secretary")
    assert "阅看纪要" in text_of(client.get("/meetings/"))
    response = landed(client, f"{address}read/", {"key": "r"})
    assert "纪要正文" in text_of(response)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.SIGNED
    assert "纪要正文" in text_of(client.get(f"{address}pack/"))


@pytest.mark.parametrize(
    ("slug", "words", "kind"),
    [
        ("decide-project", {"goal": "新增60个车位"}, Kind.PROJECT),
        ("decide-further-up", {"reason": "没有规划权限", "obstacle": "power"}, Kind.FURTHER_UP),
        ("decide-carry-over", {"reason": "需要测绘"}, Kind.CARRY_OVER),
    ],
)
def test_the_other_kinds_of_decision(it, district, sign, slug, words, kind, clock):
    meeting = factories.opened(district)
    clock(NOON + 10 * DAY)
    (item,) = queries.items_of(meeting)
    client = sign("district_secretary")
    secretary = it.cast.post("district_secretary").pk
    settled = {
        "text": "立项推进",
        "lead_id": it.cast.post("department_officer").pk,
        "due_on": "2027-06-30",
        "secretary_id": secretary,
    }
    address = f"/meetings/items/{item.pk}/{slug}/"
    assert client.get(address).status_code == 200
    landed(client, address, {**settled, **words, "key": "x"})
    assert Resolution.objects.get().kind == kind
    response = client.get(f"/meetings/items/{item.pk}/")
    assert str(Kind(kind).label) in text_of(response)


def test_departments_another_day_interest_and_cancelling(it, district, sign, clock):
    meeting = factories.planned(district)
    client, address = sign("district_dispatcher"), f"/meetings/{meeting.pk}/"
    bureau = it.cast.post("department_officer").pk
    assert client.get(f"{address}name-departments/").status_code == 200
    landed(client, f"{address}name-departments/", {"post_ids": [bureau], "key": "d"})
    assert meeting.invitations.filter(post_id=bureau).exists()
    assert "2026-12-04" in text_of(client.get(f"{address}postpone/"))
    words = {"on": "2026-12-10", "at": "14:30", "venue": "四楼", "reason": "防汛", "key": "q"}
    assert "防汛" in text_of(landed(client, f"{address}postpone/", words))
    landed(client, f"{address}cancel/", {"reason": "合并召开", "key": "c"})
    assert "合并召开" in text_of(client.get(address))

    clock(NOON + 10 * DAY)
    client = sign("district_dispatcher")
    opened = factories.opened(district)
    (item,) = queries.items_of(opened)
    here = queries.invitations(opened)[1]
    declare = f"/meetings/items/{item.pk}/declare/"
    assert client.get(declare).status_code == 200
    words = {"invitation_id": here.pk, "what": "亲属任职", "key": "i"}
    assert "亲属任职" in text_of(landed(client, declare, words))
    assert "回避：" in text_of(client.get(f"/meetings/{opened.pk}/"))
    strike = factories.own_item(district, factories.planned(district, days=30))
    landed(client, f"/meetings/items/{strike.pk}/strike/", {"key": "s"})


def test_an_earlier_decision_is_checked_with_what_the_record_shows(it, district, sign, clock):
    factories.held(district, kind=Kind.DUTY)
    clock(NOON + 20 * DAY)
    meeting = factories.opened(district, now=NOON + 10 * DAY)
    (old,) = queries.open_resolutions(district.place)
    client = sign("district_dispatcher")
    file = f"/meetings/{meeting.pk}/"
    address = f"{file}check/{old.pk}/"
    assert "整改中" in text_of(client.get(file))
    assert "整改中" in text_of(client.get(address))
    assert client.post(address, {"key": "x"}).status_code == 422
    response = client.post(address, {"done": "no", "reason": "", "key": "x"})
    assert (response.status_code, "未办成的原因" in text_of(response)) == (403, True)
    landed(client, address, {"done": "no", "reason": "设计未完成", "key": "x"})
    assert "设计未完成" in text_of(client.get(file))
    response = client.get(address)
    assert (response.status_code, "核对过" in text_of(response)) == (403, True)
    assert client.get(f"{file}check/999/").status_code == 404
    assert "设计未完成" in text_of(client.get(f"/meetings/items/{old.item_id}/"))
