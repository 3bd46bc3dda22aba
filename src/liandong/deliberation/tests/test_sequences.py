"""四议两公开: every gate, every threshold ± one hand, the ballot, the two disclosures."""

import pytest

from liandong.ballots import actions as ballots
from liandong.ballots.models import Ballot, Voter
from liandong.ballots.queries import Voice
from liandong.deliberation import actions, tasks
from liandong.deliberation.lifecycle import PHASES, Course, Phase
from liandong.deliberation.models import Decision, Procedure, Sequence, Step
from liandong.deliberation.tests.factories import ASSEMBLY, DAY, NOON, fresh
from liandong.kernel import house
from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry

pytestmark = pytest.mark.django_db


def last_verb():
    return Entry.objects.order_by("id").last().verb


def test_a_sequence_keeps_the_terms_of_its_day(it):
    sequence = it.begun()
    assert (sequence.course, sequence.phase) == (Course.PROPOSING, Phase.PROPOSE)
    assert set(sequence.terms["steps"]) == set(PHASES)
    [procedure] = [one for one in Procedure.objects.all() if "steps" in one.terms]
    assert [phase for phase, _said in procedure.phases] == list(PHASES)
    assert sequence.rule_of(Phase.DISCLOSE_DECISION)["days"]["value"] == 7
    assert last_verb() == "sequence.begun"
    Procedure.objects.update(effective_until=NOON.date())
    with pytest.raises(Refused, match="议事规则"):
        it.begun()


@pytest.mark.parametrize("role", ["subdistrict_officer", "grid_head", "department_officer"])
def test_only_the_community_begins_one(it, role):
    with pytest.raises(Refused):
        actions.begin(
            place_id=it.place.pk, title="改造", question="？", actor=it.actor(role), now=NOON
        )
    grid = it.cast.tree.grid
    with pytest.raises(Refused):
        actions.begin(place_id=grid.pk, title="改", question="？", actor=it.actor(), now=NOON)
    assert not Sequence.objects.exists()


@pytest.mark.parametrize("early", [Phase.CONSULT, Phase.REVIEW, Phase.RESOLVE])
def test_no_step_before_the_one_in_front_of_it(it, early):
    sequence = it.begun()
    with pytest.raises(Refused, match="应先完成：党组织提议"):
        it.held(sequence, early, 1, body=ASSEMBLY if early == Phase.RESOLVE else "")
    assert not Step.objects.exists()
    it.held(sequence, Phase.PROPOSE, 1)
    with pytest.raises(Refused, match="已完成"):
        it.held(sequence, Phase.PROPOSE, 2)
    with pytest.raises(Refused):
        it.disclose(sequence, 2)


@pytest.mark.parametrize(
    ("phase", "counts", "passed"),
    [
        (Phase.PROPOSE, (20, 11, 6, 5, 0), True),
        (Phase.PROPOSE, (20, 10, 10, 0, 0), False),
        (Phase.PROPOSE, (20, 12, 6, 6, 0), False),
        (Phase.PROPOSE, (20, 12, 7, 0, 5), True),
        (Phase.CONSULT, (9, 5, 3, 2, 0), True),
        (Phase.CONSULT, (9, 4, 4, 0, 0), False),
        (Phase.REVIEW, (40, 20, 11, 9, 0), True),
        (Phase.REVIEW, (40, 19, 19, 0, 0), False),
        (Phase.REVIEW, (40, 20, 10, 10, 0), False),
        (Phase.RESOLVE, (60, 31, 16, 15, 0), True),
        (Phase.RESOLVE, (60, 30, 30, 0, 0), False),
        (Phase.RESOLVE, (60, 32, 16, 16, 0), False),
    ],
)
def test_thresholds_by_one_hand(it, phase, counts, passed):
    sequence = it.begun()
    before = PHASES[: PHASES.index(phase)]
    for day, earlier in enumerate(before, 1):
        it.held(sequence, earlier, day)
    body = ASSEMBLY if phase == Phase.RESOLVE else ""
    step = it.held(sequence, phase, 9, *counts, body=body)
    assert step.passed == passed
    assert all(one["met"] for one in step.judged) == passed
    moved = PHASES[len(before) + 1] if passed else phase
    assert fresh(sequence).phase == moved


def test_what_did_not_pass_is_held_again(it):
    sequence = it.begun()
    it.held(sequence, Phase.PROPOSE, 1, 20, 12, 6, 6, 0)
    again = it.held(sequence, Phase.PROPOSE, 2)
    assert (again.attempt, again.passed) == (2, True)
    assert again.body_name == "社区党组织"


@pytest.mark.parametrize("counts", [(10, 11, 11, 0, 0), (10, 8, 4, 3, 0), (10, 8, 4, 4, 1)])
def test_hands_must_add_up(it, counts):
    sequence = it.begun()
    with pytest.raises(Refused):
        it.held(sequence, Phase.PROPOSE, 1, *counts)
    assert not Step.objects.exists()


def test_days_run_forward(it):
    sequence = it.begun()
    it.held(sequence, Phase.PROPOSE, 3)
    with pytest.raises(Refused, match="前一步之后"):
        it.held(sequence, Phase.CONSULT, 2)


def test_the_wrong_body_reads_the_article(it):
    sequence = it.at_assembly()
    with pytest.raises(Refused, match="依照.*居民代表会议"):
        it.held(sequence, Phase.RESOLVE, 5, body="owners_assembly")
    assert fresh(sequence).decision is None


def test_a_resolution_is_a_decision_and_public_from_its_disclosure_on(it):
    sequence = it.resolved()
    decision = Decision.objects.get()
    assert sequence.decision == decision
    assert (decision.body, decision.approved, decision.public) == (ASSEMBLY, True, False)
    assert decision.body_name == "樱园社区居民代表会议"
    it.disclose(sequence, 6)
    assert (Decision.objects.get().public, Decision.objects.get().text) == (
        True,
        "同意改造活动室。",
    )
    assert Step.objects.get(phase=Phase.RESOLVE).text == "同意提议。"
    assert last_verb() == "sequence.disclosed"


def test_a_disclosure_lasts_its_days_and_ends_with_what_was_objected(it):
    sequence = it.disclose(it.resolved(), 6)
    with pytest.raises(Refused, match="已经公示"):
        it.disclose(sequence, 7)
    with pytest.raises(Refused, match="公示期未满"):
        it.end_disclosure(sequence, 12)
    words = {"sequence_id": sequence.pk, "actor": it.actor(), "now": NOON + 15 * DAY}
    for objections in (" ", "请拨13800001234"):
        with pytest.raises(Refused):
            actions.end_disclosure(objections=objections, **words)
    sequence = it.end_disclosure(sequence, 15)
    assert sequence.course == Course.CARRYING_OUT
    with pytest.raises(Refused, match="没有进行中的公示"):
        it.end_disclosure(sequence, 16)
    sequence = it.end_disclosure(it.disclose(sequence, 30), 40)
    assert (sequence.course, sequence.phase) == (Course.COMPLETE, None)
    assert sequence.ended_at == NOON + 40 * DAY
    with pytest.raises(Refused):
        it.held(sequence, Phase.RESOLVE, 41, body=ASSEMBLY)
    with pytest.raises(Refused):
        it.end_disclosure(sequence, 41)


def test_it_ends_without_a_decision_until_there_is_one(it):
    sequence = it.at_assembly()
    words = {"reason": "资金另有安排", "actor": it.actor(), "now": NOON}
    ended = actions.end(sequence_id=sequence.pk, **words)
    assert (ended.course, ended.ended_because) == (Course.ENDED, "资金另有安排")
    with pytest.raises(Refused):
        actions.end(sequence_id=it.resolved().pk, **words)


def test_others_take_no_step(it):
    sequence = it.at_assembly()
    for role in ("subdistrict_officer", "grid_head"):
        with pytest.raises(Refused):
            actions.end(sequence_id=sequence.pk, reason="x", actor=it.actor(role), now=NOON)


def test_the_assembly_votes_by_ballot_and_nobody_votes_twice(it):
    sequence = it.at_assembly()
    ballot = it.ballot(sequence)
    assert ballot.about == f"deliberation.sequence:{sequence.pk}"
    with pytest.raises(Refused, match="正在表决"):
        it.ballot(sequence)
    with pytest.raises(Refused, match="正在表决"):
        it.held(sequence, Phase.RESOLVE, 6, body=ASSEMBLY)
    with pytest.raises(Refused, match="尚未确认"):
        take(sequence, ballot)
    with pytest.raises(Refused):
        it.ballot(it.begun())


def take(sequence, ballot, actor=SYSTEM):
    return actions.take_ballot(
        sequence_id=sequence.pk, ballot_id=ballot.pk, actor=actor, now=NOON + 40 * DAY
    )


def confirmed(it, ballot, choices):
    """The ballot, carried through its own room to a confirmed result."""
    words = {"ballot_id": ballot.pk, "actor": it.actor()}
    early, opens, closes = NOON + 5 * DAY, ballot.opens_at, ballot.closes_at
    roll = [Voice(f"代表{n}", "", False, ()) for n in range(1, len(choices) + 1)]
    ballots.enter_roll(voices=roll, now=early, **words)
    ballots.publish(now=early, **words)
    ballots.open_ballot(now=opens, **words)
    for voter, choice in zip(Voter.objects.order_by("no"), choices, strict=True):
        ballots.cast(voter_id=voter.pk, choice=choice, actor=RESIDENT, now=opens)
    ballots.close(now=closes, **words)
    ballots.count(now=closes, **words)
    ballots.confirm(now=closes + 8 * DAY, **words)
    return Ballot.objects.get(pk=ballot.pk)


@pytest.mark.parametrize(
    ("choices", "course"),
    [
        (("for", "for", "against"), Course.DISCLOSING),
        (("for", "against", "against"), Course.RESOLVING),
    ],
)
def test_a_confirmed_ballot_is_taken_up_by_itself(it, choices, course):
    sequence = it.at_assembly()
    ballot = confirmed(it, it.ballot(sequence, online=True), choices)
    entry = Entry.objects.get(verb="ballot.confirmed")
    assert tasks.take_ballot in house.followers(entry.verb)
    assert tasks.take_ballot.call(entry.pk)
    step = Step.objects.get(phase=Phase.RESOLVE)
    assert (step.ballot, step.entitled, step.passed) == (ballot, 3, course == Course.DISCLOSING)
    assert fresh(sequence).course == course
    assert Decision.objects.count() == (course == Course.DISCLOSING)
    if course == Course.RESOLVING:
        assert it.held(sequence, Phase.RESOLVE, 35, body=ASSEMBLY).attempt == 2
    else:
        assert not tasks.take_ballot.call(entry.pk)


def test_only_the_ballot_of_this_sequence_is_taken_up(it):
    sequence, other = it.at_assembly(), it.at_assembly()
    ballot = confirmed(it, it.ballot(other, online=True), ("for", "for"))
    with pytest.raises(Refused, match="其他事项"):
        take(sequence, ballot)
    with pytest.raises(Refused):
        take(other, ballot, it.actor("grid_head"))
    with pytest.raises(Refused, match="下一步"):
        take(it.begun(), ballot)
    assert take(other, ballot, it.actor()).passed


def test_what_is_no_ballot_of_a_sequence_moves_nothing(it):
    sequence = it.begun()
    for entry in (Entry.objects.order_by("id").last().pk, 0):
        assert not tasks.take_ballot.call(entry)
    assert fresh(sequence).course == Course.PROPOSING
