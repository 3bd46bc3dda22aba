"""A council from its plan to its posting: it happens and is written down, or is refused."""

from datetime import timedelta

import pytest

from liandong.deliberation import actions, queries
from liandong.deliberation.actions import Guest
from liandong.deliberation.lifecycle import Next, State
from liandong.deliberation.models import Council, Presence, Procedure, Speech, Voice
from liandong.deliberation.rules import Words
from liandong.deliberation.tests.factories import (
    AFTER,
    DAY,
    LATER,
    NOON,
    RESIDENT_NAME,
    STARTS,
    WORDS,
    fresh,
)
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry

pytestmark = pytest.mark.django_db


def verbs():
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def do(it, action, council, now=NOON, role="community_secretary", **words):
    return action(council_id=council.pk, actor=it.actor(role), now=now, **words)


def test_known_bodies_that_must_be_heard_stand_on_the_list_at_once(it):
    council = it.planned()
    assert [(voice.name, voice.capacity) for voice in queries.voices(council)] == [
        ("樱园社区党委", "party_organisation"),
        ("樱园社区居委会", "residents_committee"),
        ("樱园物业", "property_firm"),
    ]
    assert council.terms["set"]["source"].endswith("《关于加强城乡社区协商的意见》")
    assert council.terms["notice"]["confidence"] == "needs_local_confirmation"
    assert verbs()[-1] == "council.planned"


@pytest.mark.parametrize(
    ("role", "scope", "place", "allowed"),
    [
        ("community_secretary", "community", "community", True),
        ("community_worker", "compound", "community", True),
        ("grid_head", "grid", "grid", True),
        ("community_worker", "grid", "grid", True),
        ("subdistrict_officer", "cross", "subdistrict", True),
        ("community_secretary", "cross", "subdistrict", False),
        ("subdistrict_officer", "community", "community", False),
        ("community_secretary", "grid", "community", False),
        ("grid_head", "community", "community", False),
        ("department_officer", "community", "community", False),
        ("community_secretary", "community", "elsewhere", False),
    ],
)
def test_who_convenes_what_where(it, role, scope, place, allowed):
    where = getattr(it.cast.tree, place)
    plan = actions.Plan(topic="停车", scope=scope, compound="樱园小区" * (scope == "compound"))
    words = {"place_id": where.pk, "plan": plan, "actor": it.actor(role), "now": NOON}
    if allowed:
        assert actions.plan(**words).state == State.PLANNED
        return
    with pytest.raises(Refused):
        actions.plan(**words)
    assert not Council.objects.exists()


def test_the_wrong_convener_reads_the_rule_and_its_source(it):
    plan = actions.Plan(topic="停车", scope="community")
    with pytest.raises(Refused, match=r"社区党组织召集.*关于加强城乡社区协商的意见"):
        actions.plan(
            place_id=it.place.pk, plan=plan, actor=it.actor("subdistrict_officer"), now=NOON
        )


def test_without_rules_in_force_nothing_is_planned(it):
    Procedure.objects.update(effective_until=NOON.date())
    with pytest.raises(Refused, match="议事规则"):
        it.planned()
    assert not Council.objects.exists()


def test_a_compound_must_be_named(it):
    with pytest.raises(Refused, match="小区"):
        it.planned(compound=" ")


def test_an_invitation_is_written_once_and_can_be_taken_back(it):
    council = it.planned()
    guest = Guest("李阿姨", "resident", "phone")
    do(it, actions.invite, council, guests=(guest, guest))
    do(it, actions.invite, council, guests=(guest,), now=NOON + DAY)
    voice = it.voice(council, "李阿姨")
    assert (voice.invited_by, voice.invited_at, voice.came) == ("phone", NOON, None)
    do(it, actions.strike, council, voice_id=voice.pk)
    assert not Voice.objects.filter(name="李阿姨").exists()
    other = it.planned()
    with pytest.raises(Refused):
        do(it, actions.strike, council, voice_id=it.voice(other, "樱园物业").pk)
    assert verbs()[-2:] == ["council.struck", "council.planned"]


def test_no_notice_while_somebody_who_must_be_heard_is_not_invited(it):
    council = it.planned()
    with pytest.raises(Refused, match="利害关系居民"):
        do(it, actions.give_notice, council)
    assert fresh(council).state == State.PLANNED


@pytest.mark.parametrize(("days", "allowed"), [(2, False), (3, True), (4, True)])
def test_the_days_of_notice_are_kept(it, days, allowed):
    council = it.invited(starts_at=NOON + days * DAY)
    if allowed:
        noticed = do(it, actions.give_notice, council)
        assert (noticed.state, noticed.noticed_at) == (State.NOTICED, NOON)
        assert not Voice.objects.filter(invited_at__isnull=True).exists()
        return
    with pytest.raises(Refused, match=r"提前三日.*2026-11-27"):
        do(it, actions.give_notice, council)


@pytest.mark.parametrize("gap", [{"starts_at": None}, {"venue": ""}])
def test_no_notice_without_time_and_place(it, gap):
    with pytest.raises(Refused, match="时间|地点"):
        do(it, actions.give_notice, it.invited(**gap))


def test_no_telephone_number_is_announced(it):
    with pytest.raises(Refused, match="13800001234"):
        do(it, actions.give_notice, it.invited(explanation="联系13800001234"))


def test_the_plan_is_changed_until_it_is_announced(it):
    council = it.invited()
    words = {"topic": "新议题", "explanation": "", "venue": "议事亭", "starts_at": LATER}
    changed = do(it, actions.change, council, **words)
    assert (changed.venue, changed.consultation.topic) == ("议事亭", "新议题")
    assert changed.consultation.held_at == LATER
    do(it, actions.give_notice, council)
    with pytest.raises(Refused):
        do(it, actions.change, council, **words)


def test_it_does_not_sit_before_its_day(it):
    council = it.noticed()
    with pytest.raises(Refused):
        do(it, actions.open_council, council, now=STARTS - DAY)
    opened = do(it, actions.open_council, council, now=STARTS)
    assert opened.state == State.SITTING


def test_who_is_there_speaks_in_order_and_stays_in_the_list(it):
    council = it.sitting()
    for name in (RESIDENT_NAME, "樱园物业", RESIDENT_NAME):
        voice = it.voice(council, name)
        do(it, actions.speak, council, voice_id=voice.pk, text="意见", now=STARTS)
    said = Speech.objects.order_by("no").values_list("no", "voice__name")
    assert list(said) == [(1, RESIDENT_NAME), (2, "樱园物业"), (3, RESIDENT_NAME)]
    do(it, actions.attend, council, voice_ids=set(), now=STARTS)
    left = Presence.objects.values_list("voice__name", flat=True)
    assert set(left) == {RESIDENT_NAME, "樱园物业"}
    assert it.voice(council, "宋律师").came is False
    absent = it.voice(council, "宋律师")
    with pytest.raises(Refused):
        do(it, actions.speak, council, voice_id=absent.pk, text="意见", now=STARTS)


def test_dissent_has_a_name_and_a_reason(it):
    council = it.sitting()
    with pytest.raises(Refused, match="理由"):
        it.position(council, RESIDENT_NAME, "dissents", " ")
    it.position(council, RESIDENT_NAME, "dissents", "怕影响停车")
    ended = do(it, actions.conclude, council, words=WORDS, now=AFTER)
    assert ended.consultation.dissent == f"{RESIDENT_NAME}（利害关系居民）：怕影响停车"


@pytest.mark.parametrize(
    "counted",
    [
        "12票赞成，通过。",
        "经举手表决，同意改造。",
        "同意15人，反对2人。",
        "15人同意。",
        "表决通过。",
    ],
)
def test_a_consultation_never_presents_a_count_as_a_decision(it, counted):
    council = it.sitting()
    with pytest.raises(Refused, match="协商"):
        do(it, actions.conclude, council, words=Words(counted, Next.CARRY_OUT), now=AFTER)
    assert fresh(council).state == State.SITTING


@pytest.mark.parametrize(
    "words",
    [Words(" ", Next.CARRY_OUT), Words("同意。", Next.DECIDE, "")],
)
def test_what_a_conclusion_lacks_is_asked_for(it, words):
    with pytest.raises(Refused):
        do(it, actions.conclude, it.sitting(), words=words, now=AFTER)


def test_nobody_consults_alone(it):
    council = it.sitting()
    do(it, actions.attend, council, voice_ids={it.voice(council, RESIDENT_NAME).pk}, now=STARTS)
    with pytest.raises(Refused):
        do(it, actions.conclude, council, words=WORDS, now=AFTER)


def test_what_is_not_agreed_is_talked_over_again(it):
    ended = do(it, actions.conclude, it.sitting(), words=Words("", Next.TALK), now=AFTER)
    assert (ended.state, ended.next) == (State.CONCLUDED, Next.TALK)


def test_an_adjourned_council_resumes_and_keeps_what_was_said(it):
    council = it.sitting()
    voice = it.voice(council, RESIDENT_NAME)
    do(it, actions.speak, council, voice_id=voice.pk, text="先量一量。", now=STARTS)
    with pytest.raises(Refused):
        do(it, actions.adjourn, council, resumes_at=STARTS, reason="待测量", now=AFTER)
    do(it, actions.adjourn, council, resumes_at=LATER, reason="待测量", now=AFTER)
    assert (fresh(council).state, fresh(council).starts_at) == (State.ADJOURNED, LATER)
    do(it, actions.open_council, council, now=LATER)
    first, second = queries.sittings(council)
    assert (first.resumes_at, first.reason) == (LATER, "待测量")
    assert [speech.text for speech in first.speeches.all()] == ["先量一量。"]
    assert not second.presences.all()
    with pytest.raises(Refused):
        do(it, actions.speak, council, voice_id=voice.pk, text="量好了。", now=LATER)


def test_the_draft_is_kept_as_it_is_written_and_once(it):
    council = it.sitting()
    before = Entry.objects.count()
    for _again in range(2):
        do(it, actions.keep_draft, council, consensus="先试行", now=STARTS)
    assert fresh(council).consultation.consensus == "先试行"
    assert Entry.objects.count() == before + 1


def test_the_end_promises_the_posting_and_the_posting_keeps_it(it):
    council = it.concluded()
    assert council.promise.kind == "council.posting"
    people = queries.voices(council)
    shown = queries.masked(council.consultation.dissent, people)
    assert RESIDENT_NAME not in shown
    assert "怕影响停车" in shown
    posted = do(it, actions.post, council, consensus="先试行。", dissent=shown, now=AFTER + DAY)
    assert (posted.state, posted.public_consensus) == (State.POSTED, "先试行。")
    assert fresh(council).promise.outcome == "kept"
    assert verbs()[-1] == "council.posted"


@pytest.mark.parametrize("telling", [RESIDENT_NAME, "宋律师", "电话13800001234"])
def test_nothing_is_posted_that_names_a_person(it, telling):
    council = it.concluded()
    with pytest.raises(Refused, match=telling.removeprefix("电话")):
        do(it, actions.post, council, consensus="先试行。", dissent=telling, now=AFTER)
    assert fresh(council).state == State.CONCLUDED


def test_a_council_is_called_off_with_a_reason(it):
    off = do(it, actions.call_off, it.noticed(), reason="停电", now=NOON + DAY)
    assert (off.state, off.called_off_because) == (State.CALLED_OFF, "停电")
    with pytest.raises(Refused):
        do(it, actions.open_council, off, now=STARTS)


def test_others_do_not_handle_it(it):
    council = it.noticed()
    for role in ("grid_head", "grid_worker", "department_officer", "system_admin"):
        with pytest.raises(Refused):
            do(it, actions.call_off, council, role=role, reason="x", now=NOON)


def test_what_was_only_planned_is_no_consultation_yet(it):
    council = it.planned()
    assert queries.consultation(council.pk) is None
    assert not queries.consultations_about("")
    ended = it.concluded()
    assert queries.consultation(ended.pk) == ended.consultation
    assert ended.concluded_at - STARTS == timedelta(hours=2)
