"""The pages of staff: each deed by the post that may, followed to its landing; refusals; lists."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from liandong.kernel.models import Press
from liandong.kernel.tests.test_pictures import picture
from liandong.matters import actions, queries
from liandong.matters.lifecycle import State
from liandong.matters.models import Contact, Matter
from liandong.matters.tests import desk, factories
from liandong.matters.tests.desk import address, lead, text_of
from liandong.matters.views.staff.deeds import DEEDS

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
HTMX = {"HX-Request": "true"}


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
