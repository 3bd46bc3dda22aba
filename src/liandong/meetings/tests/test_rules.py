"""Who may do what with joint meetings: truth tables."""

import pytest

from liandong.meetings import actions, queries, rules
from liandong.meetings.lifecycle import MOVES, Kind, MeetingState
from liandong.meetings.models import AgendaItem, Meeting
from liandong.meetings.tests import factories
from liandong.meetings.tests.factories import Level
from liandong.people.models import RoleKind
from liandong.people.tests.factories import NOON

pytestmark = pytest.mark.django_db
LEVELS = ("city", "district", "subdistrict", "community")
PREPARE = {
    "city": {"city_secretary", "city_dispatcher"},
    "district": {"district_secretary", "district_dispatcher"},
    "subdistrict": {"subdistrict_secretary", "subdistrict_officer"},
    "community": {"community_secretary", "community_worker"},
}
READ = {
    "city_secretary",
    "city_dispatcher",
    "audit_admin",
    "district_secretary",
    "district_dispatcher",
    "subdistrict_secretary",  # invited
}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("role", [role.value for role in RoleKind])
def test_who_prepares_a_levels_meetings(it, level, role):
    allowed = bool(rules.may_plan(it.actor(role), Level(it, level).place))
    assert allowed == (role in PREPARE[level])


def test_no_meeting_in_a_grid(it):
    verdict = rules.may_plan(it.actor("grid_head"), it.cast.tree.grid)
    assert "四级" in str(verdict.reason)


@pytest.mark.parametrize("role", [role.value for role in RoleKind])
def test_who_reads_a_meeting_and_the_list_says_the_same(it, role):
    meeting = factories.planned(Level(it, "district"))
    actor = it.actor(role)
    invited = queries.is_invited(actor, meeting)
    allowed = bool(rules.may_see(actor, meeting, invited=invited))
    assert allowed == (role in READ)
    assert queries.visible_to(actor).filter(pk=meeting.pk).exists() == allowed


@pytest.mark.parametrize("role", [role.value for role in RoleKind])
def test_the_worker_of_a_community_reads_what_the_community_prepares(it, role):
    meeting = factories.planned(Level(it, "community"))
    actor = it.actor(role)
    allowed = bool(rules.may_see(actor, meeting, invited=queries.is_invited(actor, meeting)))
    assert queries.visible_to(actor).filter(pk=meeting.pk).exists() == allowed


@pytest.mark.parametrize("state", list(MeetingState))
@pytest.mark.parametrize("verb", [verb for verb in MOVES if verb != "plan"])
def test_every_verb_belongs_to_its_states(it, state, verb):
    district = Level(it, "district")
    meeting = Meeting(place=district.place, convener=it.cast.post("district_secretary"))
    meeting.state = state
    assert bool(rules.may_do(district.desk, meeting, verb)) == (state in MOVES[verb][0])


KINDS = [
    (Kind.ANSWER, False, True),
    (Kind.DUTY, False, True),
    (Kind.ANSWER, True, False),
    (Kind.DUTY, True, False),
    (Kind.PROJECT, True, False),
    (Kind.FURTHER_UP, True, True),
    (Kind.CARRY_OVER, True, True),
]


@pytest.mark.parametrize(("kind", "abstains", "allowed"), KINDS)
def test_what_may_be_decided_when_the_convener_abstains(kind, abstains, allowed):
    assert bool(rules.is_impartial(kind, abstains)) == allowed


@pytest.mark.parametrize(
    ("level", "allowed"),
    [("city", False), ("district", True), ("subdistrict", True), ("community", True)],
)
def test_from_which_levels_it_goes_further_up(it, level, allowed):
    assert bool(rules.may_go_up(Level(it, level).place)) == allowed


@pytest.mark.parametrize(
    ("level", "allowed"), [("city", False), ("district", True), ("subdistrict", True)]
)
def test_to_whom_a_department_reports(it, level, allowed):
    bureau = it.actor("department_officer")
    assert bool(rules.may_report(bureau, Level(it, level).place)) == allowed


def test_who_reads_a_report(it):
    district = Level(it, "district")
    words = actions.Statement("停车治理进展", "已划设车位40个。")
    bureau = it.actor("department_officer")
    report = actions.hand_in(place_id=district.place.pk, statement=words, actor=bureau, now=NOON)

    def reads(role):
        actor = it.actor(role)
        return bool(rules.may_see_report(actor, report, queries.hears_report(actor, report)))

    own = {"department_officer", "district_secretary", "district_dispatcher"}
    assert {role.value for role in RoleKind if reads(role)} == own
    meeting = factories.planned(district)
    factories.picked(district, meeting, f"meetings.departmentreport:{report.pk}")
    assert reads("subdistrict_secretary"), "invited to the meeting that hears it"


@pytest.mark.parametrize(("share", "entitled", "needed"), [("0.5", 4, 3), ("0.5", 5, 3)])
def test_a_quorum_is_more_than_the_share(it, share, entitled, needed):
    place = Level(it, "city").place
    assert queries.quorum_of(place, entitled, NOON.date()) == needed


def test_an_item_is_worded_when_it_asks_and_proposes():
    assert AgendaItem(question="怎么办？", proposal="由街道办。").worded
    assert not AgendaItem(question="怎么办？").worded
