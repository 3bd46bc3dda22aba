"""What happens to a budget vote is written down; what is refused leaves no trace."""

from contextlib import suppress
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from liandong.budgeting import actions, queries
from liandong.budgeting.lifecycle import Completion, Marking, Method, Standing, State
from liandong.budgeting.models import Box, BudgetVote, Mark, PaperEntry, Voter
from liandong.budgeting.tests import factories
from liandong.budgeting.tests.factories import BUDGET, COUNTING, LISTING, SETTLING, VOTING
from liandong.funds.models import Commitment, Line
from liandong.kernel.actor import RESIDENT
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.planning.tallying import pabulib
from liandong.planning.tallying.budget import equal_shares


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="budget.").order_by("id")
    return [verb.removeprefix("budget.") for verb in found.values_list("verb", flat=True)]


def refused(says: str, deed, *args, **words) -> None:
    before = Entry.objects.count()
    with pytest.raises(Refused, match=says):
        deed(*args, **words)
    assert Entry.objects.count() == before


def test_from_the_opening_to_commitments(it):
    vote = factories.counted(it)
    assert [one.no for one in queries.listed(vote) if one.chosen] == [2, 3, 4]
    vote = factories.do(it, "settle", vote, SETTLING)
    assert vote.state == State.SETTLED
    said = [verb for verb in verbs() if verb not in {"proposed", "assessed", "cast"}]
    assert said == [
        "opened",
        "listed",
        "roll_entered",
        "papers_printed",
        "voting_opened",
        "counted",
        "settled",
    ]
    made = Commitment.objects.order_by("id")
    assert [(one.purpose, one.amount) for one in made] == [
        ("楼道灯", 2_000_000),
        ("车棚", 1_000_000),
        ("坡道", 1_500_000),
    ]
    assert all(one.decided and one.state == "approved" for one in made)
    line = Line.objects.get(pk=vote.line_id)
    assert (line.committed, line.free) == (4_500_000, BUDGET - 4_500_000)
    assert [one.commitment_id for one in queries.listed(vote)] == [None, *(one.pk for one in made)]


def test_the_count_is_the_tutorials_and_the_file_counts_again(it):
    vote = factories.counted(it)
    assert vote.outcome == {
        "votes": 10,
        "invalid": 0,
        "spent": 4_500_000,
        "each": 600_000,
        "steps": 1084,
        "prefer_shares": None,
        "prefer_greedy": None,
    }
    text = queries.as_file(vote)
    assert queries.digest(text) == vote.digest
    read = pabulib.read(text)
    assert read.selected() == {"2", "3", "4"}
    again = equal_shares(read.instance, "cost", "add1", step=read.scale)
    assert set(again.winners) == read.selected()


def test_every_project_says_why(it):
    told = {one.no: queries.why(one) for one in queries.listed(factories.counted(it))}
    assert "6名支持者" in told[2]
    assert "每人出" in told[2]
    assert "还差" in told[1]


def test_from_the_top_every_project_says_why_too(it):
    greedy = queries.listed(factories.counted(it, method=Method.GREEDY))
    assert [one.no for one in greedy if one.chosen] == [1, 2, 3]
    assert "不够" in queries.why(greedy[3])


@pytest.mark.parametrize(
    ("terms", "ticks", "winners"),
    [
        ({"method": Method.GREEDY}, factories.TICKS, [1, 2, 3]),
        ({"completion": Completion.UTILITARIAN}, factories.TICKS, [2, 3, 4]),
        ({"completion": Completion.ADD1_COMPARE}, factories.TICKS, [1, 2, 3]),
        ({"ties": "cheaper", "method": Method.GREEDY}, ("1", "2", "3", "4"), [2, 3, 4]),
        ({"ties": "listed", "method": Method.GREEDY}, ("1", "2", "3", "4"), [1, 2, 3]),
    ],
)
def test_the_rule_chosen_beforehand_decides(it, terms, ticks, winners):
    vote = factories.counted(it, ticks, **terms)
    assert [one.no for one in queries.listed(vote) if one.chosen] == winners


def test_points_are_shared_out(it):
    vote = factories.voting(it, 3, marking=Marking.POINTS, most=5, method=Method.GREEDY)
    refused("5分", factories.cast, vote, 1, {"1": 6})
    factories.cast(vote, 1, {"1": 5})
    factories.cast(vote, 2, {"4": 2, "3": 3})
    factories.cast(vote, 3, {"4": 2, "3": 2, "2": 1})
    vote = factories.do(it, "count", vote, COUNTING)
    assert [one.no for one in queries.listed(vote) if one.chosen] == [1, 3, 4]
    assert "scoring" in queries.as_file(vote)
    assert pabulib.read(queries.as_file(vote)).instance.poll.score == (5, 1, 5, 4)


def test_nothing_joins_a_voter_with_marks(it):
    vote = factories.voted(it)
    assert Mark.objects.count() == 10
    slips = Box.objects.get().slips
    assert list(slips) == sorted(slips)
    for entry in Entry.objects.filter(verb="budget.cast"):
        assert entry.public == {"channel": "online"}
        assert entry.subject == f"budgeting.budgetvote:{vote.pk}"


def test_nobody_votes_twice_or_beyond_the_rule(it):
    vote = factories.voting(it, 3, most=2)
    words = {"actor": RESIDENT, "now": VOTING}
    one, two, three = Voter.objects.order_by("no").values_list("pk", flat=True)
    actions.cast(voter_id=one, marks={"1": 1}, **words)
    refused("不得重复", actions.cast, voter_id=one, marks={"2": 1}, **words)
    refused("最多勾选2", actions.cast, voter_id=two, marks={"1": 1, "2": 1, "3": 1}, **words)
    refused("不在清单", actions.cast, voter_id=two, marks={"9": 1}, **words)
    refused("不在投票时间", actions.cast, voter_id=two, marks={}, actor=RESIDENT, now=COUNTING)
    factories.do(it, "hand_out", vote, VOTING, "grid_head", no=2)
    refused("不得重复", actions.cast, voter_id=two, marks={"1": 1}, **words)
    refused("不得重复", factories.do, it, "hand_out", vote, VOTING, no=1)
    actions.cast(voter_id=three, marks={}, **words)
    assert len(Box.objects.get().slips) == 2


def paper_entered(it, paper, marks, role):
    return actions.enter_paper(paper_id=paper.pk, marks=marks, actor=it.actor(role), now=VOTING)


def test_papers_are_entered_by_two_people_apart(it):
    vote = factories.voting(it, 3)
    first, second, third = vote.papers.order_by("id")[:3]
    for no in (1, 2, 3):
        factories.do(it, "hand_out", vote, VOTING, no=no)
    paper_entered(it, first, {"1": 1}, "community_secretary")
    refused("另一人", paper_entered, it, first, {"1": 1}, "community_secretary")
    refused("只录入一次", factories.do, it, "count", vote, COUNTING)
    assert paper_entered(it, first, {"1": 1}, "community_worker").settled
    refused("已录入并核对", paper_entered, it, first, {"1": 1}, "grid_head")

    paper_entered(it, second, {"1": 1}, "community_secretary")
    assert not paper_entered(it, second, {"2": 1}, "community_worker").settled
    assert queries.differing(vote) == [second]
    assert paper_entered(it, second, {"2": 1}, "grid_head").settled
    for role in ("community_secretary", "community_worker"):
        paper_entered(it, third, None, role)
    assert Box.objects.get().slips == dict(
        sorted({first.code: {"1": 1}, second.code: {"2": 1}, third.code: None}.items())
    )
    assert not PaperEntry.objects.exists()
    counted = factories.do(it, "count", vote, COUNTING)
    assert (counted.outcome["votes"], counted.outcome["invalid"]) == (2, 1)


def test_more_votes_than_marks_are_not_counted(it):
    vote = factories.voting(it, 3)
    for paper in vote.papers.all()[:1]:
        for role in ("community_secretary", "community_worker"):
            paper_entered(it, paper, {"1": 1}, role)
    refused("多于", factories.do, it, "count", vote, COUNTING)


def test_codes_are_kept_as_hashes_and_replaced(it):
    vote = factories.listed(it)
    refused("名册", factories.do, it, "issue_codes", vote, LISTING, numbers=[])
    factories.do(it, "enter_roll", vote, LISTING, names=["甲", "乙"])
    codes = factories.do(it, "issue_codes", vote, LISTING, numbers=[])
    assert set(codes) == {1, 2}
    assert factories.do(it, "issue_codes", vote, LISTING, numbers=[]) == {}
    voter = queries.voter_with(codes[1])
    assert voter is not None
    assert voter.no == 1
    assert codes[1] not in voter.code_hash
    other = factories.do(it, "issue_codes", vote, LISTING, numbers=[1])
    assert queries.voter_with(codes[1]) is None
    assert queries.voter_with(other[1]) == voter
    assert queries.voter_with("") is None


def test_a_new_roll_takes_the_place_of_the_old_one_until_voting(it):
    vote = factories.listed(it)
    factories.do(it, "enter_roll", vote, LISTING, names=["甲", "乙"])
    factories.do(it, "enter_roll", vote, LISTING, names=["丙"])
    assert list(queries.roll(vote).values_list("name", flat=True)) == ["丙"]
    vote = factories.do(it, "open_voting", vote, VOTING)
    assert vote.entitled == 1
    refused("目前的状态", factories.do, it, "enter_roll", vote, VOTING, names=["丁"])


def test_the_money_is_promised_to_one_vote_only(it):
    line = factories.line(it, BUDGET + 1_000_000)
    vote = factories.opened(it, line)
    assert queries.reserved(line) == BUDGET
    refused("10,000.00", factories.opened, it, line, budget=1_000_001)
    assert factories.opened(it, line, budget=1_000_000).budget == 1_000_000
    factories.do(it, "cancel", vote, LISTING, reason="改期")
    assert queries.reserved(line) == 1_000_000


def test_a_proposal_is_looked_at_with_a_reason(it):
    vote = factories.opened(it)
    project = factories.proposed(vote, "请张三家旁边装灯")
    entry = Entry.objects.order_by("id").last()
    assert "张三" not in str(entry.public)
    refused("1件建议", factories.do, it, "publish_list", vote, LISTING)
    none = factories.found(cost=None)
    refused("造价", factories.assess, it, project, none)
    dear = factories.found(cost=BUDGET + 1)
    refused("60,000.00", factories.assess, it, project, dear)
    made = factories.assess(it, project, factories.found(standing=Standing.REFUSED, cost=None))
    assert made.standing == Standing.REFUSED
    refused("两个项目", factories.do, it, "publish_list", vote, LISTING)
    late = {"vote_id": vote.pk, "words": "晚了", "actor": RESIDENT, "now": LISTING}
    refused("截止", actions.propose, **late)


def test_an_end_without_a_result_says_why(it):
    vote = factories.voting(it, 2)
    refused("街道", factories.do, it, "cancel", vote, VOTING, reason="停")
    refused("无人投票", factories.do, it, "count", vote, COUNTING)
    vote = factories.do(it, "cancel", vote, VOTING, "subdistrict_officer", reason="名册有误")
    assert (vote.state, vote.cancelled_because) == (State.CANCELLED, "名册有误")
    refused("目前的状态", factories.do, it, "cancel", vote, VOTING, reason="再停")


def test_the_result_stands_published_before_it_is_carried_out(it):
    vote = factories.counted(it)
    soon = COUNTING + timedelta(days=4)
    refused("5日", factories.do, it, "settle", vote, soon)
    assert not Commitment.objects.exists()


def test_without_the_money_nothing_is_settled(it):
    vote = factories.counted(it)
    Line.objects.filter(pk=vote.line_id).update(planned=2_500_000)
    refused("5,000.00", factories.do, it, "settle", vote, SETTLING)
    assert not Commitment.objects.exists()
    assert BudgetVote.objects.get().state == State.COUNTED


def test_no_action_changes_what_was_chosen_beforehand(it):
    vote = factories.do(it, "settle", factories.counted(it), SETTLING)
    for name in ("budget", "marking", "most", "method", "utility", "completion", "ties"):
        assert getattr(vote, name) == getattr(factories.TERMS, name)


@pytest.mark.django_db(transaction=True)
def test_one_code_used_at_the_same_instant_votes_once():
    it = factories.world()
    vote = factories.voting(it, 3)
    voter = Voter.objects.get(vote=vote, no=1)
    start = Barrier(3)

    def go(number: str) -> None:
        start.wait()
        with suppress(Refused):
            actions.cast(voter_id=voter.pk, marks={number: 1}, actor=RESIDENT, now=VOTING)
        connection.close()

    threads = [Thread(target=go, args=[number]) for number in "123"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Mark.objects.count() == 1
    assert len(Box.objects.get().slips) == 1
