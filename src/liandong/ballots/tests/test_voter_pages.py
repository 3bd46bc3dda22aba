"""Voting by code: once, in time, and never guessed."""

import pytest

from liandong.ballots import actions
from liandong.ballots.models import Mark, OpenVote
from liandong.ballots.tests import factories
from liandong.ballots.tests.pages import counted, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def it(clocked):
    return clocked


def code_of(it, ballot, no=1):
    codes = actions.issue_codes(
        ballot_id=ballot.pk, numbers=[no], actor=it.actor(), now=factories.VOTING
    )
    return codes[no]


def test_a_voter_votes_by_code_and_reads_the_tracking_code_once(client, it):
    ballot = it.opened(it.owners())
    code = code_of(it, ballot)
    landed = client.post("/ballots/vote/", {"code": f"{code[:4].lower()} {code[4:]}"})
    assert landed.url == f"/ballots/vote/{code}/"
    page = client.get(landed.url)
    text = text_of(page)
    for shown in (ballot.title, "1-001", "100.00", "辅助计票，非法定电子投票系统"):
        assert shown in text, shown
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page["Cache-Control"]

    receipt = client.post(landed.url, {"choice": "for", "key": "press"})
    tracking = OpenVote.objects.get().tracking
    assert f"{tracking[:5]} {tracking[5:]}" in text_of(receipt)
    again = client.post(landed.url, {"choice": "against", "key": "press"}, follow=True)
    assert "不得重复表决" in text_of(again)
    other = client.post(landed.url, {"choice": "against", "key": "another"})
    assert other.status_code == 403
    assert OpenVote.objects.get().choice == "for"
    assert tracking not in text_of(client.get(landed.url))


def test_a_wrong_code_says_so_and_too_many_are_stopped(client, it):
    response = client.post("/ballots/vote/", {"code": "ABCDEFGH2345"})
    assert response.status_code == 422
    assert "没有使用此表决码" in text_of(response)
    assert client.get("/ballots/vote/ABCDEFGH2345/").status_code == 404
    said = [client.post("/ballots/vote/", {"code": "x"}).status_code for _try in range(32)]
    assert said[-1] == 429
    assert client.get("/ballots/vote/").status_code == 200


@pytest.mark.parametrize(("path", "data"), [("track", {"tracking": "X"}), ("object/roll", {})])
def test_too_many_tries_of_other_kinds_are_stopped(client, it, path, data):
    ballot = it.published(it.owners()) if path == "object/roll" else counted(it)
    address = f"/ballots/{ballot.number}/{path}/"
    said = {client.post(address, data).status_code for _try in range(32)}
    assert 429 in said


def test_guessing_in_the_address_is_stopped_too(client, it):
    said = [client.get(f"/ballots/vote/{'A' * 12}/").status_code for _try in range(32)]
    assert set(said) == {404, 429}


def test_a_vote_without_a_choice_is_422_and_too_early_is_refused(client, it):
    ballot = it.published(it.owners())
    code = code_of(it, ballot)
    early = client.get(f"/ballots/vote/{code}/")
    assert "表决尚未开始" in text_of(early)
    it.opened(ballot)
    assert client.post(f"/ballots/vote/{code}/", {"choice": "maybe"}).status_code == 422
    assert not Mark.objects.exists()


def test_a_secret_vote_says_what_is_kept(client, it):
    ballot = it.opened(it.residents())
    code = code_of(it, ballot)
    text = text_of(client.get(f"/ballots/vote/{code}/"))
    assert "不保存任何能把您与选择对应起来的内容" in text
    assert "名册登记" not in text
    receipt = client.post(f"/ballots/vote/{code}/", {"choice": "abstain", "key": "k"})
    assert "除您以外没有人知道" in text_of(receipt)
