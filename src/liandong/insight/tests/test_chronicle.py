"""The chronicle: who reads it, what it says, on paper and as a table, and how it is corrected."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from liandong.insight import rules
from liandong.kernel import house
from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.kernel.management.reference.reading import rooms
from liandong.kernel.management.reference.verbs import verbs_of
from liandong.kernel.verdict import Refused
from liandong.ledger.actions import correct, erase
from liandong.ledger.models import Entry
from liandong.matters import actions
from liandong.matters.lifecycle import State
from liandong.matters.tests import factories

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def it():
    return factories.world()


@pytest.fixture
def now():
    return timezone.now() - timedelta(minutes=1)


@pytest.fixture
def sign(client, it):
    def signed(role):
        client.force_login(it.cast.person(role), backend=BACKEND)
        return client

    return signed


def text_of(response):
    return response.content.decode()


def test_every_verb_of_the_house_has_a_sentence_in_both_languages():
    written = {verb for room in rooms() for verb in verbs_of(room)}
    assert written - set(house.sentences()) == set(), "add it to SAID in the room's lifecycle.py"
    for verb in written:
        with translation.override("en"):
            english = str(house.said(verb))
        with translation.override("zh-hans"):
            assert str(house.said(verb)) != english


def test_a_verb_that_nobody_explains_speaks_for_itself():
    assert house.said("thing.done") == "thing.done"
    assert house.called("things.thing") == "things.thing"
    assert house.open_texts("thing.done") == ()


@pytest.mark.parametrize(
    ("role", "place", "allowed"),
    [
        ("grid_head", "grid", True),
        ("grid_worker", "grid", True),
        ("grid_head", "community", False),
        ("community_secretary", "grid", True),
        ("district_secretary", "grid", True),
        ("district_secretary", "elsewhere", False),
        ("department_officer", "district", False),
        ("callback_officer", "district", False),
        ("hotline_clerk", "grid", False),
        ("system_admin", "grid", False),
        ("security_admin", "grid", False),
        ("audit_admin", "grid", True),
    ],
)
def test_who_reads_the_chronicle_of_a_place(it, role, place, allowed):
    verdict = rules.may_read_chronicle(it.actor(role), getattr(it.cast.tree, place))
    assert bool(verdict) is allowed
    assert allowed or str(verdict.reason)


def test_who_reads_the_chronicle_of_a_post(it):
    grid, bureau = it.cast.post("grid_head"), it.cast.post("department_officer")

    assert rules.may_read_chronicle(SYSTEM, it.cast.tree.elsewhere)
    assert rules.may_read_post(it.actor("department_officer"), bureau)
    assert rules.may_read_post(it.actor("district_secretary"), bureau)
    assert rules.may_read_post(it.actor("hotline_clerk"), it.cast.post("hotline_clerk"))
    assert not rules.may_read_post(it.actor("hotline_clerk"), grid)
    assert not rules.may_read_post(RESIDENT, grid)
    assert not rules.may_read_chronicle(RESIDENT, it.cast.tree.grid)


def test_who_reads_a_line_of_no_place(it):
    assert rules.may_read_line(it.actor("audit_admin"), None, None)
    assert rules.may_read_line(it.actor("grid_head"), it.cast.post("grid_head"), None)
    assert not rules.may_read_line(it.actor("grid_head"), None, None)


def test_ones_own_chronicle_is_one_step_away(it, client, sign):
    assert client.get("/chronicle/").status_code == 302
    post = it.cast.post("grid_head")
    assert sign("grid_head").get("/chronicle/").url == f"/chronicle/posts/{post.pk}/"
    it.cast.posts["grid_head"].terms.all().delete()
    assert client.get("/chronicle/").status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_chronicle_is_what_was_done_in_sentences(it, sign, now, language):
    matter = factories.matter(it, State.CLOSED, now=now)
    place = it.cast.tree.community
    answer = sign("community_secretary").get(
        f"/chronicle/places/{place.pk}/", headers={"Accept-Language": language}
    )
    text = text_of(answer)

    assert answer.status_code == 200
    entries = Entry.objects.filter(place_id__in=[place.pk, it.cast.tree.grid.pk])
    assert {line.entry.pk for line in answer.context["lines"]} == {one.pk for one in entries}
    with translation.override(language):
        for verb in ("matter.raised", "matter.replied", "matter.evaluated"):
            assert str(house.said(verb)).replace("'", "&#x27;") in text
    assert matter.shown_number in text
    assert f"/matters/{matter.number}/" in text
    assert factories.TEXT not in text, "what the resident wrote stays in the file"


def test_open_words_are_shown_and_long_numbers_masked(it, sign, now):
    matter = factories.matter(it, State.EXECUTING, now=now)
    actions.reply(
        matter_id=matter.pk,
        answer="修好了，电话13800000000，也可打 0536 800 0001。",
        actor=it.actor("department_officer"),
        now=now,
    )
    text = text_of(sign("community_secretary").get(f"/chronicle/places/{it.cast.tree.grid.pk}/"))

    assert "修好了" in text
    assert "13800000000" not in text
    assert "138****0000" in text
    assert "800 0001" not in text


def test_the_days_and_the_kind_of_line_narrow_it(it, sign, now):
    factories.matter(it, State.REPLIED, now=now)
    factories.raised(it, now=now - timedelta(days=60))
    client, page = sign("grid_head"), f"/chronicle/places/{it.cast.tree.grid.pk}/"

    def verbs(query):
        return [line.entry.verb for line in client.get(page + query).context["lines"]]

    assert verbs("?verb=matter.raised") == ["matter.raised"]
    day = (now - timedelta(days=61)).date()
    until = (now - timedelta(days=59)).date()
    assert verbs(f"?since={day}&until={until}") == ["matter.raised"]
    assert verbs(f"?since={day}&verb=matter.raised") == ["matter.raised"] * 2
    place = it.cast.tree.community
    alone = sign("community_secretary").get(f"/chronicle/places/{place.pk}/?alone=on")
    assert alone.context["lines"] == []


def test_days_that_end_before_they_begin_are_shown_again_with_the_mistake(it, sign):
    page = f"/chronicle/posts/{it.cast.post('grid_head').pk}/"
    wrong = "?since=2026-11-20&until=2026-11-01"
    answer = sign("grid_head").get(page + wrong)

    assert answer.status_code == 422
    assert "2026-11-20" in text_of(answer)
    assert sign("grid_head").get(f"{page}paper/{wrong}").status_code == 404


def test_a_chronicle_is_read_page_by_page_and_nothing_twice(it, sign, now, monkeypatch):
    monkeypatch.setattr("liandong.insight.views.chronicle.A_PAGE", 3)
    factories.matter(it, State.CLOSED, now=now)
    client, page = sign("community_secretary"), f"/chronicle/places/{it.cast.tree.community.pk}/"
    seen, before = [], ""
    while True:
        answer = client.get(f"{page}?before={before}" if before else page)
        seen += [line.entry.pk for line in answer.context["lines"]]
        before = answer.context["before"]
        if not before:
            break
    every = Entry.objects.filter(place_id=it.cast.tree.grid.pk).values_list("pk", flat=True)
    assert seen == sorted(every, reverse=True)
    assert len(seen) > 3


def test_paper_and_tables_hold_the_lines_in_the_order_of_writing(it, sign, now):
    matter = factories.matter(it, State.CLOSED, now=now)
    client, post = sign("grid_head"), it.cast.post("grid_head")
    paper = client.get(f"/chronicle/posts/{post.pk}/paper/")
    table = client.get(f"/chronicle/posts/{post.pk}/?export=csv").content.decode("utf-8-sig")
    excel = client.get(f"/chronicle/places/{it.cast.tree.grid.pk}/?export=xlsx")

    numbers = [line.entry.pk for line in paper.context["lines"]]
    assert numbers == sorted(numbers)
    assert len(numbers) == Entry.objects.filter(post_id=post.pk).count()
    assert "王桂英" in text_of(paper), "who held the post in these days"
    assert len(table.splitlines()) == len(numbers) + 1
    assert matter.shown_number in table
    assert excel.content[:2] == b"PK"


def test_paper_says_when_it_is_cut(it, sign, now, monkeypatch):
    monkeypatch.setattr("liandong.insight.views.chronicle.ON_PAPER", 2)
    factories.matter(it, State.CLOSED, now=now)
    paper = sign("grid_head").get(
        f"/chronicle/places/{it.cast.tree.grid.pk}/paper/", headers={"Accept-Language": "en"}
    )
    assert "Only the first 2 lines" in text_of(paper)


def test_only_the_lines_are_sent_when_only_they_are_asked_for(it, sign):
    page = f"/chronicle/posts/{it.cast.post('grid_head').pk}/"
    answer = sign("grid_head").get(page, headers={"HX-Request": "true"})
    assert text_of(answer).lstrip().startswith("<section")


def test_what_one_may_not_read_is_refused_with_the_reason(it, sign):
    answer = sign("grid_head").get(
        f"/chronicle/places/{it.cast.tree.district.pk}/", headers={"Accept-Language": "en"}
    )
    assert answer.status_code == 403
    assert "its own place" in text_of(answer)
    for page in ("places/0", "posts/0", "lines/0"):
        assert sign("grid_head").get(f"/chronicle/{page}/").status_code == 404


def test_a_chronicle_costs_the_same_for_many_lines(it, sign, now):
    client, page = sign("community_secretary"), f"/chronicle/places/{it.cast.tree.community.pk}/"
    factories.matter(it, State.CLOSED, now=now)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for _more in range(2):
        factories.matter(it, State.CLOSED, now=now)
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) <= len(few) <= 22


def line_of_grid(it, now):
    factories.matter(it, State.REPLIED, now=now)
    post = it.cast.post("grid_head")
    return Entry.objects.filter(post_id=post.pk).order_by("id")[0]


def test_a_correction_is_a_new_line_that_stands_beside_the_old(it, sign, now):
    entry = line_of_grid(it, now)
    before = Entry.objects.filter(pk=entry.pk).values().get()
    client = sign("grid_head")
    page = client.get(f"/chronicle/lines/{entry.pk}/")
    key = page.context["form"]["key"].value()
    posted = {"text": "派给城管局，不是住建局。", "key": key}
    answers = [client.post(f"/chronicle/lines/{entry.pk}/correct/", posted) for _twice in range(2)]

    correction = Entry.objects.get(verb="ledger.corrected")
    assert [answer.status_code for answer in answers] == [302, 302]
    assert correction.public == {"corrects": entry.pk}
    assert (correction.subject, correction.place_id) == (entry.subject, entry.place_id)
    assert Entry.objects.filter(pk=entry.pk).values().get() == before
    for shown in (answers[0].url, f"/chronicle/posts/{entry.post_id}/"):
        assert "不是住建局" in text_of(client.get(shown))
    its_page = client.get(f"/chronicle/lines/{correction.pk}/")
    assert f"/chronicle/lines/{entry.pk}/" in text_of(its_page)


def test_a_correction_without_words_is_asked_for_again(it, sign, now):
    entry = line_of_grid(it, now)
    answer = sign("grid_head").post(f"/chronicle/lines/{entry.pk}/correct/", {"text": " "})
    assert answer.status_code == 422
    assert not Entry.objects.filter(verb="ledger.corrected").exists()


def test_nobody_corrects_the_line_of_another_post(it, sign, now):
    entry = line_of_grid(it, now)
    secretary = it.actor("community_secretary")
    with pytest.raises(Refused):
        correct(entry_id=entry.pk, text="x", actor=secretary, now=now)
    client = sign("community_secretary")
    assert client.post(f"/chronicle/lines/{entry.pk}/correct/", {"text": "x"}).status_code == 403
    assert client.get(f"/chronicle/lines/{entry.pk}/").status_code == 200
    assert not Entry.objects.filter(verb="ledger.corrected").exists()
    assert sign("hotline_clerk").get(f"/chronicle/lines/{entry.pk}/").status_code == 403


def test_erased_words_of_a_correction_leave_the_line(it, sign, now):
    entry = line_of_grid(it, now)
    correct(entry_id=entry.pk, text="写错了。", actor=it.actor("grid_head"), now=now)
    erase(subject=entry.subject, fields=["text"], actor=SYSTEM, now=now)
    text = text_of(sign("grid_head").get(f"/chronicle/lines/{entry.pk}/"))
    assert "写错了" not in text
    assert 'class="correction"' in text


def test_the_chronicle_is_linked_where_people_look_for_it(it, sign):
    post, place = it.cast.post("grid_head"), it.cast.tree.grid
    client = sign("grid_head")
    assert f"/chronicle/posts/{post.pk}/" in text_of(client.get(f"/people/posts/{post.pk}/"))
    for page in ("/my-place/", f"/places/{place.pk}/"):
        assert f"/chronicle/places/{place.pk}/" in text_of(client.get(page)), page
    client.logout()
    assert "/chronicle/" not in text_of(client.get(f"/places/{place.pk}/"))
