"""The page where the audit administrator erases texts, and the clock that does it by rule."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from liandong.kernel.actor import Actor
from liandong.kernel.numbers import new_number
from liandong.kernel.transactions import action
from liandong.ledger import queries
from liandong.ledger.actions import record
from liandong.ledger.models import Entry
from liandong.matters.actions import Words, raise_matter
from liandong.people.tests import factories
from liandong.rulebook import tasks

pytestmark = pytest.mark.django_db
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
SUBJECT = "matters.matter:12"
ADDRESS = f"/ledger/erase/?subject={SUBJECT}"
OLD = datetime(2020, 1, 2, tzinfo=UTC)
RESIDENT = Actor(role="resident")


@action
def raised(*, actor, now):
    record("matter.raised", subject=SUBJECT, actor=actor, at=now, text="墙裂了", address="3号楼")


@pytest.fixture
def cast():
    return factories.cast()


@pytest.fixture
def admin(client, cast):
    client.force_login(cast.person("audit_admin"), backend=MODEL_BACKEND)
    return client


def kept():
    return queries.texts_of(Entry.objects.get(verb="matter.raised"))


def test_the_audit_administrator_erases_what_was_asked_for(admin):
    raised(actor=RESIDENT, now=OLD)
    assert "所写内容 (1)" in admin.get(ADDRESS).content.decode()

    answer = admin.post(ADDRESS, {"texts": ["address"], "reason": "本人要求"}, follow=True)

    assert answer.status_code == 200
    assert kept() == {"text": "墙裂了"}
    assert Entry.objects.get(verb="ledger.erased").subject == SUBJECT


def test_a_doubled_press_erases_once(admin):
    for _ in range(2):
        raised(actor=RESIDENT, now=OLD)
        admin.post(ADDRESS, {"texts": ["text"], "reason": "x", "key": "one"})

    assert Entry.objects.filter(verb="ledger.erased").count() == 1


@pytest.mark.parametrize(
    "words", [{"texts": ["address"]}, {"reason": "本人要求"}, {"texts": ["other"], "reason": "x"}]
)
def test_what_is_missing_is_said_and_what_was_typed_stays(admin, words):
    raised(actor=RESIDENT, now=OLD)

    answer = admin.post(ADDRESS, words)

    assert answer.status_code == 422
    assert words.get("reason", "") in answer.content.decode()
    assert set(kept()) == {"text", "address"}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_subject_without_texts_is_said(admin, language):
    found = admin.get("/ledger/erase/?subject=nothing:1", headers={"accept-language": language})

    assert found.status_code == 200
    assert 'value="nothing:1"' in found.content.decode()
    assert admin.get("/ledger/erase/").status_code == 200


def matter_of(cast):
    call_command("import_rulebook", verbosity=0)
    text = "墙裂了, 3号楼"
    words = Words(text=text, place=cast.tree.grid)
    return raise_matter(words=words, actor=RESIDENT, now=timezone.now())


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_matter_is_found_by_its_number_as_people_write_it(admin, cast, language):
    matter = matter_of(cast)
    typed = f"/ledger/erase/?subject={matter.shown_number.replace(' ', '+')}"
    page = admin.get(typed, headers={"accept-language": language}).content.decode()
    assert f"{matter.shown_number}</h2>" in page

    answer = admin.post(typed, {"texts": ["text"], "reason": "本人要求"})

    assert answer["Location"] == typed
    assert kept() == {}
    assert Entry.objects.get(verb="ledger.erased").subject == f"matters.matter:{matter.pk}"


def test_a_number_that_no_matter_has_is_said(admin, cast):
    number = matter_of(cast).number
    wrong = f"{number[:-1]}{(int(number[-1]) + 1) % 10}"
    for typed in (wrong, new_number("26", 14)):
        page = admin.get(f"/ledger/erase/?subject={typed}").content.decode()
        assert "没有这个编号的事项" in page


def test_who_may_erase_is_led_there_from_the_matter_and_by_the_rail(admin, cast):
    matter = matter_of(cast)
    assert (
        f"/ledger/erase/?subject={matter.number}"
        in admin.get(matter.get_absolute_url()).content.decode()
    )
    assert 'href="/ledger/erase/"' in admin.get("/ledger/").content.decode()
    entry = Entry.objects.get(verb="matter.raised")
    line = admin.get(reverse("insight:line", args=[entry.pk])).content.decode()
    assert f"/ledger/erase/?subject={quote(entry.subject, safe='')}" in line

    admin.force_login(cast.person("city_secretary"), backend=MODEL_BACKEND)
    for address in (matter.get_absolute_url(), reverse("insight:line", args=[entry.pk])):
        assert "/ledger/erase/" not in admin.get(address).content.decode()


def test_nobody_else_sees_the_page(client, cast):
    assert client.get(ADDRESS).status_code == 302
    client.force_login(cast.person("city_secretary"), backend=MODEL_BACKEND)
    assert client.get(ADDRESS).status_code == 403


def test_the_page_costs_the_same_for_many_entries(admin, django_assert_max_num_queries):
    for _ in range(20):
        raised(actor=RESIDENT, now=OLD)
    with django_assert_max_num_queries(12):
        admin.get(ADDRESS)


def test_the_clock_erases_by_the_rule_of_the_field(capsys):
    call_command("import_rulebook")
    raised(actor=RESIDENT, now=OLD)
    assert tasks.erase_old_texts.call() == 1
    assert kept() == {"text": "墙裂了"}
    assert tasks.erase_old_texts.call() == 0


def test_the_clock_erases_nothing_without_a_rule():
    raised(actor=RESIDENT, now=OLD)

    assert tasks.erase_old_texts.call() == 0


def test_the_clock_erases_nothing_that_is_young(capsys):
    call_command("import_rulebook")
    raised(actor=RESIDENT, now=timezone.now() - timedelta(days=30))

    assert tasks.erase_old_texts.call() == 0
