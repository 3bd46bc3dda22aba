"""Pages of petitions: starting, registering, supporting by code and on paper, printing."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from liandong.ballots.models import Ballot
from liandong.deliberation import actions, queries
from liandong.deliberation.lifecycle import Stand
from liandong.deliberation.models import Council, Petition
from liandong.deliberation.tests.factories import ASSEMBLY, DAY, NOON, fresh
from liandong.deliberation.tests.pages import ENGLISH, HTMX, text_of
from liandong.places.models import Place

pytestmark = pytest.mark.django_db
PUBLIC = "/deliberation/petitions/"
DESK = f"{PUBLIC}desk/"
ROWS = "王大爷,1-101\n李阿姨,1-102\n张师傅,1-103\n赵六,1-104\n钱七,1-105"
TYPED = {
    "base": "households",
    "topic": "商议停车位收费",
    "text": "请召开居民会议，商议停车位收费办法。",
    "starter": "孙八",
    "contact": "3号楼门房",
}


def started(client, it, **words):
    address = f"{PUBLIC}start/?place={it.place.pk}"
    return client.post(address, {"key": uuid4().hex, **TYPED, **words}, follow=True)


def do(client, petition, slug, **data):
    address = f"{DESK}{petition.number}/{slug}/"
    return client.post(address, {"key": uuid4().hex, **data}, follow=True)


def reached(it, **words):
    return it.support(it.registered(**words), 1, 2)


# --- Residents ---


def test_a_resident_finds_the_community_and_starts(it, client):
    assert "在哪个社区" in text_of(client.get(f"{PUBLIC}start/"))
    Place.objects.filter(pk=it.place.pk).update(search_text="樱园社区|")
    found = text_of(client.get(f"{PUBLIC}start/?q=樱园"))
    assert f"?place={it.place.pk}" in found
    assert "没有叫这个名字的社区" in text_of(client.get(f"{PUBLIC}start/?q=没有的地方"))
    assert "在哪个社区" in text_of(client.get(f"{PUBLIC}start/?place={it.place.parent_id}"))
    asked = text_of(client.get(f"{PUBLIC}start/?place={it.place.pk}"))
    assert "1/5" in asked
    page = started(client, it)
    petition = Petition.objects.get()
    assert "/petitions/mine/" in page.redirect_chain[0][0]
    assert page["Cache-Control"].startswith("max-age=0")
    assert "这个地址只属于您" in text_of(page)
    assert petition.starter == "孙八"
    assert client.get(f"{PUBLIC}{petition.number}/").status_code == 404


def test_what_does_not_fit_is_kept_and_said(it, client):
    missing = started(client, it, topic="")
    assert missing.status_code == 422
    assert "孙八" in text_of(missing)
    refused = started(client, it, base="owners")
    assert refused.status_code == 403
    assert "孙八" in text_of(refused)
    assert not Petition.objects.exists()
    same = {"key": "a", **TYPED}
    address = f"{PUBLIC}start/?place={it.place.pk}"
    client.post(address, same)
    assert client.post(address, same).url == PUBLIC
    assert Petition.objects.count() == 1


def test_nobody_starts_them_by_the_dozen(it, client):
    for _time in range(5):
        assert started(client, it).status_code == 200
    assert started(client, it).status_code == 429


def test_who_started_it_follows_and_withdraws_it(it, client):
    code = it.petition()
    address = f"{PUBLIC}mine/{code.code}/"
    assert "核对名册" in text_of(client.get(address))
    done = client.post(address, {"key": "a"}, follow=True)
    assert "已撤回" in text_of(done)
    assert fresh(code.petition).stand == Stand.WITHDRAWN
    refused = client.post(address, {"key": "b"})
    assert refused.status_code == 403
    assert client.get(f"{PUBLIC}mine/ABCDEFGHJKLM/").status_code == 404


def test_the_public_page_has_the_count_and_never_a_name(it, client):
    petition = it.support(it.registered(), 1)
    shown = text_of(client.get(f"{PUBLIC}{petition.number}/"))
    assert "<b>1</b>" in shown
    assert "1 × 5 = 5 &lt; 10 = 10 × 1" in shown
    assert "待本地确认" in shown
    assert "住户1" not in shown
    assert "王大爷" not in shown
    english = text_of(client.get(f"{PUBLIC}{petition.number}/", headers=ENGLISH))
    assert "of 10 support it; 2 are needed." in english
    it.support(petition, 2)
    now = text_of(client.get(f"{PUBLIC}{petition.number}/"))
    assert "2 × 5 = 10 ≥ 10 = 10 × 1" in now
    assert "必须召集" in now


def test_the_list_is_found_by_place_and_stand(it, client):
    assert "还没有提议" in text_of(client.get(PUBLIC))
    it.registered(topic="近处的提议")
    shown = text_of(client.get(PUBLIC, {"place": it.place.pk, "phase": "collecting"}))
    assert "近处的提议" in shown
    assert "近处的提议" not in text_of(client.get(PUBLIC, {"phase": "ended"}))
    part = text_of(client.get(PUBLIC, headers=HTMX))
    assert "<html" not in part


def test_queries_do_not_grow_with_the_list(it, client, django_assert_max_num_queries):
    for number in range(6):
        it.registered(topic=f"提议{number}")
    with django_assert_max_num_queries(8):
        client.get(PUBLIC)
    client.force_login(it.cast.person("community_secretary"))
    with django_assert_max_num_queries(14):
        client.get(DESK)


# --- Supporting ---


def code_of(it, petition, no):
    codes = it.with_petition(actions.issue_support_codes, petition, numbers=[no])
    return codes[no]


def test_a_voice_supports_with_its_code_and_takes_it_back(it, client):
    petition = it.registered()
    code = code_of(it, petition, 3)
    assert client.post(f"{PUBLIC}support/", {"code": "错的"}).status_code == 422
    typed = f"{code[:4]} {code[4:]}".lower()
    found = client.post(f"{PUBLIC}support/", {"code": typed}, follow=True)
    assert "我支持召开会议" in text_of(found)
    address = f"{PUBLIC}support/{code}/"
    done = client.post(address, {"key": "a"}, follow=True)
    assert "您支持这件提议" in text_of(done)
    assert queries.backing_of(petition).people == 1
    again = client.post(address, {"key": "b"})
    assert again.status_code == 403
    back = client.post(f"{address}back/", {"key": "c"}, follow=True)
    assert "我支持召开会议" in text_of(back)
    assert queries.backing_of(petition).people == 0
    assert client.post(f"{address}back/", {"key": "d"}).status_code == 403
    assert client.get(f"{address}back/").status_code == 405


def test_codes_cannot_be_tried_out(it, client):
    for _time in range(30):
        assert client.get(f"{PUBLIC}support/ABCDEFGHJKLM/").status_code == 404
    assert client.get(f"{PUBLIC}support/ABCDEFGHJKLM/").status_code == 429
    assert client.post(f"{PUBLIC}support/", {"code": "x"}).status_code == 429
    assert client.get(f"{PUBLIC}mine/ABCDEFGHJKLM/").status_code == 429


def test_once_enough_support_it_the_code_says_so(it, client):
    petition = it.registered()
    code = code_of(it, petition, 3)
    it.support(petition, 1, 2)
    shown = text_of(client.get(f"{PUBLIC}support/{code}/"))
    assert "不再征集" in shown
    assert "我支持召开会议" not in shown


# --- The desk ---


def test_the_desk_registers_it_with_the_roll(it, signed):
    client = signed()
    assert "还没有提议" in text_of(client.get(DESK))
    petition = it.petition().petition
    assert petition.number in text_of(client.get(DESK))
    asked = text_of(client.get(f"{DESK}{petition.number}/"))
    assert "王大爷" in asked
    assert client.get(f"{DESK}{petition.number}/register/").status_code == 200
    wrong = do(client, petition, "register", rows="")
    assert wrong.status_code == 422
    big = do(client, petition, "register", rows=",1-101")
    assert big.status_code == 422
    landed = do(client, petition, "register", rows=ROWS)
    assert landed.redirect_chain == [(f"{DESK}{petition.number}/", 302)]
    assert fresh(petition).entitled_people == 5
    roll = text_of(client.get(f"{DESK}{petition.number}/roll/"))
    assert "张师傅" in roll
    assert "n = 5" in roll


def test_a_file_is_taken_as_well_and_checked(it, signed, tmp_path):
    client = signed()
    petition = it.petition(base="owners", compound="樱园小区").petition
    unit = tmp_path / "roll.csv"
    unit.write_text("房号,业主姓名,面积\n1-101,甲,89.5\n1-102,乙,90", encoding="utf-8")
    with unit.open("rb") as file:
        do(client, petition, "register", file=file)
    assert fresh(petition).entitled_area == 17950
    bad = tmp_path / "roll.txt"
    bad.write_text("x", encoding="utf-8")
    other = it.petition().petition
    with bad.open("rb") as file:
        assert do(client, other, "register", file=file).status_code == 422
    bad.write_bytes(b"x" * (4 * 1024 * 1024 + 1))
    with bad.open("rb") as file:
        assert do(client, other, "register", file=file).status_code == 422


def test_slips_are_printed_once(it, signed):
    client = signed()
    petition = it.registered()
    slips = do(client, petition, "issue-codes", numbers="1-2，4")
    assert "住户4" in text_of(slips)
    assert "住户3" not in text_of(slips)
    assert "max-age=0" in slips["Cache-Control"]
    code = re.search(r'receipt-number">([^<]+)<', text_of(slips))[1].replace(" ", "")
    assert queries.signer_with(code).no == 1
    assert do(client, petition, "issue-codes", numbers="一").status_code == 422
    landed = do(client, petition, "issue-codes", numbers="99")
    assert landed.redirect_chain == [(f"{DESK}{petition.number}/", 302)]


def test_two_clerks_enter_a_sheet(it, signed):
    petition = it.registered(*(0,) * 30)
    client = signed()
    sheet = {"sheet": "1", "numbers": "1-2", "strangers": 1}
    do(client, petition, "enter-sheet", **sheet)
    assert "录入一次" in text_of(client.get(f"{DESK}{petition.number}/"))
    twice = do(client, petition, "enter-sheet", **sheet)
    assert twice.status_code == 403
    assert "1-2" in text_of(twice)
    second = Client()
    second.force_login(it.cast.person("community_worker"))
    do(second, petition, "enter-sheet", **sheet)
    shown = text_of(client.get(f"{DESK}{petition.number}/"))
    assert "已计入" in shown
    assert "不在名册" in shown
    assert queries.backing_of(petition).on_paper == 2
    do(client, petition, "enter-sheet", sheet="2", numbers="3", strangers=0)
    do(second, petition, "enter-sheet", sheet="2", numbers="4", strangers=0)
    assert "两次录入不一致" in text_of(client.get(f"{DESK}{petition.number}/"))
    do(client, petition, "take-back", no=1)
    assert queries.backing_of(petition).on_paper == 1
    assert do(client, petition, "take-back", no=99).status_code == 422


def test_others_handle_none_and_see_no_names(it, signed):
    petition = it.registered()
    client = signed("grid_head")
    shown = text_of(client.get(f"{DESK}{petition.number}/"))
    assert "王大爷" not in shown
    assert client.get(f"{DESK}{petition.number}/roll/").status_code == 403
    assert client.get(f"{DESK}{petition.number}/roll/print/").status_code == 403
    assert client.get(f"{DESK}{petition.number}/enter-sheet/").status_code == 403
    assert client.get(f"{DESK}000/").status_code == 404
    assert client.get(f"{DESK}000/roll/print/").status_code == 404


def test_convening_drafts_the_ballot(it, signed):
    petition = reached(it)
    client = signed()
    asked = text_of(client.get(f"{DESK}{petition.number}/convene-ballot/"))
    assert "居民会议" in asked
    opens = (NOON + 20 * DAY).strftime("%Y-%m-%dT%H:%M")
    closes = (NOON + 24 * DAY).strftime("%Y-%m-%dT%H:%M")
    typed = {
        "subject": "important_common",
        "body": ASSEMBLY,
        "base": "resident_reps",
        "question": "是否同意？",
        "opens_at": opens,
        "closes_at": closes,
        "secrecy": "open",
        "notice": "定于下月召开居民代表会议。",
    }
    wrong = do(client, petition, "convene-ballot", **{**typed, "base": "owners"})
    assert wrong.status_code == 403
    assert "是否同意？" in text_of(wrong)
    landed = do(client, petition, "convene-ballot", **typed)
    assert landed.redirect_chain == [(f"{DESK}{petition.number}/", 302)]
    ballot = Ballot.objects.get()
    assert ballot.number in text_of(landed)
    assert "定于下月" in text_of(Client().get(f"{PUBLIC}{petition.number}/"))


def test_convening_plans_a_council(it, signed):
    petition = reached(it)
    client = signed()
    starts = (NOON + 10 * DAY).strftime("%Y-%m-%dT%H:%M")
    typed = {"venue": "议事厅", "starts_at": starts, "notice": "先开议事会。"}
    landed = do(client, petition, "convene-council", **typed)
    council = Council.objects.get()
    assert council.number in text_of(landed)
    assert council.consultation.topic == petition.topic
    assert "convene-council/" not in text_of(landed)


def test_refusing_offers_only_what_the_rules_name(it, signed):
    petition = it.petition().petition
    client = signed()
    asked = text_of(client.get(f"{DESK}{petition.number}/refuse/"))
    assert "违反法律" in asked
    none = do(client, petition, "refuse", code="inconvenient", reason="不方便")
    assert none.status_code == 422
    landed = do(client, petition, "refuse", code="unlawful", reason="要求收取罚款。")
    assert "要求收取罚款" in text_of(landed)
    late = do(client, reached(it), "refuse", code="unlawful", reason="不方便")
    assert late.status_code == 422


# --- Paper ---


def test_what_is_printed_is_chinese_and_has_its_address(it, client):
    petition = it.registered()
    sheet = text_of(client.get(f"{PUBLIC}{petition.number}/sheet/", headers=ENGLISH))
    assert "签名" in sheet
    assert "<svg" in sheet
    it.support(petition, 1, 2)
    assert client.get(f"{PUBLIC}{petition.number}/sheet/").status_code == 404
    result = text_of(client.get(f"{PUBLIC}{petition.number}/result/", headers=ENGLISH))
    assert "2 × 5 = 10" in result
    client.force_login(it.cast.person("community_secretary"))
    roll = text_of(client.get(f"{DESK}{petition.number}/roll/print/"))
    assert "住户10" in roll


def test_where_area_counts_it_stands_everywhere(it, client):
    petition = it.registered(8000, 9000, base="owners", compound="樱园小区")
    terms = {**petition.terms, "base": {**petition.terms["base"], "area": ">= 1/5"}}
    Petition.objects.filter(pk=petition.pk).update(terms=terms)
    shown = text_of(client.get(f"{PUBLIC}{petition.number}/"))
    assert "34.00" in shown
    client.force_login(it.cast.person("community_secretary"))
    assert "90.00" in text_of(client.get(f"{DESK}{petition.number}/roll/"))
    assert "90.00" in text_of(client.get(f"{DESK}{petition.number}/roll/print/"))
    assert "平方米" in text_of(client.get(f"{PUBLIC}{petition.number}/result/"))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_rules_name_every_base_and_reason(it, client, language):
    shown = text_of(client.get("/deliberation/rules/", headers={"Accept-Language": language}))
    assert "1/3" in shown
    assert ("residents&#x27; groups" in shown) is (language == "en")


def test_ended_petitions_say_how(it, client):
    ended = it.registered()
    it.with_petition(actions.withdraw_petition, ended)
    assert "已撤回" in text_of(client.get(f"{PUBLIC}{ended.number}/"))
    expired = it.registered()
    Petition.objects.filter(pk=expired.pk).update(stand=Stand.EXPIRED)
    assert "支持人数不足" in text_of(client.get(f"{PUBLIC}{expired.number}/"))
    refused = reached(it)
    it.with_petition(actions.refuse_petition, refused, code="decided", reason="上月已经决定。")
    for page in ("", "result/"):
        assert "上月已经决定" in text_of(client.get(f"{PUBLIC}{refused.number}/{page}"))
