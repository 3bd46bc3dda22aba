"""The express line: who may do what, what is written down, and what refusals leave unwritten."""

import pytest

from liandong.duties.lifecycle import Light, Outcome
from liandong.duties.models import DutyList, Promise
from liandong.kernel.actor import RESIDENT
from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry
from liandong.matters import actions as matters
from liandong.matters.lifecycle import Obstacle
from liandong.matters.tests import factories as matter_world
from liandong.meetings import actions, queries, rules
from liandong.meetings.lifecycle import ExpressState, Kind, Origin
from liandong.meetings.models import ExpressItem
from liandong.meetings.tests import factories
from liandong.meetings.tests.factories import DAY, DUE
from liandong.meetings.tests.test_actions import refused, verbs
from liandong.people.tests.factories import NOON

pytestmark = pytest.mark.django_db
E = ExpressState
OTHERS = ("grid_head", "department_officer", "district_dispatcher", "callback_officer")


def state_of(item):
    item.refresh_from_db()
    return item.state


def test_the_grass_roots_write_and_nobody_else(it):
    for role in ("community_secretary", "community_worker", "subdistrict_officer"):
        assert rules.may_write_express(it.actor(role)), role
    for role in OTHERS:
        assert not rules.may_write_express(it.actor(role)), role
    assert not rules.may_write_express(RESIDENT)


@pytest.mark.parametrize(
    ("verb", "role", "states"),
    [
        ("take_up", "district_secretary", {E.WRITTEN}),
        ("pass_on", "district_secretary", {E.WRITTEN}),
        ("decline", "district_secretary", {E.WRITTEN}),
        ("withdraw", "community_worker", {E.WRITTEN}),
        ("gather", "community_secretary", {E.WRITTEN, E.TAKEN_UP}),
        ("ask", "subdistrict_secretary", {E.TAKEN_UP}),
        ("put_off", "district_secretary", {E.TAKEN_UP}),
        ("answer", "subdistrict_secretary", {E.TAKEN_UP}),
    ],
)
def test_each_deed_has_its_post_and_its_states(it, verb, role, states):
    item, may = factories.written(it), getattr(rules, f"may_{verb}")
    item.lead = it.cast.post("subdistrict_secretary")
    for state in E:
        item.state = state
        assert bool(may(it.actor(role), item)) == (state in states), state
        for other in (*OTHERS, "city_secretary"):
            assert not may(it.actor(other), item), other


def test_who_reads_an_item(it):
    item = factories.written(it)
    hands = queries.hands_on(item)
    for role in ("community_worker", "district_secretary", "city_dispatcher", "audit_admin"):
        assert rules.may_see_express(it.actor(role), item, hands), role
        assert item in queries.express_visible_to(it.actor(role)), role
    for role in ("department_officer", "callback_officer", "grid_worker"):
        assert not rules.may_see_express(it.actor(role), item, hands), role
        assert item not in queries.express_visible_to(it.actor(role)), role
    assert not rules.may_see_express(RESIDENT, item, hands)
    assert not queries.express_visible_to(RESIDENT)


def test_an_item_goes_to_a_secretary_above_who_has_a_time_to_judge(it):
    item = factories.written(it)
    assert (item.state, item.obstacle) == (E.WRITTEN, Obstacle.POWER)
    assert (item.promise.kind, item.promise.holder) == ("express.judge", item.secretary)
    entry = Entry.objects.get(verb="express.written")
    assert entry.subject == name_of(item)
    assert "消防" not in str(entry.detail), "the text lies beside the ledger"
    below = it.cast.post("community_secretary").pk
    words = {"cry": factories.cry(), "actor": it.actor("subdistrict_officer")}
    refused("选择", actions.write_express, secretary_id=below, **words)
    words["actor"] = it.actor("grid_head")
    refused("社区", actions.write_express, secretary_id=item.secretary_id, **words)


def test_what_the_matter_says_is_not_asked_again_and_goes_once(it):
    matter = factories.climbed(it, "subdistrict")
    actor = it.actor("community_secretary")
    cause = queries.cause_of_matter(actor, matter.number)
    assert cause.tried
    assert cause.obstacle
    assert matter_world.TEXT not in cause.title, "the resident's own words stay in the file"
    item = factories.written(it, cause=cause, tried="", obstacle=None)
    assert (item.tried, item.obstacle) == (cause.tried, cause.obstacle)
    assert queries.behind(item) == [matter]
    refused(
        "已在",
        actions.write_express,
        secretary_id=item.secretary_id,
        cry=factories.cry(cause=cause),
        actor=actor,
    )
    assert queries.cause_of_matter(it.actor("department_officer"), matter.number) is None


def test_an_agenda_item_says_what_gave_rise_to_it(it, district):
    matter = factories.climbed(it)
    meeting = factories.planned(district)
    climbed = factories.picked(district, meeting, name_of(matter))
    own = factories.own_item(district, meeting)
    reader = it.actor("district_secretary")
    cause = queries.cause_of_item(reader, climbed.pk)
    assert (cause.about, cause.matter) == (name_of(climbed), matter)
    assert queries.cause_of_item(reader, own.pk).matter is None
    assert queries.cause_of_item(it.actor("grid_worker"), own.pk) is None
    assert queries.cause_of_item(reader, 0) is None
    item = factories.written(it, cause=queries.cause_of_item(reader, own.pk))
    assert queries.address_of_cause(item) == own.get_absolute_url()
    assert queries.running_about(queries.cause_of_item(reader, own.pk)) == 1


def test_matters_of_a_kind_stand_behind_one_item(it):
    first = factories.climbed(it, "subdistrict")
    cause = queries.cause_of_matter(it.actor("community_secretary"), first.number)
    item = factories.written(it, cause=cause)
    alike = matter_world.raised(it)
    matters.accept(matter_id=alike.pk, category=it.category, actor=it.actor("grid_head"), now=NOON)
    other = matter_world.raised(it, text="井盖缺失")
    assert queries.alike(item) == [alike]
    worker = it.actor("community_worker")
    gather = {"item_id": item.pk, "actor": worker}
    actions.gather(matter_ids=(alike.pk, first.pk), now=NOON, **gather)
    assert queries.behind(item) == [first, alike]
    refused("至少", actions.gather, matter_ids=(alike.pk,), **gather)
    actions.gather(matter_ids=(other.pk,), now=NOON, **gather)
    assert verbs()[-1] == "express.gathered"
    assert Entry.objects.filter(verb="express.gathered").count() == 2


def test_taken_up_with_plan_and_steps_and_answered_when_all_is_closed_out(it):
    item = factories.taken_up(it, lead="subdistrict")
    assert Promise.objects.get(kind="express.judge").outcome == Outcome.KEPT
    assert item.promise.holder == it.cast.post("subdistrict_secretary")
    lead = it.actor("subdistrict_secretary")
    words = {"item_id": item.pk, "task": factories.task(it, due_on=DUE + DAY), "actor": lead}
    refused("答复", actions.ask, **words)
    factories.asked(it, item)
    line = item.steps.get().rectification
    assert line.list.issuer == item.secretary, "the named secretary's level verifies"
    assert DutyList.objects.get().title.startswith("书记直通车")
    assert item in queries.express_visible_to(it.actor("department_officer"))
    answer = {"item_id": item.pk, "text": "三个小区已全部划线。", "actor": lead}
    refused("尚未销号", actions.answer, solved=True, **answer)
    factories.closed_out(it, item)
    actions.answer(solved=True, now=NOON, **answer)
    item.refresh_from_db()
    assert (item.state, item.solved, item.promise) == (E.ANSWERED, True, None)
    assert Promise.objects.get(kind="express.answer").outcome == Outcome.KEPT
    assert verbs()[-1] == "express.answered"


def test_not_solved_is_answered_with_the_reason(it):
    item = factories.asked(it, factories.taken_up(it))
    actions.answer(
        item_id=item.pk,
        text="拖移须由公安机关实施，已报请授权。",
        solved=False,
        actor=it.actor("district_secretary"),
        now=NOON,
    )
    item.refresh_from_db()
    assert item.solved is False


def test_a_late_answer_shows_a_light_and_a_later_date_its_reason(it):
    item = factories.taken_up(it)
    assert queries.light_of(item, NOON) == Light.GREEN
    assert queries.light_of(item, NOON + 60 * DAY) == Light.RED
    words = {
        "item_id": item.pk,
        "reason": "等待省里批复。",
        "actor": it.actor("district_secretary"),
    }
    refused("不晚于", actions.put_off, due_on=DUE, **words)
    actions.put_off(due_on=DUE + 90 * DAY, now=NOON, **words)
    item.refresh_from_db()
    assert item.promise.reason == "等待省里批复。"
    assert queries.light_of(item, NOON + 60 * DAY) == Light.GREEN
    past = factories.undertaking(it, due_on=NOON.date() - DAY)
    waiting = factories.written(it)
    taking = {"item_id": waiting.pk, "actor": it.actor("district_secretary")}
    refused("已过", actions.take_up, undertaking=past, **taking)
    alone = factories.undertaking(it, lead_id=it.cast.post("department_officer").pk)
    refused("选择", actions.take_up, undertaking=alone, **taking)


def test_passed_on_waits_for_the_other_secretary(it):
    item = factories.written(it)
    words = {
        "item_id": item.pk,
        "reason": "涉及市级权限。",
        "actor": it.actor("district_secretary"),
    }
    own = it.cast.post("district_secretary").pk
    refused("选择", actions.pass_on, secretary_id=own, **words)
    actions.pass_on(secretary_id=it.cast.post("city_secretary").pk, now=NOON, **words)
    assert [one.pk for one in queries.express_waiting(it.actor("city_secretary"), NOON)] == [
        item.pk
    ]
    assert queries.express_waiting(it.actor("district_secretary"), NOON) == []
    assert state_of(item) == E.WRITTEN


def test_declined_waits_for_the_agenda_of_the_joint_meeting_that_takes_it(it, district):
    item = factories.written(it)
    words = {"item_id": item.pk, "title": "消防通道", "reason": "须经联席会议议定。"}
    words["actor"] = it.actor("district_secretary")
    refused("选择", actions.decline, place_id=it.cast.tree.city.pk, **words)
    actions.decline(place_id=district.place.pk, now=NOON, **words)
    found = queries.candidates(district.place, NOON)
    assert [(one.origin, one.about) for one in found] == [(Origin.EXPRESS, name_of(item))]
    meeting = factories.held(district, name_of(item), kind=Kind.ANSWER)
    item.refresh_from_db()
    assert queries.decided_instead(item).item.meeting == meeting
    assert queries.candidates(district.place, NOON) == []
    assert queries.address_of(meeting.items.get()) == item.get_absolute_url()


def test_taken_back_before_it_is_judged(it):
    item = factories.written(it)
    words = {"item_id": item.pk, "reason": "已由街道解决。"}
    actions.withdraw(actor=it.actor("community_worker"), now=NOON, **words)
    assert state_of(item) == E.WITHDRAWN
    assert not item.public
    refused("步骤", actions.withdraw, actor=it.actor("community_worker"), **words)


# --- the pages --------------------------------------------------------------------------------


def text_of(response):
    return response.content.decode()


def landed(client, address, words):
    response = client.post(address, words, follow=True)
    assert response.redirect_chain, text_of(response)[-2500:]
    assert response.status_code == 200
    return text_of(response)


def test_the_grass_roots_write_from_the_pages(it, sign):
    matter = factories.climbed(it, "subdistrict")
    client = sign("community_secretary")
    assert "写给书记" in text_of(client.get("/meetings/express/desk/"))
    address = f"/meetings/express/new/?matter={matter.number}"
    page = text_of(client.get(address))
    assert 'name="tried"' not in page, "the matter says it"
    assert 'name="obstacle"' not in page
    assert 'name="tried"' in text_of(client.get("/meetings/express/new/?matter=9"))
    district = it.cast.post("district_secretary").pk
    words = {"secretary": district, "title": "消防通道", "need": "车进不去", "missing": "执法权"}
    assert client.post(address, {**words, "title": ""}).status_code == 422
    landed(client, address, {**words, "key": "w"})
    item = ExpressItem.objects.get()
    assert client.post(address, {**words, "key": "w"}).url == "/meetings/express/desk/"
    again = client.post(address, {**words, "key": "again"})
    assert again.status_code == 403
    assert "消防通道" in text_of(again), "what was typed is kept"
    assert client.get(f"/meetings/express/{item.pk}/").status_code == 404, "not judged yet"
    assert client.get(f"/meetings/express/{item.pk}/file/take-up/").status_code == 403


def test_the_secretary_carries_it_out_and_everybody_reads_the_answer(it, sign):
    item = factories.written(it, title="消防通道", need="车进不去", missing="执法权")
    file, district = f"/meetings/express/{item.pk}/file/", it.cast.post("district_secretary").pk
    client = sign("district_secretary")
    assert "消防通道" in text_of(client.get("/meetings/express/desk/"))
    plan = {
        "title": "消防通道整治",
        "plan": "联合执法",
        "lead_id": district,
        "due_on": "2026-12-31",
    }
    assert client.get(f"{file}take-up/").status_code == 200
    assert client.post(f"{file}take-up/", {**plan, "plan": ""}).status_code == 422
    assert "人人可见" in landed(client, f"{file}take-up/", {**plan, "key": "t"})
    office = it.cast.post("department_officer").pk
    step = {"lead_id": office, "what": "划线", "goal": "三个小区", "due_on": "2026-12-20"}
    landed(client, f"{file}ask/", {**step, "key": "a"})
    landed(client, f"{file}put-off/", {"due_on": "2027-01-31", "reason": "等待批复", "key": "p"})
    factories.closed_out(it, item)
    landed(client, f"{file}answer/", {"text": "已划线。", "solved": "yes", "key": "z"})

    client.logout()
    page = text_of(client.get(f"/meetings/express/{item.pk}/"))
    for word in ("已划线。", "联合执法", "等待批复", "已销号"):
        assert word in page, word
    for kept in ("车进不去", "执法权", "张敏"):
        assert kept not in page, "needs and persons stay with the offices"
    listed = text_of(client.get("/meetings/express/?state=answered"))
    assert "消防通道整治" in listed
    assert client.get("/meetings/express/?state=written").status_code == 422
    assert client.get("/meetings/express/999/").status_code == 404
    assert client.get(file).status_code == 302, "closed"


def test_declining_passing_on_gathering_and_taking_back_from_the_pages(it, sign):
    item, other = factories.written(it), factories.written(it, title="燃气管道")
    matter = matter_world.raised(it)
    client = sign("community_worker")
    file = f"/meetings/express/{item.pk}/file/"
    assert client.post(f"{file}gather/", {"key": "g0"}).status_code == 403
    landed(client, f"{file}gather/", {"matter_ids": matter.pk, "key": "g"})
    landed(client, f"/meetings/express/{other.pk}/file/withdraw/", {"reason": "已解决", "key": "x"})
    client = sign("district_secretary")
    city = it.cast.post("city_secretary").pk
    landed(client, f"{file}pass-on/", {"secretary_id": city, "reason": "市级权限", "key": "p"})
    client = sign("city_secretary")
    words = {"title": "通道", "reason": "须集体议定", "place_id": it.cast.tree.district.pk}
    landed(client, f"{file}decline/", {**words, "key": "d"})
    page = text_of(client.get(f"/meetings/express/{item.pk}/"))
    assert "须集体议定" in page
    assert "那里尚未作出决定" in page
    factories.held(factories.Level(it, "district"), name_of(item))
    assert "那里尚未作出决定" not in text_of(client.get(f"/meetings/express/{item.pk}/"))
    assert sign("grid_worker").get(file).status_code == 403


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_speak_both_languages_and_ask_little(
    it, sign, language, django_assert_max_num_queries
):
    item = factories.asked(it, factories.taken_up(it))
    client, asks = sign("district_secretary"), {"accept-language": language}
    for address in ("desk/", "", f"{item.pk}/", f"{item.pk}/file/"):
        with django_assert_max_num_queries(45):
            page = text_of(client.get(f"/meetings/express/{address}", headers=asks))
        assert ("书记直通车" in page) == (language == "zh-hans"), address
    part = client.get("/meetings/express/desk/", headers={"HX-Request": "true"})
    assert "<html" not in text_of(part)
    sign("community_worker")
    assert client.get("/meetings/express/new/?item=1", headers=asks).status_code == 200
