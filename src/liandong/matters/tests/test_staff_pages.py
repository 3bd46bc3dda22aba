"""The pages of staff: each deed by the post that may, followed to its landing; refusals; lists."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from liandong.kernel.models import Press
from liandong.kernel.tests.test_pictures import picture
from liandong.matters import actions, queries
from liandong.matters.lifecycle import State
from liandong.matters.models import Contact, Matter, SavedFilter
from liandong.matters.tests import desk, factories
from liandong.matters.views.staff.deeds import DEEDS

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def it():
    return factories.world()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def sign(client, it):
    def signed(role):
        client.force_login(it.cast.person(role), backend=BACKEND)
        return client

    return signed


def address(matter, verb=""):
    deed = f"{verb.replace('_', '-')}/" if verb else ""
    return f"/matters/{matter.number}/{deed}"


def text_of(response):
    return response.content.decode()


def lead(it, role="department_officer"):
    return f"{it.cast.post(role).pk}:"


REASON = {"reason": "说明情况。"}
CONSULT = {
    "topic": "路灯",
    "held_at": "2026-11-24T09:30",
    "consensus": "先修灯。",
    "dissent": "物业保留。",
    "rows": "6",
    "name_0": "王大爷",
    "capacity_0": "resident",
    "came_0": "on",
    "opinion_0": "天黑难走",
    "name_1": "物业",
    "capacity_1": "property_firm",
    "stance_1": "dissents",
}
DECIDE = {
    "body": "residents_committee",
    "body_name": "樱园社区居委会",
    "text": "同意。",
    "approved": "yes",
    "decided_at": "2026-11-24T09:30",
    "entitled": "7",
    "votes_for": "5",
    "votes_against": "1",
    "abstentions": "1",
}
# verb, state before, who, what is filled in, state afterwards
DONE = [
    ("visit", "raised", "grid_head", {"findings": "灯泡坏了。"}, "raised"),
    ("accept", "raised", "grid_head", {"category": "public_lighting"}, "raised"),
    (
        "settle",
        "raised",
        "grid_head",
        {"category": "public_lighting", "answer": "已换灯泡。"},
        "replied",
    ),
    (
        "not_accept",
        "raised",
        "grid_head",
        {"reason": "litigation", "explanation": "已立案。"},
        "not_accepted",
    ),
    ("deliberate", "raised", "grid_head", {"category": "public_lighting"}, "deliberating"),
    ("consult", "deliberating", "grid_head", CONSULT, "deliberating"),
    ("consult", "deliberating", "grid_head", {**CONSULT, "needs_decision": "on"}, "deciding"),
    ("decide", "deciding", "grid_head", DECIDE, "raised"),
    ("decide", "deciding", "grid_head", {**DECIDE, "approved": "no"}, "deliberating"),
    (
        "dispatch",
        "raised",
        "grid_head",
        {"category": "public_lighting", "lead": lead},
        "dispatched",
    ),
    ("transfer", "executing", "grid_head", {"lead": lead, **REASON}, "dispatched"),
    ("unmerge", "merged", "grid_head", {}, "raised"),
    ("sign", "dispatched", "department_officer", {}, "executing"),
    ("return", "dispatched", "department_officer", REASON, "raised"),
    ("extend", "executing", "department_officer", {"days": "5", **REASON}, "executing"),
    ("suspend", "executing", "department_officer", REASON, "suspended"),
    ("resume", "suspended", "department_officer", {}, "executing"),
    ("split", "executing", "department_officer", {"task": "查线路。", "lead": lead}, "executing"),
    (
        "reply",
        "executing",
        "department_officer",
        {"answer": "已修。", "note": "换了灯泡。"},
        "replied",
    ),
    ("verify", "replied", "grid_head", {"passed": "yes", "findings": "亮了。"}, "evaluating"),
    ("verify", "replied", "grid_head", {"passed": "no", "findings": "没亮。"}, "rework"),
    ("call_back", "evaluating", "callback_officer", {"reached": "no"}, "evaluating"),
    (
        "call_back",
        "evaluating",
        "callback_officer",
        {"reached": "yes", "solved": "solved", "satisfaction": "satisfied"},
        "closed",
    ),
    (
        "ask_review",
        "executing",
        "department_officer",
        {"kind": "conclude", **REASON},
        "executing",
    ),
    (
        "hand_back",
        "escalated",
        "community_secretary",
        {"answer": "给经费。", "means": "五百元。"},
        "raised",
    ),
    ("urge", "executing", "community_secretary", {"text": "请尽快。"}, "executing"),
    (
        "supervise",
        "executing",
        "community_secretary",
        {"kind": "daily", "demand": "三日内修好。"},
        "executing",
    ),
    ("note", "executing", "grid_head", {"text": "内部。"}, "executing"),
    ("tell", "executing", "grid_head", {"text": "正在修。"}, "executing"),
    (
        "publish",
        "raised",
        "grid_head",
        {"title": "路灯不亮", "text": "楼下路灯不亮。", "checked": "on"},
        "raised",
    ),
]


@pytest.mark.parametrize(
    ("verb", "state", "role", "given", "after"),
    DONE,
    ids=[f"{v}-{s}-{a}" for v, s, _r, _g, a in DONE],
)
def test_a_deed_is_done_once_and_leads_back_to_the_file(
    it, now, sign, verb, state, role, given, after
):
    factories.exclusion()
    matter = factories.matter(it, State(state), now=now - timedelta(minutes=5))
    client = sign(role)
    form = client.get(address(matter, verb))
    assert form.status_code == 200, text_of(form)[:500]
    sent = {name: value(it) if callable(value) else value for name, value in given.items()}

    for _press in range(2):
        landed = client.post(address(matter, verb), {**sent, "key": "press"}, follow=True)
        assert landed.redirect_chain == [(address(matter), 302)]
        assert landed.status_code == 200
    matter.refresh_from_db()
    assert matter.state == after
    pressed = Press.objects.filter(key="press")
    assert pressed.count() == 1


@pytest.mark.parametrize("verb", sorted(DEEDS))
def test_every_deed_has_a_form_or_a_reason_for_every_post(it, now, sign, verb):
    matter = factories.matter(it, State.EXECUTING, now=now)
    for role in ("grid_head", "department_officer", "city_secretary"):
        answer = sign(role).get(address(matter, verb))
        assert answer.status_code in {200, 403}
        if answer.status_code == 403:
            assert "notice-warning" in text_of(answer)


def test_escalate_goes_up_and_shows_the_path(it, now, sign):
    matter = factories.raised(it, now=now)
    actions.visit(matter_id=matter.pk, findings="看过。", actor=it.actor("grid_head"), now=now)
    client = sign("grid_head")
    given = {"obstacle": "money", "tried": "网格没有经费。", "key": "up"}

    refused = client.post(
        address(matter, "escalate"), {**given, "to": it.cast.tree.city.pk, "key": "skip"}
    )
    assert refused.status_code == 403
    assert "网格没有经费。" in text_of(refused)
    landed = client.post(
        address(matter, "escalate"), {**given, "to": it.cast.tree.community.pk}, follow=True
    )
    assert "网格没有经费。" in text_of(landed)
    assert 'class="ladder"' in text_of(landed)
    again = client.post(address(matter, "escalate"), {**given, "to": it.cast.tree.community.pk})
    assert again.status_code == 302, "the second press does nothing"
    assert matter.legs.count() == 1


def test_merging_offers_what_is_near_and_takes_a_number(it, now, sign):
    near = factories.raised(it, now=now, lon=119.1, lat=36.7)
    matter = factories.raised(it, now=now, lon=119.1, lat=36.7)
    client = sign("grid_head")

    assert near.shown_number in text_of(client.get(address(matter, "merge")))
    assert client.post(address(matter, "merge"), {"number": "1", "key": "a"}).status_code == 422
    landed = client.post(address(matter, "merge"), {"into": near.number, "key": "b"}, follow=True)
    assert near.number in text_of(landed)
    matter.refresh_from_db()
    assert matter.merged_into == near


def test_a_review_is_asked_and_answered_by_the_second_person(it, now, sign):
    matter = factories.matter(it, State.EXECUTING, now=now)
    sign("department_officer").post(
        address(matter, "ask_review"), {"kind": "conclude", "reason": "合法合理。", "key": "a"}
    )
    client = sign("community_secretary")
    assert matter.number in text_of(client.get("/inbox/"))
    assert "合法合理。" in text_of(client.get(address(matter, "review")))
    client.post(address(matter, "review"), {"approved": "yes", "remark": "同意。", "key": "b"})
    matter.refresh_from_db()
    assert (matter.state, matter.outcome) == ("closed", "concluded")


def test_a_public_text_is_released_beside_the_original_and_taken_back(it, now, sign):
    matter = factories.raised(
        it, now=now, text="王大爷家楼下路灯不亮，电话13800001234，3号楼2单元501室。"
    )
    client = sign("grid_head")
    form = text_of(client.get(address(matter, "publish")))
    assert "<mark" in form
    for piece in ("13800001234", "王大爷", "3号楼2单元501室"):
        assert form.count(piece) >= 1
    given = {"title": "路灯", "text": "请打13800001234", "checked": "on", "key": "a"}
    assert client.post(address(matter, "publish"), given).status_code == 422
    given |= {"text": "楼下路灯不亮。"}
    assert client.post(address(matter, "publish"), given).status_code == 302
    client.post(address(matter, "unpublish"), {"reason": "再核实。", "key": "b"})
    matter.refresh_from_db()
    assert matter.published_at is None


def test_contact_is_masked_and_shown_once_with_a_reason(it, now, sign):
    matter = factories.matter(it, State.EVALUATING, now=now)
    client = sign("callback_officer")
    assert "13800001234" not in text_of(client.get(address(matter)))
    assert "138****1234" in text_of(client.get(address(matter)))
    assert client.post(address(matter, "unmask"), {"key": "a"}).status_code == 422

    shown = client.post(address(matter, "unmask"), {"reason": "回访", "key": "a"})
    assert "13800001234" in text_of(shown)
    assert "no-store" in shown["Cache-Control"]
    assert "13800001234" not in text_of(client.get(address(matter)))
    again = client.post(address(matter, "unmask"), {"reason": "回访", "key": "a"})
    assert again.status_code == 302
    verbs = [line.entry.verb for line in queries.timeline(matter, public=False)]
    assert verbs.count("contact.unmasked") == 1


def test_who_asked_to_stay_unknown_stays_so_to_the_office(it, now, sign):
    matter = factories.raised(it, now=now, shielded=True)
    actions.dispatch(
        matter_id=matter.pk,
        route=factories.route(it),
        category=it.category,
        actor=it.actor("grid_head"),
        now=now,
    )
    page = sign("department_officer").get(address(matter))
    assert "138****1234" not in text_of(page)
    assert Contact.objects.filter(matter=matter).exists()


def test_the_second_clerk_reads_what_happened_and_loses_nothing(it, now, sign):
    matter = factories.raised(it, now=now)
    client = sign("grid_head")
    seen = client.get(address(matter, "settle")).context["form"]["seen"].value()
    actions.dispatch(
        matter_id=matter.pk,
        route=factories.route(it),
        category=it.category,
        actor=it.actor("grid_worker"),
        now=now,
    )

    refused = client.post(
        address(matter, "settle"),
        {
            "answer": "我已经写了很长的答复。",
            "category": "public_lighting",
            "seen": seen,
            "key": "a",
        },
    )

    assert refused.status_code == 403
    text = text_of(refused)
    assert "我已经写了很长的答复。" in text
    assert "樱园第一网格网格员" in text, "who acted meanwhile, by office"
    matter.refresh_from_db()
    assert matter.state == State.DISPATCHED


def test_invalid_input_is_422_with_the_same_page(it, now, sign):
    matter = factories.matter(it, State.EXECUTING, now=now)
    client = sign("department_officer")
    for verb in ("reply", "extend", "suspend", "split"):
        answer = client.post(address(matter, verb), {"key": "a"})
        assert answer.status_code == 422, verb
        assert 'role="alert"' in text_of(answer)
    many = client.post(address(matter, "extend"), {"days": 11, "reason": "难。", "key": "b"})
    assert many.status_code == 403


def test_a_form_comes_alone_to_htmx(it, now, sign):
    matter = factories.raised(it, now=now)
    part = text_of(sign("grid_head").get(address(matter, "settle"), headers=HTMX))
    assert "<html" not in part
    assert "<form" in part


def test_minutes_take_more_parties_and_keep_what_was_typed(it, now, sign):
    matter = factories.matter(it, State.DELIBERATING, now=now)
    client = sign("grid_head")
    more = client.post(address(matter, "consult"), {**CONSULT, "more": "1"})
    assert more.status_code == 200
    text = text_of(more)
    assert "name_11" in text
    assert "天黑难走" in text
    nobody = {"topic": "x", "held_at": "2026-11-24T09:30", "rows": "6", "key": "a"}
    assert client.post(address(matter, "consult"), nobody).status_code == 422


def test_dispatch_names_the_item_and_a_guard_says_why_not(it, now, sign):
    from_list = desk.mandate(it)
    matter = factories.raised(it, now=now)
    client = sign("subdistrict_officer")
    actions.visit(matter_id=matter.pk, findings="看。", actor=it.actor("grid_head"), now=now)
    actions.escalate(
        matter_id=matter.pk,
        climb=factories.climb(it, "subdistrict", urgency="急"),
        actor=it.actor("grid_head"),
        now=now,
    )

    form = client.get(address(matter, "dispatch"))
    assert "奎文区城市管理局" in text_of(form)
    shown = client.post(address(matter, "dispatch"), {"category": "public_lighting", "more": "1"})
    text = text_of(shown)
    assert from_list.name in text
    assert "disabled" in text, "a guard bars the community from leading"
    landed = client.post(
        address(matter, "dispatch"),
        {
            "category": "public_lighting",
            "lead": f"{it.cast.post('department_officer').pk}:{from_list.pk}",
            "key": "a",
        },
        follow=True,
    )
    assert from_list.name in text_of(landed)
    wrong = client.post(address(matter, "dispatch"), {"lead": "0:", "key": "b"})
    assert wrong.status_code == 403


def test_a_reply_with_a_photo_where_the_law_asks_for_one(it, now, sign):
    matter = factories.matter(it, State.EXECUTING, now=now)
    lawful = factories.category("illegal_building", evidence="required_by_law")
    Matter.objects.filter(pk=matter.pk).update(category=lawful)
    client = sign("department_officer")

    bare = client.post(address(matter, "reply"), {"answer": "已拆。", "key": "a"})
    assert bare.status_code == 403
    assert "已拆。" in text_of(bare)
    broken = SimpleUploadedFile("x.jpg", b"no picture")
    given = {"answer": "已拆。", "photos": [broken], "key": "b"}
    assert client.post(address(matter, "reply"), given).status_code == 422
    good = SimpleUploadedFile("x.jpg", picture().read())
    given |= {"photos": [good]}
    assert client.post(address(matter, "reply"), given).status_code == 302
    photo = matter.photos.get()
    shown = client.get(f"/matters/{matter.number}/photos/{photo.pk}/")
    assert shown.content[:2] == b"\xff\xd8"
    assert client.get(f"/matters/{matter.number}/photos/0/").status_code == 404


def test_pages_are_closed_and_a_foreign_file_is_not_there(it, now, client, sign):
    matter = factories.raised(it, now=now, place=it.cast.tree.elsewhere)
    for page in ("/inbox/", "/matters/", address(matter), "/matters/new/", "/my-place/"):
        assert client.get(page).status_code == 302
    assert sign("grid_head").get(address(matter)).status_code == 404
    assert sign("system_admin").get("/matters/").status_code == 200
    assert sign("grid_head").get("/matters/26000000000000/settle/").status_code == 404


def test_the_inbox_groups_by_promised_date_and_offers_the_next_deed(it, now, sign):
    fresh = factories.raised(it, now=now)
    late = factories.raised(it, now=now - timedelta(days=30))
    working = factories.matter(it, State.EXECUTING, now=now)
    evaluating = factories.matter(it, State.EVALUATING, now=now)
    text = text_of(sign("grid_head").get("/inbox/"))

    assert text.index(late.number) < text.index(fresh.number) < text.index(working.number)
    assert f"/matters/{fresh.number}/settle/" in text
    assert f"/matters/{working.number}/reply/" not in text, "others work on it"
    office = text_of(sign("department_officer").get("/inbox/"))
    assert f"/matters/{working.number}/reply/" in office
    assert evaluating.number in text_of(sign("callback_officer").get("/inbox/"))
    assert "Nothing waits" in text_of(
        sign("city_secretary").get("/inbox/", headers={"Accept-Language": "en"})
    )


def test_the_inbox_of_somebody_without_a_post(it, client):
    from_nowhere = factories.people.person("nobody")
    client.force_login(from_nowhere, backend=BACKEND)
    assert client.get("/inbox/").status_code == 200
    assert client.get("/matters/").status_code == 200
    assert client.get("/my-place/").status_code == 404


def _more(it, now, count):
    for number in range(count):
        factories.raised(it, now=now - timedelta(minutes=number))


@pytest.mark.slow
@pytest.mark.parametrize("page", ["/inbox/", "/matters/", "/my-place/"])
def test_a_page_asks_as_little_for_many_as_for_few(it, now, sign, page):
    client = sign("grid_head")
    asked = page.format(place=it.cast.tree.grid.pk)
    _more(it, now, 50)
    client.get(asked)
    few = _count(client, asked)
    _more(it, now, 450)
    assert _count(client, asked) == few


def _count(client, page):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_the_list_is_narrowed_by_its_address(it, now, sign):
    lamp = factories.raised(it, now=now, address="东风东街12号")
    lid = factories.raised(it, now=now - timedelta(days=40), text="井盖坏了。")
    client = sign("community_secretary")

    def numbers(query):
        text = text_of(client.get(f"/matters/?{query}"))
        return {one.number for one in (lamp, lid) if one.number in text}

    assert numbers("") == {lamp.number, lid.number}
    assert numbers("q=井盖") == {lid.number}
    assert numbers(f"q={lamp.number}") == {lamp.number}
    assert numbers("q=东风东街") == {lamp.number}
    assert numbers("late=on") == {lid.number}
    assert numbers("phase=ended") == set()
    assert numbers(f"place={it.cast.tree.elsewhere.pk}") == set()
    assert numbers(f"since={now:%Y-%m-%d}") == {lamp.number}
    assert numbers("category=public_lighting") == set()
    assert numbers("state=raised&sort=due") == {lamp.number, lid.number}
    assert client.get("/matters/?state=emperor").status_code == 422
    assert client.get("/matters/?place=0").status_code == 422
    assert client.get("/matters/?since=2026-02-01&until=2026-01-01").status_code == 422


def test_search_by_a_whole_number_opens_the_file(it, now, sign):
    matter = factories.raised(it, now=now)
    client = sign("grid_head")
    found = client.get("/matters/search/", {"q": matter.shown_number})
    assert found.url == address(matter)
    assert matter.number in text_of(client.get("/matters/search/?q=路灯"))


@pytest.mark.parametrize("sort", ["newest", "oldest", "due"])
def test_pages_of_the_list_hold_every_row_once(it, now, sign, sort, monkeypatch):
    monkeypatch.setattr("liandong.matters.views.staff.lists.A_PAGE", 3)
    for number in range(7):
        factories.raised(it, now=now - timedelta(hours=number // 2))
    client = sign("grid_head")
    seen, query = [], {"sort": sort}
    for _page in range(3):
        answer = client.get("/matters/", query)
        seen += [row["number"] for row in answer.context["rows"]]
        query["after"] = answer.context["after"]

    assert sorted(seen) == sorted(Matter.objects.values_list("number", flat=True))
    assert query["after"] == ""
    assert client.get("/matters/?after=nonsense").status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_filter_is_taken_away_as_a_table(it, now, sign, kind):
    matter = factories.raised(it, now=now)
    answer = sign("grid_head").get(f"/matters/?export={kind}&state=raised")
    assert "attachment" in answer["Content-Disposition"]
    if kind == "csv":
        text = text_of(answer)
        assert matter.number in text
        assert "13800001234" not in text


def test_filters_are_kept_and_dropped(it, sign):
    client = sign("grid_head")
    given = {"name": "超期", "query": "late=on", "key": "a"}
    landed = client.post("/matters/filters/", given, follow=True)
    assert "超期" in text_of(landed)
    assert client.post("/matters/filters/", {"name": "", "key": "c"}).status_code == 422
    kept = SavedFilter.objects.get()
    client.post(f"/matters/filters/{kept.pk}/drop/", {"key": "b"})
    assert not SavedFilter.objects.exists()


def test_bulk_does_each_by_itself_and_says_what_was_refused(it, now, sign):
    waiting = [factories.matter(it, State.DISPATCHED, now=now) for _number in range(2)]
    working = factories.matter(it, State.EXECUTING, now=now)
    numbers = [one.number for one in (*waiting, working)]
    client = sign("department_officer")
    given = {
        "verb": "sign",
        "number": [*numbers, "26000000000000"],
        "key": "a",
        "back": "phase=open",
    }

    landed = client.post("/matters/bulk/", given, follow=True)

    assert landed.redirect_chain == [("/matters/?phase=open", 302)]
    text = text_of(landed)
    assert f"{working.number}: " in text
    states = set(Matter.objects.values_list("state", flat=True))
    assert states == {State.EXECUTING}
    again = client.post("/matters/bulk/", given, follow=True)
    assert again.status_code == 200
    nothing = client.post("/matters/bulk/", {"verb": "sign", "key": "b"}, follow=True)
    assert "notice-error" in text_of(nothing)


def test_bulk_accepts_as_one_kind_and_urges(it, now, sign):
    two = [factories.raised(it, now=now) for _number in range(2)]
    numbers = [one.number for one in two]
    client = sign("grid_head")
    client.post("/matters/bulk/", {"verb": "accept", "number": numbers, "key": "a"})
    assert not Matter.objects.filter(accepted_at__isnull=False).exists()
    client.post(
        "/matters/bulk/",
        {"verb": "accept", "category": "public_lighting", "number": numbers, "key": "b"},
    )
    assert Matter.objects.filter(accepted_at__isnull=False).count() == 2
    client = sign("community_secretary")
    client.post("/matters/bulk/", {"verb": "urge", "text": "请快。", "number": numbers, "key": "c"})
    verbs = [line.entry.verb for line in queries.timeline(two[0], public=False)]
    assert "matter.urged" in verbs


def test_a_clerk_takes_down_a_matter_for_a_caller(it, now, sign):
    other = factories.raised(it, now=now, lon=119.1, lat=36.7)
    desk.put_at(it.cast.tree.grid, 119.1, 36.7)
    client = sign("hotline_clerk")
    form = client.get("/matters/new/")
    assert form.context["form"]["source"].value() == "hotline"
    given = {
        "text": "路灯不亮了。",
        "place": it.cast.tree.grid.pk,
        "source": "phone",
        "phone": "13900002222",
    }

    look = client.post("/matters/new/", {**given, "look": "1"})
    assert look.status_code == 200
    assert other.number in text_of(look), "likely the same trouble"
    assert client.post("/matters/new/", {"text": "", "source": "phone"}).status_code == 422
    for _press in range(2):
        landed = client.post("/matters/new/", {**given, "key": "once"}, follow=True)
        assert landed.status_code == 200
    made = Matter.objects.get(source="phone")
    assert made.contact.phone == "13900002222"
    assert reverse(
        "matters:receipt", args=(made.number, queries.secret_of(made.number))
    ) in text_of(landed)


def test_an_office_takes_nothing_down(it, sign):
    assert sign("department_officer").get("/matters/new/").status_code == 403


def test_a_grids_own_post_is_there_already(it, sign):
    form = sign("grid_worker").get("/matters/new/")
    assert form.context["found"] == it.cast.tree.grid
    assert form.context["form"]["source"].value() == "visit"


def test_my_place_counts_what_waits_and_warns_of_an_odd_grid(it, now, sign):
    factories.raised(it, now=now)
    factories.raised(it, now=now - timedelta(days=40))
    grid = it.cast.tree.grid
    type(grid).objects.filter(pk=grid.pk).update(households=20)
    for key, amount in (("grid.households_least", 300), ("grid.households_most", 500)):
        desk.rule(key, amount)
    page = sign("community_secretary").get("/my-place/")
    assert page.context["total"] == (2, 1)
    assert "樱园第一网格" in text_of(page)
    assert "张敏" in text_of(page)
    assert sign("grid_head").get("/my-place/").context["grid_warning"]


def test_the_case_file_on_paper_has_no_contact(it, now, sign):
    matter = factories.matter(it, State.CLOSED, now=now)
    text = text_of(sign("grid_head").get(f"{address(matter)}paper/"))
    assert matter.shown_number in text
    assert "已更换灯泡。" in text
    assert "1234" not in text.replace(matter.number, "")


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_state_has_its_file_in_both_languages(it, now, sign, state, language):
    matter = factories.matter(it, state, now=now)
    answer = sign("community_secretary").get(address(matter), headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert matter.shown_number in text_of(answer)
