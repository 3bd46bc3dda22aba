import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from liandong.people.tests import factories

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


@pytest.fixture
def person():
    return factories.person("zhang.min", "张敏")


def sign_in(client, password, **extra):
    return client.post(LOGIN, {"login": "zhang.min", "password": password}, **extra)


def confirm(client):
    """Enter the password once more, as the security settings ask."""
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_a_password_signs_in_and_out(client, person):
    page = client.get(LOGIN)
    assert "工作人员登录" in page.content.decode()

    response = sign_in(client, factories.PASSWORD)
    assert (response.status_code, response.url) == (302, "/")
    assert client.get("/people/me/").status_code == 200

    assert "退出" in client.get("/accounts/logout/").content.decode()
    client.post("/accounts/logout/")
    assert client.get("/people/me/").status_code == 302


def test_a_wrong_password_is_answered_as_every_wrong_form(client, person):
    response = sign_in(client, "wrong")
    assert response.status_code == 422
    assert "zhang.min" in response.content.decode(), "what was typed is kept"


def test_five_failures_lock_the_door_with_a_page_that_says_so(client, person):
    for _attempt in range(5):
        response = sign_in(client, "wrong")
    assert response.status_code == 429
    assert "15 分钟" in response.content.decode()

    assert sign_in(client, factories.PASSWORD).status_code == 429, "also with the right password"


def test_a_suspended_account_cannot_sign_in_and_its_session_ends(client, person):
    sign_in(client, factories.PASSWORD)
    person.is_active = False
    person.save()
    assert client.get("/people/me/").status_code == 302

    sign_in(client, factories.PASSWORD)
    assert client.get("/people/me/").status_code == 302


def test_nobody_signs_up(client):
    page = client.get("/accounts/signup/")
    assert page.status_code == 200
    assert "账号由管理员开通" in page.content.decode()

    client.post(
        "/accounts/signup/",
        {"username": "x", "password1": "long-word-1", "password2": "long-word-1"},
    )
    assert not factories.Person.objects.filter(username="x").exists()


def test_a_second_step_is_set_up_and_then_asked_for(client, person):
    sign_in(client, factories.PASSWORD)
    confirm(client)
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)})
    assert "动态口令应用已启用" in client.get("/accounts/2fa/").content.decode()
    codes = client.get("/accounts/2fa/recovery-codes/").content.decode()
    recovery = re.findall(r"<code>([\w-]+)</code>", codes)
    assert len(recovery) == 10
    client.post("/accounts/logout/")

    response = sign_in(client, factories.PASSWORD, follow=True)
    assert response.redirect_chain == [("/accounts/2fa/authenticate/", 302)]
    assert client.get("/people/me/").status_code == 302, "a password alone is not enough"
    client.post("/accounts/2fa/authenticate/", {"code": recovery[0]})
    assert client.get("/people/me/").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/password/change/",
        "/accounts/reauthenticate/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
    ],
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_security_pages_stand_in_our_shell_in_both_languages(client, person, address, language):
    sign_in(client, factories.PASSWORD)
    confirm(client)
    client.get("/people/me/")  # shows the greeting, which names the account

    page = client.get(address, headers={"Accept-Language": language})

    text = page.content.decode()
    assert page.status_code == 200
    assert 'id="main"' in text
    main = text.split("<main", 1)[1].split("</main>")[0].split(">", 1)[1]
    main = re.sub(r"<[^>]*>", "", main)
    main = re.sub(r"data:\S+|[A-Z2-7]{32}", "", main)
    chinese, latin = re.search("[\u4e00-\u9fff]", main), re.search(r"\b[a-z]{4,}\b", main)
    assert (chinese if language == "zh-hans" else latin) is not None
    assert (latin if language == "zh-hans" else chinese) is None


def test_a_password_is_changed(client, person):
    sign_in(client, factories.PASSWORD)
    given = {
        "oldpassword": factories.PASSWORD,
        "password1": "a-brand-new-word",
        "password2": "a-brand-new-word",
    }

    client.post("/accounts/password/change/", given)

    person.refresh_from_db()
    assert person.check_password("a-brand-new-word")
