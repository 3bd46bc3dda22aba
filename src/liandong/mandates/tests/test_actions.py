from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command

from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.mandates import actions, queries
from liandong.mandates.models import Level, ListKind, MandateItem, MandateList
from liandong.mandates.tests import factories
from liandong.mandates.tests.factories import NOON, TODAY
from liandong.people.models import RoleKind
from liandong.people.tests import factories as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return people.cast()


def load(cast, *lines, who="city_secretary", **fields):
    return actions.import_list(
        place_id=cast.tree.city.pk,
        head=factories.head(**fields),
        lines=lines,
        actor=cast.actor(who),
        now=NOON,
    )


def revision(item, **changes):
    words = {
        name: getattr(item, name)
        for name in actions.Revision.__dataclass_fields__
        if name not in {"categories", "support_kinds"}
    }
    return actions.Revision(**{**words, "categories": (), "support_kinds": (), **changes})


def test_a_list_is_loaded_and_written_down(cast):
    kind = factories.kind()

    listed = load(cast, factories.line(1, categories=(kind.code,)), factories.line(2))

    assert list(listed.items.get(item_no=1).categories.all()) == [kind]
    assert set(listed.items.values_list("effective_from", flat=True)) == {factories.SINCE}
    entry = Entry.objects.get()
    assert (entry.verb, entry.public["added"]) == ("mandates.imported", 2)


def test_loading_twice_changes_nothing(cast):
    lines = (factories.line(1, support_kinds=("fire", "housing")), factories.line(2))
    load(cast, *lines)

    load(cast, *lines)

    assert MandateItem.objects.count() == 2
    assert Entry.objects.count() == 1


def test_what_differs_becomes_a_new_version_and_what_is_left_out_ends(cast):
    listed = load(cast, factories.line(1), factories.line(2), factories.line(3))

    load(cast, factories.line(1, lead="巡查、维修并公示"), factories.line(2), factories.line(4))

    old, new = listed.items.filter(item_no=1).order_by("id")
    assert (old.effective_until, new.effective_from) == (TODAY, TODAY)
    assert listed.items.get(item_no=3).effective_until == TODAY
    shown = queries.items(listed, queries.Search(), TODAY)
    assert [item.item_no for item in shown] == [1, 2, 4]
    before = queries.items(listed, queries.Search(), TODAY - timedelta(days=1))
    assert [(item.item_no, item.lead) for item in before][0] == (1, "巡查维修")
    public = Entry.objects.order_by("-id")[0].public
    assert (public["added"], public["changed"], public["ended"]) == (1, 1, 1)


def test_a_grid_head_loads_nothing(cast):
    with pytest.raises(Refused):
        load(cast, factories.line(1), who="grid_head")

    assert not MandateList.objects.exists()
    assert not Entry.objects.exists()


def test_an_item_gets_a_new_version_and_keeps_the_old(cast):
    item = factories.item(load(cast, factories.line(1)))
    kind = factories.kind()
    day = date(2026, 12, 1)

    new = actions.revise_item(
        item_id=item.pk,
        revision=revision(item, lead="改由区级统一维修", categories=(kind.code,)),
        effective_from=day,
        reason="清单动态调整",
        actor=cast.actor("city_secretary"),
        now=NOON,
    )

    item.refresh_from_db()
    assert (item.effective_until, new.effective_from, new.item_no) == (day, day, item.item_no)
    assert list(queries.versions(new)) == [new, item]
    assert item.lead == "巡查维修"
    entry = Entry.objects.order_by("-id")[0]
    assert (entry.verb, entry.public["replaces"]) == ("mandate_item.revised", item.pk)


def test_a_replaced_version_is_not_edited_again(cast):
    item = factories.item(load(cast, factories.line(1)))
    words = {
        "item_id": item.pk,
        "revision": revision(item),
        "reason": "x",
        "actor": cast.actor("city_secretary"),
        "now": NOON,
    }
    actions.revise_item(**words, effective_from=TODAY)

    with pytest.raises(Refused):
        actions.revise_item(**words, effective_from=TODAY + timedelta(days=1))

    assert MandateItem.objects.count() == 2


def test_the_lists_suggest_who_leads_and_who_supports(cast, django_assert_max_num_queries):
    kind = factories.kind()
    housing = people.organisation(cast.tree.city, "housing", "潍坊市住房和城乡建设局")
    load(cast, factories.line(1, categories=(kind.code,), support_kinds=("housing", "fire")))

    with django_assert_max_num_queries(7):
        (one,) = queries.suggest(kind, cast.tree.grid)

    assert (one.lead, one.lead_post) == (cast.bureau, cast.post("department_officer"))
    assert one.supports == [housing], "the nearest that is registered; unknown ones are left out"
    assert one.support_posts == [cast.post("subdistrict_officer")]
    assert one.item.basis


def test_a_department_that_is_not_registered_leaves_it_to_the_desk_of_its_level(cast):
    kind = factories.kind()
    load(cast, factories.line(1, categories=(kind.code,), lead_kind="fire"))
    basic = factories.line(
        1, categories=(kind.code,), lead_level=Level.COMMUNITY.value, lead_kind=""
    )
    load(cast, basic, which=ListKind.BASIC)

    by_kind = {one.item.list.kind: one for one in queries.suggest(kind, cast.tree.grid)}

    assert by_kind["responsibility_95"].lead is None
    assert by_kind["responsibility_95"].lead_post == cast.post("district_dispatcher")
    assert by_kind["basic"].lead_post == cast.post("community_secretary")
    assert queries.suggest(factories.kind("other"), cast.tree.grid) == []


def test_a_city_department_leads_where_the_district_has_none(cast):
    kind = factories.kind()
    bureau = people.organisation(cast.tree.city, "water", "潍坊市水利局")
    officer = people.post(RoleKind.DEPARTMENT_OFFICER, cast.tree.city, bureau)
    load(cast, factories.line(1, categories=(kind.code,), lead_kind="water"))

    (one,) = queries.suggest(kind, cast.tree.grid)

    assert (one.lead, one.lead_post) == (bureau, officer)


def test_our_export_is_read_again_as_csv_and_as_excel(cast):
    kind = factories.kind()
    line = factories.line(1, categories=(kind.code,), support_kinds=("fire", "housing"))
    book = BytesIO()
    with xlsxwriter.Workbook(book) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, queries.HEADS)
        sheet.write_row(1, 0, queries.as_row(line))

    assert queries.read_list("a.csv", queries.to_csv([line]).encode()).lines == (line,)
    assert queries.read_list("a.xlsx", book.getvalue()).lines == (line,)
    assert queries.read_list("a.csv", queries.to_csv([line]).encode("gb18030")).lines == (line,)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"item_no": 0}, "编号"),
        ({"name": ""}, "未填写：name"),
        ({"lead_level": "moon"}, "层级"),
        ({"support_level": "moon"}, "层级"),
        ({"categories": ("nothing",)}, "未知的事项类别：nothing"),
    ],
)
def test_a_bad_row_is_named_with_its_reason_and_the_good_ones_are_read(cast, change, why):
    rows = [factories.line(1), replace(factories.line(2), **change)]

    draft = queries.read_list("a.csv", queries.to_csv(rows).encode())

    assert [line.item_no for line in draft.lines] == [1]
    assert "第 2 行" in draft.errors[0]
    assert why in draft.errors[0]


def test_a_number_that_is_there_twice_is_an_error(cast):
    draft = queries.read_list("a.csv", queries.to_csv([factories.line(1)] * 2).encode())

    assert "重复" in draft.errors[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"x"),
        ("a.csv", b"a,b\n1,2\n"),
        ("a.csv", b""),
        ("a.xlsx", b"no book"),
        ("a.toml", b"kind = "),
        ("a.toml", b"kind = 'basic'\nname = 'x'\nclass = []"),
        ("a.toml", b"kind = 'x'\nname = 'x'\neffective_from = 2025-01-01\nclass = []"),
    ],
)
def test_a_file_that_is_no_list_is_refused_whole(name, content):
    with pytest.raises(queries.BadListError):
        queries.read_list(name, content)


def test_a_list_without_rows_is_refused(cast):
    with pytest.raises(queries.BadListError):
        queries.read_list("a.csv", queries.to_csv([]).encode())


@pytest.fixture
def real_kinds(cast):
    call_command("import_rulebook", stdout=StringIO())


def test_the_templates_that_come_with_the_house_load_whole_and_are_marked(cast, real_kinds):
    said = StringIO()
    call_command("import_mandates", stdout=said)

    counts = {
        listed.kind: (listed.template, listed.items.count(), listed.place)
        for listed in MandateList.objects.all()
    }
    city = cast.tree.city
    assert counts == {
        "responsibility_95": (True, 95, city),
        "basic": (True, 20, city),
        "cooperative": (True, 20, city),
        "withdrawn": (True, 15, city),
    }
    ninety_five = MandateList.objects.get(kind="responsibility_95")
    assert len(queries.classes(ninety_five)) == 15
    assert not ninety_five.items.filter(basis="").exists()
    call_command("import_mandates", stdout=said)
    assert MandateItem.objects.count() == 150


def test_a_preview_by_the_command_writes_nothing(cast, real_kinds):
    said = StringIO()

    call_command("import_mandates", dry_run=True, stdout=said)

    assert "新增 95 项" in said.getvalue()
    assert not MandateList.objects.exists()


def test_the_command_loads_a_table_and_says_what_is_missing(cast, tmp_path):
    table = tmp_path / "list.csv"
    table.write_text(queries.to_csv([factories.line(1)]))
    with pytest.raises(CommandError, match="--kind"):
        call_command("import_mandates", table, stdout=StringIO())

    call_command(
        "import_mandates",
        table,
        kind="basic",
        name="奎文区基本履职事项清单",
        day=date(2025, 6, 1),
        place="奎文区",
        stdout=StringIO(),
    )

    assert MandateList.objects.get().place == cast.tree.district


def test_the_command_names_bad_rows_bad_files_and_unknown_places(cast, tmp_path):
    table = tmp_path / "list.csv"
    table.write_text(queries.to_csv([factories.line(1, lead_level="moon")]))
    with pytest.raises(CommandError, match="第 1 行"):
        call_command("import_mandates", table, stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("import_mandates", tmp_path / "nothing.csv", stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("import_mandates", table, place="nowhere", stdout=StringIO())
