import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from liandong.ledger.models import Entry
from liandong.mandates import queries
from liandong.mandates.models import MandateItem, MandateList
from liandong.mandates.tests import factories
from liandong.people.tests import factories as people

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def cast():
    return people.cast()


@pytest.fixture
def signed(client, cast):
    def sign(role):
        client.force_login(cast.person(role), backend=MODEL_BACKEND)
        return client

    return sign


@pytest.fixture
def listed(cast):
    kind = factories.kind()
    return factories.listed(
        cast.tree.city,
        factories.line(1, categories=(kind.code,), name="公共照明设施管护"),
        factories.line(2, class_no=2, class_name="住房", class_name_en="Housing", lead_kind="fire"),
        template=True,
        source="自拟模板",
    )


def text_of(response):
    return response.content.decode()


def test_everybody_reads_the_lists_and_sees_that_one_is_a_template(client, listed):
    text = text_of(client.get("/mandates/"))
    assert "属地管理事项清单" in text
    assert "模板" in text

    text = text_of(client.get(f"/mandates/{listed.pk}/"))
    assert "模板：须由本地确认" in text
    assert "公共照明设施管护" in text
    assert "城市管理部门" in text
    assert client.get("/mandates/999999/").status_code == 404


def test_a_house_without_lists_says_what_that_means(client, cast):
    assert "尚未载入清单" in text_of(client.get("/mandates/"))


def test_a_list_is_searched_with_and_without_htmx(client, listed):
    part = text_of(client.get(f"/mandates/{listed.pk}/?q=照明", headers=HTMX))
    assert "<html" not in part
    assert "公共照明设施管护" in part
    assert "第2项事项" not in part

    assert "公共照明" not in text_of(client.get(f"/mandates/{listed.pk}/?group=2"))
    assert "公共照明" not in text_of(client.get(f"/mandates/{listed.pk}/?lead=fire"))
    assert "没有符合条件的事项" in text_of(client.get(f"/mandates/{listed.pk}/?q=zzz"))
    assert client.get(f"/mandates/{listed.pk}/?group=77").status_code == 422


def test_a_long_list_asks_as_little_as_a_short_one(client, cast, django_assert_max_num_queries):
    kind = factories.kind()
    lines = [factories.line(number, categories=(kind.code,)) for number in range(1, 96)]
    long = factories.listed(cast.tree.city, *lines)

    with django_assert_max_num_queries(4):
        client.get(f"/mandates/{long.pk}/")


def test_the_export_holds_what_was_searched_and_is_read_again(client, listed):
    response = client.get(f"/mandates/{listed.pk}/export.csv?q=照明")

    (line,) = queries.read_list("list.csv", response.content).lines
    assert (line.item_no, line.categories) == (1, ("public_lighting",))
    book = client.get(f"/mandates/{listed.pk}/export.xlsx")
    assert len(queries.read_list("list.xlsx", book.content).lines) == 2
    assert client.get(f"/mandates/{listed.pk}/export.pdf").status_code == 404


@pytest.mark.parametrize(
    ("language", "shown"),
    [("zh-hans", "谁负主体责任，谁负配合责任"), ("en", "Who must lead, who must support")],
)
def test_the_lists_speak_the_language_asked_for(client, listed, language, shown):
    assert shown in text_of(client.get("/mandates/", headers={"Accept-Language": language}))


def test_an_item_shows_its_duties_and_says_who_may_not_change_it(client, listed, signed):
    address = f"/mandates/items/{factories.item(listed).pk}/"
    text = text_of(client.get(address))
    assert "巡查维修" in text
    assert "《城市道路管理条例》" in text

    assert "只有市、区县书记或系统管理员" in text_of(signed("grid_head").get(address))
    assert client.get("/mandates/items/999999/").status_code == 404


def given(item, **changes):
    return {
        "name": item.name,
        "lead_level": "district",
        "lead_kind": "urban_management",
        "lead": "改由区级统一维修",
        "effective_from": "2026-12-01",
        "reason": "清单动态调整",
        "key": "press",
        **changes,
    }


def test_a_secretary_records_a_new_version_and_lands_on_it(listed, signed):
    item, client = factories.item(listed), signed("city_secretary")
    address = f"/mandates/items/{item.pk}/revise/"
    assert item.name in text_of(client.get(address))

    landed = client.post(address, given(item), follow=True)

    new = factories.item(listed)
    assert landed.redirect_chain == [(f"/mandates/items/{new.pk}/", 302)]
    assert "改由区级统一维修" in text_of(landed)
    assert "最新版本见下方" in text_of(client.get(f"/mandates/items/{item.pk}/"))
    again = client.post(address, given(item))
    assert again.url == f"/mandates/items/{item.pk}/", "a double press is harmless"
    assert MandateItem.objects.filter(item_no=1).count() == 2


def test_a_revision_without_a_reason_is_422_too_early_403_and_by_others_403(listed, signed):
    item, client = factories.item(listed), signed("city_secretary")
    address = f"/mandates/items/{item.pk}/revise/"

    part = client.post(address, given(item, reason=""), headers=HTMX)
    assert part.status_code == 422
    assert "<html" not in text_of(part)
    assert client.post(address, given(item, effective_from="2020-01-01")).status_code == 403
    assert signed("grid_head").get(address).status_code == 403
    assert client.post(address, given(item)).status_code == 403
    assert MandateItem.objects.count() == 2


def test_a_department_code_of_the_citys_own_survives_an_edit(cast, signed):
    own = factories.listed(cast.tree.city, factories.line(1, lead_kind="big_data_bureau"))
    item = factories.item(own)

    signed("city_secretary").post(
        f"/mandates/items/{item.pk}/revise/", given(item, lead_kind="big_data_bureau")
    )

    assert factories.item(own).lead_kind == "big_data_bureau"


def upload(cast, *lines, **changes):
    words = {
        "place": cast.tree.city.pk,
        "kind": "basic",
        "name": "基本履职事项清单",
        "effective_from": "2025-06-01",
        "source": "市委办",
        "key": "load",
    }
    if lines:
        content = queries.to_csv(lines).encode()
        words["file"] = SimpleUploadedFile("list.csv", content)
    return {**words, **changes}


def test_a_list_is_previewed_and_then_loaded_as_previewed(cast, signed):
    client = signed("city_secretary")
    assert client.get("/mandates/import/").status_code == 200

    preview = client.post("/mandates/import/", upload(cast, factories.line(1), preview="1"))
    assert "变更预览" in text_of(preview)
    assert not MandateList.objects.exists()

    content = preview.context["form"]["content"].value()
    landed = client.post("/mandates/import/", upload(cast, content=content, load="1"), follow=True)
    made = MandateList.objects.get()
    assert landed.redirect_chain == [(f"/mandates/{made.pk}/", 302)]
    assert "第1项事项" in text_of(landed)
    assert Entry.objects.get().verb == "mandates.imported"
    again = client.post("/mandates/import/", upload(cast, content=content, load="1"))
    assert again.url == "/mandates/"


def test_a_preview_names_what_changes_and_what_ends(cast, signed):
    factories.listed(cast.tree.city, factories.line(1), factories.line(2))
    words = {"kind": "responsibility_95", "effective_from": factories.SINCE.isoformat()}

    preview = signed("city_secretary").post(
        "/mandates/import/", upload(cast, factories.line(1, lead="改"), **words)
    )

    plan = preview.context["plan"]
    assert (len(plan.changed), len(plan.gone), plan.same) == (1, 1, 0)


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, "请选择文件"),
        ({"file": SimpleUploadedFile("a.pdf", b"x")}, "须为 TOML"),
        ({"file": SimpleUploadedFile("a.csv", b"x" * (2 * 1024 * 1024 + 1))}, "超过 2 MB"),
        ({"place": "999999", "content": "x"}, "没有使用此编号的辖区"),
    ],
)
def test_a_file_that_is_none_is_422(cast, signed, changes, shown):
    response = signed("city_secretary").post("/mandates/import/", upload(cast, **changes))

    assert response.status_code == 422
    assert shown in text_of(response)


def test_bad_rows_are_listed_and_nothing_is_written(cast, signed):
    bad = factories.line(1, lead_level="moon")

    response = signed("city_secretary").post("/mandates/import/", upload(cast, bad, load="1"))

    assert response.status_code == 422
    assert "第 1 行" in text_of(response)
    assert not MandateList.objects.exists()


def test_only_entitled_staff_load_lists_and_only_of_their_places(cast, signed):
    assert signed("grid_head").get("/mandates/import/").status_code == 403
    beyond = signed("district_secretary").post(
        "/mandates/import/", upload(cast, factories.line(1), preview="1")
    )
    assert beyond.status_code == 403
