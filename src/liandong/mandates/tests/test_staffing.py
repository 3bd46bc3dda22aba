"""Posts that moved down and party-affairs offices: who enters them, what counts, what pages say."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from liandong.kernel.actor import SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.mandates import actions, queries, rules
from liandong.mandates.actions import NewMove, PowerHead
from liandong.mandates.models import PartyOffice, StaffMove
from liandong.people.tests import factories as people
from liandong.people.tests.factories import NOON

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
MOVES = "划出辖区,划出单位,划入街道,划入单位,编制数,编制类别,年度,依据"
MOVE = "奎文区,区直事业单位,广文街道,综合服务中心,7,事业编制,2020,编制调剂通知"
OFFICES = "街道（镇）,工作人员数,专职人员数,设立日期,依据"
OFFICE = "广文街道,5,3,2020-06-01,设立通知"
HEAD = PowerHead(name="台账", issued_on=date(2022, 3, 1), source="来源", template=True)


@pytest.fixture
def cast():
    return people.cast()


@pytest.fixture
def signed(client, cast):
    def sign(role):
        client.force_login(cast.person(role), backend=BACKEND)
        return client

    return sign


def table(heads, *rows):
    return "\n".join((heads, *rows)).encode()


def moved(cast, who="district_secretary", giver="district", receiver="subdistrict", **words):
    said = {
        "from_organ": "区直事业单位",
        "to_organ": "综合服务中心",
        "number": 7,
        "kind": "institution",
        "year": 2020,
        "basis": "编制调剂通知",
    }
    return actions.move_staff(
        from_place_id=getattr(cast.tree, giver).pk,
        to_place_id=getattr(cast.tree, receiver).pk,
        move=NewMove(**{**said, **words}),
        actor=cast.actor(who),
        now=NOON,
    )


def staffed(cast, who="subdistrict_officer", staff=5, full_time=3):
    return actions.staff_office(
        place_id=cast.tree.subdistrict.pk,
        staff=staff,
        full_time=full_time,
        basis="通知",
        actor=cast.actor(who),
        now=NOON,
    )


def load(cast, word, *rows, heads):
    reader = {"moves": queries.read_moves, "offices": queries.read_offices}[word]
    lines = reader("list.csv", table(heads, *rows), cast.tree.city).lines
    deed = getattr(actions, f"load_{word}")
    return deed(place_id=cast.tree.city.pk, head=HEAD, lines=lines, actor=SYSTEM, now=NOON)


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("who", "giver", "receiver", "allowed"),
    [
        ("district_secretary", "district", "subdistrict", True),
        ("district_dispatcher", "city", "subdistrict", True),
        ("city_secretary", "city", "subdistrict", True),
        ("subdistrict_secretary", "district", "subdistrict", False),
        ("district_secretary", "district", "community", False),
        ("district_secretary", "elsewhere", "subdistrict", False),
        ("district_secretary", "subdistrict", "subdistrict", False),
    ],
)
def test_who_enters_posts_from_where_to_where(cast, who, giver, receiver, allowed):
    places = getattr(cast.tree, giver), getattr(cast.tree, receiver)

    assert bool(rules.may_move_staff(cast.actor(who), *places)) is allowed


def test_a_district_enters_nothing_for_another(cast):
    town = people.place(people.PlaceKind.SUBDISTRICT, "西关街道", cast.tree.elsewhere)

    actor = cast.actor("district_secretary")

    assert not rules.may_move_staff(actor, cast.tree.city, town)


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("subdistrict_officer", True),
        ("subdistrict_secretary", True),
        ("district_secretary", True),
        ("community_secretary", False),
        ("department_officer", False),
    ],
)
def test_who_enters_how_many_work_in_an_office(cast, who, allowed):
    assert bool(rules.may_staff_office(cast.actor(who), cast.tree.subdistrict)) is allowed


def test_an_office_belongs_to_a_subdistrict(cast):
    assert not rules.may_staff_office(cast.actor("city_secretary"), cast.tree.community)


def test_posts_are_summed_from_rows_and_a_struck_one_counts_no_more(cast):
    moved(cast)
    wrong = moved(cast, giver="city", year=2021, number=4)
    assert (queries.move_counts().posts, queries.move_counts().from_city) == (11, 4)

    words = {"move_id": wrong.pk, "actor": cast.actor("city_secretary"), "now": NOON}
    actions.strike_move(reason="重复登记", **words)

    counts = queries.move_counts()
    assert (counts.posts, counts.from_districts, counts.receivers) == (7, 7, 1)
    assert counts.years == ((2020, 7),)
    with pytest.raises(Refused):
        actions.strike_move(reason="再次", **words)
    assert Entry.objects.filter(verb="staffing.struck").count() == 1


def test_others_enter_nothing(cast):
    with pytest.raises(Refused):
        moved(cast, who="subdistrict_officer")
    with pytest.raises(Refused):
        staffed(cast, full_time=6)

    assert not StaffMove.objects.exists()
    assert not Entry.objects.filter(verb__startswith="party_office").exists()


def test_a_new_number_is_a_new_row_and_a_closed_office_counts_no_more(cast):
    staffed(cast)
    office = staffed(cast, staff=6)
    assert PartyOffice.objects.count() == 2
    counts = queries.office_counts()
    assert (counts.places, counts.offices, counts.staff, counts.full_time) == (1, 1, 6, 3)

    words = {"office_id": office.pk, "reason": "机构改革", "now": NOON}
    with pytest.raises(Refused):
        actions.close_office(actor=cast.actor("subdistrict_officer"), **words)
    actions.close_office(actor=cast.actor("district_secretary"), **words)
    with pytest.raises(Refused):
        actions.close_office(actor=cast.actor("district_secretary"), **words)

    assert queries.office_counts().offices == 0


def test_ledgers_load_and_twice_is_like_once(cast):
    for _times in range(2):
        load(cast, "moves", MOVE, heads=MOVES)
        load(cast, "offices", OFFICE, heads=OFFICES)
    assert StaffMove.objects.get().template
    assert PartyOffice.objects.get().since == date(2020, 6, 1)

    load(cast, "offices", OFFICE.replace(",5,3,2020-06-01", ",6,4,2021-06-01"), heads=OFFICES)

    assert queries.office_counts().staff == 6
    assert PartyOffice.objects.filter(until=date(2021, 6, 1)).count() == 1
    verbs = Entry.objects.values_list("verb", flat=True)
    assert sorted(verbs) == ["party_office.listed", "party_office.listed", "staffing.listed"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("奎文区,", "潍城区,"),
        ("奎文区,", "无此区,"),
        ("广文街道", "无此街道"),
        (",7,", ",0,"),
        ("事业编制", "没有的编制"),
        ("综合服务中心", ""),
        ("nothing", ""),
    ],
)
def test_what_is_wrong_with_posts_is_said_by_row(cast, old, new):
    rows = queries.read_moves("l.csv", table(MOVES, MOVE, MOVE.replace(old, new)), cast.tree.city)

    assert (len(rows.lines), len(rows.errors)) == (1, 1)


@pytest.mark.parametrize("row", [",5,3,2020-06-01,", "广文街道,3,5,2020-06-01,", "广文街道,3,1,x,"])
def test_what_is_wrong_with_offices_is_said_by_row(cast, row):
    rows = queries.read_offices("l.csv", table(OFFICES, row), cast.tree.city)

    assert (len(rows.lines), len(rows.errors)) == (0, 1)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("who", [None, "city_secretary"])
def test_everybody_reads_both_ledgers(client, cast, signed, language, who):
    if who:
        signed(who)
    client.cookies["django_language"] = language
    assert client.get("/mandates/staffing/").status_code == 200
    wrong = moved(cast)
    actions.strike_move(
        move_id=wrong.pk, reason="重复登记", actor=cast.actor("city_secretary"), now=NOON
    )
    moved(cast, number=9)
    staffed(cast)

    text = text_of(client.get("/mandates/staffing/?q=区直 奎文&year=2020"))
    assert "重复登记" in text
    assert ">9<" in text
    assert "Guangwen" in text or language != "en"
    assert ">5<" in text_of(client.get("/mandates/offices/"))
    elsewhere = cast.tree.elsewhere.pk
    assert ">9<" not in text_of(client.get(f"/mandates/staffing/?district={elsewhere}"))
    assert client.get(f"/mandates/offices/?district={elsewhere}").status_code == 200
    assert client.get("/mandates/offices/?district=x").status_code == 422
    assert client.get("/mandates/staffing/?year=x").status_code == 422
    assert client.get("/mandates/staffing/export.xlsx").status_code == 200
    assert client.get("/mandates/staffing/export.xlsx?year=x").status_code == 404


def test_posts_and_offices_are_entered_on_pages(client, cast, signed):
    signed("district_dispatcher")
    given = {
        "from_place": cast.tree.district.pk,
        "from_organ": "区直单位",
        "to_place": cast.tree.subdistrict.pk,
        "to_organ": "综合服务中心",
        "number": 3,
        "kind": "institution",
        "year": 2021,
        "basis": "通知",
    }
    assert client.get("/mandates/staffing/enter/").status_code == 200
    assert client.post("/mandates/staffing/enter/", {"number": 0}).status_code == 422
    assert client.post("/mandates/staffing/enter/", given).url == "/mandates/staffing/"
    move = StaffMove.objects.get()
    strike = f"/mandates/staffing/{move.pk}/strike/"
    assert client.get(strike).status_code == 200
    assert client.post(strike, {"reason": "误登"}).status_code == 302
    assert client.get(strike).status_code == 403
    here = f"/mandates/offices/{cast.tree.subdistrict.pk}/staff/"
    assert client.post(here, {"staff": 2, "full_time": 3}).status_code == 403
    assert client.post(here, {"staff": 3, "full_time": 2}).status_code == 302
    office = PartyOffice.objects.get()
    assert (
        client.post(f"/mandates/offices/{office.pk}/close/", {"reason": "撤并"}).status_code == 302
    )
    for address in ("staffing/999999/strike", "offices/999999/staff", "offices/999999/close"):
        assert client.get(f"/mandates/{address}/").status_code == 404

    signed("community_secretary")
    assert client.get("/mandates/staffing/enter/").status_code == 403
    assert client.get(here).status_code == 403


def test_a_ledger_is_loaded_on_its_page(client, cast, signed):
    file = SimpleUploadedFile("list.csv", table(MOVES, MOVE))
    head = {"title": "台账", "issued_on": "2022-03-01", "source": "来源"}
    given = {**head, "place": cast.tree.city.pk, "file": file, "load": "1"}

    assert signed("city_secretary").post("/mandates/load/moves/", given).status_code == 302

    assert StaffMove.objects.get().number == 7


def test_only_who_may_enter_an_office_is_led_there(cast, signed):
    own = f"/mandates/offices/{cast.tree.subdistrict.pk}/staff/"
    assert own in text_of(signed("subdistrict_secretary").get("/mandates/offices/"))
    assert own not in text_of(signed("community_secretary").get("/mandates/offices/"))
