"""What everybody reads: the list, the result, the rules, counting again, objections."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from liandong.ballots import queries
from liandong.ballots.models import Objection, OpenVote, RuleSet
from liandong.ballots.tests.pages import ENGLISH, HTMX, counted, text_of
from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def it(clocked):
    return clocked


def test_the_list_shows_what_is_public_near_a_place(client, it):
    assert "这里还没有表决" in text_of(client.get("/ballots/"))
    hidden, shown = it.owners(title="尚在准备"), it.published(it.owners(title="电梯更换"))
    text = text_of(client.get("/ballots/"))
    assert "电梯更换" in text
    assert hidden.title not in text
    assert "电梯更换" in text_of(client.get(f"/ballots/?place={it.cast.tree.grid.pk}"))
    near = client.get(f"/ballots/?place={it.cast.tree.elsewhere.pk}")
    assert "电梯更换" not in text_of(near)
    assert "电梯更换" not in text_of(client.get("/ballots/?phase=results"))
    part = text_of(client.get("/ballots/?phase=running", headers=HTMX))
    assert "<html" not in part
    assert shown.title in part
    assert client.get("/ballots/?place=x&phase=what").status_code == 200


def test_a_draft_is_nobodys_page(client, it):
    ballot = it.owners()
    for page in ("", "notice/", "result/", "ballots.csv", "object/roll/"):
        assert client.get(f"/ballots/{ballot.number}/{page}").status_code == 404
    assert client.get("/ballots/26010100000000/").status_code == 404


def test_the_result_shows_each_threshold_its_arithmetic_and_the_article(client, it):
    ballot = counted(it)
    text = text_of(client.get(f"/ballots/{ballot.number}/"))
    for shown in (
        "未通过",
        "第二百七十八条第二款",
        "270.00 × 4 = 1,080.00 &lt; 1,710.00 = 570.00 × 3",
        "3 × 4 = 12 ≥ 12 = 4 × 3",
        "即至少 427.50 平方米",
    ):
        assert shown in text, shown
    english = text_of(client.get(f"/ballots/{ballot.number}/", headers=ENGLISH))
    assert "Civil Code, article 278, paragraph 2" in english
    assert "Needed: at least 3/4 of those who took part, that is 427.50 m². Not reached." in english


def test_no_name_and_no_unit_stands_on_a_public_page(client, it):
    ballot = counted(it)
    for page in ("", "ballots.csv", "result/", "notice/"):
        text = text_of(client.get(f"/ballots/{ballot.number}/{page}"))
        assert "业主1" not in text
        assert "1-001" not in text


def test_each_voter_finds_the_own_vote(client, it):
    ballot = counted(it)
    code = OpenVote.objects.get(voter__no=1).tracking
    address = f"/ballots/{ballot.number}/track/"
    spaced = f" {code[:5].lower()}-{code[5:]} "
    assert "此票已计入：反对" in text_of(client.post(address, {"tracking": spaced}))
    assert "没有找到" in text_of(client.post(address, {"tracking": "NOTACODE22"}))
    assert client.post(address, {"tracking": ""}).status_code == 422
    assert client.get(address).status_code == 405


def test_before_the_count_nothing_is_published(client, it):
    ballot = it.opened(it.owners())
    it.vote(ballot, "f")
    code = OpenVote.objects.get().tracking
    assert client.get(f"/ballots/{ballot.number}/ballots.csv").status_code == 404
    response = client.post(f"/ballots/{ballot.number}/track/", {"tracking": code})
    assert response.status_code == 422
    assert "此票已计入" not in text_of(response)


def test_anybody_counts_again_from_the_published_file(client, it):
    ballot = counted(it)
    file = client.get(f"/ballots/{ballot.number}/ballots.csv").content
    upload = {"file": SimpleUploadedFile("votes.csv", file)}
    response = client.post("/ballots/recount/", upload)
    assert response.status_code == 200
    text = text_of(response)
    assert "未通过" in text
    assert queries.last_tally(ballot).digest in text
    assert client.get("/ballots/recount/").status_code == 200


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"tracking,choice,area", b"some,other,head"),
        (b"#entitled,people,4\n", b""),
        (b"#entitled,people,4", b"#entitled,people,many"),
        (b"#consent_of,participants\n", b""),
        (b",for,", b",maybe,"),
        (b",for,9000", b",for,-1"),
    ],
)
def test_a_file_that_was_tampered_with_in_form_is_422(client, it, before, after):
    ballot = counted(it)
    file = client.get(f"/ballots/{ballot.number}/ballots.csv").content
    assert before in file
    upload = {"file": SimpleUploadedFile("votes.csv", file.replace(before, after, 1))}
    response = client.post("/ballots/recount/", upload)
    assert response.status_code == 422
    assert "这不是公布的表决票文件" in text_of(response)


def test_a_file_with_one_code_twice_or_too_large_is_422(client, it):
    ballot = counted(it)
    file = client.get(f"/ballots/{ballot.number}/ballots.csv").content
    line = file.splitlines(keepends=True)[-1]
    for content in (file + line, b"x" * (8 * 1024 * 1024 + 1), b"\xff\xfe"):
        upload = {"file": SimpleUploadedFile("votes.csv", content)}
        assert client.post("/ballots/recount/", upload).status_code == 422


def test_objections_need_no_account_and_are_answered_in_public(client, it):
    ballot = it.published(it.owners())
    address = f"/ballots/{ballot.number}/object/roll/"
    assert "名册有什么问题" in text_of(client.get(address))
    assert client.post(address, {"text": ""}).status_code == 422
    landed = client.post(address, {"text": "漏了我家", "name": "刘大爷", "key": "k"}, follow=True)
    assert landed.redirect_chain == [(f"/ballots/{ballot.number}/", 302)]
    assert "尚未处理" in text_of(landed)
    assert "刘大爷" not in text_of(landed)
    assert "漏了我家" not in text_of(landed)
    refused = client.get(f"/ballots/{ballot.number}/object/result/")
    assert refused.status_code == 403
    assert client.post(f"/ballots/{ballot.number}/object/result/", {"text": "x"}).status_code == 403
    assert Objection.objects.count() == 1


def test_the_result_has_a_proof_of_its_count_and_a_qr_code(client, it):
    ballot = counted(it)
    entry = Entry.objects.get(verb="ballot.counted", subject=name_of(ballot))
    for address in (f"/ballots/{ballot.number}/", f"/ballots/{ballot.number}/result/"):
        page = client.get(address).content.decode()
        assert f"/ledger/verify/?entry={entry.pk}" in page
        assert "<svg" in page.partition('<div class="proof">')[2]


def test_the_result_is_objected_to_in_its_time(client, it):
    ballot = counted(it)
    assert "对结果提出异议" in text_of(client.get(f"/ballots/{ballot.number}/"))
    assert "结果有什么问题" in text_of(client.get(f"/ballots/{ballot.number}/object/result/"))


@pytest.mark.parametrize(
    ("language", "shown"),
    [("zh-hans", "什么事由谁决定"), ("en", "Which body decides what")],
)
def test_the_rules_of_deciding_are_everybodys(client, it, language, shown):
    headers = {"Accept-Language": language}
    assert shown in text_of(client.get("/ballots/rules/", headers=headers))
    for one in RuleSet.objects.all():
        page = client.get(f"/ballots/rules/{one.pk}/", headers=headers)
        assert page.status_code == 200
    assert client.get("/ballots/rules/99999/").status_code == 404


def test_a_house_without_rules_says_so(client, db):
    assert "尚未载入表决规则" in text_of(client.get("/ballots/rules/"))


def test_a_long_list_asks_as_little_as_a_short_one(client, it, django_assert_max_num_queries):
    for _number in range(12):
        it.published(it.owners(10000))
    with django_assert_max_num_queries(4):
        client.get("/ballots/")
