"""Who sees which matters, and finding them again."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from liandong.kernel.actor import RESIDENT
from liandong.matters import actions, queries
from liandong.matters.lifecycle import State
from liandong.matters.models import Matter
from liandong.matters.queries import desk
from liandong.matters.tests import factories
from liandong.people.tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def it():
    return factories.world()


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("grid_head", 2),
        ("community_secretary", 2),
        ("city_secretary", 3),
        ("department_officer", 1),
        ("callback_officer", 2),
        ("audit_admin", 3),
        ("system_admin", 0),
        ("security_admin", 0),
    ],
)
def test_a_post_sees_what_lies_in_its_place_and_an_office_what_it_was_given(it, role, sees):
    factories.raised(it)
    factories.matter(it, State.EXECUTING)
    factories.raised(it, place=it.cast.tree.elsewhere)

    assert queries.visible_to(it.actor(role)).count() == sees
    assert not queries.visible_to(RESIDENT).exists()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("路灯", True),
        ("路灯 看不清", True),
        ("灯不亮", True),
        ("井盖", False),
        ("东风东街", True),
        ("灯", True),
        ("樱园", True),
        ('"灯" OR', False),
        ("'); --", False),
        ("", True),
    ],
)
def test_search_finds_chinese_words_and_nothing_breaks_it(it, words, found):
    factories.raised(it, address="东风东街12号")

    assert queries.find(Matter.objects.all(), words).exists() is found


def test_search_finds_a_number_as_people_type_it(it):
    matter = factories.raised(it)
    factories.raised(it)

    assert list(queries.find(Matter.objects.all(), f" {matter.shown_number} ")) == [matter]


def test_search_follows_a_changed_text(it):
    matter = factories.raised(it)
    Matter.objects.filter(pk=matter.pk).update(grams="井盖 盖坏")

    assert queries.find(Matter.objects.all(), "井盖").exists()
    assert not queries.find(Matter.objects.all(), "路灯").exists()


def test_likely_duplicates_are_near_alike_and_public_for_residents(it):
    near = factories.raised(it, lon=119.1, lat=36.7)
    factories.raised(it, lon=119.11, lat=36.7)
    other = factories.raised(it, lon=119.1001, lat=36.7, text="楼道堆放杂物，通行困难。")
    since = NOON - timedelta(days=60)

    def likely(public_only):
        return queries.likely_duplicates(
            "路灯坏了看不清路", 119.1, 36.7, radius=250, since=since, public_only=public_only
        )

    assert [one.matter for one in likely(False)] == [near, other]
    assert likely(True) == []
    actions.publish(
        matter_id=near.pk, title="路灯", text="不亮", actor=it.actor("grid_head"), now=NOON
    )
    assert [one.matter for one in likely(True)] == [near]


def test_distance_agrees_with_the_sphere():
    assert queries.metres_between(119.1, 36.7, 119.1, 36.709) == pytest.approx(1001.9, rel=1e-3)
    assert queries.metres_between(119.1, 36.7, 119.11, 36.7) == pytest.approx(892.5, rel=1e-3)


def test_the_public_timeline_opens_only_what_the_table_says(it):
    matter = factories.matter(it, State.CLOSED)
    public = {line.entry.verb: line.texts for line in queries.timeline(matter, public=True)}

    assert public["matter.replied"] == {"answer": "已更换灯泡。"}
    assert public["matter.raised"] == {}
    assert public["matter.verified"] == {}
    staff = {line.entry.verb: line.texts for line in queries.timeline(matter, public=False)}
    assert "text" in staff["matter.raised"]


def test_the_inbox_is_the_posts_own(it):
    factories.raised(it)
    factories.matter(it, State.EXECUTING)

    assert len(queries.inbox(it.actor("grid_head"))) == 1
    assert len(queries.inbox(it.actor("department_officer"))) == 1
    assert len(queries.waiting_on_others(it.actor("grid_head"))) == 1
    assert len(queries.inbox(it.actor("city_secretary"))) == 0


def test_a_category_is_suggested_from_the_words(it):
    factories.category("manhole", name="井盖破损", register_condition="井盖缺失、破损")

    assert [c.code for c in queries.suggest_categories("路边井盖坏了")] == ["manhole"]
    assert queries.suggest_categories("zzz") == []


@pytest.mark.parametrize(
    ("now", "group", "until"),
    [
        ("2026-11-24 10:00", "today", "2026-11-25 00:00"),  # a Tuesday, at work
        ("2026-11-24 06:00", "today", "2026-11-25 00:00"),  # before work
        ("2026-11-24 20:00", "next", "2026-11-26 00:00"),  # after work: Wednesday comes next
        ("2026-11-27 20:00", "next", "2026-12-01 00:00"),  # a Friday evening: Monday comes next
        ("2026-11-29 11:00", "next", "2026-12-01 00:00"),  # a Sunday
    ],
)
def test_after_work_the_inbox_looks_to_the_next_working_day(it, now, group, until):
    zone = timezone.get_current_timezone()
    moment, ends = (datetime.fromisoformat(text).replace(tzinfo=zone) for text in (now, until))

    window = desk.Window.at(moment)

    assert list(window.groups()) == ["overdue", group, "week", "later", "stopped"]
    assert window.today == ends
    assert window.week >= window.today
