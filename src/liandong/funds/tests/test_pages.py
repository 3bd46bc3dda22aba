"""The pages of funds: what everybody reads, the books, and every deed from form to landing page."""

from datetime import datetime

import pytest
from django.urls import reverse

from liandong.funds import actions, queries
from liandong.funds.lifecycle import Movement, State
from liandong.funds.models import Commitment, Fund, Line, Posting
from liandong.funds.tests import factories
from liandong.kernel.page import new_key
from liandong.people.tests.factories import NOON

BACKEND = "django.contrib.auth.backends.ModelBackend"
EN = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The pages ask the clock: it is noon of the day on which the fund is played."""
    at = NOON

    def now() -> datetime:
        return at

    monkeypatch.setattr("django.utils.timezone.now", now)


@pytest.fixture
def it(db):
    return factories.world()


@pytest.fixture
def sign(client, it):
    def signed(role):
        client.force_login(it.person(role), backend=BACKEND)
        return client

    return signed


@pytest.fixture
def payment(it):
    """A fund with a line, and one payment with its receipt."""
    line = factories.line(it, factories.fund(it, allotted=20_000_000))
    return factories.paid(it, factories.approved(it, line), papers=[factories.paper()])


def at(fund: Fund, page: str = "books", deed: str = "") -> str:
    base = reverse(f"funds:{page}", args=[fund.place_id, fund.year])
    return f"{base}{deed}/" if deed else base


def of(made: Commitment, deed: str = "") -> str:
    base = reverse("funds:commitment", args=[made.pk])
    return f"{base}{deed}/" if deed else base


def text_of(response) -> str:
    return response.content.decode()


def post(client, url, **fields):
    return client.post(url, {"key": new_key(), **fields}, follow=True)


# --- What everybody reads ------------------------------------------------------------------------


def test_everybody_reads_the_statement(client, payment):
    shown = text_of(client.get(at(payment.fund, "statement")))

    assert "广文街道还欠" in shown
    assert "60,000.00" in shown
    assert "活动室桌椅" in shown
    assert "198,800.00" in shown
    assert "家具店" not in shown
    assert "三家比价" not in shown
    assert at(payment.fund) not in shown


def test_an_empty_fund_says_so_in_both_languages(client, it):
    fund = factories.fund(it, allotted=0)
    assert "还没有" in text_of(client.get(at(fund, "statement")))
    assert "No budget line yet" in text_of(client.get(at(fund, "statement"), **EN))
    assert client.get(at(fund, "paper")).status_code == 200


def test_a_fund_that_came_in_full_says_so(client, it):
    assert "足额" in text_of(client.get(at(factories.fund(it), "statement")))


def test_the_list_is_public_and_offers_years(client, it):
    assert "还没有开立" in text_of(client.get(reverse("funds:list")))
    fund = factories.fund(it)
    assert at(fund, "statement") in text_of(client.get(reverse("funds:list")))
    before = factories.fund(it, 2025)
    listed = text_of(client.get(reverse("funds:list"), {"year": 2025}))
    assert at(before, "statement") in listed
    assert at(fund, "statement") not in listed
    assert client.get(reverse("funds:list"), {"year": "x"}).status_code == 200


def test_a_post_sees_its_own_communities_first(sign, it):
    fund = factories.fund(it)
    client = sign("subdistrict_officer")
    page = text_of(client.get(reverse("funds:list")))
    assert at(fund, "statement") in page
    assert reverse("funds:open") in page
    assert "all=1" in page
    assert reverse("funds:open") not in text_of(sign("grid_head").get(reverse("funds:list")))


def test_several_years_are_tabs(client, it):
    factories.fund(it, 2025)
    fund = factories.fund(it)
    assert at(Fund.objects.get(year=2025), "statement") in text_of(
        client.get(at(fund, "statement"))
    )


def test_the_statement_goes_out_as_a_table(client, payment):
    body = client.get(f"{at(payment.fund, 'statement')}export.csv").content.decode("utf-8-sig")

    assert "1200.00" in body
    assert "198800.00" in body
    assert client.get(f"{at(payment.fund, 'statement')}export.xlsx").content[:2] == b"PK"
    assert client.get(f"{at(payment.fund, 'statement')}export.pdf").status_code == 404


def test_paper_has_lines_payments_and_room_to_sign(client, payment):
    shown = text_of(client.get(at(payment.fund, "paper")))
    assert "2026-11-24" in shown
    assert "居务监督" in shown


def test_what_is_not_there_is_404(client, sign, it):
    assert client.get("/funds/999/2026/").status_code == 404
    client = sign("community_secretary")
    for path in (
        "/funds/999/2026/books/",
        "/funds/commitments/9/",
        "/funds/postings/9/reverse/",
        "/funds/receipts/9/",
    ):
        assert client.get(path).status_code == 404


# --- The books -----------------------------------------------------------------------------------


def test_the_books_are_closed_to_others(client, sign, payment):
    assert client.get(at(payment.fund)).status_code == 302
    receipt = reverse("funds:receipt", args=[payment.receipts.get().pk])
    assert client.get(receipt).status_code == 302
    client = sign("hotline_clerk")
    pages = (at(payment.fund), at(payment.fund, "journal"), of(payment.commitment), receipt)
    for page in pages:
        assert client.get(page).status_code == 403


def test_the_books_show_everything_within_a_ceiling_of_queries(
    sign, payment, django_assert_max_num_queries
):
    client = sign("community_secretary")
    with django_assert_max_num_queries(30):
        shown = text_of(client.get(at(payment.fund)))
    assert "活动室桌椅" in shown
    assert "社区经费由其所属街道代管账户" in shown
    assert text_of(client.get(at(payment.fund), {"state": "proposed"})).count("活动室桌椅") == 0
    part = client.get(at(payment.fund), HTTP_HX_REQUEST="true")
    assert "<html" not in text_of(part)


def test_a_commitment_shows_its_whole_story(sign, payment):
    shown = text_of(sign("district_secretary").get(of(payment.commitment)))
    for words in ("家具店", "三家比价", "支出已审批", "无利害关系", "票据1"):
        assert words in shown
    english = text_of(sign("district_secretary").get(of(payment.commitment), **EN))
    assert "Spending was approved." in english


def test_the_journal_shows_reversals(sign, it, payment):
    keeper = it.actor("subdistrict_officer")
    actions.reverse(posting_id=payment.pk, reason="付错", actor=keeper, now=NOON)
    shown = text_of(sign("subdistrict_officer").get(at(payment.fund, "journal")))
    assert f"冲销第{payment.pk}笔" in shown
    assert "-1,200.00" in shown
    shown = text_of(sign("subdistrict_officer").get(of(payment.commitment)))
    assert "付错" in shown


def test_an_empty_journal_says_so(sign, it):
    fund = factories.fund(it, allotted=0)
    assert "还没有" in text_of(sign("subdistrict_officer").get(at(fund, "journal")))


def test_a_receipt_is_a_download_that_no_browser_runs(sign, payment):
    page = sign("community_worker").get(reverse("funds:receipt", args=[payment.receipts.get().pk]))
    assert page.content == factories.PDF
    assert page["Content-Disposition"].startswith("attachment")
    assert page["X-Content-Type-Options"] == "nosniff"


def test_a_posting_leads_to_where_it_stands(sign, payment):
    client = sign("subdistrict_officer")
    there = client.get(reverse("funds:posting", args=[payment.pk]))
    assert there.url == of(payment.commitment)
    allotment = Posting.objects.filter(movement=Movement.ALLOTTED).first()
    there = client.get(reverse("funds:posting", args=[allotment.pk]))
    assert there.url == at(payment.fund, "journal")


# --- Deeds ---------------------------------------------------------------------------------------


def test_a_keeper_opens_a_fund(sign, it):
    client = sign("subdistrict_officer")
    assert "樱园社区" in text_of(client.get(reverse("funds:open")))
    page = post(client, reverse("funds:open"), place=it.tree.community.pk, year=2026)
    assert page.redirect_chain[-1][0] == at(Fund.objects.get())
    wrong = post(client, reverse("funds:open"), place=it.tree.community.pk, year="x")
    assert wrong.status_code == 422
    assert sign("community_secretary").get(reverse("funds:open")).status_code == 403


def test_money_comes_and_is_planned(sign, it):
    fund = factories.fund(it, allotted=0)
    client = sign("subdistrict_officer")
    form = text_of(client.get(at(fund, deed="allot")))
    assert 'value="156,000.00"' in form
    share = fund.shares.order_by("id").first()
    page = post(client, at(fund, deed="allot"), share=share.pk, amount="15.6万", day="2026-03-01")
    assert page.status_code == 200
    assert Fund.objects.get().received == 15_600_000

    client = sign("community_secretary")
    words = {"name": "服务群众专项", "kind": "service", "planned": "80,000"}
    assert post(client, at(fund, deed="plan"), **words).status_code == 200
    assert Line.objects.get().planned == 8_000_000
    again = client.get(at(fund, deed="plan"), {"name": "服务群众专项"})
    assert 'value="80,000.00"' in text_of(again)
    too_much = post(client, at(fund, deed="plan"), **{**words, "planned": "27万"})
    assert too_much.status_code == 403
    assert "最多还可安排预算" in text_of(too_much)
    assert 'value="27万"' in text_of(too_much)


def test_from_proposal_to_the_end_on_the_pages(sign, it):
    line = factories.line(it)
    client = sign("community_worker")
    words = {"line": line.pk, "purpose": "消防通道划线", "amount": "6,000", "payee": "某公司"}
    post(client, at(line.fund, deed="propose"), **words)
    made = Commitment.objects.get()
    decided = {
        "body": "residents_committee",
        "body_name": "樱园社区居委会",
        "day": "2026-11-20",
        "approved": "yes",
        "text": "同意。",
    }
    counted = {"entitled": 7, "votes_for": 6, "votes_against": 0}
    assert post(client, of(made, "attach-decision"), **decided).status_code == 422
    assert post(client, of(made, "attach-decision"), **decided, **counted).status_code == 200

    client = sign("community_secretary")
    refused = client.get(of(made, "approve"))
    assert refused.status_code == 403
    assert "请先声明" in text_of(refused)
    post(client, of(made, "declare"), conflicted="no")
    assert "承诺" in text_of(post(client, of(made, "approve")))

    client = sign("subdistrict_officer")
    paper = factories.picture()
    page = post(client, of(made, "pay"), amount="5,500", day="2026-11-24", papers=[paper])
    assert page.redirect_chain[-1][0] == of(made)
    post(client, of(made, "finish"))
    made.refresh_from_db()
    assert (made.state, made.paid) == (State.FINISHED, 550_000)
    assert queries.recounted(line.fund)["committed"] == 0


def test_not_approving_needs_a_reason(sign, it):
    made = factories.proposed(it)
    client = sign("community_secretary")
    assert post(client, of(made, "reject")).status_code == 422
    post(client, of(made, "reject"), reason="明年再办")
    assert "明年再办" in text_of(client.get(of(made)))


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (lambda: factories.pdf(b"MZ not a paper"), "既不是照片"),
        (lambda: factories.pdf(b"x" * 20_000_000), "超过"),
    ],
)
def test_what_is_no_receipt_is_refused(sign, it, file, says):
    made = factories.approved(it)
    words = {"amount": "10", "day": "2026-11-24", "papers": [file()]}
    page = post(sign("subdistrict_officer"), of(made, "pay"), **words)
    assert page.status_code == 422
    assert says in text_of(page)
    assert not Posting.objects.filter(movement=Movement.PAID).exists()


def test_receipts_are_added_later_and_a_payment_reversed(sign, it):
    payment = factories.paid(it)
    base = reverse("funds:posting", args=[payment.pk])
    client = sign("community_worker")
    assert post(client, f"{base}add-receipt/").status_code == 422
    six = [factories.pdf() for _ in range(6)]
    assert "五个" in text_of(post(client, f"{base}add-receipt/", papers=six))
    page = post(client, f"{base}add-receipt/", papers=[factories.pdf()])
    assert page.redirect_chain[-1][0] == of(payment.commitment)
    assert payment.receipts.count() == 1
    assert client.get(f"{base}reverse/").status_code == 403

    client = sign("subdistrict_officer")
    assert client.get(f"{base}reverse/").status_code == 200
    post(client, f"{base}reverse/", reason="金额有误")
    assert Posting.objects.filter(reverses=payment, reason="金额有误").exists()


def test_a_wrong_allotment_is_reversed_from_the_journal(sign, it):
    fund = factories.fund(it, allotted=100)
    allotment = Posting.objects.get()
    client = sign("subdistrict_officer")
    url = reverse("funds:reverse", args=[allotment.pk])
    assert url in text_of(client.get(at(fund, "journal")))
    page = post(client, url, reason="记错")
    assert page.redirect_chain[-1][0] == at(fund, "journal")


def test_a_press_that_comes_twice_pays_once(sign, it):
    made = factories.approved(it)
    client, key = sign("subdistrict_officer"), new_key()
    for _ in range(2):
        words = {"key": key, "amount": "10", "day": "2026-11-24"}
        assert client.post(of(made, "pay"), words).status_code == 302
    assert Posting.objects.filter(movement=Movement.PAID).count() == 1


def test_overdue_receipts_and_the_closed_year_are_said(sign, it, monkeypatch):
    payment = factories.paid(it)
    later = datetime(2026, 12, 31, 4, tzinfo=NOON.tzinfo)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    client = sign("subdistrict_officer")
    assert "应当已经附上的票据" in text_of(client.get(at(payment.fund)))
    assert "1笔支出尚未办结" in text_of(client.get(at(payment.fund, deed="close")))
    worker = it.actor("community_worker")
    papers = (factories.paper(),)
    actions.add_receipt(posting_id=payment.pk, papers=papers, actor=worker, now=later)
    actions.finish(commitment_id=payment.commitment_id, actor=worker, now=later)
    assert "已结账" in text_of(post(client, at(payment.fund, deed="close")))
    assert "258,800.00" in text_of(client.get(at(payment.fund, "statement")))
    assert Fund.objects.get().closed_at == later
