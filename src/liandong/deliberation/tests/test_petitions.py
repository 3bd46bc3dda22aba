"""Petitions to convene: shares to the last voice and 0.01 m², two people apart, what ends them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from liandong.ballots.models import Ballot
from liandong.ballots.rules import Draft
from liandong.deliberation import actions, queries, rules, tasks
from liandong.deliberation.actions import Meeting, Plan
from liandong.deliberation.lifecycle import PETITION_MOVES, Stand
from liandong.deliberation.models import Council, Petition, Signer, Support
from liandong.deliberation.tests.factories import ASSEMBLY, DAY, DEMAND, NOON, STARTS, fresh
from liandong.duties.lifecycle import Outcome
from liandong.duties.models import Promise
from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.places.models import Place

pytestmark = pytest.mark.django_db
OWNERS = {"base": "owners", "compound": "樱园小区"}
NOTICE = "定于下月召开居民代表会议，讨论停车位收费。"


def entries(petition, verb):
    return Entry.objects.filter(
        verb=f"petition.{verb}", subject=f"deliberation.petition:{petition.pk}"
    )


def said(petition, verb, word):
    """A public word of the one entry with this verb."""
    return entries(petition, verb).get().public[word]


def held(state, base="households", **words):
    """A petition that stands somewhere, without a database row."""
    terms = {
        "refusals": [
            {"code": "unlawful", "at": ["started"]},
            {"code": "decided", "at": ["started", "reached"]},
        ],
        "set": {"source": "规则", "source_en": "rules"},
        "base": {},
    }
    place = Place(path="/1/2/3/")
    return Petition(stand=state, base=base, terms=terms, place=place, **words)


# --- Starting and registering ---


def test_a_resident_starts_and_the_community_registers(it):
    started = it.petition()
    petition = started.petition
    assert queries.petition_with(started.code) == petition
    assert petition.promise.kind == "petition.register"
    assert petition.promise.holder == it.cast.post("community_secretary")
    assert not queries.public_petitions().exists()
    assert "王大爷" not in str(entries(petition, "started").values().get())


def test_registering_fixes_the_roll_and_the_time(it):
    petition = it.registered(*(0,) * 11)
    assert (petition.entitled_people, petition.stand) == (11, Stand.COLLECTING)
    assert petition.expires_at - NOON > 59 * DAY
    assert fresh(petition.promise).outcome == Outcome.KEPT
    assert said(petition, "registered", "required") == 3
    assert list(queries.public_petitions()) == [petition]
    assert Signer.objects.get(petition=petition, no=4).name == "住户4"


def test_what_is_no_petition_is_refused_and_not_written(it):
    refused = [
        ({"base": "owners"}, "compound"),
        ({"text": "电话13812345678"}, "number"),
    ]
    for words, _why in refused:
        with pytest.raises(Refused):
            it.petition(**words)
    subdistrict = it.place.parent
    assert not rules.may_start(subdistrict, None, DEMAND)
    assert not rules.may_start(it.place, None, DEMAND)
    assert not Petition.objects.exists()
    started = it.petition().petition
    with pytest.raises(Refused):
        it.with_petition(actions.register_petition, started, voices=[])
    assert not entries(started, "registered").exists()


def test_the_nearest_rules_say_what_counts(it):
    owners = it.petition(**OWNERS).petition
    assert owners.terms["set"]["code"] == "petition/owners_shandong"
    assert not owners.by_area
    residents = it.petition().petition
    assert residents.terms["set"]["confidence"] == "needs_local_confirmation"
    found = queries.petition_procedures(it.place, NOON.date())
    assert [one.family for one in found] == ["petition_owners", "petition_residents"]
    assert queries.petition_procedure("nobody", it.place, NOON.date()) is None


# --- Enough support ---


@pytest.mark.parametrize(
    ("base", "entitled", "enough"),
    [
        ("adults", 10, 2),
        ("adults", 11, 3),
        ("households", 100, 20),
        ("households", 101, 21),
        ("groups", 9, 3),
        ("groups", 10, 4),
        ("owners", 36, 8),
    ],
)
def test_a_share_is_reached_to_the_last_voice(it, base, entitled, enough):
    petition = it.registered(*(0,) * entitled, base=base, compound="樱园小区")
    petition = it.support(petition, *range(1, enough))
    backing = queries.backing_of(petition)
    assert (backing.required, backing.people, backing.reached) == (enough, enough - 1, False)
    assert petition.stand == Stand.COLLECTING
    petition = it.support(petition, enough)
    assert petition.stand == Stand.REACHED
    assert queries.backing_of(petition).percent == 100


@pytest.mark.parametrize(("last", "reached"), [(1999, False), (2000, True), (2001, True)])
def test_where_area_counts_it_is_reached_to_the_hundredth(it, last, reached):
    petition = it.registered(last, *(2000,) * 3, 10_000 - last - 6000)
    terms = {**petition.terms, "base": {**petition.terms["base"], "area": ">= 1/5"}}
    Petition.objects.filter(pk=petition.pk).update(terms=terms)
    petition = it.support(fresh(petition), 1)
    backing = queries.backing_of(petition)
    assert backing.entitled_area == 10_000
    assert [one.passed for one in backing.judgement.results] == [True, reached]
    assert petition.stand == (Stand.REACHED if reached else Stand.COLLECTING)


def test_enough_support_is_a_promise_with_its_day(it):
    petition = it.support(it.registered(), 1, 2)
    assert petition.promise.kind == "petition.convene"
    assert petition.promise.outcome == Outcome.OPEN
    assert petition.promise.due_at - NOON > 29 * DAY
    assert said(petition, "reached", "supporting") == 2
    with pytest.raises(Refused):
        it.support(petition, 3)


def test_each_voice_counts_once_and_may_be_taken_back(it):
    petition = it.support(it.registered(), 1)
    with pytest.raises(Refused):
        it.support(petition, 1)
    one = queries.signer(petition, 1)
    actions.take_back_support(signer_id=one.pk, actor=RESIDENT, now=NOON)
    assert queries.backing_of(petition).people == 0
    assert entries(petition, "taken_back").count() == 1
    with pytest.raises(Refused):
        actions.take_back_support(signer_id=one.pk, actor=RESIDENT, now=NOON)
    it.support(petition, 1)
    actions.take_back_support(signer_id=one.pk, actor=it.actor(), now=NOON)
    with pytest.raises(Refused):
        actions.take_back_support(signer_id=one.pk, actor=it.actor("grid_head"), now=NOON)
    reached = it.support(petition, 2, 3)
    with pytest.raises(Refused):
        actions.take_back_support(signer_id=queries.signer(reached, 2).pk, actor=RESIDENT, now=NOON)


def test_after_its_time_nobody_supports(it):
    petition = it.registered()
    with pytest.raises(Refused):
        it.support(petition, 1, now=petition.expires_at)
    it.support(petition, 1, now=petition.expires_at - timedelta(seconds=1))


# --- Codes and sheets ---


def test_codes_are_printed_once_and_only_hashes_stay(it):
    petition = it.support(it.registered(), 1)
    codes = it.with_petition(actions.issue_support_codes, petition, numbers=[])
    assert sorted(codes) == list(range(2, 11))
    assert queries.signer_with(codes[2]).no == 2
    assert queries.signer_with("short") is None
    assert queries.petition_with("short") is None
    assert not it.with_petition(actions.issue_support_codes, petition, numbers=[])
    again = it.with_petition(actions.issue_support_codes, petition, numbers=[1, 2])
    assert list(again) == [2]
    assert queries.signer_with(codes[2]) is None
    assert not any(codes[3] in str(row) for row in Signer.objects.values())


def test_two_people_enter_a_sheet_apart(it):
    petition = it.registered(*(0,) * 30)
    first = it.sheet(petition, "community_secretary", 3, 1, 2, strangers=1)
    assert not first.settled
    assert not Support.objects.exists()
    with pytest.raises(Refused):
        it.sheet(petition, "community_secretary", 1, 2, 3, strangers=1)
    second = it.sheet(petition, "community_worker", 1, 2, 3, strangers=1)
    assert second.settled
    assert queries.backing_of(petition).on_paper == 3
    with pytest.raises(Refused):
        it.sheet(petition, "subdistrict_officer", 4)
    [sheet] = queries.sheets(petition)
    assert (sheet.looks, sheet.settled, sheet.differs, sheet.strangers) == (2, True, False, 1)


def test_where_two_differ_a_third_settles_and_nobody_counts_twice(it):
    petition = it.support(it.registered(*(0,) * 30), 1)
    it.sheet(petition, "community_secretary", 1, 2)
    it.sheet(petition, "community_worker", 1, 2, 3)
    assert queries.sheets(petition)[0].differs
    assert queries.backing_of(petition).people == 1
    third = it.sheet(petition, "subdistrict_officer", 1, 2, 4)
    assert third.settled
    backing = queries.backing_of(petition)
    assert (backing.people, backing.on_paper) == (3, 2)
    with pytest.raises(Refused):
        it.sheet(petition, "community_secretary", 31, sheet="2")


def test_a_sheet_can_be_what_reaches_it(it):
    petition = it.registered()
    it.sheet(petition, "community_secretary", 1, 2)
    it.sheet(petition, "community_worker", 1, 2)
    assert fresh(petition).stand == Stand.REACHED


# --- What follows ---


def draft(**words):
    opens = NOON + 20 * DAY
    fields = {
        "title": "停车位收费办法",
        "question": "是否同意停车位收费办法？",
        "body": ASSEMBLY,
        "base": "resident_reps",
        "opens_at": opens,
        "closes_at": opens + 3 * DAY,
        **words,
    }
    return Draft(**fields)


def test_a_ballot_is_drafted_from_it(it):
    petition = it.support(it.registered(), 1, 2)
    meeting = Meeting("important_common", draft(), NOTICE)
    petition = it.with_petition(actions.convene_ballot, petition, meeting=meeting)
    assert petition.stand == Stand.CONVENED
    assert petition.ballot == Ballot.objects.get()
    assert petition.ballot.about == f"deliberation.petition:{petition.pk}"
    assert fresh(petition.promise).outcome == Outcome.KEPT
    assert (petition.starter, petition.contact) == ("", "")
    assert entries(petition, "convened").count() == 1


def test_a_council_is_planned_from_it(it):
    petition = it.support(it.registered(), 1, 2)
    plan = Plan(topic=petition.topic, scope="community", venue="议事厅", starts_at=STARTS)
    late = petition.promise.due_at + DAY
    petition = it.with_petition(
        actions.convene_council, petition, plan=plan, notice=NOTICE, now=late
    )
    assert petition.council == Council.objects.get()
    assert fresh(petition.promise).outcome == Outcome.LATE


def test_nothing_is_convened_before_enough_support_it(it):
    petition = it.registered()
    meeting = Meeting("important_common", draft(), NOTICE)
    with pytest.raises(Refused):
        it.with_petition(actions.convene_ballot, petition, meeting=meeting)
    assert not Ballot.objects.exists()
    reached = it.support(petition, 1, 2)
    with pytest.raises(Refused):
        it.with_petition(
            actions.convene_ballot, reached, meeting=replace(meeting, notice="问13812345678")
        )


@pytest.mark.parametrize(
    ("state", "code", "allowed"),
    [
        (Stand.STARTED, "unlawful", True),
        (Stand.STARTED, "decided", True),
        (Stand.STARTED, "inconvenient", False),
        (Stand.COLLECTING, "decided", False),
        (Stand.REACHED, "decided", True),
        (Stand.REACHED, "unlawful", False),
        (Stand.CONVENED, "decided", False),
    ],
)
def test_it_is_refused_only_for_what_the_rules_name(it, state, code, allowed):
    petition = held(state)
    petition.place = it.place
    assert bool(rules.may_refuse(it.actor(), petition, code, "理由")) is allowed
    assert not rules.may_refuse(it.actor("grid_head"), petition, code, "理由")
    assert not rules.may_refuse(it.actor(), petition, code, "请电13812345678")


def test_refusing_says_why_in_public(it):
    petition = it.petition().petition
    done = it.with_petition(
        actions.refuse_petition, petition, code="decided", reason="上月代表会议已经决定。"
    )
    assert done.stand == Stand.REFUSED
    assert done.refusal["code"] == "decided"
    assert entries(done, "refused").count() == 1


@pytest.mark.parametrize("state", Stand)
def test_withdrawing_ends_where_enough_support_it(state):
    allowed = state in {Stand.STARTED, Stand.COLLECTING}
    assert bool(rules.may_withdraw(held(state))) is allowed


def test_who_started_it_withdraws_it(it):
    petition = it.petition().petition
    actions.withdraw_petition(petition_id=petition.pk, actor=RESIDENT, now=NOON)
    petition = fresh(petition)
    assert petition.stand == Stand.WITHDRAWN
    assert Promise.objects.get(pk=petition.promise_id).outcome == Outcome.VOID
    assert petition.starter == ""


def test_the_clock_ends_what_too_few_support(it):
    petition = it.support(it.registered(), 1)
    it.now = petition.expires_at - timedelta(seconds=1)
    assert tasks.expire_petitions.call() == 0
    with pytest.raises(Refused):
        actions.expire_petition(petition_id=petition.pk, actor=SYSTEM, now=it.now)
    it.now = petition.expires_at
    with pytest.raises(Refused):
        actions.expire_petition(petition_id=petition.pk, actor=it.actor(), now=it.now)
    assert tasks.expire_petitions.call() == 1
    assert tasks.expire_petitions.call() == 0
    petition = fresh(petition)
    assert petition.stand == Stand.EXPIRED
    actions.expire_petition(petition_id=petition.pk, actor=SYSTEM, now=it.now)
    assert said(petition, "expired", "supporting") == 1


@pytest.mark.parametrize("verb", ["register", "issue_codes", "enter_sheet", "convene_ballot"])
def test_each_step_is_the_communitys_and_at_its_time(it, verb):
    for state in Stand:
        petition = held(state)
        petition.place = it.place
        expected = state in PETITION_MOVES[verb][0]
        assert bool(rules.petition_step(it.actor(), petition, verb)) is expected
        assert not rules.petition_step(it.actor("grid_head"), petition, verb)


def test_each_desk_sees_the_petitions_near_it(it):
    petition = it.petition().petition
    seen = {
        role: list(queries.visible_petitions(it.actor(role)))
        for role in ("community_secretary", "grid_head", "subdistrict_officer", "system_admin")
    }
    assert seen.pop("system_admin") == []
    assert all(found == [petition] for found in seen.values())
    assert list(queries.visible_petitions(SYSTEM)) == [petition]
    assert list(queries.visible_petitions(RESIDENT)) == []
