"""Urging no oftener than the rule says, and supervision orders from filing to the archive."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from liandong.duties import actions, queries, rules
from liandong.duties.lifecycle import OrderForm, OrderState, Outcome, Supervision
from liandong.duties.models import SupervisionOrder, Urging
from liandong.duties.tests import factories
from liandong.duties.tests.factories import MARCH
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.people.models import RoleKind

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
EVERYBODY = [role.value for role in RoleKind]
ENGLISH = {"Accept-Language": "en"}
DAY = timedelta(days=1)
SAY = "请于本周内完成并报送结果。"


@pytest.fixture
def it():
    return factories.cast()


@pytest.fixture
def sign(client, it, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MARCH)

    def signed(role):
        client.force_login(it.person(role), backend=BACKEND)
        return client

    return signed


def text_of(response):
    return response.content.decode()


def verbs():
    return list(Entry.objects.order_by("-id").values_list("verb", flat=True))


def urge(it, one, now=MARCH, role="district_dispatcher"):
    return actions.urge_rectification(
        problem_id=one.pk, sentence=SAY, actor=it.actor(role), now=now
    )


def filed(it, role="subdistrict_secretary", **fields):
    return actions.file_order(
        post_id=it.post(role).pk,
        demand=factories.demand(**fields),
        actor=it.actor("district_dispatcher"),
        now=MARCH,
    )


def issued(it, mark="奎督", now=MARCH, **fields):
    order = filed(it, **fields)
    actor = it.actor("district_secretary")
    return actions.issue_order(order_id=order.pk, mark=mark, actor=actor, now=now)


def answered(it, order, now=MARCH):
    actor = it.actor("subdistrict_secretary")
    return actions.answer_order(order_id=order.pk, answer="已拨付", actor=actor, now=now)


def do(it, name, order, role="district_secretary", now=MARCH, **words):
    return getattr(actions, name)(order_id=order.pk, actor=it.actor(role), now=now, **words)


# --- urging -----------------------------------------------------------------------------------


def test_urging_stands_on_the_desk_of_whoever_must_act_until_they_act(it):
    (one,) = factories.running(it)
    urging = urge(it, one)

    lead = it.actor("subdistrict_officer")
    (waits,) = [w for w in queries.waiting_for(lead, MARCH) if w.about]
    assert (waits.urged, urging.post_id) == (urging, lead.post)
    entry = Entry.objects.order_by("-id")[0]
    assert (entry.verb, entry.public["urged_post"]) == ("rectification.urged", lead.post)
    assert str(urging) == f"#{urging.pk} duties.rectification:{one.pk}"

    actions.report(problem_id=one.pk, progress="已核对", actor=lead, now=MARCH + DAY)
    (waits,) = [w for w in queries.waiting_for(lead, MARCH + DAY) if w.about]
    assert waits.urged is None, "who acted is not shown the old urging"


def test_nothing_is_urged_oftener_than_the_rule_says(it):
    (one,) = factories.running(it)
    urge(it, one)

    with pytest.raises(Refused, match="2026-03-05"):
        urge(it, one, MARCH + 2 * DAY)
    assert Urging.objects.count() == 1
    urge(it, one, MARCH + 4 * DAY)
    assert verbs().count("rectification.urged") == 2


def test_a_district_may_set_its_own_days_between_urgings(it):
    factories.own_rule(it.tree.district, "urge.again", 1, "work_day")
    (one,) = factories.running(it)
    urge(it, one)
    urge(it, one, MARCH + 2 * DAY)
    assert Urging.objects.count() == 2


def test_who_may_urge_what(it):
    line, standing = factories.issued(it)
    (one,) = factories.running(it)
    order = issued(it)
    level = {"district_secretary", "district_dispatcher"}
    for rule, thing in (
        (rules.may_urge_line, line),
        (rules.may_urge_problem, one),
        (rules.may_urge_order, order),
    ):
        may = {who for who in EVERYBODY if rule(it.actor(who), thing, None)}
        assert may == level, rule
        assert not rule(it.actor("district_secretary"), thing, MARCH)
    secretary = it.actor("district_secretary")
    assert not rules.may_urge_line(secretary, standing, None), "no date runs"
    assert not rules.may_urge_problem(secretary, factories.applied(it, one), None)
    assert not rules.may_urge_order(secretary, answered(it, order), None)


def test_nobody_urges_the_own_post(it):
    line, *_rest = factories.issued(it, role="city_secretary", by="city_secretary")
    assert not rules.may_urge_line(it.actor("city_secretary"), line, None)
    assert rules.may_urge_line(it.actor("city_dispatcher"), line, None)


def test_a_line_is_urged_from_its_page_and_shown_in_its_story(it, sign):
    line, _standing = factories.issued(it)
    address = f"/duties/responsibilities/{line.pk}/"
    client = sign("district_dispatcher")
    missing = client.post(f"{address}urge/", {"sentence": "", "key": "a"})
    assert missing.status_code == 422
    landed = client.post(f"{address}urge/", {"sentence": SAY, "key": "b"}, follow=True)
    assert SAY in text_of(landed)
    assert "2026-03-05之后方可再次催办" in text_of(landed)
    assert client.get(f"{address}urge/").status_code == 403
    own = sign("subdistrict_secretary")
    for page in ("/duties/", "/inbox/"):
        assert SAY in text_of(own.get(page)), page
    assert own.post(f"{address}urge/", {"sentence": SAY, "key": "c"}).status_code == 403


# --- orders -----------------------------------------------------------------------------------


def test_an_order_has_no_number_before_its_issue_and_the_next_one_at_it(it):
    order = filed(it)
    assert (order.number, order.state, str(order)) == ("", "filed", f"#{order.pk} listed filed")
    first = do(it, "issue_order", order, mark="奎督")
    second = issued(it)
    assert [first.number, second.number] == ["奎督〔2026〕1号", "奎督〔2026〕2号"]
    assert first.promise.holder_id == it.post("subdistrict_secretary").pk
    assert verbs()[0] == "supervision_order.issued"


def test_a_refused_issue_takes_no_number(it):
    order = filed(it)
    with pytest.raises(Refused):
        do(it, "issue_order", order, mark="奎督", now=MARCH + 40 * DAY)
    with pytest.raises(Refused):
        do(it, "issue_order", order, role="district_dispatcher", mark="奎督")
    assert issued(it).no == 1


def test_an_office_mark_belongs_to_one_office(it):
    issued(it, mark="潍督")
    order = actions.file_order(
        post_id=it.post("district_secretary").pk,
        demand=factories.demand(),
        actor=it.actor("city_dispatcher"),
        now=MARCH,
    )
    with pytest.raises(Refused):
        do(it, "issue_order", order, role="city_secretary", mark="潍督")
    assert do(it, "issue_order", order, role="city_secretary", mark="潍市督").no == 1


def test_an_order_goes_its_whole_way(it):
    order = answered(it, issued(it))
    assert (order.state, order.promise.kind) == (OrderState.ANSWERED, "order.check")
    assert order.promise.holder_id == it.post("district_secretary").pk
    do(it, "send_order_back", order, findings="缺凭证", due_on=date(2026, 4, 10))
    order.refresh_from_db()
    assert (order.state, order.times_back) == (OrderState.ISSUED, 1)
    outcomes = list(queries.history(f"duties.supervisionorder:{order.pk}").values_list("outcome"))
    assert outcomes == [(Outcome.KEPT,), (Outcome.KEPT,), (Outcome.OPEN,)]
    order = answered(it, order, MARCH + DAY)
    with pytest.raises(Refused):
        do(it, "close_order", order)
    do(it, "accept_order", order, role="district_dispatcher", findings="属实")
    with pytest.raises(Refused):
        do(it, "archive_order", order)
    do(it, "close_order", order, remark="已办结")
    done = do(it, "archive_order", order, role="district_dispatcher")
    assert (done.state, done.promise) == (OrderState.ARCHIVED, None)
    assert verbs()[:3] == [
        "supervision_order.archived",
        "supervision_order.closed",
        "supervision_order.accepted",
    ]


def test_an_order_names_only_what_its_office_must_do(it):
    (one,) = factories.running(it)
    line, standing = factories.issued(it)
    keys = (f"line:{line.pk}", f"line:{standing.pk}", f"problem:{one.pk}", "promise:999")
    order = filed(it, items=keys)
    assert [item.key for item in queries.items_of(order, MARCH)] == [f"line:{line.pk}"]
    order = filed(it, role="subdistrict_officer", items=keys)
    assert [item.key for item in queries.items_of(order, MARCH)] == [f"problem:{one.pk}"]


def test_an_order_can_be_about_a_promised_date_of_another_room(it):
    place = it.tree.subdistrict
    promise = factories.promised(place, it.post("subdistrict_secretary"))
    order = filed(it, items=[f"promise:{promise.pk}"])
    (item,) = queries.items_of(order, promise.due_at + DAY)
    assert (item.url, item.light, str(item.kind)) == (
        place.get_absolute_url(),
        "red",
        "places.place",
    )


def test_an_order_is_reworded_and_struck_before_its_issue_only(it):
    order = filed(it)
    do(
        it,
        "revise_order",
        order,
        role="district_dispatcher",
        demand=factories.demand(title="新事由"),
    )
    order.refresh_from_db()
    assert order.title == "新事由"
    do(it, "strike_order", order)
    assert (SupervisionOrder.objects.exists(), verbs()[0]) == (False, "supervision_order.struck")
    with pytest.raises(Refused):
        do(it, "strike_order", issued(it))
    with pytest.raises(Refused):
        filed(it, due_on=date(2026, 3, 1))


def test_who_may_do_what_to_an_order(it):
    def who(rule, *things):
        return {role for role in EVERYBODY if rule(it.actor(role), *things)}

    level = {"district_secretary", "district_dispatcher"}
    below = it.post("subdistrict_secretary")
    assert who(rules.may_file, below) == level | {"city_secretary", "city_dispatcher"}
    assert not rules.may_file(it.actor("district_dispatcher"), it.post("district_secretary"))
    assert rules.may_file(it.actor("district_secretary"), it.post("department_officer"))
    order = filed(it)
    assert who(rules.may_revise, order) == level
    assert who(rules.may_issue_order, order) == {"district_secretary"}
    assert who(rules.may_answer, order) == set()
    above = {"city_secretary", "city_dispatcher", "audit_admin"}
    assert who(rules.may_see_order, order) == level | above
    do(it, "issue_order", order, mark="奎督")
    order.refresh_from_db()
    assert who(rules.may_see_order, order) == level | above | {"subdistrict_secretary"}
    assert who(rules.may_answer, order) == {"subdistrict_secretary"}
    order = answered(it, order)
    for rule in (rules.may_accept, rules.may_send_order_back):
        assert who(rule, order) == level
    order.answered_by_id = it.person("district_dispatcher").pk
    assert who(rules.may_accept, order) == {"district_secretary"}


def test_an_order_is_filed_and_reworded_from_the_pages(it, sign):
    line, _standing = factories.issued(it)
    post = it.post("subdistrict_secretary").pk
    desk = sign("district_dispatcher")
    listing = text_of(desk.get("/duties/orders/"))
    assert all(tab in listing for tab in ("督办立项", "/duties/bulletins/", "/duties/talks/"))
    assert desk.get("/duties/orders/new/").status_code == 200
    assert desk.get("/duties/orders/new/?post=0").status_code == 422
    address = f"/duties/orders/new/{post}/"
    assert desk.get(f"/duties/orders/new/?post={post}").url == address
    assert line.item in text_of(desk.get(address))
    words = {
        "kind": "daily",
        "form": "internal",
        "title": "专题会督办",
        "items": [f"line:{line.pk}"],
        "reason": "一季度未开",
        "demand": "补开",
        "due_on": "2026-03-20",
        "key": "a",
    }
    assert desk.post(address, {**words, "title": ""}).status_code == 422
    late = desk.post(address, {**words, "due_on": "2026-02-01", "key": "z"})
    assert (late.status_code, "期限已过" in text_of(late)) == (403, True)
    landed = desk.post(address, words, follow=True)
    order = SupervisionOrder.objects.get()
    file = f"/duties/orders/{order.pk}/"
    assert landed.redirect_chain == [(file, 302)]
    assert desk.post(address, words).url == "/duties/orders/", "a double press"
    assert "草稿" in text_of(desk.get(f"{file}paper/"))
    assert "专题会督办" in text_of(desk.get(f"{file}revise/"))
    assert desk.post(f"{file}revise/", {**words, "key": "r"}).url == file


def test_an_order_goes_its_whole_way_from_the_pages(it, sign):
    order = filed(it, kind=Supervision.DAILY, form=OrderForm.INTERNAL)
    file = f"/duties/orders/{order.pk}/"
    office = sign("subdistrict_secretary")
    assert office.get(file).status_code == 403, "a draft is not the office's yet"

    above = sign("district_secretary")
    assert "签发交办" in text_of(above.get("/duties/"))
    assert "奎文区督" in text_of(above.get(f"{file}issue/"))
    assert above.post(f"{file}issue/", {"mark": "奎督", "key": "b"}).url == file
    office = sign("subdistrict_secretary")
    assert "奎督〔2026〕1号" in text_of(office.get("/duties/"))
    answer = {"answer": "已补开", "evidence": "纪要5号", "key": "c"}
    assert office.post(f"{file}answer/", answer).url == file
    back = {"findings": "缺决定", "due_on": "2026-03-25", "key": "d"}
    sign("district_dispatcher").post(f"{file}send-back/", back)
    sign("subdistrict_secretary").post(f"{file}answer/", {**answer, "key": "e"})
    desk = sign("district_dispatcher")
    assert "办结审核" in text_of(desk.get("/duties/"))
    desk.post(f"{file}accept/", {"findings": "属实", "key": "f"})
    sign("district_secretary").post(f"{file}close/", {"remark": "同意", "key": "g"})
    desk = sign("district_dispatcher")
    assert "归档" in text_of(desk.get("/duties/"))
    landed = desk.post(f"{file}archive/", {"key": "h"}, follow=True)
    assert all(word in text_of(landed) for word in ("已归档", "退回1次", "纪要5号", "同意"))
    paper = text_of(desk.get(f"{file}paper/"))
    assert all(
        word in paper for word in ("督办单（内部表单）", "奎督〔2026〕1号", "已补开", "签收人")
    )
    for page, word in {
        "/duties/orders/": "Supervision orders",
        file: "Dates that were given",
        f"{file}paper/": "internal form",
        "/duties/orders/new/": "Choose the office first",
    }.items():
        assert word in text_of(desk.get(page, headers=ENGLISH)), page


def test_orders_are_found_and_closed_to_those_whom_they_do_not_concern(it, sign, monkeypatch):
    order, second = issued(it), filed(it, form=OrderForm.INTERNAL, title="别的事")
    client = sign("district_secretary")
    found = text_of(client.get("/duties/orders/?q=奎督&kind=listed&state=issued"))
    assert (order.title in found, second.title in found) == (True, False)
    assert client.get("/duties/orders/?kind=moon").status_code == 422
    assert client.post(f"/duties/orders/{second.pk}/strike/", {"key": "s"}).url == "/duties/orders/"
    assert "督办通知" in text_of(client.get(f"/duties/orders/{order.pk}/paper/"))
    outsider = sign("department_officer")
    assert "暂无督办单" in text_of(outsider.get("/duties/orders/"))
    for page in (f"{order.pk}/", f"{order.pk}/paper/", f"{order.pk}/answer/", "new/"):
        assert outsider.get(f"/duties/orders/{page}").status_code == 403, page
    for page in ("999999/", "new/999999/"):
        assert outsider.get(f"/duties/orders/{page}").status_code == 404, page
    upward = it.post("city_secretary").pk
    assert sign("district_secretary").get(f"/duties/orders/new/{upward}/").status_code == 403
    client.force_login(factories.people.person("nobody"), backend=BACKEND)
    assert client.get("/duties/orders/").status_code == 403


def test_the_list_of_orders_asks_no_more_when_it_is_long(it, sign, django_assert_max_num_queries):
    for _number in range(20):
        issued(it)
    client = sign("district_secretary")
    for page in ("/duties/orders/", "/duties/"):
        with django_assert_max_num_queries(14):
            assert client.get(page).status_code == 200
