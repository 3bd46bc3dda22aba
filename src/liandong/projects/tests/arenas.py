"""An arena of the district, brought to a state by the actions themselves.

The cast has one subdistrict below the district; two more are made here, each with a secretary.
"""

from datetime import date
from decimal import Decimal

from liandong.kernel.actor import RESIDENT
from liandong.people.models import RoleKind
from liandong.people.queries import actor_of
from liandong.people.tests import factories as people
from liandong.people.tests.factories import Cast
from liandong.places.models import PlaceKind
from liandong.projects import actions, queries
from liandong.projects.actions import Receipt
from liandong.projects.lifecycle import Grade, Ties
from liandong.projects.models import Arena, SecretaryProject, VoterClass
from liandong.projects.tests import factories
from liandong.projects.tests.factories import ABOVE, JULY, MARCH
from liandong.rulebook.models import Rule

DESK = "district_dispatcher"
DAY = date(2026, 7, 10)
RULES = {
    "arena.minutes": "6",
    "arena.weight.stage": "0.3",
    "arena.weight.site": "0.4",
    "arena.weight.public": "0.3",
    "arena.class.leaders": "0.4",
    "arena.class.peers": "0.3",
    "arena.class.representatives": "0.3",
    "arena.points.good": "100",
    "arena.points.fairly_good": "80",
    "arena.points.average": "60",
    "arena.points.poor": "30",
    "arena.trim": "0.1",
    "arena.slow_below": "70",
    "arena.seats": "3",
    "arena.tries": "30",
}
INITIALS = {"g": Grade.GOOD, "f": Grade.FAIRLY_GOOD, "a": Grade.AVERAGE, "p": Grade.POOR}


def world() -> Cast:
    it = factories.world()
    for key, amount in RULES.items():
        Rule.objects.create(
            key=key,
            value=f"{amount} count",
            amount=Decimal(amount),
            unit="count",
            effective_from=date(2020, 1, 1),
            source="test",
            confidence="needs_local_confirmation",
            text=key,
            text_en=key,
        )
    return it


def project_of(it: Cast, name: str) -> SecretaryProject:
    """A running project of the secretary of a further subdistrict."""
    place = people.place(PlaceKind.SUBDISTRICT, name, it.tree.district, name)
    post = people.post(RoleKind.SUBDISTRICT_SECRETARY, place, title=f"{name}党工委书记")
    person = people.person(f"secretary_{place.pk}")
    people.appoint(post, person)
    actor = actor_of(person, post)
    plan = factories.plan(it, title=f"{name}的项目", lead_id=post.pk, supports=())
    words = {"actor": actor, "now": MARCH}
    project = actions.draft(secretary_id=post.pk, year=2026, plan=plan, **words)
    actions.set_goal(project_id=project.pk, target=factories.target(), **words)
    for what, due_on in factories.STEPS:
        actions.plan_milestone(project_id=project.pk, what=what, due_on=due_on, **words)
    actions.claim(project_id=project.pk, **words)
    return actions.register(project_id=project.pk, actor=it.actor(ABOVE), now=MARCH)


def do(it: Cast, verb: str, arena: Arena, role: str = DESK, now=JULY, **words):
    deed = getattr(actions, verb)
    return deed(arena_id=arena.pk, actor=it.actor(role), now=now, **words)


def opened(it: Cast, ties: Ties = Ties.PUBLIC_FIRST) -> Arena:
    words = {"title": "第一期书记项目擂台赛", "day": DAY, "ties": ties}
    place = it.tree.district.pk
    return actions.open_arena(place_id=place, actor=it.actor(DESK), now=JULY, **words)


def entered(it: Cast, **words: object) -> Arena:
    arena = opened(it, **words)
    projects = [factories.running(it), project_of(it, "梨园街道"), project_of(it, "新城街道")]
    for project in projects:
        do(it, "add_entrant", arena, project_id=project.pk, group="城区组")
    return arena


def drawn(it: Cast, **words: object) -> Arena:
    arena = entered(it, **words)
    do(it, "fix", arena)
    return do(it, "draw", arena, word="风筝")


def tickets(it: Cast, arena: Arena, many: int = 3) -> dict[str, list[str]]:
    """Class of voters → the codes of its tickets."""
    return {
        one.voters: do(it, "issue_tickets", arena, class_id=one.pk, many=many)
        for one in VoterClass.objects.filter(arena=arena).order_by("id")
    }


def rating(it: Cast, **words: object) -> tuple[Arena, dict[str, list[str]]]:
    arena = drawn(it, **words)
    codes = tickets(it, arena)
    return do(it, "open_rating", arena), codes


def marks(row: str) -> dict[str, str]:
    """ "gf-": the first good, the second fairly good, the third not rated."""
    return {str(no): INITIALS[mark].value for no, mark in enumerate(row, 1) if mark != "-"}


def rate(code: str, row: str) -> Receipt:
    ticket = queries.ticket_with(code)
    assert ticket is not None
    return actions.rate(ticket_id=ticket.pk, marks=marks(row), actor=RESIDENT, now=JULY)


def rated(it: Cast, rows: tuple[str, ...] = ("gfp", "gfp", "gap"), **words: object) -> Arena:
    """Every class rates by the same rows."""
    arena, codes = rating(it, **words)
    for several in codes.values():
        for code, row in zip(several, rows, strict=True):
            rate(code, row)
    return arena


def counted(it: Cast, rows: tuple[str, ...] = ("gfp", "gfp", "gap"), **words: object) -> Arena:
    return do(it, "count", rated(it, rows, **words))
