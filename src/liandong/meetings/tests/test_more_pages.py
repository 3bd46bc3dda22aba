"""Pages of joint meetings: mistakes, refusals, reports, counts, both languages."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from python_calamine import CalamineWorkbook

from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry
from liandong.meetings import queries, tasks
from liandong.meetings.lifecycle import Kind, MeetingState
from liandong.meetings.models import AgendaItem, DepartmentReport, Resolution
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


def test_what_was_typed_is_kept(it, district, sign):
    client = sign("district_dispatcher")
    plan = {"on": "", "at": "09:00", "venue": "三楼会议室", "key": "p"}
    response = client.post("/meetings/plan/", plan, headers=HTMX)
    assert response.status_code == 422
    assert "三楼会议室" in text_of(response)
    assert "<html" not in text_of(response)
    past = client.post("/meetings/plan/", {**plan, "on": "2026-11-01"})
    assert (past.status_code, "尚未到来" in text_of(past)) == (403, True)
    assert client.post("/meetings/plan-year/", {"times": 4}).status_code == 422
    meeting = factories.planned(district)
    address = f"/meetings/{meeting.pk}/"
    response = client.post(f"{address}agenda/", {"key": "k"})
    assert (response.status_code, "至少勾选一项" in text_of(response)) == (422, True)
    response = client.post(f"{address}put/", {"question": "停车怎么办？", "key": "o"})
    assert (response.status_code, "停车怎么办？" in text_of(response)) == (422, True)
    assert not AgendaItem.objects.exists()
    called = factories.called(district)
    response = client.post(f"/meetings/{called.pk}/attendance/", {"key": "x"})
    assert response.status_code == 422
    second = queries.invitations(called)[1]
    marks = attendance_of(called) | {f"presence_{second.pk}": "absent"}
    response = client.post(f"/meetings/{called.pk}/attendance/", marks)
    assert (response.status_code, "未到会的原因" in text_of(response)) == (403, True)


def test_a_decision_with_the_lead_as_support_is_sent_back(it, district, sign):
    (item,) = queries.items_of(factories.opened(district))
    bureau = it.cast.post("department_officer").pk
    words = {"text": "办", "lead_id": bureau, "supports": [bureau], "due_on": "2026-12-31"}
    address = f"/meetings/items/{item.pk}/decide-answer/"
    response = sign("district_secretary").post(address, words)
    assert response.status_code == 422
    assert not Resolution.objects.exists()


def test_refusals_say_why(it, district, sign):
    meeting = factories.planned(district)
    address = f"/meetings/{meeting.pk}/"
    client = sign("subdistrict_secretary")
    assert client.get(address).status_code == 200, "invited"
    response = client.get(f"{address}agenda/")
    assert (response.status_code, "本级书记" in text_of(response)) == (403, True)
    response = client.get(f"{address}cancel/")
    assert (response.status_code, "未作任何改动" in text_of(response)) == (403, True)
    response = client.post(f"{address}cancel/", {"reason": "不开了", "key": "c"})
    assert (response.status_code, "不开了" in text_of(response)) == (403, True)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED
    for page in ("plan/", "plan-year/"):
        assert client.get(f"/meetings/{page}").status_code == 200, "its own level"
    client = sign("grid_head")
    for page in (address, f"{address}pack/", f"{address}notice/", f"{address}attendance/"):
        assert client.get(page).status_code == 403
    assert client.get("/meetings/plan/").status_code == 403
    assert client.get("/meetings/reports/new/").status_code == 403


def test_what_does_not_exist_is_404(it, sign):
    client = sign("city_secretary")
    pages = ("999/", "items/999/", "999/agenda/", "999/pack/", "reports/999/")
    pages = (*pages, "reports/999/paper/", "999/open/", "items/999/word/")
    for page in pages:
        assert client.get(f"/meetings/{page}").status_code == 404
    assert client.get("/meetings/items/999/up/").status_code == 405


def test_a_year_is_planned_and_shown(it, sign):
    client = sign("district_secretary")
    assert "不足" in text_of(client.get("/meetings/calendar/"))
    assert "meeting.district" in text_of(client.get("/meetings/plan-year/"))
    words = {"first": "2027-01-11", "times": 4, "at": "09:00", "venue": "会议室", "key": "y"}
    few = client.post("/meetings/plan-year/", {**words, "times": 2})
    assert (few.status_code, "少于规则" in text_of(few)) == (403, True)
    response = landed(client, "/meetings/plan-year/", words)
    assert response.redirect_chain == [("/meetings/calendar/?year=2027", 302)]
    assert "01-11" in text_of(response)
    assert client.get("/meetings/calendar/?year=1999").status_code == 422
    assert "<html" not in text_of(client.get("/meetings/calendar/", headers=HTMX))


def test_a_report_with_its_paper(it, district, sign):
    client = sign("department_officer")
    assert "尚无汇报" in text_of(client.get("/meetings/reports/"))
    assert client.get("/meetings/reports/new/").status_code == 200
    words = {
        "place": district.place.pk,
        "title": "停车治理进展",
        "text": "已划设40个。",
        "key": "r",
    }
    bad = SimpleUploadedFile("a.pdf", b"hello", "application/pdf")
    response = client.post("/meetings/reports/new/", {**words, "paper": bad})
    assert (response.status_code, "停车治理进展" in text_of(response)) == (422, True)
    with override_settings(UPLOAD_LIMIT=10):
        large = SimpleUploadedFile("a.pdf", PDF, "application/pdf")
        response = client.post("/meetings/reports/new/", {**words, "paper": large})
        assert response.status_code == 422
    good = SimpleUploadedFile("a.pdf", PDF, "application/pdf")
    landed(client, "/meetings/reports/new/", {**words, "paper": good})
    report = DepartmentReport.objects.get()
    address = f"/meetings/reports/{report.pk}/"
    assert "尚未列入议程" in text_of(client.get(address))
    paper = client.get(f"{address}paper/")
    assert (paper["Content-Type"], paper.content) == ("application/pdf", PDF)
    assert client.post("/meetings/reports/new/", words).url == "/meetings/reports/"
    meeting = factories.planned(district)
    factories.picked(district, meeting, name_of(report))
    assert "第1次联席会议" in text_of(client.get(address))
    assert sign("district_dispatcher").get("/meetings/reports/").status_code == 200
    client = sign("subdistrict_officer")
    assert (client.get(address).status_code, client.get(f"{address}paper/").status_code) == (
        403,
        403,
    )
    item = AgendaItem.objects.get()
    assert address in text_of(sign("district_dispatcher").get(f"/meetings/items/{item.pk}/"))


def test_counts_lead_to_their_rows_and_to_excel(it, district, sign, clock):
    matter = factories.climbed(it)
    factories.held(district, name_of(matter), kind=Kind.DUTY)
    factories.planned(district, days=20)
    clock(NOON + 30 * DAY)
    client = sign("district_secretary")
    response = client.get("/meetings/counts/")
    assert "level=1&amp;hard=on" in text_of(response)
    (row,) = [
        one
        for one in queries.counts(it.actor("district_secretary"), period(), NOON + 30 * DAY)
        if one.held
    ]
    assert (row.level, row.held, row.missed, row.items, row.hard) == (1, 1, 1, 1, 1)
    assert dict(row.kinds)[Kind.DUTY] == 1
    assert (row.there, row.entitled, row.checked) == (3, 3, 0)
    days = "since=2026-01-01&until=2026-12-31"
    assert "第1次" in text_of(client.get(f"/meetings/found/?level=1&{days}"))
    missed = text_of(client.get(f"/meetings/found/?level=1&missed=on&{days}"))
    assert "第2次" in missed
    assert "第1次" not in missed
    rows = client.get(f"/meetings/resolutions/?level=1&kind=duty&hard=on&{days}")
    assert "老旧小区停车位不足怎么办？" in text_of(rows)
    none = client.get(f"/meetings/resolutions/?level=0&{days}", headers=HTMX)
    assert "没有决定事项" in text_of(none)
    export = client.get(f"/meetings/counts/export.xlsx?{days}")
    sheet = CalamineWorkbook.from_filelike(BytesIO(export.content)).get_sheet_by_index(0)
    cells = sheet.to_python()
    assert cells[0][:2] == ["层级", "已召开"]
    assert cells[2][1] == 1
    backwards = "since=2026-12-31&until=2026-01-01"
    for page in ("counts/", "counts/export.xlsx", "found/", "resolutions/"):
        assert client.get(f"/meetings/{page}?{backwards}").status_code == 422
    assert "没有联席会议" in text_of(client.get(f"/meetings/found/?level=0&{days}"))


def period():
    return queries.Period(
        NOON.date().replace(month=1, day=1), NOON.date().replace(month=12, day=31)
    )


def test_the_pages_are_closed_and_speak_both_languages(it, district, sign, client):
    matter = factories.climbed(it)
    meeting = factories.signed(district, name_of(matter), kind=Kind.CARRY_OVER)
    coming = factories.planned(district, days=20)
    factories.own_item(district, coming)
    (item,) = queries.items_of(meeting)
    pages = ["", "calendar/", "plan/", "plan-year/", "counts/", "reports/"]
    pages += [f"{meeting.pk}/", f"items/{item.pk}/", f"{meeting.pk}/pack/", f"{coming.pk}/agenda/"]
    pages += [f"{coming.pk}/notice/", f"{coming.pk}/name-departments/"]
    for page in pages:
        assert client.get(f"/meetings/{page}").status_code == 302, "closed"
    signed = sign("district_dispatcher")
    for page in pages:
        english = text_of(signed.get(f"/meetings/{page}", headers=ENGLISH))
        assert "联席会议决定" not in english
        assert 'lang="en"' in english
    english = text_of(signed.get(f"/meetings/{meeting.pk}/", headers=ENGLISH))
    assert "joint meeting 1 of 2026" in english


def test_what_a_department_sees_on_its_desk(it, district, sign):
    factories.called(district)
    client = sign("department_officer")
    assert "参会" in text_of(client.get("/meetings/"))


@pytest.mark.parametrize("page", ["", "{}/", "{}/pack/", "{}/attendance/", "counts/", "calendar/"])
def test_a_ceiling_of_queries(it, district, sign, page, django_assert_max_num_queries):
    meeting = factories.called(district)
    address = f"/meetings/{page.format(meeting.pk)}"
    client = sign("district_dispatcher")
    client.get(address)
    with django_assert_max_num_queries(CEILING):
        assert client.get(address).status_code == 200


def test_reminders_are_written_by_the_worker(it, district, clock):
    meeting = factories.called(district)
    clock(meeting.starts_at - timedelta(hours=20))
    assert tasks.remind.func() == 1
    assert tasks.remind.func() == 0
    assert Entry.objects.filter(verb="meeting.reminded").count() == 1
    meeting.refresh_from_db()
    assert meeting.reminded_at is not None


def test_minutes_and_decisions_carry_their_proof(it, district, sign, clock):
    meeting = factories.signed(district)
    (item,) = queries.items_of(meeting)
    clock(NOON + 11 * DAY)
    client = sign("district_secretary")
    signed = Entry.objects.get(verb="meeting.minutes_signed")
    assert f"/ledger/verify/?entry={signed.pk}" in client.get(f"/meetings/{meeting.pk}/pack/").text
    for address in (f"/meetings/{meeting.pk}/", item.get_absolute_url()):
        assert "尚未封存" in client.get(address).text
