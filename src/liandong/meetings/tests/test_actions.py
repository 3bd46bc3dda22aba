"""Meetings are planned, called, held, minuted and checked; what is refused writes nothing."""

from datetime import date, time, timedelta

import pytest

from liandong.duties.lifecycle import Outcome
from liandong.duties.models import Promise
from liandong.kernel.actor import SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry
from liandong.meetings import actions, queries
from liandong.meetings.actions import Mark, Session, Statement
from liandong.meetings.lifecycle import Kind, MeetingState, Presence
from liandong.meetings.models import Invitation, Meeting
from liandong.meetings.tests import factories
from liandong.meetings.tests.factories import DAY
from liandong.people.tests.factories import NOON

pytestmark = pytest.mark.django_db


def verbs():
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def refused(words, deed, **given):
    """The deed is refused with these words, and nothing is written."""
    before = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        deed(now=given.pop("now", NOON), **given)
    assert Entry.objects.count() == before


def test_a_plan_invites_the_secretaries_below_and_numbers_within_the_year(it, district):
    first, second = factories.planned(district), factories.planned(district, days=60)

    assert [first.no, first.year, second.no, second.year] == [1, 2026, 1, 2027]
    invited = {one.post.role: one.part for one in queries.invitations(first)}
    assert invited == {"district_secretary": "convener", "subdistrict_secretary": "secretary"}
    assert verbs()[-1] == "meeting.planned"
    assert first.promise.kind == "meeting.notice"
    notice = first.starts_at - first.promise.due_at
    assert timedelta(days=2) < notice < timedelta(days=6), "three working days before"
    refused(
        "尚未到来",
        actions.plan,
        place_id=district.place.pk,
        session=Session(NOON, "会议室"),
        actor=district.desk,
    )


def test_a_year_is_planned_at_once_and_not_below_the_rule(it, district):
    days = queries.spread(date(2027, 1, 4), 4)
    words = {"place_id": district.place.pk, "at": time(9), "venue": "会议室"}
    made = actions.plan_year(days=days, actor=district.desk, now=NOON, **words)
    assert [one.no for one in made] == [1, 2, 3, 4]
    assert all(one.starts_at.weekday() < 5 or one.starts_at.year == 2027 for one in made)
    refused("少于规则", actions.plan_year, days=days[:3], actor=district.desk, **words)


def test_departments_are_named_and_who_leads_stays(it, district):
    bureau = it.cast.post("department_officer")
    meeting = factories.planned(district)
    actions.name_departments(
        meeting_id=meeting.pk, post_ids=(bureau.pk, 999), actor=district.desk, now=NOON
    )
    assert Invitation.objects.filter(meeting=meeting, part="department").count() == 1
    factories.own_item(district, meeting)
    actions.name_departments(meeting_id=meeting.pk, post_ids=(), actor=district.desk, now=NOON)
    (left,) = Invitation.objects.filter(meeting=meeting, part="department")
    assert left.post == bureau, "it leads on an item"
    again = factories.planned(district, days=20)
    assert again.invitations.filter(post=bureau).exists(), "named as for the last meeting"


def test_items_are_put_worded_moved_and_struck(it, district):
    meeting = factories.planned(district)
    first, second = factories.own_item(district, meeting), factories.own_item(district, meeting)
    move = {"actor": district.desk, "now": NOON}
    actions.reorder(item_id=second.pk, up=True, **move)
    assert [one.pk for one in queries.items_of(meeting)] == [second.pk, first.pk]
    actions.reorder(item_id=second.pk, up=True, **move)
    actions.reorder(item_id=second.pk, up=False, **move)
    assert [one.pk for one in queries.items_of(meeting)] == [first.pk, second.pk]
    actions.strike(item_id=first.pk, **move)
    (left,) = queries.items_of(meeting)
    assert (left.pk, left.no) == (second.pk, 1)
    assert verbs()[-1] == "agenda_item.struck"
    refused("由本级书记", actions.strike, item_id=left.pk, actor=it.actor("city_secretary"))


def test_notice_needs_words_and_time(it, district):
    meeting = factories.planned(district)
    call = {"meeting_id": meeting.pk, "actor": district.desk}
    refused("议程为空", actions.give_notice, **call)
    bare = factories.wording(district, proposal="")
    item = actions.put(meeting_id=meeting.pk, wording=bare, actor=district.desk, now=NOON)
    refused("拟定意见", actions.give_notice, **call)
    actions.word(
        item_id=item.pk, wording=factories.wording(district), actor=district.desk, now=NOON
    )
    late = meeting.starts_at - timedelta(hours=3)
    refused("紧急", actions.give_notice, now=late, **call)
    noticed = actions.give_notice(urgency="汛期临近", now=late, **call)
    assert (noticed.state, noticed.urgency) == (MeetingState.CALLED, "汛期临近")
    assert noticed.promise.kind == "meeting.hold"
    (notice,) = Promise.objects.filter(subject=name_of(meeting), kind="meeting.notice")
    assert notice.outcome == Outcome.LATE, "the notice was given late, and that stands"
    refused("不在这一步", actions.give_notice, **call)


def test_another_day_or_none(it, district):
    meeting = factories.called(district)
    later = Session(NOON + 20 * DAY, "四楼")
    moved = actions.postpone(
        meeting_id=meeting.pk, session=later, reason="防汛", actor=district.desk, now=NOON
    )
    assert (moved.state, moved.starts_at) == (MeetingState.CALLED, later.starts_at)
    assert moved.promise.due_at == later.starts_at
    gone = actions.cancel(meeting_id=meeting.pk, reason="合并", actor=district.desk, now=NOON)
    assert (gone.state, gone.promise) == (MeetingState.CANCELLED, None)
    refused("不在这一步", actions.cancel, meeting_id=meeting.pk, reason="", actor=district.desk)


def test_the_clock_reminds_once(it, district, work, monkeypatch):
    meeting = factories.called(district)
    near = meeting.starts_at - timedelta(hours=20)
    assert queries.to_remind(NOON) == []
    assert queries.to_remind(near) == [meeting.pk]
    actions.remind(meeting_id=meeting.pk, actor=SYSTEM, now=near)
    assert queries.to_remind(near) == []
    refused("提醒", actions.remind, meeting_id=meeting.pk, actor=SYSTEM)
    refused("系统时钟", actions.remind, meeting_id=meeting.pk, actor=district.desk)


def test_without_quorum_nothing_is_opened(it, district):
    meeting = factories.called(district)
    opening = {"meeting_id": meeting.pk, "actor": district.desk}
    refused("登记", actions.open_meeting, **opening)
    convener, secretary, bureau = queries.invitations(meeting)
    absent = [Mark(one.pk, Presence.ABSENT, reason="出差") for one in (secretary, bureau)]
    marks = [Mark(convener.pk, Presence.PRESENT), *absent]
    actions.attend(meeting_id=meeting.pk, marks=marks, actor=district.desk, now=NOON)
    refused("未达到", actions.open_meeting, **opening)
    substitute = it.cast.post("subdistrict_officer").pk
    marks = [
        Mark(convener.pk, Presence.PRESENT),
        Mark(secretary.pk, Presence.SUBSTITUTE, substitute, "出差"),
    ]
    actions.attend(meeting_id=meeting.pk, marks=marks, actor=district.desk, now=NOON)
    opened = actions.open_meeting(now=NOON, **opening)
    assert (opened.state, opened.there, opened.needed, opened.entitled) == ("open", 2, 2, 3)
    entry = Entry.objects.get(verb="meeting.opened")
    assert entry.public["there"] == 2
    assert queries.is_invited(it.actor("subdistrict_officer"), meeting), "came as a substitute"


def test_attendance_asks_for_names_and_reasons(it, district):
    meeting = factories.called(district)
    convener, secretary, _bureau = queries.invitations(meeting)
    cases = [
        (Mark(secretary.pk, Presence.SUBSTITUTE, None, "出差"), "代会的岗位"),
        (Mark(secretary.pk, Presence.SUBSTITUTE, convener.post_id, "出差"), "没有受邀"),
        (Mark(secretary.pk, Presence.ABSENT), "原因"),
    ]
    for mark, words in cases:
        refused(words, actions.attend, meeting_id=meeting.pk, marks=[mark], actor=district.desk)
    away = Mark(convener.pk, Presence.ABSENT, reason="出访")
    others = [Mark(one.pk, Presence.PRESENT) for one in queries.invitations(meeting)[1:]]
    actions.attend(meeting_id=meeting.pk, marks=[away, *others], actor=district.desk, now=NOON)
    refused("召集人未到会", actions.open_meeting, meeting_id=meeting.pk, actor=district.desk)


def test_close_minutes_sign_and_read(it, district):
    meeting = factories.opened(district)
    closing = {"meeting_id": meeting.pk, "actor": district.desk}
    refused("逐项作出决定", actions.close, **closing)
    (item,) = queries.items_of(meeting)
    factories.decided(district, item)
    closed = actions.close(now=NOON, **closing)
    assert (closed.state, closed.promise.kind) == (MeetingState.HELD, "meeting.minutes")
    refused("纪要", actions.sign, meeting_id=meeting.pk, actor=district.secretary)
    text = queries.draft(closed)
    assert "划设夜间限时车位60个" in text
    assert "应到3" in text
    actions.write_minutes(text=text, now=NOON, **closing)
    refused("召集人签发", actions.sign, **closing)
    reader = it.actor("subdistrict_secretary")
    refused("尚未签发", actions.read, meeting_id=meeting.pk, actor=reader)
    signed = actions.sign(meeting_id=meeting.pk, actor=district.secretary, now=NOON)
    assert (signed.state, signed.promise) == (MeetingState.SIGNED, None)
    actions.read(meeting_id=meeting.pk, actor=reader, now=NOON)
    refused("已登记", actions.read, meeting_id=meeting.pk, actor=reader)
    refused("受邀", actions.read, meeting_id=meeting.pk, actor=it.actor("grid_head"))
    read = Invitation.objects.filter(meeting=meeting, read_at__isnull=False)
    assert read.count() == 2, "the convener and the subdistrict's secretary"


def test_the_next_meeting_checks_what_was_decided(it, district):
    first = factories.held(district, kind=Kind.DUTY)
    (old,) = queries.open_resolutions(district.place)
    second = factories.opened(district)
    (item,) = queries.items_of(second)
    factories.decided(district, item, Kind.CARRY_OVER)
    closing = {"meeting_id": second.pk, "actor": district.desk}
    refused("核对", actions.close, **closing)
    check = {"meeting_id": second.pk, "resolution_id": old.pk, "actor": district.desk}
    refused("未办成的原因", actions.check, done=False, **check)
    made = actions.check(done=False, reason="设计未完成", now=NOON, **check)
    assert made.shown == "整改中", "what the record says is kept beside"
    refused("核对过", actions.check, done=True, **check)
    actions.close(now=NOON, **closing)

    third = factories.opened(district)
    assert [due.resolution for due in queries.due_checks(third)] == [old], "not done yet"
    check["meeting_id"] = third.pk
    actions.check(done=True, now=NOON, **check)
    assert not queries.open_resolutions(district.place).filter(item__meeting=first).exists()
    assert verbs()[-1] == "resolution.checked"
    assert [one.done for one in queries.checks_of(old)] == [False, True]


def test_a_department_hands_in_a_report(it, district):
    words = Statement("停车治理进展", "已划设车位40个。", "请协调自规局供地。")
    hand_in = {"place_id": district.place.pk, "statement": words}
    report = actions.hand_in(actor=it.actor("department_officer"), now=NOON, **hand_in)
    (waiting,) = queries.candidates(district.place, NOON)
    assert (waiting.origin, waiting.about) == ("report", name_of(report))
    meeting = factories.planned(district)
    factories.picked(district, meeting, waiting.key)
    assert queries.candidates(district.place, NOON) == []
    refused("由部门提交", actions.hand_in, actor=district.desk, **hand_in)
    above = {**hand_in, "place_id": it.cast.tree.city.pk}
    refused("本级或下级", actions.hand_in, actor=it.actor("department_officer"), **above)
    actions.cancel(meeting_id=meeting.pk, reason="合并", actor=district.desk, now=NOON)
    assert len(queries.candidates(district.place, NOON)) == 1, "it waits again"


def test_only_the_level_itself_prepares(it, district):
    for role in ("city_secretary", "department_officer", "subdistrict_secretary", "grid_head"):
        refused(
            "本级书记",
            actions.plan,
            place_id=district.place.pk,
            session=Session(NOON + DAY, "会议室"),
            actor=it.actor(role),
        )
    assert not Meeting.objects.exists()
