"""A matter goes to a council, and takes up by itself what was posted."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from liandong.deliberation import actions as deliberation
from liandong.deliberation import queries as councils
from liandong.deliberation.actions import Disclosed, Guest, Held
from liandong.deliberation.lifecycle import PHASES, Next, Phase
from liandong.deliberation.models import Council, Sequence
from liandong.deliberation.rules import Votes, Words
from liandong.kernel import house
from liandong.kernel.actor import SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.matters import actions, queries, tasks
from liandong.matters.lifecycle import State
from liandong.matters.models import Matter, Talk
from liandong.matters.tests import desk, factories
from liandong.matters.tests.desk import address, text_of
from liandong.people.tests.factories import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
STARTS = NOON + 4 * DAY


@pytest.fixture
def ruled(it):
    desk.rule("council.notice", 3, "day")
    desk.rule("council.posting", 5, "work_day")
    call_command("import_procedures", verbosity=0)
    return it


def fresh(matter):
    return Matter.objects.get(pk=matter.pk)


def called(it, matter, role="grid_head", **words):
    given = {"topic": "路灯", "compound": "", "category": it.category, **words}
    return actions.call_council(matter_id=matter.pk, actor=it.actor(role), now=NOON, **given)


def posted(it, council, following=Next.CARRY_OUT, decides=""):
    """Bring a council to its posted result."""

    def do(action, now=NOON, **words):
        action(council_id=council.pk, actor=it.actor("grid_head"), now=now, **words)

    guests = (
        Guest("樱园社区党委", "party_organisation"),
        Guest("王大爷", "resident", "visit"),
    )
    words = {"topic": "路灯", "explanation": "", "venue": "议事亭", "starts_at": STARTS}
    do(deliberation.change, **words)
    do(deliberation.invite, guests=guests)
    do(deliberation.give_notice)
    do(deliberation.open_council, STARTS)
    there = [voice.pk for voice in councils.voices(council)]
    do(deliberation.attend, STARTS, voice_ids=there)
    ended = Words("先修灯，再查线路。王大爷负责监督。", following, decides)
    do(deliberation.conclude, STARTS, words=ended)
    do(deliberation.post, STARTS, consensus="先修灯，再查线路。", dissent="")
    return Entry.objects.filter(verb="council.posted").last()


def test_a_council_is_planned_on_a_matter_by_its_desk(ruled):
    matter = factories.raised(ruled)
    council = called(ruled, matter)
    assert council.consultation.about == f"matters.matter:{matter.pk}"
    assert (council.scope, council.consultation.place) == ("grid", ruled.cast.tree.grid)
    assert fresh(matter).state == State.DELIBERATING
    assert fresh(matter).accepted_at == NOON
    assert queries.councils_of(matter) == [council]
    assert Entry.objects.last().verb == "matter.council_called"


def test_a_named_compound_is_its_scope(ruled):
    matter = factories.raised(ruled)
    with pytest.raises(Refused, match="社区党组织召集"):
        called(ruled, matter, compound="樱园小区")
    assert fresh(matter).state == State.RAISED
    assert not Council.objects.exists()


@pytest.mark.parametrize("role", ["department_officer", "community_secretary"])
def test_other_desks_call_none(ruled, role):
    matter = factories.raised(ruled)
    with pytest.raises(Refused):
        called(ruled, matter, role)
    assert not Council.objects.exists()


def test_no_council_sits_above_the_subdistrict(ruled):
    matter = factories.raised(ruled)
    factories.VISIT(ruled, matter, NOON)
    climb = factories.climb(ruled, "district", urgency="电线裸露，有触电危险。")
    actions.escalate(matter_id=matter.pk, climb=climb, actor=ruled.actor("grid_head"), now=NOON)
    with pytest.raises(Refused, match="网格、社区和街道"):
        called(ruled, matter, "district_dispatcher")


@pytest.mark.parametrize(
    ("following", "decides", "state"),
    [
        (Next.CARRY_OUT, "", State.DELIBERATING),
        (Next.DECIDE, "residents_committee", State.DECIDING),
    ],
)
def test_what_was_posted_is_taken_up_by_itself_in_the_public_words(
    ruled, following, decides, state
):
    matter = factories.raised(ruled)
    council = called(ruled, matter)
    entry = posted(ruled, council, following, decides)
    assert tasks.take_council in house.followers(entry.verb)
    assert tasks.take_council.call(entry.pk)
    assert fresh(matter).state == state
    talk = Talk.objects.get(matter=matter)
    assert talk.consultation == council.consultation
    line = Entry.objects.get(verb="matter.consulted")
    assert line.detail.texts["consensus"][1] == "先修灯，再查线路。"


def test_it_is_taken_up_once_and_only_by_its_own_matter(ruled):
    matter, other = factories.raised(ruled), factories.raised(ruled)
    council = called(ruled, matter)
    entry = posted(ruled, council)
    assert tasks.take_council.call(entry.pk)
    assert not tasks.take_council.call(entry.pk)
    words = {"consultation_id": council.pk, "actor": SYSTEM, "now": STARTS}
    for one in (matter, other):
        with pytest.raises(Refused):
            actions.take_council(matter_id=one.pk, **words)
    with pytest.raises(Refused):
        actions.take_council(matter_id=matter.pk, **{**words, "actor": ruled.actor("grid_head")})
    assert Talk.objects.count() == 1


def test_a_council_that_stands_alone_moves_no_matter(ruled):
    matter = factories.matter(ruled, State.DELIBERATING)
    plan = deliberation.Plan(topic="路灯", scope="grid")
    grid = ruled.cast.tree.grid
    council = deliberation.plan(
        place_id=grid.pk, plan=plan, actor=ruled.actor("grid_head"), now=NOON
    )
    entry = posted(ruled, council)
    assert not tasks.take_council.call(entry.pk)
    assert not tasks.take_council.call(0)
    assert not Talk.objects.filter(matter=matter).exists()


def test_the_desk_calls_a_council_from_the_file(ruled, now, sign):
    text = "楼下路灯不亮，请找王大爷13800001234。"
    matter = factories.raised(ruled, now=now, text=text)
    client = sign("grid_head")
    asked = text_of(client.get(address(matter, "call_council")))
    assert "13800001234" not in asked.split('name="topic"')[1].split(">")[0]
    typed = {"key": "a", "topic": "路灯", "compound": "", "category": ruled.category.code}
    landed = client.post(address(matter, "call_council"), typed, follow=True)
    council = Council.objects.get()
    assert f"/deliberation/desk/{council.number}/" in text_of(landed)
    assert fresh(matter).state == State.DELIBERATING


# --- Four deliberations ---------------------------------------------------------------------------


@pytest.fixture
def deciding(ruled):
    """A matter at the community's desk that waits for a decision, and its sequence."""
    desk.rule("sequence.disclosure", 7, "day")
    call_command("import_rule_sets", verbosity=0)
    matter = factories.raised(ruled)
    factories.VISIT(ruled, matter, NOON)
    climb = factories.climb(ruled)
    actions.escalate(matter_id=matter.pk, climb=climb, actor=ruled.actor("grid_head"), now=NOON)
    words = {"matter_id": matter.pk, "actor": ruled.actor("community_secretary"), "now": NOON}
    actions.deliberate(category=ruled.category, **words)
    actions.consult(minutes=factories.minutes(), needs_decision=True, **words)
    return matter


def begun(it, matter, role="community_secretary"):
    return actions.begin_sequence(
        matter_id=matter.pk,
        title="改造活动室",
        question="是否改造？",
        actor=it.actor(role),
        now=NOON,
    )


def disclosed(it, sequence):
    """Bring a sequence to the end of its first disclosure."""
    words = {"sequence_id": sequence.pk, "actor": it.actor("community_secretary")}
    for day, phase in enumerate(PHASES[:4], 1):
        body = "residents_representatives_assembly" if phase == Phase.RESOLVE else ""
        at = NOON + day * DAY
        held = Held(phase, at, "同意，王大爷监督。", "卷宗", Votes(9, 9, 9, 0, 0), body)
        deliberation.hold(held=held, now=at, **words)
    told = Disclosed(Phase.DISCLOSE_DECISION, "同意改造活动室。", "公告栏")
    deliberation.disclose(disclosed=told, now=NOON + 5 * DAY, **words)
    deliberation.end_disclosure(objections="没有异议。", now=NOON + 20 * DAY, **words)
    return Entry.objects.get(verb="sequence.disclosure_ended")


def test_the_assembly_decides_and_the_matter_takes_it_up_in_the_disclosed_words(ruled, deciding):
    sequence = begun(ruled, deciding)
    assert queries.sequences_of(deciding) == [sequence]
    assert fresh(deciding).state == State.DECIDING
    assert Entry.objects.last().verb == "matter.sequence_begun"
    entry = disclosed(ruled, sequence)
    assert tasks.take_decision in house.followers(entry.verb)
    assert tasks.take_decision.call(entry.pk)
    assert fresh(deciding).state == State.RAISED
    line = Entry.objects.get(verb="matter.decided")
    assert line.detail.texts["text"][1] == "同意改造活动室。"
    assert not tasks.take_decision.call(entry.pk)
    assert not tasks.take_decision.call(0)


def test_a_sequence_that_stands_alone_moves_no_matter(ruled, deciding):
    sequence = deliberation.begin(
        place_id=ruled.cast.tree.community.pk,
        title="改造",
        question="？",
        actor=ruled.actor("community_secretary"),
        now=NOON,
    )
    assert not tasks.take_decision.call(disclosed(ruled, sequence).pk)
    assert fresh(deciding).state == State.DECIDING


def test_four_deliberations_begin_at_the_communitys_desk_only(ruled, deciding):
    with pytest.raises(Refused):
        begun(ruled, deciding, "grid_head")
    in_grid = factories.matter(ruled, State.DECIDING)
    with pytest.raises(Refused, match="由社区进行"):
        begun(ruled, in_grid, "grid_head")
    assert not Sequence.objects.exists()


def test_the_desk_begins_them_from_the_file(ruled, deciding, sign):
    client = sign("community_secretary")
    typed = {"key": "a", "title": "改造活动室", "question": "是否改造？"}
    landed = client.post(address(deciding, "begin_sequence"), typed, follow=True)
    assert f"/deliberation/four/desk/{Sequence.objects.get().number}/" in text_of(landed)
