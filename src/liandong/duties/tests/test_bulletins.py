"""Bulletins: counted from the record, frozen and numbered at issue, published as chosen."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from liandong.duties import actions, queries, rules
from liandong.duties.actions import Told
from liandong.duties.lifecycle import Audience, Part
from liandong.duties.models import Bulletin, BulletinRow
from liandong.duties.tests import factories
from liandong.duties.tests.factories import MARCH
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.people.models import RoleKind

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
EVERYBODY = [role.value for role in RoleKind]
DAY = timedelta(days=1)
APRIL = MARCH + 40 * DAY
SINCE, UNTIL = date(2026, 3, 1), date(2026, 4, 10)
FIGURES = ("due", "kept", "late", "overdue")


@pytest.fixture
def it():
    return factories.cast()


@pytest.fixture
def sign(client, it, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: APRIL)

    def signed(role):
        client.force_login(it.person(role), backend=BACKEND)
        return client

    return signed


def text_of(response):
    return response.content.decode()


def told(**fields):
    words = {"since": SINCE, "until": UNTIL, "sentence": "请抓紧。", "audience": Audience.INSIDE}
    return Told(**{**words, **fields})


def begun(it, **fields):
    actor = it.actor("district_dispatcher")
    return actions.begin_bulletin(told=told(**fields), actor=actor, now=APRIL)


def issue(it, bulletin, role="district_secretary", now=APRIL, mark="奎通"):
    return actions.issue_bulletin(bulletin_id=bulletin.pk, mark=mark, actor=it.actor(role), now=now)


def played(it):
    """One quarter written down late, one problem put right in time, one overdue, one to come."""
    line, _standing = factories.issued(it)
    own = it.actor("subdistrict_secretary")
    actions.fulfil(line_id=line.pk, result="已研究", actor=own, now=MARCH + 35 * DAY)
    lead = it.post("subdistrict_officer").pk
    days = (date(2026, 3, 20), date(2026, 3, 25), date(2026, 12, 1))
    first, *_rest = factories.running(it, *(factories.problem(lead, due_on=day) for day in days))
    factories.applied(it, first)
    return line, first


def numbers(rows):
    return [tuple(getattr(row, name) for name in FIGURES) for row in rows]


def test_each_date_counts_once_by_list_and_once_by_office(it):
    line, first = played(it)
    rows = queries.figures(it.tree.district, SINCE, UNTIL, APRIL)

    lists = {row.listed: numbers([row])[0] for row in rows if row.part == Part.LIST}
    assert lists == {line.list: (1, 0, 1, 0), first.list: (3, 1, 0, 2)}
    offices = {row.post.role: numbers([row])[0] for row in rows if row.part == Part.OFFICE}
    assert offices == {
        "district_secretary": (1, 0, 0, 1),
        "subdistrict_secretary": (1, 0, 1, 0),
        "subdistrict_officer": (2, 1, 0, 1),
    }
    assert queries.whole(rows) == {"due": 4, "kept": 1, "late": 1, "overdue": 2}
    roles = [row.post.role for row in rows if row.part == Part.OFFICE]
    assert roles == ["district_secretary", "subdistrict_officer", "subdistrict_secretary"]


def test_orders_have_one_row_and_other_places_none(it):
    actor = it.actor("district_dispatcher")
    demand = factories.demand(due_on=date(2026, 3, 20))
    post = it.post("subdistrict_secretary").pk
    order = actions.file_order(post_id=post, demand=demand, actor=actor, now=MARCH)
    secretary = it.actor("district_secretary")
    actions.issue_order(order_id=order.pk, mark="奎督", actor=secretary, now=MARCH)

    rows = queries.figures(it.tree.district, SINCE, UNTIL, APRIL)
    assert [(row.part, row.overdue) for row in rows] == [(Part.ORDERS, 1), (Part.OFFICE, 1)]
    assert queries.figures(it.tree.elsewhere, SINCE, UNTIL, APRIL) == []
    assert queries.figures(it.tree.district, SINCE, date(2026, 3, 19), APRIL) == []


def test_figures_are_frozen_at_issue_and_numbered_without_a_gap(it):
    played(it)
    draft = begun(it)
    assert (draft.number, str(draft)) == ("", f"#{draft.pk} 2026-03-01..2026-04-10")
    before = numbers(queries.rows_of(draft, APRIL))
    first = issue(it, draft)
    lead = it.actor("subdistrict_officer")
    overdue = queries.waiting_for(lead, APRIL)[0]
    pk = int(overdue.about.partition(":")[2])
    actions.apply(problem_id=pk, result="已整改", actor=lead, now=APRIL + DAY)

    assert numbers(queries.rows_of(first, APRIL + 2 * DAY)) == before
    now = numbers(queries.figures(first.place, SINCE, UNTIL, APRIL + 2 * DAY))
    assert now != before
    row = BulletinRow.objects.order_by("pk")[0]
    assert str(row) == f"#{row.pk} {row.part} {row.kept}/{row.due}"
    entry = Entry.objects.filter(verb="bulletin.issued").get()
    assert (entry.public["due"], entry.public["kept"]) == (4, 1)
    with pytest.raises(Refused):
        issue(it, first)
    assert [first.number, issue(it, begun(it)).number] == ["奎通〔2026〕1号", "奎通〔2026〕2号"]


def test_a_period_is_past_and_runs_forward(it):
    for fields in ({"until": date(2026, 12, 1)}, {"since": date(2026, 4, 11)}):
        with pytest.raises(Refused):
            begun(it, **fields)
    draft = begun(it)
    words = {"bulletin_id": draft.pk, "actor": it.actor("district_dispatcher"), "now": APRIL}
    with pytest.raises(Refused):
        actions.revise_bulletin(told=told(until=date(2026, 12, 1)), **words)
    actions.revise_bulletin(told=told(sentence="新意见"), **words)
    draft.refresh_from_db()
    assert draft.sentence == "新意见"
    actions.strike_bulletin(**words)
    assert not Bulletin.objects.exists()
    assert Entry.objects.order_by("-id")[0].verb == "bulletin.struck"


def test_who_begins_issues_and_reads(it):
    def who(rule, *things):
        return {role for role in EVERYBODY if rule(it.actor(role), *things)}

    level = {"district_secretary", "district_dispatcher"}
    offices = {f"{name}_secretary" for name in ("subdistrict", "district", "city")}
    offices |= {"subdistrict_officer", "district_dispatcher", "city_dispatcher"}
    assert who(rules.may_begin_bulletin) == offices
    draft = begun(it)
    assert who(rules.may_revise_bulletin, draft) == level
    assert who(rules.may_issue_bulletin, draft) == {"district_secretary"}
    assert who(rules.may_see_bulletin, draft) == level
    assert {one for one in EVERYBODY if queries.bulletins(it.actor(one)).exists()} == level
    issue(it, draft)
    draft.refresh_from_db()
    readers = who(rules.may_see_bulletin, draft)
    assert {"grid_worker", "city_secretary", "department_officer"} <= readers
    assert readers == {one for one in EVERYBODY if queries.bulletins(it.actor(one)).exists()}
    assert who(rules.may_revise_bulletin, draft) == set()
    draft.place = it.tree.elsewhere
    assert "district_secretary" not in who(rules.may_see_bulletin, draft)
    draft.audience = Audience.EVERYBODY
    assert who(rules.may_see_bulletin, draft) == set(EVERYBODY)


def test_a_bulletin_is_drawn_up_issued_printed_and_published(it, sign, client):
    played(it)
    desk = sign("district_dispatcher")
    assert "暂无通报" in text_of(desk.get("/duties/bulletins/"))
    assert desk.get("/duties/bulletins/new/").status_code == 200
    words = {
        "since": "2026-03-01",
        "until": "2026-04-10",
        "sentence": "请抓紧整改",
        "audience": "everybody",
        "key": "a",
    }
    assert desk.post("/duties/bulletins/new/", {**words, "sentence": ""}).status_code == 422
    wrong = desk.post("/duties/bulletins/new/", {**words, "until": "2026-12-01", "key": "w"})
    assert (wrong.status_code, "不含今后" in text_of(wrong)) == (403, True)
    landed = desk.post("/duties/bulletins/new/", words, follow=True)
    one = Bulletin.objects.get()
    file = f"/duties/bulletins/{one.pk}/"
    assert landed.redirect_chain == [(file, 302)]
    assert desk.post("/duties/bulletins/new/", words).url == "/duties/bulletins/"
    assert "印发时固定" in text_of(landed)
    assert "草稿" in text_of(desk.get(f"{file}paper/"))
    assert "请抓紧整改" in text_of(desk.get(f"{file}revise/"))
    assert desk.post(f"{file}revise/", {**words, "key": "r"}).url == file
    assert desk.get(f"{file}issue/").status_code == 403
    assert client.get(f"/duties/published/{one.pk}/").status_code == 404
    above = sign("district_secretary")
    assert above.post(f"{file}issue/", {"mark": "奎通", "key": "b"}).url == file
    for page in (file, f"{file}paper/", "/duties/bulletins/"):
        assert "奎通〔2026〕1号" in text_of(above.get(page)), page
    client.logout()
    public = text_of(client.get(f"/duties/published/{one.pk}/"))
    words = ("请抓紧整改", "不排名", "逾期未结", "广文街道党工委书记", "督办单")
    assert [word for word in words if word not in public] == []
    assert "奎通〔2026〕1号" in text_of(client.get("/duties/published/"))
    english = {"Accept-Language": "en"}
    for page, word in {
        "/duties/published/": "What was done on time?",
        f"/duties/published/{one.pk}/": "Open and overdue",
    }.items():
        assert word in text_of(client.get(page, headers=english)), page
    assert "What the offices did on time" in text_of(client.get("/", headers=english))


def test_what_is_inside_stays_inside_and_drafts_are_struck(it, sign, client):
    one = issue(it, begun(it))
    draft = begun(it)
    assert "没有到期事项" in text_of(sign("grid_worker").get(f"/duties/bulletins/{one.pk}/"))
    assert "公开版" not in text_of(client.get(f"/duties/bulletins/{one.pk}/"))
    assert client.get(f"/duties/bulletins/{draft.pk}/").status_code == 403
    assert client.get("/duties/bulletins/new/").status_code == 403
    assert client.get("/duties/bulletins/999999/").status_code == 404
    desk = sign("district_dispatcher")
    struck = desk.post(f"/duties/bulletins/{draft.pk}/strike/", {"key": "s"})
    assert struck.url == "/duties/bulletins/"
    client.logout()
    assert client.get(f"/duties/published/{one.pk}/").status_code == 404
    assert "暂无通报" in text_of(client.get("/duties/published/"))
    assert client.get("/duties/bulletins/").status_code == 302
