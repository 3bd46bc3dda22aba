"""Likely duplicates, following, and the page of one matter."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from liandong.kernel.page import new_key
from liandong.matters import actions, queries
from liandong.matters.lifecycle import NEXT, STANDS, State
from liandong.matters.models import Contact, Evaluation, Follower, Matter, Message, Photo
from liandong.matters.tests import factories
from liandong.matters.tests.visitor import EN, TEXT, Said, link, matter, picture, published, send
from liandong.places.models import Place
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Rule

pytestmark = pytest.mark.django_db


def test_likely_duplicates_are_offered_and_me_too_gives_a_link_of_ones_own(client, it):
    known = published(it)
    where = {"step": "where", "text": TEXT, "place": it.cast.tree.grid.pk}
    where |= {"lon": "119.1072", "lat": "36.7094"}
    Place.objects.filter(pk=it.cast.tree.grid.pk).update(lon=119.1072, lat=36.7094)

    offered = client.post("/raise/", {**where, "lon": "", "lat": ""}).content.decode()
    assert "一处路灯不亮。" in offered
    assert TEXT not in re.sub(r"<input[^>]*>", "", offered), "only moderated words are shown"
    key = re.search(r'name="key" value="(\w+)"', offered).group(1)

    joined = client.post(f"/matters/public/{known.number}/join/", {"key": key})
    twice = client.post(f"/matters/public/{known.number}/join/", {"key": key})

    follower = Follower.objects.get()
    assert joined.url == f"/m/{known.number}/{follower.code}/"
    assert twice.url == f"/matters/public/{known.number}/"
    assert client.get(joined.url).status_code == 200


def test_mine_is_another_goes_on(client, it):
    published(it)
    Place.objects.filter(pk=it.cast.tree.grid.pk).update(lon=119.1072, lat=36.7094)
    where = {"step": "where", "text": TEXT, "place": it.cast.tree.grid.pk, "mine": "1"}

    assert "3 of 3" in client.post("/raise/", where, **EN).content.decode()


def test_a_followers_link_shows_the_public_face_only(client, it):
    known = published(it, State.EVALUATING)
    Message.objects.create(matter=known, internal=False, text="请留意来电。", at=timezone.now())
    follower = Follower.objects.create(matter=known, code="0f" * 10, joined_at=timezone.now())
    url = f"/m/{known.number}/{follower.code}/"

    page = client.get(url).content.decode()

    assert "一处路灯不亮。" in page
    assert "已更换灯泡。" in page
    for private in (TEXT, "请留意来电。", "13800001234"):
        assert private not in page
    assert client.get(f"{url}evaluate/").status_code == 403
    assert client.get(f"{url}receipt/").status_code == 403
    judged = client.post(f"{url}evaluate/", {"solved": "solved", "key": new_key()})
    assert judged.status_code == 403
    assert not Evaluation.objects.exists()


def test_a_followed_matter_that_is_no_longer_public_keeps_its_words(client, it):
    known = published(it)
    Follower.objects.create(matter=known, code="0f" * 10, joined_at=timezone.now())
    actions.unpublish(
        matter_id=known.pk, reason="误发", actor=it.actor("grid_head"), now=timezone.now()
    )

    page = client.get(f"/m/{known.number}/{'0f' * 10}/").content.decode()

    assert "一处路灯不亮。" not in page


@pytest.mark.parametrize("state", [State.CLOSED, State.TERMINATED])
def test_an_ended_matter_is_not_joined(client, it, state):
    known = published(it, state)
    response = client.post(f"/matters/public/{known.number}/join/", {"key": new_key()})
    assert response.status_code == 403


def test_joining_is_bounded_too(client, it):
    known = published(it)
    Rule.objects.filter(key="raise.per_hour").update(value="1", amount=1)
    rulebook.forget()
    url = f"/matters/public/{known.number}/join/"

    assert client.post(url, {"key": new_key()}).status_code == 302
    assert client.post(url, {"key": new_key()}).status_code == 429


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_its_sentence_and_its_next_step_on_the_page(client, it, state):
    made = matter(it, state)

    page = client.get(link(made), **EN).content.decode()

    assert str(STANDS[state]) != ""
    assert NEXT.keys() == STANDS.keys() == set(State)
    assert made.shown_number in page
    assert Said(page).stray == []


@pytest.mark.parametrize("page", ["", "receipt/", "evaluate/"])
def test_an_owners_page_is_kept_by_nobody(client, it, page):
    response = client.get(link(matter(it), page))

    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "same-origin"


def test_a_number_opens_only_with_its_own_secret(client, it):
    made = matter(it)
    other = queries.secret_of("26" + "0" * 12)

    for url in (f"/m/{made.number}/{other}/", "/m/1/2/", f"/m/{made.number}/{'0f' * 10}/receipt/"):
        response = client.get(url, **EN)
        assert response.status_code == 404
        assert "number and its secret link together" in response.content.decode()


def test_the_page_asks_the_database_little(client, it, django_assert_max_num_queries):
    made = matter(it, State.EVALUATING)
    with django_assert_max_num_queries(30):
        client.get(link(made))


def test_what_offices_write_among_themselves_stays_there(client, it):
    made = matter(it)
    actions.note(
        matter_id=made.pk, text="此人常来。", actor=it.actor("grid_head"), now=timezone.now()
    )
    actions.tell(
        matter_id=made.pk, text="明天上门。", actor=it.actor("grid_head"), now=timezone.now()
    )

    page = client.get(link(made)).content.decode()

    assert "此人常来。" not in page
    assert page.count("明天上门。") == 1
    assert "樱园第一网格网格长" in page, "an office's message is marked as one"


def test_adding_urging_and_withdrawing(client, it):
    made = matter(it)

    added = client.post(link(made, "add/"), {"text": "在路口。", "key": new_key()}, follow=True)
    urged = client.post(link(made, "urge/"), {"text": "", "key": new_key()}, follow=True)
    gone = client.post(link(made, "withdraw/"), {"reason": "", "key": new_key()}, follow=True)

    for landed in (added, urged, gone):
        assert landed.redirect_chain == [(link(made), 302)]
    assert "在路口。" in added.content.decode()
    made.refresh_from_db()
    assert made.state == State.TERMINATED
    assert client.post(link(made, "urge/"), {"key": new_key()}).status_code == 403


def test_an_empty_message_comes_back_422_on_the_same_page(client, it):
    response = client.post(link(matter(it), "add/"), {"text": "", "key": new_key()})

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()


def test_taking_it_up_is_offered_when_the_date_has_passed(client, it):
    made = matter(it)
    page = client.get(link(made), **EN).content.decode()
    assert "The promised date has not passed yet." in page
    early = client.post(link(made, "take-up/"), {"reason": "没人来", "key": new_key()})
    assert early.status_code == 403

    late = factories.raised(it, now=timezone.now() - timedelta(days=20))
    up = client.post(link(late, "take-up/"), {"reason": "没人来", "key": new_key()}, follow=True)

    late.refresh_from_db()
    assert late.state == State.ESCALATED
    assert late.desk == it.cast.tree.community
    assert "没人来" in up.content.decode()


def test_contact_details_are_erased_at_once(client, it):
    made = matter(it)
    assert "138****1234" in client.get(link(made)).content.decode()

    client.post(link(made, "erase-contact/"), {"key": new_key()})
    again = client.post(link(made, "erase-contact/"), {"key": new_key()})

    assert Contact.objects.get().phone == ""
    assert again.status_code == 302
    assert "138****1234" not in client.get(link(made)).content.decode()


def test_a_moved_date_is_told_with_both_dates_and_the_reason(client, it):
    made = matter(it, State.EXECUTING)
    actions.extend(
        matter_id=made.pk,
        days=3,
        reason="配件未到。",
        actor=it.actor("department_officer"),
        now=timezone.now(),
    )

    assert "配件未到。" in client.get(link(made)).content.decode()


def test_photos_of_a_matter_are_the_owners(client, it):
    send(client, it, photos=[picture()])
    made, photo = Matter.objects.get(), Photo.objects.get()
    public = f"/matters/public/{made.number}/photos/{photo.pk}/"

    assert client.get(link(made, f"photos/{photo.pk}/"))["Content-Type"] == "image/jpeg"
    assert client.get(link(made, "photos/999/")).status_code == 404
    assert client.get(public).status_code == 404
