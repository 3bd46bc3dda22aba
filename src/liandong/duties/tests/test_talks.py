"""The rules suggest a talk, a person decides, it is recorded, and its demands are looked at."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from liandong.duties import actions, queries, rules
from liandong.duties.actions import Protocol
from liandong.duties.lifecycle import Outcome, TalkKind, TalkState
from liandong.duties.models import FormalTalk
from liandong.duties.tests import factories
from liandong.duties.tests.factories import MARCH
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.people.models import RoleKind

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
EVERYBODY = [role.value for role in RoleKind]
DAY = timedelta(days=1)
APRIL = datetime(2026, 4, 16, 4, tzinfo=UTC)


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


def decided(it, *, called=True, now=APRIL):
    return actions.decide_talk(
        post_id=it.post("subdistrict_secretary").pk,
        kind=TalkKind.REMINDER,
        called=called,
        reason="一季度专题研究未开展",
        actor=it.actor("district_secretary"),
        now=now,
    )


def protocol(**fields):
    words = {
        "held_at": APRIL - DAY,
        "venue": "区委会议室",
        "content": "通报情况",
        "demands": "月底前补开专题会",
        "follow_up_on": date(2026, 4, 30),
        "stance": "接受，立即整改",
        "recorder": "钱明",
    }
    return Protocol(**{**words, **fields})


def held(it, talk):
    actor = it.actor("district_secretary")
    return actions.hold(talk_id=talk.pk, protocol=protocol(), actor=actor, now=APRIL)


def suggested(it, now, role="district_secretary"):
    found = queries.suggestions(it.actor(role), now)
    return {one.post.role: [ground.kept() for ground in one.grounds] for one in found}


def test_each_ground_is_a_number_that_reached_its_limit(it):
    factories.issued(it)
    assert suggested(it, MARCH) == {}
    on_the_day = datetime(2026, 3, 31, 16, tzinfo=UTC)
    assert suggested(it, on_the_day + 13 * DAY) == {}
    fortnight = {"subdistrict_secretary": [["talk.red_days", 14, 14]]}
    assert suggested(it, on_the_day + 14 * DAY) == fortnight


def test_two_red_lines_and_relapses_are_grounds(it):
    lead = it.post("subdistrict_officer").pk
    due = date(2026, 3, 10)
    one, _two = factories.running(it, *(factories.problem(lead, due_on=due) for _n in range(2)))
    day = MARCH + 10 * DAY
    assert suggested(it, day) == {"subdistrict_secretary": [["talk.red_lines", 2, 2]]}

    factories.applied(it, one, MARCH)
    assert suggested(it, day) == {}, "what waits for the issuing level is not held against a post"
    desk = it.actor("district_dispatcher")
    words = {"problem_id": one.pk, "actor": desk, "now": MARCH}
    actions.verify(holds=True, findings="属实", **words)
    actions.approve(problem_id=one.pk, actor=it.actor("district_secretary"), now=MARCH)
    for number in range(2):
        actions.relapse(reason="又来了", due_on=date(2026, 12, 1), **words)
        if number == 0:
            factories.closed(it, one)
    assert suggested(it, MARCH) == {"subdistrict_secretary": [["talk.relapses", 2, 2]]}


def test_only_secretaries_above_are_told_and_a_decision_leaves_in_peace(it):
    factories.issued(it)
    assert suggested(it, APRIL) != {}
    assert suggested(it, APRIL, "district_dispatcher") == {}
    assert suggested(it, APRIL, "city_secretary") == {}, "it is the next level's to decide"
    decided(it, called=False)
    assert suggested(it, APRIL + 29 * DAY) == {}
    assert suggested(it, APRIL + 31 * DAY) != {}


def test_a_decision_keeps_the_grounds_and_the_reason(it):
    factories.issued(it)
    talk = decided(it)

    assert (talk.state, talk.grounds) == (TalkState.CALLED, [["talk.red_days", 15, 14]])
    entry = Entry.objects.order_by("-id")[0]
    assert (entry.verb, entry.public["grounds"]) == ("formal_talk.called", 1)
    assert str(talk) == f"#{talk.pk} reminder_talk called"
    with pytest.raises(Refused):
        decided(it)
    assert FormalTalk.objects.count() == 1


def test_a_person_may_decide_against_it_and_that_is_written_too(it):
    talk = decided(it, called=False)
    assert (talk.state, talk.grounds) == (TalkState.DECLINED, [])
    assert Entry.objects.order_by("-id")[0].verb == "formal_talk.declined"
    with pytest.raises(Refused):
        held(it, talk)


def test_a_talk_is_recorded_and_followed_up_until_its_demands_are_met(it):
    talk = held(it, decided(it))
    promise = talk.promise
    assert (talk.state, promise.holder_id) == (TalkState.HELD, it.post("district_secretary").pk)
    words = {"talk_id": talk.pk, "actor": it.actor("district_dispatcher"), "now": APRIL}

    actions.check(met=False, findings="尚未召开", follow_up_on=date(2026, 5, 15), **words)
    talk.refresh_from_db()
    promise.refresh_from_db()
    assert (talk.state, talk.met, promise.outcome) == (TalkState.HELD, False, Outcome.KEPT)
    assert talk.promise is not None
    actions.check(met=True, findings="已召开", **words)

    talk.refresh_from_db()
    assert (talk.state, talk.met, talk.promise) == (TalkState.CHECKED, True, None)
    with pytest.raises(Refused):
        actions.check(met=True, findings="再看", **words)


def test_a_talk_is_not_recorded_before_it_was_held(it):
    talk = decided(it)
    with pytest.raises(Refused):
        actions.hold(
            talk_id=talk.pk,
            protocol=protocol(held_at=APRIL + DAY),
            actor=it.actor("district_secretary"),
            now=APRIL,
        )
    talk.refresh_from_db()
    assert talk.state == TalkState.CALLED


def test_who_may_decide_hold_check_and_read(it):
    post = it.post("subdistrict_secretary")
    may = {who for who in EVERYBODY if rules.may_decide(it.actor(who), post, open_talk=False)}
    assert may == {"district_secretary", "city_secretary"}
    assert not rules.may_decide(it.actor("city_secretary"), post, open_talk=True)
    worker = it.post("grid_worker")
    assert not rules.may_decide(it.actor("district_secretary"), worker, open_talk=False)
    talk = decided(it)
    assert {who for who in EVERYBODY if rules.may_hold(it.actor(who), talk)} == {
        "district_secretary"
    }
    assert not any(rules.may_check(it.actor(who), talk) for who in EVERYBODY)
    held(it, talk)
    talk.refresh_from_db()
    assert {who for who in EVERYBODY if rules.may_check(it.actor(who), talk)} == {
        "district_secretary",
        "district_dispatcher",
    }
    readers = {who for who in EVERYBODY if rules.may_see_talk(it.actor(who), talk)}
    assert readers == {
        "subdistrict_secretary",
        "district_secretary",
        "district_dispatcher",
        "city_secretary",
        "city_dispatcher",
        "audit_admin",
    }
    found = {who for who in EVERYBODY if queries.talks(it.actor(who)).exists()}
    assert found == readers


def test_the_way_from_the_suggestion_to_the_paper_record(it, sign):
    factories.issued(it)
    client, post = sign("district_secretary"), it.post("subdistrict_secretary")
    page = text_of(client.get("/duties/talks/"))
    assert "有事项超期15天（规则：14天）" in page
    assert "是否约谈由人决定" in page
    address = f"/duties/talks/with/{post.pk}/"
    assert "有事项超期15天" in text_of(client.get(address))
    missing = client.post(address, {"decision": "reminder_talk", "key": "a"})
    assert (missing.status_code, FormalTalk.objects.exists()) == (422, False)
    words = {"decision": "reminder_talk", "reason": "进度慢", "key": "b"}
    landed = client.post(address, words, follow=True)
    talk = FormalTalk.objects.get()
    file = f"/duties/talks/{talk.pk}/"
    assert landed.redirect_chain == [(file, 302)]
    assert client.get(address).status_code == 403, "one talk at a time"
    assert "约谈" in text_of(client.get("/duties/"))

    record = {
        "held_at": "2026-04-15T09:00",
        "venue": "会议室",
        "content": "通报情况",
        "demands": "补开专题会",
        "follow_up_on": "2026-04-30",
        "stance": "接受",
        "recorder": "钱明",
        "signed": "on",
        "key": "c",
    }
    assert client.post(f"{file}hold/", record).url == file
    paper = text_of(client.get(f"{file}paper/"))
    assert all(word in paper for word in ("约谈记录", "补开专题会", "约谈对象签字", "不是处理措施"))
    done = {"met": "yes", "findings": "已开会", "key": "d"}
    assert client.post(f"{file}check/", done).url == file
    assert "已核查" in text_of(client.get("/duties/talks/"))
    assert client.post(address, {**words, "decision": "none", "key": "e"}).status_code == 302
    assert client.post(address, {**words, "decision": "none", "key": "e"}).url == "/duties/talks/"
    assert FormalTalk.objects.filter(state=TalkState.DECLINED).count() == 1
    declined = FormalTalk.objects.get(state=TalkState.DECLINED)
    assert "不约谈" in text_of(client.get(f"/duties/talks/{declined.pk}/"))


def test_talks_are_closed_to_those_whom_they_do_not_concern(it, sign):
    talk = decided(it)
    outsider = sign("department_officer")
    assert "尚无约谈" in text_of(outsider.get("/duties/talks/"))
    for page in (f"{talk.pk}/", f"{talk.pk}/paper/", f"with/{talk.post_id}/", f"{talk.pk}/hold/"):
        assert outsider.get(f"/duties/talks/{page}").status_code == 403, page
    for page in ("999999/", "with/999999/"):
        assert outsider.get(f"/duties/talks/{page}").status_code == 404, page
    assert sign("callback_officer").get("/duties/talks/").status_code == 403
    own = sign("subdistrict_secretary")
    text = text_of(own.get(f"/duties/talks/{talk.pk}/", headers={"Accept-Language": "en"}))
    assert "Called, to be held" in text
    assert "The secretary who called the talk holds it." in text
