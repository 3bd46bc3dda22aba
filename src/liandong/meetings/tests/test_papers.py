"""Notice and minutes as .docx: drafts first, numbered when issued, the same ever after."""

import io
from datetime import date

import docx as word
import pytest

from liandong.duties.models import IssuedPaper
from liandong.kernel.verdict import Refused
from liandong.ledger.actions import name_of
from liandong.meetings import actions, queries
from liandong.meetings.actions import Mark, Session
from liandong.meetings.lifecycle import Presence
from liandong.meetings.tests import factories
from liandong.meetings.tests.factories import DAY
from liandong.meetings.tests.visitor import landed, text_of
from liandong.people.tests.factories import NOON

pytestmark = pytest.mark.django_db


def lines(response):
    assert response.status_code == 200
    assert "wordprocessingml" in response["Content-Type"]
    file = word.Document(io.BytesIO(response.content))
    return [line.text for line in file.paragraphs if line.text]


def papers_of(meeting):
    found = IssuedPaper.objects.filter(subject=name_of(meeting)).order_by("id")
    return [(paper.kind, str(paper)) for paper in found]


def test_a_notice_is_a_draft_until_it_is_given_and_keeps_its_number(it, district, sign):
    meeting = factories.planned(district)
    factories.own_item(district, meeting)
    client, address = sign("district_dispatcher"), f"/meetings/{meeting.pk}/"
    draft = lines(client.get(f"{address}notice.docx"))
    assert "（草稿，未编号）" in draft
    assert papers_of(meeting) == []
    assert 'value="奎文联通"' in text_of(client.get(f"{address}give-notice/"))

    landed(client, f"{address}give-notice/", {"code": "奎基通", "key": "n"})
    assert papers_of(meeting) == [("notice", "奎基通〔2026〕1号")]
    first = client.get(f"{address}notice.docx")
    said = lines(first)
    assert said[:2] == ["奎文区联席会议文件", "奎基通〔2026〕1号"]
    assert "（一）老旧小区停车位不足怎么办？" in said
    assert "三楼会议室。" in said
    assert client.get(f"{address}notice.docx").content == first.content
    assert "奎基通〔2026〕1号" in text_of(client.get(address))

    again = factories.planned(district)
    factories.own_item(district, again)
    assert 'value="奎基通"' in text_of(client.get(f"/meetings/{again.pk}/give-notice/"))


def test_another_day_after_the_notice_is_noticed_anew(it, district, sign):
    meeting = factories.called(district)
    session = Session(NOON + 20 * DAY, "四楼会议室")
    actions.postpone(
        meeting_id=meeting.pk, session=session, reason="防汛。", actor=district.desk, now=NOON
    )
    numbers = [number for _kind, number in papers_of(meeting)]
    assert numbers == ["奎文联通〔2026〕1号", "奎文联通〔2026〕2号"]
    said = lines(sign("district_dispatcher").get(f"/meetings/{meeting.pk}/notice.docx"))
    assert "因防汛，奎文区2026年第1次联席会议时间、地点调整如下。" in said
    assert "四楼会议室。" in said


def test_a_day_moved_before_the_notice_is_no_change(it, district):
    meeting = factories.planned(district)
    factories.own_item(district, meeting)
    session = Session(NOON + 20 * DAY, "四楼会议室")
    call = {"meeting_id": meeting.pk, "actor": district.desk, "now": NOON}
    actions.postpone(session=session, reason="防汛", **call)
    actions.give_notice(**call)
    (paper,) = IssuedPaper.objects.all()
    assert paper.title == "关于召开奎文区2026年第1次联席会议的通知"


def test_minutes_are_numbered_when_they_are_signed(it, district, sign):
    meeting = factories.called(district)
    client, address = sign("district_secretary"), f"/meetings/{meeting.pk}/"
    assert client.get(f"{address}minutes.docx").status_code == 404, "nothing was held yet"
    convener, secretary, bureau = queries.invitations(meeting)
    substitute = it.cast.post("subdistrict_officer")
    marks = [
        Mark(convener.pk, Presence.PRESENT),
        Mark(secretary.pk, Presence.SUBSTITUTE, substitute.pk, "出差"),
        Mark(bureau.pk, Presence.ABSENT, reason="防汛"),
    ]
    call = {"meeting_id": meeting.pk, "actor": district.desk, "now": NOON + 10 * DAY}
    actions.attend(marks=marks, **call)
    actions.open_meeting(**call)
    (item,) = queries.items_of(meeting)
    factories.decided(district, item)
    actions.close(**call)
    draft = lines(client.get(f"{address}minutes.docx"))
    assert "（草稿，未编号）" in draft
    actions.write_minutes(text=queries.draft(meeting), **call)
    assert papers_of(meeting)[1:] == []

    landed(client, f"{address}sign/", {"key": "s"})
    assert papers_of(meeting)[1] == ("minutes", "奎文联纪〔2026〕1号")
    said = lines(client.get(f"{address}minutes.docx"))
    assert said[0] == "奎文区联席会议纪要"
    assert "一、老旧小区停车位不足怎么办？" in said
    assert said[-2].startswith("出席：")
    assert f"{substitute.title}（代{secretary.post.title}）" in said[-2]
    assert said[-1] == f"请假：{bureau.post.title}（防汛）"


def test_minutes_that_are_too_long_are_warned_of(it, district, sign):
    meeting = factories.held(district)
    client, address = sign("district_dispatcher"), f"/meetings/{meeting.pk}/"
    call = {"meeting_id": meeting.pk, "actor": district.desk, "now": NOON + 10 * DAY}
    actions.write_minutes(text="议" * 4000, **call)
    assert "请压缩" not in text_of(client.get(address))
    actions.write_minutes(text="议" * 4001, **call)
    assert "正文共4001字" in text_of(client.get(address))
    assert queries.too_long(factories.planned(district), date(2026, 12, 1)) == ""


def test_a_code_is_chinese_and_belongs_to_one_office(it, district, city):
    factories.called(district)
    meeting = factories.planned(city)
    factories.own_item(city, meeting)
    call = {"meeting_id": meeting.pk, "actor": city.desk, "now": NOON}
    with pytest.raises(Refused, match="汉字"):
        actions.give_notice(code="WF-12", **call)
    with pytest.raises(Refused, match="其他单位"):
        actions.give_notice(code="奎文联通", **call)
    assert papers_of(meeting) == []
    actions.give_notice(**call)
    assert papers_of(meeting) == [("notice", "潍坊联通〔2026〕1号")]


def test_papers_are_read_by_those_who_read_the_meeting(it, district, sign):
    meeting = factories.signed(district)
    client = sign("grid_head")
    for name in ("notice", "minutes"):
        assert client.get(f"/meetings/{meeting.pk}/{name}.docx").status_code == 403
        assert client.get(f"/meetings/999/{name}.docx").status_code == 404
