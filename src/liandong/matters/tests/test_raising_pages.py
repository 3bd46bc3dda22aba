"""Raising a matter in three screens, with photos."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from liandong.kernel.page import new_key
from liandong.kernel.pictures import content_of
from liandong.matters import queries
from liandong.matters.models import Contact, Matter, Photo
from liandong.matters.tests.visitor import (
    BACKEND,
    EN,
    TEXT,
    Said,
    link,
    matter,
    picture,
    send,
    with_exif,
)
from liandong.places.models import Place
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Rule

pytestmark = pytest.mark.django_db


def test_three_screens_without_javascript_lead_to_a_receipt(client, it):
    grid = it.cast.tree.grid
    first = client.get("/raise/", **EN)
    assert "1 of 3" in first.content.decode()

    second = client.post("/raise/", {"step": "what", "text": TEXT}, **EN)
    fields = Said(second.content.decode()).fields
    assert fields["text"] == TEXT

    third = client.post("/raise/", {**fields, "step": "where", "place": grid.pk}, **EN)
    page = third.content.decode()
    fields = Said(page).fields
    assert "3 of 3" in page
    assert fields["key"]
    assert "3 years" in page, "how long details are kept is said before they are asked for"

    landed = client.post(
        "/raise/send/", {**fields, "phone": "１３８００００１２３４"}, follow=True, **EN
    )

    made = Matter.objects.get()
    assert landed.redirect_chain == [(link(made, "receipt/"), 302)]
    assert made.shown_number in landed.content.decode()
    assert (made.place, made.text) == (grid, TEXT)
    assert Contact.objects.get().phone == "13800001234"


def test_going_back_loses_nothing(client, it):
    words = {"text": TEXT, "place": it.cast.tree.grid.pk, "address": "东风街12号", "name": "王"}

    page = client.post("/raise/", {**words, "back": "what"}).content.decode()

    assert TEXT in page
    assert Said(page).fields["address"] == "东风街12号"
    assert Said(page).fields["name"] == "王"


def test_what_is_missing_comes_back_422_with_everything_else(client, it):
    empty = client.post("/raise/", {"step": "what", "text": " "})
    nowhere = client.post("/raise/", {"step": "where", "text": TEXT, "address": "无此地址路"})
    wrong = send(client, it, phone="call me", name="王桂英")

    assert (empty.status_code, nowhere.status_code, wrong.status_code) == (422, 422, 422)
    assert Said(nowhere.content.decode()).fields["text"] == TEXT
    assert "无此地址路" in nowhere.content.decode()
    assert "王桂英" in wrong.content.decode()
    assert Said(wrong.content.decode()).fields["text"] == TEXT
    assert not Matter.objects.exists()


def test_an_error_in_the_plain_form_shows_the_screen_that_it_belongs_to(client, it):
    client.cookies["django_language"] = "en"
    assert "1 of 3" in send(client, it, text="").content.decode()
    assert "2 of 3" in send(client, it, place="").content.decode()


def test_an_address_that_one_place_has_is_enough(client, it):
    building = it.cast.tree.building
    Place.objects.filter(pk=building.pk).update(
        search_text="1号楼|东风东街88号", lon=119.1, lat=36.7
    )

    send(client, it, place="", address="东风东街88号")

    made = Matter.objects.get()
    assert (made.place, made.lon, made.lat) == (building, 119.1, 36.7)


def test_an_address_that_several_places_have_is_asked_about(client, it):
    tree = it.cast.tree
    Place.objects.filter(pk__in=[tree.grid.pk, tree.community.pk]).update(search_text="樱园|")

    response = client.post("/raise/", {"step": "where", "text": TEXT, "address": "樱园"})

    assert response.status_code == 422
    assert response.content.decode().count('type="radio" name="place"') == 2


def test_a_place_can_be_found_by_searching_and_by_the_list(client, it):
    tree = it.cast.tree
    Place.objects.filter(pk=tree.grid.pk).update(search_text="樱园第一网格|")
    found = client.post("/raise/", {"step": "where", "text": TEXT, "find": "1", "address": "樱园"})
    listed = client.post(
        "/raise/", {"step": "where", "text": TEXT, "browse": "1", "within": tree.community.pk}
    )

    for response in (found, listed):
        assert f'name="place" value="{tree.grid.pk}"' in response.content.decode()


def test_a_point_outside_the_city_is_said_to_be_outside(client, it):
    response = client.post(
        "/raise/", {"step": "where", "text": TEXT, "lon": "1.5", "lat": "2.5"}, **EN
    )

    assert response.status_code == 422
    assert "outside the city" in response.content.decode()


def test_a_doubled_press_raises_one_matter_and_leads_to_one_receipt(client, it):
    key = new_key()

    first, second = send(client, it, key=key), send(client, it, key=key)

    assert Matter.objects.count() == 1
    assert first.url == second.url


def test_a_key_that_something_else_was_done_with_still_raises_one_matter(client, it):
    key = new_key()
    made = matter(it)
    client.post(link(made, "add/"), {"text": "补充", "key": key})

    first, second = send(client, it, key=key), send(client, it, key=key)

    assert Matter.objects.exclude(pk=made.pk).count() == 1
    assert first.url == second.url


def test_too_many_from_one_connection_are_asked_to_wait_and_lose_nothing(client, it):
    Rule.objects.filter(key="raise.per_hour").update(value="2", amount=2)
    rulebook.forget()
    answers = [send(client, it).status_code for _ in range(3)]

    again = send(client, it, name="王桂英")

    assert answers == [302, 302, 429]
    assert Matter.objects.count() == 2
    assert Said(again.content.decode()).fields["text"] == TEXT
    assert "王桂英" in again.content.decode()


def test_sending_asks_the_database_little(client, it, django_assert_max_num_queries):
    send(client, it)
    with django_assert_max_num_queries(14):
        send(client, it, phone="13800001234")


def test_somebody_signed_in_raises_here_as_a_resident(client, it):
    client.force_login(it.cast.person("grid_head"), backend=BACKEND)
    send(client, it)

    line = queries.timeline(Matter.objects.get(), public=False)[0]
    assert line.entry.actor == "resident"


def test_photos_travel_through_the_screens_and_arrive_without_metadata(client, it):
    second = client.post("/raise/", {"step": "what", "text": TEXT, "photos": [with_exif()]})
    fields = Said(second.content.decode()).fields
    first_again = client.post("/raise/", {**fields, "back": "what"}).content.decode()
    shown = re.search(r"/raise/photos/[0-9a-f]{24}\.jpg/", first_again).group()
    assert client.get(shown)["Content-Type"] == "image/jpeg"

    send(client, it, kept=fields["kept"])

    kept = Image.open(io.BytesIO(content_of(Photo.objects.get().file)))
    assert kept.format == "JPEG"
    assert not kept.getexif()


def test_a_photo_can_be_taken_out_again(client, it):
    second = client.post(
        "/raise/", {"step": "what", "text": TEXT, "photos": [picture(), picture()]}
    )
    fields = Said(second.content.decode()).fields
    first = client.post("/raise/", {**fields, "back": "what"}).content.decode()
    name = re.search(r"([0-9a-f]{24}\.jpg)/", first).group(1)

    send(
        client,
        it,
        kept=Said(client.post("/raise/", {**fields, "drop": name}).content.decode()).fields["kept"],
    )

    assert Photo.objects.count() == 1


def test_what_is_no_photo_is_refused_in_a_sentence_and_the_rest_stays(client, it):
    fake = SimpleUploadedFile("bill.jpg", b"%PDF-1.7 not a photo", "image/jpeg")

    response = client.post(
        "/raise/", {"step": "what", "text": TEXT, "photos": [fake, picture()]}, **EN
    )
    page = response.content.decode()

    assert response.status_code == 422
    assert "“bill.jpg” is not a photo" in page
    assert TEXT in page
    assert "1 photo is kept" in page


def test_too_large_and_too_many_photos_are_said(client, it, settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    large = SimpleUploadedFile("large.jpg", b"\xff" * (1024 * 1024 + 1), "image/jpeg")

    big = client.post("/raise/", {"step": "what", "text": TEXT, "photos": [large]}, **EN)
    many = client.post(
        "/raise/", {"step": "what", "text": TEXT, "photos": [picture() for _ in range(4)]}, **EN
    )

    assert "larger than 1 MB" in big.content.decode()
    assert "Three photos at most" in many.content.decode()
    assert "3 photos are kept" in many.content.decode()


@pytest.mark.parametrize("name", ["../secrets.jpg", "x" * 24 + ".jpg", "0" * 24 + ".jpg"])
def test_only_kept_photos_are_given_out(client, it, name):
    assert client.get(f"/raise/photos/{name}/").status_code == 404


def test_a_foreign_token_names_no_photos(client, it):
    send(client, it, kept="WyJhIl0:1abc:forged")
    assert not Photo.objects.exists()
