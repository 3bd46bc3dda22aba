"""It happens and is written down; it is refused and nothing is written."""

import pytest
from django.db import IntegrityError

from liandong.ballots import actions, queries
from liandong.ballots.actions import Correction
from liandong.ballots.lifecycle import State
from liandong.ballots.models import Ballot, Mark, OpenVote, Paper, PaperEntry, Proxy, Voter
from liandong.ballots.queries import Voice
from liandong.ballots.tests import factories
from liandong.ballots.tests.factories import (
    CLOSES,
    CONFIRMING,
    COUNTING,
    OPENS,
    VOTING,
    World,
    fresh,
    voter,
)
from liandong.kernel.actor import RESIDENT
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Detail, Entry
from liandong.people.tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def it():
    return World()


def last():
    return Entry.objects.order_by("id").last()


def test_a_draft_keeps_the_terms_of_its_day(it):
    ballot = it.draft()
    assert (ballot.state, len(ballot.number)) == (State.DRAFTED, 14)
    assert ballot.terms["set"]["code"] == "owners_vote/weifang"
    assert ballot.terms["majority"]["participation"] == {"people": ">= 2/3", "area": ">= 2/3"}
    assert last().verb == "ballot.drafted"
    assert "question" in last().commitments
    assert "question" not in last().public


def test_the_wrong_body_is_refused_and_nothing_is_written(it):
    before = Entry.objects.count()
    with pytest.raises(Refused, match="二百七十八"):
        it.draft(body="residents_assembly", base="adults")
    assert not Ballot.objects.exists()
    assert Entry.objects.count() == before


def test_several_units_and_unsold_ones_count_once_as_people(it):
    ballot = it.enrol(
        it.draft(),
        [
            Voice("开发公司", "", True, (("9-101", 10000), ("9-102", 10000), ("9-103", 10000))),
            Voice("王芳", "A1", False, (("1-101", 8952), ("1-102", 8952))),
            Voice("王芳", "B7", False, (("2-101", 7000),)),
        ],
    )
    whole = queries.entitled(ballot)
    assert (whole.people, whole.area) == (3, 54904)
    assert last().public == {"people": 3, "area": 54904}


def test_a_roll_is_replaced_only_while_it_is_prepared(it):
    ballot = it.owners()
    it.enrol(ballot, factories.voices(100, 200))
    assert queries.entitled(ballot).people == 2
    it.published(ballot)
    with pytest.raises(Refused):
        it.enrol(ballot, factories.voices(100))
    assert queries.entitled(ballot).people == 2


def test_notice_is_enforced(it):
    ballot = it.owners(opens_at=NOON + 14 * factories.DAY)
    with pytest.raises(Refused, match="2026-12-09"):
        it.published(ballot)
    assert fresh(ballot).state == State.DRAFTED
    assert it.published(it.owners()).published_at == NOON


def objection(ballot, about="roll", now=NOON):
    return actions.object_to(
        ballot_id=ballot.pk,
        about=about,
        name="刘大爷",
        text="我家房号写错了。",
        actor=RESIDENT,
        now=now,
    )


def decide(it, one, *, upheld=True, correction=None, role="community_secretary", now=NOON):
    return actions.decide_objection(
        objection_id=one.pk,
        upheld=upheld,
        answer="已核对产权证。",
        correction=correction,
        actor=it.actor(role),
        now=now,
    )


def test_an_objection_to_the_roll_stops_the_opening_and_corrects_it(it):
    ballot = it.published(it.owners())
    one = objection(ballot)
    with pytest.raises(Refused, match="异议"):
        it.opened(ballot)
    added = Voice("刘大爷", "", False, (("1-009", 5500),))
    decide(it, one, correction=Correction(strike=5, add=added))
    assert queries.voter(ballot, 5) is None
    assert queries.voter(ballot, 6).name == "刘大爷"
    assert last().verb == "ballot.roll_corrected"
    assert last().public["area"] == 10000 + 9000 + 8000 + 7000 + 5500
    assert it.opened(fresh(ballot)).entitled_people == 5


def test_an_objection_that_is_not_upheld_changes_nothing(it):
    ballot = it.published(it.owners())
    decide(it, objection(ballot), upheld=False, correction=Correction(strike=5))
    assert queries.entitled(ballot).people == 5
    with pytest.raises(Refused):
        decide(it, ballot.objections.get())


def test_an_objection_is_never_public(it):
    objection(it.published(it.owners()))
    assert last().public == {"about": "roll"}
    assert "刘大爷" not in str(last().public) + str(Detail.objects.get(entry=last()).texts)


def test_the_roll_is_fixed_at_opening(it):
    ballot = it.opened(it.owners())
    assert (ballot.entitled_people, ballot.entitled_area) == (5, 40000)
    with pytest.raises(Refused):
        objection(ballot)


def test_voting_online_leaves_one_mark_and_one_vote_under_a_code(it):
    ballot = it.opened(it.owners())
    receipt = it.cast_vote(ballot, 1)
    vote = OpenVote.objects.get(voter__no=1)
    assert (vote.choice, vote.tracking) == ("for", receipt.tracking)
    assert len(receipt.tracking) == 10
    assert last().verb == "ballot.cast"
    assert last().public == {"channel": "online"}


def test_nobody_votes_twice_online(it):
    ballot = it.opened(it.owners())
    it.cast_vote(ballot, 1)
    before = Entry.objects.count()
    with pytest.raises(Refused):
        it.cast_vote(ballot, 1, "against")
    assert OpenVote.objects.get().choice == "for"
    assert Entry.objects.count() == before


def test_the_database_itself_allows_one_mark(it):
    ballot = it.opened(it.owners())
    it.cast_vote(ballot, 1)
    with pytest.raises(IntegrityError):
        Mark.objects.create(voter=voter(ballot, 1), channel="paper", day=VOTING.date())


def test_who_voted_online_has_no_paper_entered_and_the_other_way_round(it):
    ballot = it.opened(it.owners())
    papers = it.papers(ballot)
    it.cast_vote(ballot, 1)
    with pytest.raises(Refused):
        it.on_paper(papers[0], "against")
    it.on_paper(papers[1], "for")
    with pytest.raises(Refused):
        it.cast_vote(ballot, 2)
    assert [vote.voter.no for vote in OpenVote.objects.all()] == [1]


def test_two_people_enter_a_paper_apart_and_two_that_agree_make_the_vote(it):
    ballot = it.opened(it.owners())
    paper = it.papers(ballot)[0]
    it.on_paper(paper, "for")
    assert not OpenVote.objects.exists()
    with pytest.raises(Refused):
        it.on_paper(paper, "for")
    it.on_paper(paper, "for", "grid_head")
    vote = OpenVote.objects.get()
    assert (vote.choice, vote.tracking) == ("for", paper.code)
    with pytest.raises(Refused):
        it.on_paper(paper, "for", "community_worker")
    assert [entry.look for entry in PaperEntry.objects.order_by("look")] == [1, 2]


def test_entries_that_differ_wait_for_a_third_look(it):
    ballot = it.opened(it.owners())
    paper = it.papers(ballot)[0]
    it.on_paper(paper, "for")
    it.on_paper(paper, "against", "grid_head")
    assert not OpenVote.objects.exists()
    assert [one.pk for one in queries.differing(ballot)] == [paper.pk]
    it.closed(ballot)
    with pytest.raises(Refused):
        actions.count(ballot_id=ballot.pk, actor=it.actor(), now=COUNTING)
    it.on_paper(paper, "against", "community_worker")
    assert OpenVote.objects.get().choice == "against"
    assert last().verb == "ballot.paper_settled"
    assert queries.differing(ballot) == []


def test_codes_are_kept_as_hashes_and_a_new_one_ends_the_old(it):
    ballot = it.published(it.owners())
    issue = {"ballot_id": ballot.pk, "actor": it.actor(), "now": NOON}
    codes = actions.issue_codes(numbers=[], **issue)
    assert sorted(codes) == [1, 2, 3, 4, 5]
    kept = "".join(Voter.objects.values_list("code_hash", flat=True))
    assert not any(code in kept for code in codes.values())
    assert queries.voter_with(codes[1]).no == 1
    assert actions.issue_codes(numbers=[], **issue) == {}
    again = actions.issue_codes(numbers=[1], **issue)
    assert queries.voter_with(codes[1]) is None
    assert queries.voter_with(again[1]).no == 1
    assert queries.voter_with("SHORT") is None
    assert last().public == {"codes": 1}


def test_one_holder_has_three_slots(it):
    ballot = it.published(it.owners())
    words = {"ballot_id": ballot.pk, "actor": it.actor("grid_head"), "now": NOON}
    for no in (1, 2, 3):
        actions.appoint_proxy(no=no, holder="赵六", holder_key="0417", **words)
    with pytest.raises(Refused, match="第三十二条"):
        actions.appoint_proxy(no=4, holder="赵六", holder_key="0417", **words)
    assert actions.appoint_proxy(no=4, holder="赵六", holder_key="9999", **words).slot == 1
    assert Proxy.objects.count() == 4
    assert last().public == {"no": 4, "slot": 1}


def result(ballot):
    return queries.last_tally(ballot)


def test_an_ordinary_decision_passes_and_every_number_is_in_the_ledger(it):
    ballot = it.opened(it.owners())
    it.vote(ballot, "fffa-")
    counted = it.counted(ballot)
    assert counted.passed is True
    assert counted.state == State.COUNTED
    public = last().public
    assert public["people_votes_for"] == 3
    assert public["area_participants"] == 34000
    assert public["passed"] is True
    detail = Detail.objects.get(entry=last()).texts
    assert detail["votes"][1] == queries.digest(queries.published(counted))


def test_three_quarters_fail_by_area_alone(it):
    ballot = it.opened(it.owners(30000, 9000, 9000, 9000, code="raise_maintenance_fund"))
    it.vote(ballot, "afff")
    counted = it.counted(ballot)
    assert counted.passed is False
    unmet = [(one["stage"], one["measure"]) for one in result(counted).judged if not one["met"]]
    assert unmet == [("consent", "area")]


def test_silence_counts_only_with_clause_delivery_and_warning(it):
    ballot = it.opened(it.owners(silence_counts=True, silence_clause=factories.CLAUSE))
    it.deliver(ballot, 1, 2, 3)
    it.deliver(ballot, 4, warned=False)
    it.vote(ballot, "ff")
    counted = it.counted(ballot)
    people = result(counted).counts["numbers"]["people"]
    assert (people["votes_for"], people["deemed"], people["participants"]) == (2, 1, 3)
    plain = it.opened(it.owners())
    it.deliver(plain, 1, 2, 3, 4, 5)
    it.vote(plain, "ff")
    assert result(it.counted(plain)).counts["numbers"]["people"]["deemed"] == 0


def test_counted_again_by_another_post_and_confirmed_after_its_time(it):
    ballot = it.opened(it.owners())
    it.vote(ballot, "ffff-")
    it.counted(ballot)
    words = {"ballot_id": ballot.pk, "now": COUNTING}
    with pytest.raises(Refused):
        actions.recount(reason="抽查", actor=it.actor(), **words)
    again = actions.recount(reason="抽查", actor=it.actor("community_worker"), **words)
    assert (again.no, again.passed) == (2, True)
    assert [tally.no for tally in queries.tallies(ballot)] == [1, 2]
    with pytest.raises(Refused):
        actions.confirm(ballot_id=ballot.pk, actor=it.actor(), now=COUNTING)
    one = objection(fresh(ballot), "result", COUNTING)
    with pytest.raises(Refused):
        actions.confirm(ballot_id=ballot.pk, actor=it.actor(), now=CONFIRMING)
    decide(it, one, upheld=False, now=CONFIRMING)
    done = actions.confirm(ballot_id=ballot.pk, actor=it.actor(), now=CONFIRMING)
    assert done.state == State.CONFIRMED
    assert last().public == {"passed": True}


def test_annulled_with_a_reason_that_everybody_reads(it):
    ballot = it.opened(it.owners())
    with pytest.raises(Refused):
        actions.annul(ballot_id=ballot.pk, reason="送达有误", actor=it.actor(), now=VOTING)
    done = actions.annul(
        ballot_id=ballot.pk,
        reason="送达有误",
        actor=it.actor("subdistrict_officer"),
        now=VOTING,
    )
    assert (done.state, done.annulled_because) == (State.ANNULLED, "送达有误")
    with pytest.raises(Refused):
        it.cast_vote(ballot, 1)


def test_a_ballot_closes_early_once_all_have_voted(it):
    ballot = it.opened(it.owners(10000, 9000))
    it.vote(ballot, "f")
    with pytest.raises(Refused):
        actions.close(ballot_id=ballot.pk, actor=it.actor(), now=VOTING)
    it.cast_vote(ballot, 2)
    assert actions.close(ballot_id=ballot.pk, actor=it.actor(), now=VOTING).closed_at == VOTING


def test_delivery_is_proof_with_its_witness_beside_the_ledger(it):
    ballot = it.opened(it.owners())
    assert it.deliver(ballot, 1, 2, 77) == 2
    assert last().public["voters"] == 2
    assert "本人签收" not in str(last().public)
    standing = queries.standing_of(ballot)
    assert (standing.delivered, standing.warned) == (2, 2)


def test_a_step_of_a_higher_room_names_what_gave_rise_to_it(it):
    subject = queries.subject_called("use_maintenance_fund", it.place, OPENS.date())
    ballot = actions.draft(
        place_id=it.place.pk,
        subject_id=subject.pk,
        draft=factories.proposal(),
        about="matters.matter:12",
        actor=it.actor(),
        now=NOON,
    )
    assert [one.pk for one in queries.about("matters.matter:12")] == [ballot.pk]


def test_votes_stop_at_the_end(it):
    ballot = it.opened(it.owners())
    with pytest.raises(Refused):
        it.cast_vote(ballot, 1, now=CLOSES)
    assert not Mark.objects.exists()


def test_papers_are_made_once(it):
    ballot = it.opened(it.owners())
    assert len(it.papers(ballot)) == 5
    assert len(it.papers(ballot)) == 5
    secret = it.opened(it.residents(3))
    assert len(it.papers(secret)) == 5
    assert not Paper.objects.filter(ballot=secret, voter__isnull=False).exists()
