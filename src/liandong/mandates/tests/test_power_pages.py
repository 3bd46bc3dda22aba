"""The pages of delegated powers: everybody reads, the giver and the receiver act, files load."""

import re
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from liandong.mandates.models import DelegatedPower
from liandong.mandates.tests import factories, powers
from liandong.mandates.tests.powers import GIVER, RECEIVER, ROW, table
from liandong.people.tests import factories as people

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
BACKEND = "django.contrib.auth.backends.ModelBackend"
HEAD = {"title": "下放权限清单", "issued_on": "2022-03-01", "source": "潍放字"}


@pytest.fixture
def cast():
    return people.cast()


@pytest.fixture
def signed(client, cast):
    def sign(role):
        client.force_login(cast.person(role), backend=BACKEND)
        return client

    return sign


def text_of(response):
    return response.content.decode()


def form_of(response):
    """What the form on a page holds."""
    found = re.findall(r'<input[^>]* name="(\w+)"(?: value="([^"]*)")?', text_of(response))
    return {name: value for name, value in found if name != "file"}


def upload(body, name="list.csv"):
    return SimpleUploadedFile(name, body)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_everybody_reads_list_counts_and_power(client, cast, language):
    power = powers.withdrawn(cast)
    powers.able(cast, code="Q-002")
    client.cookies["django_language"] = language

    for address in ("/mandates/powers/", "/mandates/powers/counts/", power.get_absolute_url()):
        response = client.get(address)
        assert response.status_code == 200
        assert "Guangwen" in text_of(response) or language != "en"
    assert "承接街道执法人员不足" in text_of(client.get(power.get_absolute_url()))
    assert client.get("/mandates/powers/999999/").status_code == 404


def test_a_list_is_searched_with_and_without_htmx(client, cast):
    powers.in_force(cast)
    powers.proposed(cast, code="Q-002", name="占道巡查")

    part = text_of(client.get("/mandates/powers/?q=占道", headers=HTMX))
    assert "<html" not in part
    assert "占道巡查" in part
    assert "户外广告" not in part
    assert "户外广告" not in text_of(client.get("/mandates/powers/?state=proposed"))
    assert "没有下放权限" in text_of(client.get("/mandates/powers/?q=zzz"))
    assert client.get("/mandates/powers/?receiver=77").status_code == 422


def test_a_long_list_is_paged_and_asks_little(client, cast, django_assert_max_num_queries):
    kind = factories.kind()
    for number in range(60):
        powers.proposed(cast, code=f"Q-{number:03d}", category_id=kind.pk)

    with django_assert_max_num_queries(6):
        text = text_of(client.get("/mandates/powers/?page=2"))

    assert "Q-055" in text
    assert "Q-001" not in text


def test_an_export_is_loaded_again(client, cast, signed):
    powers.in_force(cast)
    body = client.get("/mandates/powers/export.xlsx?state=in_force").content

    page = signed("city_secretary").post(
        "/mandates/load/powers/",
        {**HEAD, "place": cast.tree.city.pk, "file": upload(body, "list.xlsx"), "preview": "1"},
    )

    assert "<dt>未变</dt><dd>1</dd>" in text_of(page)
    assert client.get("/mandates/powers/export.csv").status_code == 200
    assert client.get("/mandates/powers/export.pdf").status_code == 404


def test_a_file_is_previewed_and_then_loaded_as_it_was(client, cast, signed):
    signed("district_secretary")
    assert "事项编号" in text_of(client.get("/mandates/load/powers/"))

    preview = client.post(
        "/mandates/load/powers/",
        {**HEAD, "place": cast.tree.district.pk, "file": upload(table(ROW)), "preview": "1"},
    )
    assert "<dt>新增</dt><dd>1</dd>" in text_of(preview)
    assert not DelegatedPower.objects.exists()

    held = {**form_of(preview), **HEAD, "place": cast.tree.district.pk, "load": "1"}
    response = client.post("/mandates/load/powers/", held)

    assert response.url == "/mandates/powers/"
    assert "户外广告设置审批" in text_of(client.get(response.url))


def test_an_office_table_with_title_and_signature_is_read(cast, signed):
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["广文街道承接权限台账"])
    sheet.write_row(1, 0, powers.HEADS.split(","))
    row = [1, *ROW.split(",")[1:7], 3, 2]
    sheet.write_row(2, 0, row)
    sheet.write_row(3, 0, ["填报人：某某"])
    book.close()

    signed("city_secretary").post(
        "/mandates/load/powers/",
        {
            **HEAD,
            "place": cast.tree.city.pk,
            "file": upload(out.getvalue(), "台账.xlsx"),
            "load": "1",
        },
    )

    assert DelegatedPower.objects.get().code == "1"


@pytest.mark.parametrize(
    "words",
    [
        {"file": upload(table(ROW.replace("审批,《", "别的,《")))},
        {"file": upload(b"a,b\n1,2\n")},
        {"file": upload(table(ROW)), "place": "x"},
        {"content": "!", "name": "list.csv"},
        {},
    ],
)
def test_a_wrong_file_is_422_and_writes_nothing(cast, signed, words):
    given = {**HEAD, "place": cast.tree.city.pk, "load": "1", **words}
    response = signed("city_secretary").post("/mandates/load/powers/", given)

    assert response.status_code == 422
    assert "下放权限清单" in text_of(response)
    assert not DelegatedPower.objects.exists()


def test_others_do_not_load(signed):
    assert signed("subdistrict_officer").get("/mandates/load/powers/").status_code == 403


def test_a_power_goes_down_from_page_to_page(client, cast, signed):
    signed(GIVER)
    assert client.get("/mandates/powers/propose/").status_code == 200
    given = {
        "giver": cast.bureau.pk,
        "receiver": cast.tree.subdistrict.pk,
        "code": "Q-001",
        "name": "户外广告设置审批",
        "kind": "approval",
        "basis": "依据",
    }
    assert client.post("/mandates/powers/propose/", {"code": "Q-001"}).status_code == 422
    here = client.post("/mandates/powers/propose/", {**given, "key": "once"}).url
    assert client.post("/mandates/powers/propose/", {**given, "key": "once"}).status_code == 302
    assert client.post("/mandates/powers/propose/", given).status_code == 403

    early = client.get(f"{here}hand-over/")
    assert early.status_code == 403
    assert "待评估承接能力" in text_of(early)
    signed(RECEIVER)
    check = {"staff": 3, "trained": 0, "able": "on", "findings": "三人可承接"}
    refused = client.post(f"{here}check-capacity/", check)
    assert refused.status_code == 403
    assert "三人可承接" in text_of(refused)
    assert client.post(f"{here}check-capacity/", {"staff": -1}).status_code == 422
    client.post(f"{here}check-capacity/", {**check, "trained": 2})
    signed(GIVER)
    assert "自今日起" in text_of(client.get(f"{here}hand-over/"))
    client.post(f"{here}hand-over/")
    signed(RECEIVER)
    assert client.get(f"{here}count-use/").status_code == 200
    client.post(f"{here}count-use/", {"month": timezone.localdate(), "times": 7})
    signed("district_secretary")
    client.post(f"{here}train/", {"on": timezone.localdate(), "topic": "执法程序", "people": 5})
    assert "此前的行使记录" in text_of(client.get(f"{here}withdraw/"))
    client.post(f"{here}withdraw/", {"reason": "收回理由"})

    text = text_of(client.get(here))
    for words in ("收回理由", "执法程序", ">7<", "已收回"):
        assert words in text


def test_somebody_without_a_part_in_it_sees_why_not(cast, signed):
    power = powers.in_force(cast)

    text = text_of(signed("community_secretary").get(power.get_absolute_url()))

    assert "只能由下放该权限的部门" in text
    assert signed("grid_head").get("/mandates/powers/propose/").status_code == 403


def test_a_file_is_loaded_from_the_command_line(cast, tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_bytes(table(ROW))
    words = [str(file), "--name", "清单", "--issued", "2022-03-01"]

    call_command("import_powers", *words, "--dry-run")
    assert not DelegatedPower.objects.exists()
    call_command("import_powers", *words)
    assert DelegatedPower.objects.count() == 1
    assert "1" in capsys.readouterr().out

    for body in (table(ROW.replace("广文街道", "无")), b"a\n1"):
        file.write_bytes(body)
        with pytest.raises(CommandError):
            call_command("import_powers", *words)


def test_without_a_city_there_is_nothing_to_load(db, tmp_path):
    with pytest.raises(CommandError):
        call_command("import_powers", "x.csv", "--name", "清单", "--issued", "2022-03-01")
