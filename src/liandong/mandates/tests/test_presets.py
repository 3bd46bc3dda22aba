"""The templates that come with the house: whole, marked as templates, and no obstacle to work."""

import re

import pytest
from django.core.management import CommandError, call_command

from liandong.kernel.actor import SYSTEM
from liandong.ledger.models import Entry
from liandong.mandates import queries, rules
from liandong.mandates.management.commands.import_mandates import PRESETS
from liandong.mandates.models import Department, Level, ListKind, MandateItem, MandateList
from liandong.mandates.tests import factories
from liandong.people.models import OrganisationKind
from liandong.people.tests import factories as people
from liandong.rulebook.models import Category

pytestmark = pytest.mark.django_db

FILES = sorted(PRESETS.glob("*.toml"))
# Whose own departments lead only by supervising: the company itself supports.
COMPANIES = {"gas", "heating", "power"}
HEADS = "item_no,class_no,class_name,name,lead_level,lead"
CHINESE = re.compile("[\u3400-\u9fff]")
MARKED = r'<(span|option)[^>]* lang="zh-Hans"[^>]*>.*?</\1>|<option [^>]*lang="zh-Hans"[^>]*>[^<]*'


@pytest.fixture
def cast():
    return people.cast()


@pytest.fixture
def drafts():
    call_command("import_rulebook", verbosity=0)
    return {path.name: queries.read_list(path.name, path.read_bytes()) for path in FILES}


@pytest.fixture
def loaded(cast, drafts):
    call_command("import_mandates", verbosity=0)
    return cast


def test_there_is_one_template_of_each_kind(drafts):
    heads = [draft.head for draft in drafts.values()]

    assert sorted(head.kind for head in heads) == sorted(ListKind.values)
    for head in heads:
        assert head.template
        assert "模板" in head.name
        assert "template" in head.name_en
        assert "本地确认" in head.source


def test_every_line_is_whole_in_both_languages(drafts):
    for name, draft in drafts.items():
        assert draft.errors == (), name
        for line in draft.lines:
            assert line.lead, line
            assert line.basis, line
            for english in (line.name_en, line.class_name_en):
                assert english, line
                assert not CHINESE.search(english), line
            kinds = {line.lead_kind, *line.support_kinds} - {""}
            assert kinds <= set(Department.values), line
            assert bool(line.lead_kind) == (line.lead_level in {Level.CITY, Level.DISTRICT}), line


def test_there_are_95_items_in_15_classes(drafts):
    lines = drafts["responsibility_95_template.toml"].lines

    assert [line.item_no for line in lines] == list(range(1, 96))
    assert sorted({line.class_no for line in lines}) == list(range(1, 16))
    assert len({line.name for line in lines}) == 95
    assert {line.lead_level for line in lines} == {Level.DISTRICT}
    assert {line.support_level for line in lines} == {Level.SUBDISTRICT}


def test_the_department_of_a_kind_of_matter_leads_on_it(drafts):
    departments = dict(Category.objects.values_list("code", "department"))
    lines = drafts["responsibility_95_template.toml"].lines
    given = {code: line for line in lines for code in line.categories}

    assert len(given) >= 50
    for code, line in given.items():
        if departments[code] in COMPANIES:
            assert departments[code] in line.support_kinds, line
        else:
            assert departments[code] == line.lead_kind, line


def test_loading_twice_is_like_once(loaded, capsys):
    before = list(MandateItem.objects.order_by("id").values_list("id", "effective_until"))
    entries = Entry.objects.filter(verb="mandates.imported")
    assert entries.count() == MandateList.objects.count() == 4

    call_command("import_mandates")

    assert list(MandateItem.objects.order_by("id").values_list("id", "effective_until")) == before
    assert entries.count() == 4
    assert "95" in capsys.readouterr().out


def test_every_kind_of_matter_can_be_given_to_its_department(loaded):
    """From every desk, to the department of the district and of the city."""
    tree = loaded.tree
    for code in sorted(set(Category.objects.values_list("department", flat=True))):
        for place in (tree.district, tree.city):
            if (place, code) != (tree.district, loaded.bureau.code):
                people.organisation(place, code, f"{place.name}{code}")
    bodies = people.Organisation.objects.filter(kind=OrganisationKind.DEPARTMENT)
    desks = (tree.grid, tree.community, tree.subdistrict, tree.district, tree.city)
    for kind in Category.objects.all():
        for body in bodies.filter(code=kind.department):
            for desk in desks:
                assert rules.may_lead(SYSTEM, kind, body, desk), (kind.code, body, desk.name)


@pytest.mark.parametrize(
    ("code", "desk", "to", "allowed"),
    [
        ("public_lighting", "district", "subdistrict_officer", False),
        ("public_lighting", "subdistrict", "community_secretary", False),
        ("illegal_building", "district", "subdistrict_officer", False),
        ("neighbour_dispute", "subdistrict", "community_secretary", True),
        ("neighbour_dispute", "community", "grid_head", True),
        ("public_lighting", "community", "grid_head", True),
        ("power_supply", "district", "subdistrict_officer", True),
    ],
)
def test_the_guards_hold_with_the_templates(loaded, code, desk, to, allowed):
    kind = Category.objects.get(code=code)

    verdict = rules.may_lead(SYSTEM, kind, loaded.post(to), getattr(loaded.tree, desk))

    assert bool(verdict) is allowed


def test_the_lists_suggest_the_bureau_and_its_officer(loaded):
    kind = Category.objects.get(code="public_lighting")
    found = [
        one
        for one in queries.suggest(kind, loaded.tree.grid)
        if one.item.list.kind == ListKind.RESPONSIBILITY_95
    ]

    assert [one.lead for one in found] == [loaded.bureau]
    assert found[0].lead_post == loaded.post("department_officer")
    assert loaded.post("subdistrict_officer") in found[0].support_posts


def test_a_dry_run_writes_nothing(cast, drafts, capsys):
    call_command("import_mandates", dry_run=True)

    assert not MandateList.objects.exists()
    assert "95" in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_goes_out_as_a_table_comes_in_again(loaded, client, tmp_path, ending):
    listed = MandateList.objects.get(kind=ListKind.RESPONSIBILITY_95)
    body = client.get(f"/mandates/{listed.pk}/export.{ending}").content
    file = tmp_path / f"own.{ending}"
    file.write_bytes(body)

    call_command(
        "import_mandates",
        str(file),
        place=loaded.tree.district.name,
        kind=ListKind.RESPONSIBILITY_95.value,
        name="奎文区属地管理事项清单",
        day=factories.SINCE,
        verbosity=0,
    )

    own = MandateList.objects.get(place=loaded.tree.district)
    assert not own.template
    assert list(map(queries.as_row, queries.items(own, queries.Search()))) == list(
        map(queries.as_row, queries.items(listed, queries.Search()))
    )


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.toml", "kind = ", "a.toml"),
        ("a.csv", "item_no,name\n1,x\n", "class_no, class_name, lead"),
        ("a.csv", f"{HEADS}\n", "2000"),
        ("a.csv", f"{HEADS}\n1,1,类,事,moon,责\n", "1.*city, district"),
        ("a.txt", "x", "TOML"),
    ],
)
def test_a_bad_file_is_named_and_nothing_is_written(cast, tmp_path, name, text, complaint):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match=complaint):
        call_command("import_mandates", str(file))

    assert not MandateList.objects.exists()


def test_a_table_needs_a_head_and_a_list_needs_a_place(drafts, tmp_path):
    with pytest.raises(CommandError):
        call_command("import_mandates")
    people.tree()
    file = tmp_path / "a.csv"
    file.write_text(f"{HEADS}\n1,1,类,事,district,责\n", "utf-8")

    with pytest.raises(CommandError, match="--kind"):
        call_command("import_mandates", str(file))


def test_an_english_page_marks_what_is_chinese(loaded, client):
    listed = MandateList.objects.get(kind=ListKind.RESPONSIBILITY_95)
    item = listed.items.get(item_no=1)

    for path in ("", f"{listed.pk}/", f"items/{item.pk}/"):
        response = client.get(f"/mandates/{path}", headers={"Accept-Language": "en"})
        main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
        assert "emplate" in main
        assert not CHINESE.findall(re.sub(MARKED, "", main, flags=re.S)), path


def test_a_list_corrected_before_it_begins_still_begins_on_its_day(cast):
    day = factories.TODAY.replace(year=factories.TODAY.year + 1)
    listed = factories.listed(cast.tree.city, factories.line(1), effective_from=day)

    factories.listed(cast.tree.city, factories.line(1, lead="改"), effective_from=day)

    assert factories.item(listed).effective_from == day
    assert queries.items(listed, queries.Search(), factories.TODAY).count() == 0
    assert [item.lead for item in queries.items(listed, queries.Search(), day)] == ["改"]
