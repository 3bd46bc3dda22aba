import pytest

from liandong.people.models import Organisation, Person, Post, RoleKind
from liandong.people.tests import factories

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def cast():
    return factories.cast()


@pytest.fixture
def signed(client, cast):
    def sign(role):
        client.force_login(cast.person(role), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign


def text_of(response):
    return response.content.decode()


def test_a_visitor_sees_public_posts_with_holder_and_phone_and_no_others(client, cast):
    text = text_of(client.get("/people/posts/"))

    assert "樱园第一网格网格长" in text
    assert "王桂英" in text
    assert "tel:0536-8000001" in text
    assert "徐军" not in text
    assert "朱明" not in text


def test_a_private_post_is_not_there_for_a_visitor_and_is_for_staff(client, cast, signed):
    address = f"/people/posts/{cast.post('city_secretary').pk}/"
    assert client.get(address).status_code == 404
    text = text_of(signed("grid_head").get(address))
    assert "徐军" in text
    assert "只有本级或上级书记" in text, "who may not appoint is told why"


def test_the_directory_is_searched_by_htmx_and_without(client, cast):
    part = text_of(client.get("/people/posts/?q=网格长", headers=HTMX))
    assert "<html" not in part
    assert "王桂英" in part
    assert "陈静" not in part

    whole = text_of(client.get("/people/posts/?role=subdistrict_officer"))
    assert "<html" in whole
    assert "陈静" in whole
    assert "没有符合" in text_of(client.get("/people/posts/?q=none-of-these"))
    assert client.get("/people/posts/?role=emperor").status_code == 422


def test_the_directory_asks_as_little_for_many_as_for_few(
    client, cast, django_assert_max_num_queries
):
    for number in range(30):
        post = factories.post(RoleKind.GRID_WORKER, cast.tree.grid, public=True)
        factories.appoint(post, factories.person(f"worker{number}"))

    with django_assert_max_num_queries(4):
        client.get("/people/posts/")


def test_a_visitor_costs_no_query_for_the_actor(client, cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/how-it-works/").status_code == 200


def test_who_answers_at_a_place_comes_nearest_first(client, cast):
    text = text_of(client.get(f"/people/at/{cast.tree.grid.pk}/"))

    assert text.index("王桂英") < text.index("张敏") < text.index("陈静")
    assert "tel:12345" in text
    assert "暂无公开岗位" in text_of(client.get(f"/people/at/{cast.tree.elsewhere.pk}/")) or (
        "吴倩" in text_of(client.get(f"/people/at/{cast.tree.elsewhere.pk}/"))
    )
    assert client.get("/people/at/999999/").status_code == 404


def test_organisations_are_listed_and_searched(client, cast):
    assert "奎文区城市管理局" in text_of(client.get("/people/organisations/"))
    part = text_of(client.get("/people/organisations/?q=住建", headers=HTMX))
    assert "<html" not in part
    assert "奎文区城市管理局" not in part
    assert client.get("/people/organisations/?kind=club").status_code == 422


def test_a_secretary_hands_a_post_over_and_lands_on_it(cast, signed):
    factories.person("successor", "何冰")
    address = f"/people/posts/{cast.post('grid_head').pk}/"

    landed = signed("community_secretary").post(
        f"{address}hand-over/", {"username": "successor", "key": "k1"}, follow=True
    )

    assert landed.redirect_chain == [(address, 302)]
    assert "何冰" in text_of(landed)


def test_a_double_press_hands_over_once(cast, signed):
    client, post = signed("community_secretary"), cast.post("grid_head")
    factories.person("successor")
    given = {"username": "successor", "key": "one-press"}

    for _press in range(2):
        response = client.post(f"/people/posts/{post.pk}/hand-over/", given)
        assert response.status_code == 302

    assert post.terms.count() == 2


def test_a_hand_over_to_nobody_is_422_and_to_oneself_403(cast, signed):
    client = signed("community_secretary")
    address = f"/people/posts/{cast.post('grid_head').pk}/hand-over/"

    unknown = client.post(address, {"username": "nobody"}, headers=HTMX)
    assert unknown.status_code == 422
    assert "<html" not in text_of(unknown)
    assert "没有使用此用户名的账号" in text_of(unknown)
    assert client.post(address, {"username": "community_secretary"}).status_code == 403


def test_a_grid_head_hands_over_nothing(cast, signed):
    address = f"/people/posts/{cast.post('grid_worker').pk}/hand-over/"

    response = signed("grid_head").post(address, {"username": "community_worker"})

    assert response.status_code == 403
    assert "只有本级或上级书记" in text_of(response)


def test_a_substitute_is_appointed_and_a_term_ended(cast, signed):
    client, post = signed("community_secretary"), cast.post("grid_head")
    factories.person("substitute", "宋雨")

    landed = client.post(
        f"/people/posts/{post.pk}/appoint/",
        {"username": "substitute", "acting": "on", "key": "a"},
        follow=True,
    )
    assert "代理" in text_of(landed)
    term = post.terms.get(acting=True)
    client.post(f"/people/terms/{term.pk}/end/", {"key": "b"})
    term.refresh_from_db()
    assert term.ends_on is not None
    assert client.post(f"/people/posts/{post.pk}/appoint/", {}).status_code == 422
    wrong = client.post(f"/people/terms/{term.pk}/end/", {"on": "yesterday"})
    assert wrong.status_code == 422


def test_an_administrator_creates_a_post_and_lands_on_it(cast, signed):
    client = signed("system_admin")
    address = f"/people/posts/new/?place={cast.tree.grid.pk}"
    assert client.get(address).status_code == 200
    given = {"place": cast.tree.grid.pk, "role": "grid_worker", "title": "网格员二", "key": "p"}

    landed = client.post("/people/posts/new/", given, follow=True)

    made = Post.objects.get(title="网格员二")
    assert landed.redirect_chain == [(f"/people/posts/{made.pk}/", 302)]
    again = client.post("/people/posts/new/", given)
    assert again.url == "/people/posts/"
    assert client.post("/people/posts/new/", {"place": 999999}).status_code == 422
    assert client.get("/people/posts/new/?place=999999").status_code == 404


def test_an_organisation_number_that_is_none_is_422(cast, signed):
    given = {"place": cast.tree.grid.pk, "role": "grid_worker", "title": "x", "organisation": 9999}

    assert signed("system_admin").post("/people/posts/new/", given).status_code == 422


def test_an_administrator_enters_an_organisation_once(cast, signed):
    client = signed("system_admin")
    assert client.get("/people/organisations/new/").status_code == 200
    given = {
        "place": cast.tree.district.pk,
        "kind": "department",
        "name": "奎文区民政局",
        "code": "civil_affairs",
        "key": "o",
    }

    landed = client.post("/people/organisations/new/", given, follow=True)

    assert "奎文区民政局" in text_of(landed)
    assert Organisation.objects.get(code="civil_affairs").level == 1
    assert client.post("/people/organisations/new/", {**given, "key": "p"}).status_code == 422


@pytest.mark.parametrize("address", ["/people/posts/new/", "/people/organisations/new/"])
def test_only_an_administrator_opens_the_forms(cast, signed, address):
    assert signed("grid_head").get(address).status_code == 403


def test_a_person_is_registered_and_shows_in_the_accounts(cast, signed):
    client = signed("system_admin")
    assert client.get("/people/accounts/new/").status_code == 200
    given = {"username": "lin", "name": "林小雨", "password": "tall-green-tree-7", "key": "r"}

    landed = client.post("/people/accounts/new/", given, follow=True)

    assert landed.redirect_chain == [("/people/accounts/", 302)]
    assert "林小雨" in text_of(landed)
    for wrong in ({"username": "lin"}, {"password": "123"}):
        assert client.post("/people/accounts/new/", {**given, **wrong}).status_code == 422


def test_a_secretary_registers_a_person_but_sees_no_accounts(cast, signed):
    client = signed("community_secretary")
    given = {"username": "lin", "name": "林小雨", "password": "tall-green-tree-7", "key": "r"}

    assert client.post("/people/accounts/new/", given).url == "/people/posts/"
    assert client.get("/people/accounts/").status_code == 403


def test_a_security_administrator_suspends_and_restores(cast, signed):
    client, person = signed("security_admin"), cast.person("grid_worker")
    address = f"/people/accounts/{person.pk}/"
    assert client.post(f"{address}suspend/", {"reason": ""}).status_code == 422

    landed = client.post(f"{address}suspend/", {"reason": "离职", "key": "s"}, follow=True)
    assert landed.redirect_chain == [(address, 302)]
    assert "已停用" in text_of(landed)
    client.post(f"{address}restore/", {"reason": "复职", "key": "t"})
    assert Person.objects.get(pk=person.pk).is_active
    assert client.post(f"{address}password/", {"password": "tall-green-tree-7"}).status_code == 403
    assert "李强" in text_of(client.get("/people/accounts/?q=李强", headers=HTMX))


def test_a_system_administrator_gives_a_new_first_password(cast, signed):
    client, person = signed("system_admin"), cast.person("grid_worker")
    address = f"/people/accounts/{person.pk}/password/"

    assert client.post(address, {"password": "short"}).status_code == 422
    client.post(address, {"password": "tall-green-tree-7", "key": "w"})

    assert Person.objects.get(pk=person.pk).check_password("tall-green-tree-7")


def test_the_acting_post_is_chosen_for_the_session(cast, signed):
    client, person = signed("grid_head"), cast.person("grid_head")
    second = factories.post(RoleKind.GRID_WORKER, cast.tree.grid, title="第二岗位")
    factories.appoint(second, person, since=factories.TODAY.replace(day=1))
    assert client.get("/people/me/").wsgi_request.actor.role == "grid_head"

    landed = client.post("/people/me/post/", {"post": second.pk}, follow=True)

    assert landed.redirect_chain == [("/people/me/", 302)]
    assert landed.wsgi_request.actor.post_id == second.pk
    stranger = cast.post("city_secretary").pk
    assert client.post("/people/me/post/", {"post": stranger}).status_code == 404


def test_somebody_without_a_post_has_a_residents_rights_and_is_told(client, cast):
    client.force_login(
        factories.person("none"), backend="django.contrib.auth.backends.ModelBackend"
    )

    response = client.get("/people/me/")

    assert response.wsgi_request.actor.role == "resident"
    assert "今天没有任职岗位" in text_of(response)


def test_my_page_asks_little(cast, signed, django_assert_max_num_queries):
    client = signed("grid_head")
    with django_assert_max_num_queries(4):
        client.get("/people/me/")


@pytest.mark.parametrize(
    ("language", "shown"), [("zh-hans", "谁在什么岗位"), ("en", "Who holds which post")]
)
def test_the_directory_speaks_the_language_asked_for(client, cast, language, shown):
    response = client.get("/people/posts/", headers={"Accept-Language": language})

    assert shown in text_of(response)


def test_an_organisation_is_named_beside_its_post_unless_the_title_does(cast):
    body = Organisation.objects.exclude(name="").first()
    at = {"role": RoleKind.DEPARTMENT_OFFICER, "place": body.place, "organisation": body}
    assert Post(title="经办岗", **at).body == body
    assert Post(title=f"{body.name}经办岗", **at).body is None
    assert Post(title="网格长", role=RoleKind.GRID_HEAD, place=body.place).body is None


def test_a_refusal_leads_staff_back_to_their_own_first_page(signed):
    refused = signed("grid_head").get("/people/posts/new/", headers={"accept-language": "en"})
    assert refused.status_code == 403
    assert 'href="/inbox/"' in text_of(refused).partition("<h1>")[2]
    assert "Follow a matter" not in text_of(refused)
    missing = signed("system_admin").get("/nowhere/", headers={"accept-language": "en"})
    assert 'href="/board/"' in text_of(missing).partition("<h1>")[2]
