"""Who may do what to a council, state by state; and which words turn a text into a vote."""

from datetime import date

import pytest

from liandong.deliberation import rules
from liandong.deliberation.lifecycle import MOVES, Capacity, Next, State
from liandong.deliberation.models import Consultation, Council, Voice
from liandong.deliberation.rules import Words
from liandong.kernel.actor import Actor
from liandong.places.models import Level, Place

HERE, ELSEWHERE = "/1/2/3/4/", "/1/2/3/9/"
TERMS = {
    "set": {"source": "规则", "source_en": "the rules"},
    "convener": {
        "roles": ["community_secretary"],
        "text": "由社区召集。",
        "text_en": "The community.",
    },
    "notice": {"value": 3, "text": "提前三日。", "source": "规则"},
    "seats": [],
}


def actor(role="community_secretary", path=HERE):
    return Actor(role=role, person_id=1, post_id=1, path=path)


def council(state=State.PLANNED, venue="议事厅"):
    place = Place(pk=4, name="社区", level=Level.COMMUNITY, path=HERE)
    consultation = Consultation(pk=7, topic="停车", place=place)
    return Council(consultation=consultation, state=state, venue=venue, terms=TERMS)


@pytest.mark.parametrize("verb", [verb for verb in MOVES if verb != "plan"])
@pytest.mark.parametrize("state", State)
def test_each_verb_is_possible_in_its_states_only(verb, state):
    verdict = rules.at_its_step(actor(), council(state), verb)
    assert bool(verdict) == (state in MOVES[verb][0])


@pytest.mark.parametrize(
    ("role", "path", "allowed"),
    [
        ("community_secretary", HERE, True),
        ("community_worker", HERE, True),
        ("subdistrict_officer", "/1/2/3/", True),
        ("subdistrict_secretary", "/1/2/3/", True),
        ("community_secretary", ELSEWHERE, False),
        ("grid_head", "/1/2/3/4/5/", False),
        ("grid_worker", HERE, False),
        ("department_officer", "/1/2/", False),
        ("system_admin", "/1/", False),
    ],
)
def test_who_handles_a_council(role, path, allowed):
    assert bool(rules.may_handle(actor(role, path), council())) == allowed


@pytest.mark.parametrize(
    ("scope", "level", "compound", "allowed"),
    [
        ("community", Level.COMMUNITY, "", True),
        ("compound", Level.COMMUNITY, "樱园", True),
        ("compound", Level.GRID, "樱园", True),
        ("compound", Level.COMMUNITY, "  ", False),
        ("grid", Level.COMMUNITY, "", False),
        ("cross", Level.COMMUNITY, "", False),
        ("community", Level.SUBDISTRICT, "", False),
    ],
)
def test_a_scope_fits_its_place(scope, level, compound, allowed):
    place = Place(name="某地", level=level, path=HERE)
    assert bool(rules.may_plan(actor(), place, scope, TERMS, compound)) == allowed


@pytest.mark.parametrize(
    ("day", "unseated", "venue", "allowed"),
    [
        (date(2026, 11, 27), (), "厅", True),
        (date(2026, 11, 26), (), "厅", False),
        (date(2026, 11, 27), ("利害关系居民",), "厅", False),
        (None, (), "厅", False),
        (date(2026, 11, 27), (), " ", False),
    ],
)
def test_when_a_topic_may_be_announced(day, unseated, venue, allowed):
    planned = council(venue=venue)
    verdict = rules.may_give_notice(actor(), planned, unseated, day, date(2026, 11, 27))
    assert bool(verdict) == allowed


@pytest.mark.parametrize(
    "telling", ["王大爷不同意。", "请拨13800001234。", "身份证370705199001011234"]
)
def test_a_public_text_leads_to_nobody(telling):
    people = ("王大爷",)
    assert not rules.may_post(actor(), council(State.CONCLUDED), telling, people)
    assert not rules.may_call_off(actor(), council(State.NOTICED), telling, people)
    assert not rules.may_adjourn(actor(), council(State.SITTING), telling, people, later=True)
    assert rules.may_post(actor(), council(State.CONCLUDED), "一位居民不同意。", people)
    assert rules.may_call_off(actor(), council(State.NOTICED), "停电", people)
    assert rules.may_adjourn(actor(), council(State.SITTING), "待测量", people, later=True)


@pytest.mark.parametrize(
    ("state", "too_early", "allowed"),
    [
        (State.NOTICED, False, True),
        (State.NOTICED, True, False),
        (State.ADJOURNED, True, True),
        (State.PLANNED, False, False),
    ],
)
def test_it_sits_on_its_day(state, too_early, allowed):
    assert bool(rules.may_open(actor(), council(state), too_early=too_early)) == allowed


@pytest.mark.parametrize("here", [False, True])
@pytest.mark.parametrize("invited", [False, True])
def test_who_is_invited_and_there_is_heard(here, invited):
    sitting = council(State.SITTING)
    voice = Voice(consultation_id=7 if invited else 8, name="王大爷", capacity=Capacity.RESIDENT)
    heard = here and invited
    assert bool(rules.may_speak(actor(), sitting, voice, here=here)) == heard
    stated = rules.may_take_position(actor(), sitting, voice, "agrees", "", here=here)
    assert bool(stated) == heard
    silent = rules.may_take_position(actor(), sitting, voice, "dissents", "  ", here=here)
    assert not silent
    assert bool(rules.may_hear(actor(), sitting, "speak", int(here))) == here


@pytest.mark.parametrize(
    ("consensus", "next_", "decides", "here", "allowed"),
    [
        ("先试行一个月。", Next.CARRY_OUT, "", 2, True),
        ("先试行一个月。", Next.CARRY_OUT, "", 1, False),
        ("", Next.CARRY_OUT, "", 2, False),
        ("", Next.TALK, "", 2, True),
        ("提交业主大会。", Next.DECIDE, "", 2, False),
        ("提交业主大会。", Next.DECIDE, "owners_assembly", 2, True),
        ("12票赞成。", Next.CARRY_OUT, "", 2, False),
        ("举手表决同意。", Next.CARRY_OUT, "", 2, False),
        ("赞成 8 人。", Next.CARRY_OUT, "", 2, False),
        ("八人到会，都同意先试行。", Next.CARRY_OUT, "", 2, True),
    ],
)
def test_how_a_council_ends(consensus, next_, decides, here, allowed):
    words = Words(consensus, next_, decides)
    assert bool(rules.may_conclude(actor(), council(State.SITTING), words, here, ())) == allowed
    silent = rules.may_conclude(actor(), council(State.SITTING), words, here, ("王大爷",))
    assert not silent


def test_only_the_administrator_loads_rules():
    assert rules.may_load(actor("system_admin"))
    assert not rules.may_load(actor("community_secretary"))
