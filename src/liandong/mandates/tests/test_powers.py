"""Delegated powers: who may do what in which state, what happens, and what is refused."""

from datetime import date, timedelta

import pytest

from liandong.kernel.actor import SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.mandates import actions, queries, rules
from liandong.mandates.actions import PowerHead
from liandong.mandates.lifecycle import POWER_MOVES
from liandong.mandates.models import DelegatedPower, PowerList, PowerUse, Training
from liandong.mandates.queries import BadListError, PowerSearch
from liandong.mandates.tests import factories, powers
from liandong.mandates.tests.powers import GIVER, RECEIVER, ROW, STATES, table
from liandong.people.tests import factories as people
from liandong.people.tests.factories import NOON, TODAY

pytestmark = pytest.mark.django_db
WORDS = {
    "check_capacity": {"staff": 2, "trained": 1, "able": True, "findings": "能承接"},
    "train": {"on": TODAY, "topic": "执法程序", "people": 2},
    "hand_over": {},
    "count_use": {"month": TODAY, "times": 4},
    "withdraw": {"reason": "收回"},
    "drop": {"reason": "不下放"},
}
BY = {"check_capacity": RECEIVER, "count_use": RECEIVER}


@pytest.fixture
def cast():
    return people.cast()


def load(cast, *rows, place="city", who=None, **head):
    lines = queries.read_powers("list.csv", table(*rows), getattr(cast.tree, place)).lines
    return actions.load_powers(
        place_id=getattr(cast.tree, place).pk,
        head=PowerHead(**{"name": "下放权限清单", "issued_on": date(2022, 3, 1), **head}),
        lines=lines,
        actor=cast.actor(who) if who else SYSTEM,
        now=NOON,
    )


# --- Rights --------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", WORDS)
def test_a_deed_is_possible_in_its_states_only(cast, state, verb):
    power = STATES[state](cast)
    entries = Entry.objects.count()
    who = BY.get(verb, GIVER)

    if state in POWER_MOVES[verb][0]:
        powers.do(cast, verb, power, who, **WORDS[verb])
        assert Entry.objects.count() == entries + 1
        power.refresh_from_db()
        assert power.state in POWER_MOVES[verb][1]
    else:
        with pytest.raises(Refused, match=str(power.get_state_display())):
            powers.do(cast, verb, power, who, **WORDS[verb])
        assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("verb", "who", "allowed"),
    [
        ("check_capacity", "subdistrict_officer", True),
        ("check_capacity", "subdistrict_secretary", True),
        ("check_capacity", "department_officer", False),
        ("check_capacity", "community_secretary", False),
        ("hand_over", "department_officer", True),
        ("hand_over", "district_secretary", True),
        ("hand_over", "city_secretary", True),
        ("hand_over", "subdistrict_officer", False),
        ("hand_over", "district_dispatcher", False),
        ("withdraw", "department_officer", True),
        ("withdraw", "district_secretary", True),
        ("withdraw", "subdistrict_secretary", False),
        ("train", "department_officer", True),
        ("train", "subdistrict_officer", False),
        ("drop", "district_secretary", True),
        ("drop", "grid_head", False),
        ("count_use", "subdistrict_officer", True),
        ("count_use", "department_officer", False),
    ],
)
def test_the_giver_gives_and_the_receiver_receives(cast, verb, who, allowed):
    begin = {"check_capacity": "proposed", "drop": "able", "hand_over": "able"}
    power = STATES[begin.get(verb, "in_force")](cast)

    assert bool(getattr(rules, f"may_{verb}")(cast.actor(who), power)) is allowed


@pytest.mark.parametrize(
    ("who", "receiver", "allowed"),
    [
        ("department_officer", "subdistrict", True),
        ("district_secretary", "subdistrict", True),
        ("department_officer", "community", False),
        ("department_officer", "district", False),
        ("subdistrict_secretary", "subdistrict", False),
    ],
)
def test_who_proposes_to_whom(cast, who, receiver, allowed):
    place = getattr(cast.tree, receiver)

    assert bool(rules.may_propose_power(cast.actor(who), cast.bureau, place)) is allowed


def test_a_department_gives_only_within_its_own_area(cast):
    town = people.place(people.PlaceKind.SUBDISTRICT, "西关街道", cast.tree.elsewhere)

    assert not rules.may_propose_power(cast.actor(GIVER), cast.bureau, town)


@pytest.mark.parametrize(
    ("who", "opens"),
    [("department_officer", True), ("city_secretary", True), ("subdistrict_officer", False)],
)
def test_who_sees_the_page_for_a_proposal(cast, who, opens):
    assert bool(rules.may_propose_power_somewhere(cast.actor(who))) is opens


# --- What happens --------------------------------------------------------------------------------


def test_a_power_is_there_once_at_a_time_and_may_come_again(cast):
    powers.withdrawn(cast)

    powers.proposed(cast)
    with pytest.raises(Refused):
        powers.proposed(cast)

    assert DelegatedPower.objects.count() == 2


def test_nobody_is_able_without_anybody_trained(cast):
    power = powers.proposed(cast)

    for words in ({"trained": 0}, {"staff": 1, "trained": 2}):
        with pytest.raises(Refused):
            powers.checked(cast, power, **words)
    unable = powers.checked(cast, power, staff=1, trained=0, able=False, findings="无人持证")

    assert (unable.state, unable.able, unable.staff) == ("proposed", False, 1)


def test_a_training_lies_in_the_past(cast):
    power = powers.proposed(cast)

    with pytest.raises(Refused):
        powers.do(cast, "train", power, GIVER, **{**WORDS["train"], "on": TODAY + timedelta(1)})

    assert not Training.objects.exists()


def test_the_uses_of_a_month_are_entered_once_and_corrected(cast):
    power = powers.in_force(cast)

    powers.do(cast, "count_use", power, RECEIVER, month=TODAY, times=4)
    powers.do(cast, "count_use", power, RECEIVER, month=TODAY.replace(day=2), times=0)

    (use,) = PowerUse.objects.all()
    assert (use.month, use.times) == (TODAY.replace(day=1), 0)


@pytest.mark.parametrize("days", [-40, 40])
def test_uses_outside_the_time_of_the_power_are_refused(cast, days):
    power = powers.in_force(cast)

    with pytest.raises(Refused):
        powers.do(cast, "count_use", power, RECEIVER, month=TODAY + timedelta(days), times=4)

    assert not PowerUse.objects.exists()


def test_a_matter_that_the_receiver_answers_is_a_use_once(cast):
    kind = factories.kind()
    power = powers.in_force(cast, category_id=kind.pk)
    with pytest.raises(Refused):
        powers.do(cast, "count_use", power, RECEIVER, month=TODAY, times=4)

    @actions.powers.action
    def answer(*, actor, now, receiver, category):
        actions.note_use(about="matters.matter:7", category=category, receiver=receiver, now=now)

    words = {"actor": SYSTEM, "now": NOON}
    for _times in range(2):
        answer(receiver=cast.tree.subdistrict, category=kind, **words)
    answer(receiver=cast.tree.district, category=kind, **words)
    answer(receiver=cast.tree.subdistrict, category=None, **words)

    (month,) = queries.uses_by_month(power)
    assert (month.entered, month.matters) == (0, 1)


# --- Lists ---------------------------------------------------------------------------------------


def test_a_list_is_loaded_and_twice_is_like_once(cast):
    listed = load(cast, ROW, source="潍放字", template=True)
    again = load(cast, ROW)

    (power,) = DelegatedPower.objects.all()
    assert again == listed
    assert (power.state, power.since, power.kind) == ("in_force", date(2022, 3, 5), "approval")
    assert (power.staff, power.trained, power.giver) == (3, 2, cast.bureau)
    assert power.template
    assert Entry.objects.filter(verb="power.listed").count() == 1


def test_a_newer_list_rewords_and_takes_nothing_back(cast):
    load(cast, ROW, ROW.replace("Q-001", "Q-002"))

    load(cast, ROW.replace("户外广告设置审批", "户外广告设施设置审批"), name="新清单")

    names = set(DelegatedPower.objects.values_list("code", "name", "state"))
    assert names == {
        ("Q-001", "户外广告设施设置审批", "in_force"),
        ("Q-002", "户外广告设置审批", "in_force"),
    }
    assert Entry.objects.filter(verb="power.reworded").count() == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Q-001", ""),
        ("审批,《", "别的,《"),
        ("广文街道", "没有的街道"),
        ("奎文区城市管理局", "没有的局"),
        ("2022.3.5", "某日"),
        (",3,2", ",2,3"),
        (",3,2", ",三,2"),
    ],
)
def test_what_is_wrong_is_said_by_row(cast, old, new):
    rows = queries.read_powers("list.csv", table(ROW, ROW.replace(old, new)), cast.tree.city)

    assert len(rows.errors) == 1
    assert "3" in rows.errors[0]
    assert len(rows.lines) == 1


def test_a_power_twice_and_an_unknown_kind_of_matter_are_errors(cast):
    heads = f"{powers.HEADS},category"
    factories.kind()
    content = table(f"{ROW},public_lighting", f"{ROW},", f"{ROW}0,nothing", heads=heads)

    rows = queries.read_powers("list.csv", content, cast.tree.city)

    assert len(rows.lines) == 1
    assert rows.lines[0].category_id
    assert len(rows.errors) == 2


def test_two_towns_of_one_name_need_their_district(cast):
    people.place(people.PlaceKind.SUBDISTRICT, "广文街道", cast.tree.elsewhere)

    assert queries.read_powers("list.csv", table(ROW), cast.tree.city).errors
    named = ROW.replace("广文街道", "奎文区广文街道")
    assert queries.read_powers("list.csv", table(named), cast.tree.city).lines


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.pdf", table(ROW)),
        ("list.csv", b"a,b\n1,2"),
        ("list.csv", table()),
        ("list.xlsx", b"nothing"),
    ],
)
def test_a_file_that_is_no_table_is_refused_as_a_whole(cast, name, content):
    with pytest.raises(BadListError):
        queries.read_powers(name, content, cast.tree.city)


@pytest.mark.parametrize(
    ("who", "place", "allowed"),
    [("district_secretary", "district", True), ("district_secretary", "city", False)],
)
def test_who_loads_a_list(cast, who, place, allowed):
    if allowed:
        load(cast, ROW, place=place, who=who)
    else:
        with pytest.raises(Refused):
            load(cast, ROW, place=place, who=who)

    assert PowerList.objects.exists() is allowed


def test_figures_are_counted_from_rows(cast):
    load(cast, ROW, ROW.replace("Q-001,户外广告设置审批,审批", "Q-002,占道巡查,执法"))
    powers.withdrawn(cast, code="Q-003")
    first = DelegatedPower.objects.get(code="Q-001")
    powers.do(cast, "count_use", first, RECEIVER, month=TODAY, times=5)

    counts = queries.power_counts()

    assert (counts.kinds, counts.in_force, counts.withdrawn) == ((1, 1, 0, 0), 2, 1)
    assert (counts.used, counts.receivers, counts.delegated) == (5, 1, 3)
    search = PowerSearch(words="占道 城市管理", kind="enforcement", state="in_force")
    assert [one.code for one in queries.powers(search)] == ["Q-002"]
    assert not queries.powers(PowerSearch(district=cast.tree.elsewhere.pk)).exists()
