"""Disputes about who is responsible: who speaks, who rules, and what the precedent does."""

import pytest

from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.mandates import actions, queries, rules
from liandong.mandates.lifecycle import DISPUTE_MOVES
from liandong.mandates.models import Dispute, Level
from liandong.mandates.tests import factories
from liandong.people.models import RoleKind
from liandong.people.tests import factories as people
from liandong.people.tests.factories import NOON

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
RAISER, OTHER, RULER = "subdistrict_officer", "department_officer", "district_dispatcher"
WORDS = {
    "take_position": {"text": "我们认为由街道负责。"},
    "rule": {"ruling": "依照条例由城市管理部门主办。"},
    "lift": {"reason": "清单已经写明。"},
    "take_dispute_back": {"reason": "已经协商一致。"},
}
BY = {"take_position": OTHER, "take_dispute_back": RAISER}


@pytest.fixture
def cast():
    return people.cast()


@pytest.fixture
def signed(client, cast):
    def sign(role):
        client.force_login(cast.person(role), backend=BACKEND)
        return client

    return sign


def raised(cast, who=RAISER, other=OTHER):
    return actions.raise_dispute(
        category_id=factories.kind().pk,
        other_id=cast.post(other).pk,
        question="路灯归谁维修？",
        actor=cast.actor(who),
        now=NOON,
    )


def do(cast, verb, dispute, who=None, **words):
    said = {**WORDS[verb], **words}
    if verb == "rule":
        said.setdefault("lead_id", cast.post(OTHER).pk)
    actor = cast.actor(who or BY.get(verb, RULER))
    return getattr(actions, verb)(dispute_id=dispute.pk, actor=actor, now=NOON, **said)


def argued(cast):
    return do(cast, "take_position", raised(cast))


def ruled(cast):
    return do(cast, "rule", argued(cast))


STATES = {
    "raised": raised,
    "argued": argued,
    "ruled": ruled,
    "lifted": lambda cast: do(cast, "lift", ruled(cast)),
    "taken_back": lambda cast: do(cast, "take_dispute_back", raised(cast)),
}


def staffing_officer(cast):
    body = people.organisation(cast.tree.district, "staffing_office", "奎文区委编办")
    post = people.post(RoleKind.DEPARTMENT_OFFICER, cast.tree.district, body)
    return people.queries.actor_of(people.person("bianban"), post)


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", WORDS)
def test_a_deed_is_possible_in_its_states_only(cast, state, verb):
    dispute = STATES[state](cast)
    entries = Entry.objects.count()

    if state in DISPUTE_MOVES[verb][0]:
        do(cast, verb, dispute)
        assert Entry.objects.count() == entries + 1
        dispute.refresh_from_db()
        assert dispute.state in DISPUTE_MOVES[verb][1]
    else:
        with pytest.raises(Refused):
            do(cast, verb, dispute)
        assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("subdistrict_officer", True),
        ("department_officer", True),
        ("community_secretary", True),
        ("grid_head", False),
        ("city_secretary", False),
        ("system_admin", False),
    ],
)
def test_who_raises(cast, who, allowed):
    assert bool(rules.may_raise_dispute(cast.actor(who))) is allowed


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("district_dispatcher", True),
        ("district_secretary", True),
        ("city_dispatcher", True),
        ("subdistrict_officer", False),
        ("subdistrict_secretary", False),
        ("department_officer", False),
        ("community_secretary", False),
    ],
)
def test_the_level_above_both_sides_rules(cast, who, allowed):
    dispute = argued(cast)

    assert bool(rules.may_rule(cast.actor(who), dispute, staffing=False)) is allowed


def test_the_staffing_office_of_the_level_rules_too(cast):
    dispute = argued(cast)

    actions.rule(
        dispute_id=dispute.pk,
        lead_id=cast.post(OTHER).pk,
        ruling="依照职责规定。",
        actor=staffing_officer(cast),
        now=NOON,
    )

    dispute.refresh_from_db()
    assert dispute.state == "ruled"


def test_an_office_does_not_dispute_with_itself(cast):
    with pytest.raises(Refused):
        raised(cast, other=RAISER)

    assert not Dispute.objects.exists()


def test_the_place_is_the_nearest_above_both(cast):
    assert raised(cast).place == cast.tree.district
    assert raised(cast, who="community_secretary", other=RAISER).place == cast.tree.subdistrict


def test_nothing_is_ruled_before_both_are_heard_and_who_rules_may_write_it_down(cast):
    dispute = do(cast, "take_position", raised(cast), RAISER, text="补充")
    with pytest.raises(Refused):
        do(cast, "rule", dispute)

    do(cast, "take_position", dispute, RULER, text="听取时对方表示不归其管。")
    do(cast, "rule", dispute)

    assert queries.positions(dispute).last().side == cast.post(OTHER)


def test_a_ruling_cannot_hand_down_what_the_list_gives_above(cast):
    kind = factories.kind()
    factories.listed(cast.tree.city, factories.line(1, categories=(kind.code,)))
    dispute = argued(cast)
    assert dispute.item is not None

    with pytest.raises(Refused):
        do(cast, "rule", dispute, lead_id=cast.post(RAISER).pk)

    dispute.refresh_from_db()
    assert dispute.state == "argued"


def test_the_precedent_is_suggested_first_until_it_is_lifted(cast):
    kind = factories.kind()
    says = {"lead_level": Level.SUBDISTRICT.value, "lead_kind": ""}
    factories.listed(cast.tree.city, factories.line(1, categories=(kind.code,), **says))
    dispute = ruled(cast)

    first, second = queries.suggest(kind, cast.tree.grid)
    assert (first.lead_post, first.precedent) == (cast.post(OTHER), dispute)
    assert (second.lead_post, second.precedent) == (cast.post(RAISER), None)
    assert queries.precedent(kind, cast.tree.elsewhere) is None
    assert queries.precedent(None, cast.tree.grid) is None

    do(cast, "lift", dispute)
    assert [one.precedent for one in queries.suggest(kind, cast.tree.grid)] == [None]


def test_without_a_list_the_precedent_still_routes(cast):
    dispute = ruled(cast)

    (one,) = queries.suggest(dispute.category, cast.tree.grid)

    assert (one.lead, one.item) == (cast.bureau, None)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_everybody_reads_disputes_and_rulings(client, cast, language):
    client.cookies["django_language"] = language
    assert client.get("/mandates/disputes/").status_code == 200
    kind = factories.kind()
    factories.listed(cast.tree.city, factories.line(1, categories=(kind.code,)))
    dispute = ruled(cast)

    assert "public lighting" in text_of(client.get("/mandates/disputes/")) or language != "en"
    text = text_of(client.get(dispute.get_absolute_url()))
    for words in ("路灯归谁维修？", "我们认为由街道负责。", "依照条例由城市管理部门主办。"):
        assert words in text
    assert client.get("/mandates/disputes/?state=x").status_code == 422
    assert client.get("/mandates/disputes/?state=lifted").status_code == 200
    assert client.get("/mandates/disputes/999999/").status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_dispute_goes_from_page_to_page(client, cast, signed, language):
    kind = factories.kind()
    client.cookies["django_language"] = language
    signed(RAISER)
    assert client.get("/mandates/disputes/raise/").status_code == 200
    assert client.post("/mandates/disputes/raise/", {}).status_code == 422
    given = {"category_id": kind.pk, "other_id": cast.post(OTHER).pk, "question": "归谁？"}
    here = client.post("/mandates/disputes/raise/", {**given, "key": "k"}).url
    assert client.post("/mandates/disputes/raise/", {**given, "key": "k"}).status_code == 302
    signed(OTHER)
    assert client.get(f"{here}take-position/").status_code == 200
    client.post(f"{here}take-position/", {"text": "不归我们。"})
    assert client.get(f"{here}rule/").status_code == 403
    signed(RULER)
    assert client.get(f"{here}rule/").status_code == 200
    assert client.post(f"{here}rule/", {"ruling": "x"}).status_code == 422
    client.post(f"{here}rule/", {"lead_id": cast.post(OTHER).pk, "ruling": "由其主办。"})
    assert "由其主办。" in text_of(client.get(here))
    client.post(f"{here}lift/", {"reason": "清单已写明。"})
    assert "清单已写明。" in text_of(client.get(here))


def test_others_raise_nothing(signed):
    assert signed("grid_head").get("/mandates/disputes/raise/").status_code == 403
