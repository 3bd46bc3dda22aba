"""The rule sets that ship: they are loaded, once, and say where they come from."""

from fractions import Fraction
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from liandong.ballots import queries
from liandong.ballots.management.commands.import_rule_sets import PRESETS
from liandong.ballots.models import RuleSet, RuleSubject
from liandong.ledger.models import Entry
from liandong.people.tests import factories as people

FILES = sorted(PRESETS.rglob("*.toml"))
GOOD = FILES[0].read_text("utf-8")


def load():
    out = StringIO()
    call_command("import_rule_sets", stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_whole(path):
    file = queries.read_rule_set(path.name, path.read_text("utf-8"))
    assert file.subjects
    for row in (*file.subjects, *file.fields["terms"]["limits"].values()):
        assert row["article"] or row["confidence"] == "needs_local_confirmation", row


@pytest.mark.parametrize("name", ["national", "shandong", "weifang"])
def test_owners_by_people_and_area_as_the_code_has_it(name):
    file = queries.read_rule_set(name, (PRESETS / "owners_vote" / f"{name}.toml").read_text())
    subjects = {row["code"]: row["bodies"] for row in file.subjects}
    special = {code for code, bodies in subjects.items() if "special" in bodies.values()}
    assert special == {"raise_maintenance_fund", "rebuild", "change_common_use"}
    assert subjects["use_maintenance_fund"] == {"owners_assembly": "ordinary"}
    said = {
        key: [(one.name, one.weight, one.of, one.share, one.strict) for one in majority]
        for key, majority in (
            (key, queries.thresholds_of(row))
            for key, row in file.fields["terms"]["majorities"].items()
        )
    }
    two_thirds, half, three_quarters = Fraction(2, 3), Fraction(1, 2), Fraction(3, 4)
    part = [("participation", m, "entitled", two_thirds, False) for m in ("people", "area")]
    assert said["ordinary"] == part + [
        ("consent", m, "participants", half, True) for m in ("people", "area")
    ]
    assert said["special"] == part + [
        ("consent", m, "participants", three_quarters, False) for m in ("people", "area")
    ]


def test_the_rules_of_2026_wait_for_confirmation_and_those_of_2018_end():
    old, new = (
        queries.read_rule_set(year, (PRESETS / "residents_vote" / f"{year}.toml").read_text())
        for year in ("2018", "2026")
    )
    assert old.fields["effective_until"] == new.fields["effective_from"]
    assert new.fields["confidence"] == "needs_local_confirmation"
    assert {row["confidence"] for row in new.subjects} == {"needs_local_confirmation"}
    unsure = {row["code"] for row in old.subjects if row["confidence"] != "statute"}
    assert unsure == {"residents_pact", "committee_daily"}
    assert old.fields["terms"]["limits"]["silence"]["confidence"] == "needs_local_confirmation"


@pytest.mark.django_db
def test_loading_twice_is_like_once():
    people.cast()
    assert "5" in load()
    assert (RuleSet.objects.count(), Entry.objects.count()) == (5, 5)
    assert "0" in load()
    assert Entry.objects.count() == 5
    changed = RuleSubject.objects.first()
    changed.name = "改"
    changed.save()
    assert "1" in load()
    assert RuleSet.objects.first().unconfirmed == (
        RuleSet.objects.first().confidence == "needs_local_confirmation"
    )


@pytest.mark.django_db
def test_sets_of_a_city_wait_until_it_is_there():
    assert "2" in load()
    assert set(RuleSet.objects.values_list("reach", flat=True)) == {0}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('code = "owners_vote/national"', "code ="),
        ("secret = false", "secret = true"),
        ('">= 2/3"', '"about 2/3"'),
        ('of = "participants"', 'of = "them"'),
        ("[limits.notice]", "[limits.notices]"),
        ('owners_assembly = "ordinary"', 'owners_assembly = "easy"'),
        ("value = 15", ""),
    ],
)
def test_a_file_that_is_wrong_says_so(tmp_path, before, after):
    assert before in GOOD
    file = tmp_path / "ours.toml"
    file.write_text(GOOD.replace(before, after), "utf-8")
    with pytest.raises(CommandError, match=r"ours\.toml"):
        call_command("import_rule_sets", file)


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="nowhere"):
        call_command("import_rule_sets", "nowhere.toml")
