"""A review by the district of its subdistricts, brought to a state by the actions themselves.

The cast has one subdistrict below the district; two more are made here, each with a secretary.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from liandong.appraisal import actions, queries
from liandong.appraisal.lifecycle import Grade
from liandong.appraisal.models import Appraisal, Appraised, Decision, Plan, RaterClass
from liandong.kernel.actor import RESIDENT, Actor
from liandong.people.models import RoleKind
from liandong.people.queries import actor_of
from liandong.people.tests import factories as people
from liandong.people.tests.factories import Cast
from liandong.places.models import PlaceKind
from liandong.projects.tests import factories as projects
from liandong.rulebook.models import Rule

DECEMBER = datetime(2026, 12, 1, 2, tzinfo=UTC)
LATER = datetime(2026, 12, 21, 2, tzinfo=UTC)
REPORT_BY, DAY = date(2026, 12, 15), date(2026, 12, 20)
OWN, ABOVE, DESK = "subdistrict_secretary", "district_secretary", "district_dispatcher"
RULES = {
    "appraisal.weight.leaders": "0.4",
    "appraisal.weight.peers": "0.2",
    "appraisal.weight.below": "0.2",
    "appraisal.weight.residents": "0.2",
    "appraisal.report_length": "40",
    "appraisal.least": "3",
    "appraisal.excellent_ranks": "1",
    "appraisal.free_ranks": "1",
    "appraisal.tries": "30",
}
INITIALS = {"g": Grade.GOOD, "f": Grade.FAIRLY_GOOD, "a": Grade.AVERAGE, "p": Grade.POOR}
REPORT = "全年召开四次联席会议，老旧小区自治组织覆盖十四个，差一个。"


def world() -> Cast:
    it = projects.world()
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


def secretary(it: Cast, name: str) -> Actor:
    """The secretary of a further subdistrict of the district."""
    place = people.place(PlaceKind.SUBDISTRICT, name, it.tree.district, name)
    post = people.post(RoleKind.SUBDISTRICT_SECRETARY, place, title=f"{name}党工委书记")
    person = people.person(f"secretary_{place.pk}")
    people.appoint(post, person)
    return actor_of(person, post)


def do(it: Cast, verb: str, appraisal: Appraisal, role: str = DESK, now=DECEMBER, **words):
    deed = getattr(actions, verb)
    return deed(appraisal_id=appraisal.pk, actor=it.actor(role), now=now, **words)


def do_to(it: Cast, verb: str, one: Appraised, role: str = DESK, now=DECEMBER, **words):
    deed = getattr(actions, verb)
    return deed(appraised_id=one.pk, actor=it.actor(role), now=now, **words)


def plan(posts: Sequence[int], **words: object) -> Plan:
    given = {"title": "2026年度述职评议", "year": 2026, "report_by": REPORT_BY, "day": DAY}
    return Plan(**{**given, **words}, posts=tuple(posts))


def planned(it: Cast, others: int = 0, **words: object) -> Appraisal:
    for name in ("梨园街道", "新城街道")[:others]:
        secretary(it, name)
    posts = [post.pk for post in queries.secretaries_below(it.tree.district)]
    place = it.tree.district.pk
    return actions.plan(
        place_id=place, plan=plan(posts, **words), actor=it.actor(DESK), now=DECEMBER
    )


def announced(it: Cast, others: int = 0) -> Appraisal:
    return do(it, "announce", planned(it, others))


def actor_for(one: Appraised) -> Actor:
    term = one.post.terms.select_related("person").get()
    return actor_of(term.person, one.post)


def reported(it: Cast, others: int = 0) -> Appraisal:
    appraisal = announced(it, others)
    for one in queries.under_review(appraisal):
        actions.report(appraised_id=one.pk, report=REPORT, actor=actor_for(one), now=DECEMBER)
    return appraisal


def tickets(it: Cast, appraisal: Appraisal, many: int = 3) -> dict[str, list[str]]:
    """Class of raters → the codes of its tickets."""
    return {
        one.raters: do(it, "issue_tickets", appraisal, class_id=one.pk, many=many)
        for one in RaterClass.objects.filter(appraisal=appraisal).order_by("id")
    }


def rating(it: Cast, others: int = 0) -> tuple[Appraisal, dict[str, list[str]]]:
    appraisal = reported(it, others)
    codes = tickets(it, appraisal)
    return do(it, "open_rating", appraisal, now=LATER), codes


def marks(row: str) -> dict[str, str]:
    """ "gf-": the first good, the second fairly good, the third not rated."""
    return {str(no): INITIALS[mark].value for no, mark in enumerate(row, 1) if mark != "-"}


def rate(code: str, row: str) -> Appraisal:
    ticket = queries.ticket_with(code)
    assert ticket is not None
    return actions.rate(ticket_id=ticket.pk, marks=marks(row), actor=RESIDENT, now=LATER)


def rated(it: Cast, rows: Sequence[str] = ("g", "g", "f"), others: int = 0) -> Appraisal:
    """Every class rates by the same rows, and every report has its comment."""
    appraisal, codes = rating(it, others)
    for several in codes.values():
        for code, row in zip(several, rows, strict=False):
            rate(code, row)
    for one in queries.under_review(appraisal):
        do_to(it, "comment", one, ABOVE, LATER, comment="抓得实，物业覆盖还差一个。")
    return appraisal


def counted(it: Cast, rows: Sequence[str] = ("g", "g", "f"), others: int = 0) -> Appraisal:
    return do(it, "count", rated(it, rows, others), now=LATER)


def decision(grade: Grade = Grade.GOOD, **words: object) -> Decision:
    given = {
        "grade": grade,
        "reason": "任务落实较好，项目按期完成。",
        "session": "区委常委会第三十次会议",
        "decided_on": date(2026, 12, 21),
    }
    if grade != Grade.GOOD:
        given |= {
            "problem": "自治组织覆盖滞后",
            "goal": "三月底前全覆盖",
            "measures": "每两周调度",
            "due_on": date(2027, 3, 31),
        }
    return Decision(**{**given, **words})


def graded(it: Cast, grade: Grade = Grade.GOOD, others: int = 0) -> Appraisal:
    appraisal = counted(it, [mark * (others + 1) for mark in "ggf"], others)
    for one in queries.under_review(appraisal):
        do_to(it, "grade", one, ABOVE, LATER, decision=decision(grade))
        do_to(it, "feed_back", one, now=LATER, feedback="请按整改清单逐项落实。")
    return appraisal


def published(it: Cast, grade: Grade = Grade.GOOD, others: int = 0) -> Appraisal:
    return do(it, "publish", graded(it, grade, others), now=LATER)
