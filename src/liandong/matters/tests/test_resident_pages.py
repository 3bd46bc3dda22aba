"""Residents' pages: no account, no JavaScript, nothing lost, nothing shown to the wrong reader."""

import io
import re
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from liandong.kernel.actor import RESIDENT
from liandong.kernel.page import new_key
from liandong.matters import actions, queries
from liandong.matters.lifecycle import NEXT, STANDS, Solved, State
from liandong.matters.models import Contact, Evaluation, Follower, Matter, Message, Photo
from liandong.matters.tests import factories
from liandong.places.models import Place
from liandong.rulebook.models import Rule

pytestmark = pytest.mark.django_db

TEXT = "楼下路灯不亮，晚上看不清路。"
CHINESE = re.compile(r"[\u3400-\u9fff]")
BACKEND = "django.contrib.auth.backends.ModelBackend"
EN = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture(autouse=True)
def nobody_was_here():
    cache.clear()


@pytest.fixture
def it():
    return factories.world()


def link(matter: Matter, page: str = "") -> str:
    return f"/m/{matter.number}/{queries.secret_of(matter.number)}/{page}"


def send(client, it, **fields):
    words = {"text": TEXT, "place": it.cast.tree.grid.pk, "key": new_key(), **fields}
    return client.post("/raise/send/", words)


def matter(it, state: State = State.RAISED) -> Matter:
    """A matter that happened lately: the pages ask the real clock."""
    return factories.matter(it, state, now=timezone.now() - timedelta(minutes=5))


def published(it, state: State = State.RAISED, **fields) -> Matter:
    made = matter(it, state)
    actions.publish(
        matter_id=made.pk,
        title="路灯不亮",
        text="一处路灯不亮。",
        actor=it.actor("grid_head"),
        now=timezone.now(),
    )
    Matter.objects.filter(pk=made.pk).update(lon=119.1071, lat=36.7093, **fields)
    return Matter.objects.get(pk=made.pk)


def picture(form: str = "JPEG", **options) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (320, 200), "teal").save(out, form, **options)
    return SimpleUploadedFile("lamp.jpg", out.getvalue(), "image/jpeg")


def with_exif() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010F] = "a phone"
    exif[0x8825] = {1: "N", 2: (36.0, 42.0, 0.0)}
    return picture(exif=exif.tobytes())


class Said(HTMLParser):
    """The words of a page outside elements that are marked as Chinese, and its form fields."""

    VOID = frozenset({"input", "meta", "link", "br", "img", "use", "path", "hr", "progress"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[bool] = []
        self.stray: list[str] = []
        self.fields: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden":
            self.fields[given["name"]] = given.get("value") or ""
        chinese = (given.get("lang") or "").startswith("zh")
        hidden = any(self.open) or chinese
        spoken = [given.get(name) or "" for name in ("alt", "title", "aria-label", "placeholder")]
        if not hidden:
            self.stray += [words for words in spoken if CHINESE.search(words)]
        if tag not in self.VOID:
            self.open.append(hidden)

    def handle_endtag(self, tag):
        if tag not in self.VOID and self.open:
            self.open.pop()

    def handle_data(self, data):
        if CHINESE.search(data) and not any(self.open):
            self.stray.append(data.strip())


# --- Raising -----------------------------------------------------------------------------------


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


def test_a_key_that_raised_nothing_leads_nowhere(client, it):
    key = new_key()
    made = matter(it)
    client.post(link(made, "add/"), {"text": "补充", "key": key})

    assert send(client, it, key=key).status_code == 404


def test_too_many_from_one_connection_are_asked_to_wait_and_lose_nothing(client, it):
    Rule.objects.filter(key="raise.per_hour").update(value="2", amount=2)
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


# --- Photos ------------------------------------------------------------------------------------


def test_photos_travel_through_the_screens_and_arrive_without_metadata(client, it):
    second = client.post("/raise/", {"step": "what", "text": TEXT, "photos": [with_exif()]})
    fields = Said(second.content.decode()).fields
    first_again = client.post("/raise/", {**fields, "back": "what"}).content.decode()
    shown = re.search(r"/raise/photos/[0-9a-f]{24}\.jpg/", first_again).group()
    assert client.get(shown)["Content-Type"] == "image/jpeg"

    send(client, it, kept=fields["kept"])

    kept = Image.open(Photo.objects.get().file)
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


# --- Likely duplicates, and following ----------------------------------------------------------


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
    url = f"/matters/public/{known.number}/join/"

    assert client.post(url, {"key": new_key()}).status_code == 302
    assert client.post(url, {"key": new_key()}).status_code == 429


# --- The matter's page -------------------------------------------------------------------------


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


# --- Receipt and following ---------------------------------------------------------------------


def test_a_receipt_says_who_has_it_and_until_when_and_carries_its_link(client, it, settings):
    settings.PUBLIC_URL = "https://example.org"
    made = matter(it)

    page = client.get(link(made, "receipt/"), **EN).content.decode()

    assert made.shown_number in page
    assert f"https://example.org{link(made)}" in page
    assert "<svg" in page
    assert "style=" not in page
    assert "樱园第一网格网格长" in page or "Grid head" in page
    assert 'class="due' in page


@pytest.mark.parametrize(
    "typed",
    [
        lambda number, code: (number, code),
        lambda number, code: (f"{number[:2]} {number[2:6]} {number[6:]}", f"{code[:4]} {code[4:]}"),
        lambda number, code: (
            "".join(chr(ord(digit) + 0xFEE0) for digit in number),
            code.upper(),
        ),
        lambda number, code: (f"https://example.org/m/{number}/{code}/", ""),
    ],
)
def test_a_receipt_is_followed_however_it_is_typed(client, it, typed):
    made = matter(it)
    number, code = typed(made.number, queries.secret_of(made.number))

    response = client.post("/follow/", {"number": number, "code": code})

    assert response.url == link(made)


@pytest.mark.parametrize(("number", "code"), [("12", "x"), ("{}", ""), ("{}", "0f0f0f")])
def test_a_wrong_number_or_code_is_said_and_stays(client, it, number, code):
    typed = number.format(matter(it).number)

    response = client.post("/follow/", {"number": typed, "code": code})

    assert response.status_code == 422
    assert typed in response.content.decode()


# --- Judging -----------------------------------------------------------------------------------


def test_a_judgement_is_asked_without_leading_and_received(client, it):
    made = matter(it, State.EVALUATING)
    asked = client.get(link(made, "evaluate/"), **EN).content.decode()
    assert "checked" not in asked

    landed = client.post(
        link(made, "evaluate/"),
        {"solved": "solved", "satisfaction": "neutral", "text": "亮了。", "key": new_key()},
        follow=True,
        **EN,
    )

    judged = Evaluation.objects.get()
    assert (judged.solved, judged.satisfaction, judged.by_callback) == ("solved", "neutral", False)
    assert "Your judgement is recorded" in landed.content.decode()
    assert Matter.objects.get().state == State.CLOSED


def test_not_solved_sends_it_back(client, it):
    made = matter(it, State.EVALUATING)

    client.post(link(made, "evaluate/"), {"solved": Solved.NOT, "key": new_key()})

    made.refresh_from_db()
    assert (made.state, made.reworks) == (State.REWORK, 1)


def test_a_judgement_without_an_answer_comes_back_422(client, it):
    made = matter(it, State.EVALUATING)
    response = client.post(link(made, "evaluate/"), {"text": "说明", "key": new_key()})

    assert response.status_code == 422
    assert "说明" in response.content.decode()


def test_there_is_nothing_to_judge_before_the_answer(client, it):
    made = matter(it)

    assert "nothing to judge" in client.get(link(made, "evaluate/"), **EN).content.decode()
    early = client.post(link(made, "evaluate/"), {"solved": "solved", "key": new_key()})
    assert early.status_code == 403


# --- What is public ----------------------------------------------------------------------------


def test_the_public_list_shows_released_words_only(client, it):
    known, hidden = published(it), matter(it)

    page = client.get("/matters/public/").content.decode()

    assert "路灯不亮" in page
    assert f"/matters/public/{known.number}/" in page
    assert hidden.number not in page
    assert TEXT not in page


def test_the_public_list_is_filtered_by_its_address(client, it):
    published(it)
    shown = "/matters/public/2"
    for query, found in {
        "phase=open": True,
        "phase=ended": False,
        "category=none": True,
        f"place={it.cast.tree.community.pk}": True,
        f"place={it.cast.tree.elsewhere.pk}": False,
        "days=30": True,
        "days=nonsense&phase=odd": True,
    }.items():
        page = client.get(f"/matters/public/?{query}").content.decode()
        assert (shown in page) is found, query


def test_points_lie_on_a_lattice(client, it):
    known = published(it)

    feature = client.get("/matters/public/points.json").json()["features"][0]

    assert feature["geometry"]["coordinates"] == [119.107, 36.7095]
    assert feature["properties"]["url"] == f"/matters/public/{known.number}/"


def test_a_building_is_not_named_in_public(client, it):
    published(it, place=it.cast.tree.building)

    assert "1号楼" not in client.get("/matters/public/").content.decode()
    number = Matter.objects.get().number
    assert "1号楼" not in client.get(f"/matters/public/{number}/").content.decode()


def test_the_public_list_comes_as_a_table(client, it):
    known = published(it)

    table = client.get("/matters/public/?export=csv").content.decode("utf-8-sig")

    assert table.splitlines()[1].startswith(f"{known.number},路灯不亮")
    assert TEXT not in table


def test_the_public_list_asks_the_database_little(client, it, django_assert_max_num_queries):
    for _number in range(3):
        published(it)
    with django_assert_max_num_queries(7):
        client.get("/matters/public/")


def test_a_matter_that_was_not_released_has_no_public_page(client, it):
    made = matter(it)
    assert client.get(f"/matters/public/{made.number}/").status_code == 404


def test_search_engines_may_list_what_is_public(client, it):
    known = published(it)
    for url in ("/matters/public/", f"/matters/public/{known.number}/"):
        assert "X-Robots-Tag" not in client.get(url)


# --- My grid, paper, and both languages --------------------------------------------------------


def test_the_home_page_remembers_my_grid(client, it):
    published(it)
    grid = it.cast.tree.grid

    landed = client.post("/my-grid/", {"place": grid.pk}, follow=True)
    page = landed.content.decode()
    assert client.cookies["place"].value == str(grid.pk)
    assert "王桂英" in page
    assert "路灯不亮" in page

    client.post("/my-grid/", {"forget": "1"})
    assert "王桂英" not in client.get("/").content.decode()


def test_my_grid_is_found_by_address_or_asked_again(client, it):
    Place.objects.filter(pk=it.cast.tree.grid.pk).update(search_text="樱园第一网格|")
    found = client.post("/my-grid/", {"find": "1", "address": "樱园"}).content.decode()

    assert f'value="{it.cast.tree.grid.pk}"' in found
    assert client.post("/my-grid/", {"address": ""}).status_code == 422


def test_every_page_speaks_english_and_chinese(client, it):
    known = published(it, State.EVALUATING)
    client.cookies["place"] = str(it.cast.tree.grid.pk)
    urls = ["/raise/", "/raise/paper/", "/follow/", "/my-grid/", "/matters/public/", "/"]
    urls += [f"/matters/public/{known.number}/", link(known), link(known, "receipt/")]
    urls += [link(known, "evaluate/")]
    for url in urls:
        english = client.get(url, **EN).content.decode()
        assert Said(english).stray == [], url
        assert 'lang="zh-Hans"' in client.get(url).content.decode()


def test_screens_that_follow_a_post_speak_english_too(client, it):
    published(it)
    Place.objects.filter(pk=it.cast.tree.grid.pk).update(lon=119.1072, lat=36.7094)
    for words in (
        {"step": "what", "text": TEXT},
        {"step": "where", "text": TEXT, "place": it.cast.tree.grid.pk},
        {"step": "where", "text": TEXT, "place": it.cast.tree.grid.pk, "mine": "1"},
        {"step": "where", "browse": "1", "within": it.cast.tree.community.pk},
    ):
        page = client.post("/raise/", words, **EN).content.decode()
        assert Said(page).stray == []


def test_nobody_needs_to_sign_in_but_may(client, it):
    client.force_login(it.cast.person("grid_head"), backend=BACKEND)
    made = matter(it, State.EVALUATING)

    response = client.post(link(made, "evaluate/"), {"solved": "solved", "key": new_key()})

    assert urlsplit(response.url).path == link(made, "evaluate/")
    lines = queries.timeline(Matter.objects.get(), public=False)
    assert lines[-1].entry.actor == RESIDENT.name
