"""What is printed, and how little it asks of the database."""

import pytest

from liandong.ballots.tests import factories
from liandong.ballots.tests.factories import voter
from liandong.ballots.tests.pages import desk, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def it(clocked):
    return clocked


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_everything_is_printed_in_chinese(it, signed, language):
    ballot = it.opened(
        it.owners(silence_counts=True, silence_clause=factories.CLAUSE, explanation="说明")
    )
    it.papers(ballot)
    it.vote(ballot, "fffb")
    it.now = factories.COUNTING
    it.counted(ballot)
    client, headers = signed(), {"Accept-Language": language}
    for address, shown in (
        (f"/ballots/{ballot.number}/notice/", "表决公告"),
        (f"/ballots/{ballot.number}/result/", "表决结果公告"),
        (desk(ballot, "print/roll/"), "表决权人名册"),
        (desk(ballot, "print/papers/"), "逾期未投票的计入多数意见"),
        (desk(ballot, "print/counting/"), "唱票人"),
    ):
        text = text_of(client.get(address, headers=headers))
        assert shown in text, address
        assert 'lang="zh-Hans"' in text


def test_a_result_is_not_printed_before_it_is_there(client, it):
    ballot = it.published(it.owners())
    assert client.get(f"/ballots/{ballot.number}/result/").status_code == 404


def test_the_roll_asks_as_little_for_many_as_for_few(it, signed, django_assert_max_num_queries):
    ballot = it.published(it.owners(*range(100, 190)))
    client = signed()
    with django_assert_max_num_queries(14):
        client.get(desk(ballot, "print/roll/"))
    with django_assert_max_num_queries(24):
        client.get(desk(ballot))


def test_deemed_votes_stand_in_a_line_of_their_own(client, it):
    ballot = it.opened(it.owners(silence_counts=True, silence_clause=factories.CLAUSE))
    it.deliver(ballot, 1, 2, 3, 4, 5)
    it.vote(ballot, "fff")
    it.now = factories.COUNTING
    counted = it.counted(ballot)
    text = text_of(client.get(f"/ballots/{counted.number}/"))
    assert "未投票、计入多数意见 (同意)" in text
    assert "deemed" in text_of(client.get(f"/ballots/{counted.number}/ballots.csv"))
    assert voter(counted, 5).name not in text
