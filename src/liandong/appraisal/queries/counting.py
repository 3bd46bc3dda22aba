"""The count of a review: ballots by classes, shown so that nobody's stands alone. No grade."""

import json
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from liandong.appraisal.lifecycle import Grade
from liandong.appraisal.models import Appraisal, Appraised, Ticket, TicketEntry, Urn
from liandong.appraisal.queries.reading import classes, under_review
from liandong.ballots import queries as ballots
from liandong.planning.tallying import rating
from liandong.planning.tallying.sheltering import Line, shares, sheltered

THE_MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Tally:
    """What the ballots say of one post: lines of classes, and the weighted share of each grade."""

    lines: list[Line]
    shares: dict[str, Fraction]
    blank: int

    @property
    def many(self) -> int:
        return sum(line.many for line in self.lines)


def numbers(appraisal: Appraisal) -> list[int]:
    return list(under_review(appraisal).values_list("no", flat=True))


def ticket_with(code: str) -> Ticket | None:
    """Which ticket this code belongs to, or none."""
    found = Ticket.objects.filter(code_hash=ballots.hash_of(ballots.plain_code(code)))
    return found.select_related("voters__appraisal__place").first()


def plain_code(text: str) -> str:
    return ballots.plain_code(text)


def looked_at(ticket: Ticket) -> list[TicketEntry]:
    return list(TicketEntry.objects.filter(ticket=ticket).order_by("id"))


def digest_of(urn: Urn) -> str:
    """The SHA-256 of the urn: its random codes keep it from being guessed."""
    text = json.dumps(urn.slips, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()


def counted(appraisal: Appraisal) -> dict[int, Tally]:
    """Number of each post under review → its tally. Raises `NothingToCountError` if nobody rated.

    Every grade is worth the same in the count: what is weighed are the classes alone.
    """
    results = rating.tally(numbers(appraisal), _papers(appraisal), _rules(appraisal))
    found = {}
    for result in results:
        given = result.part(THE_MEETING).classes
        lines = sheltered(given, appraisal.least)
        found[result.entrant] = Tally(lines, shares(lines), sum(each.unrated for each in given))
    return found


def tallied(appraisal: Appraisal) -> list[tuple[Appraised, Tally | None]]:
    """Those under review in the order of the tree, with their tallies once there are any."""
    found = counted(appraisal) if appraisal.is_counted else {}
    return [(one, found.get(one.no)) for one in under_review(appraisal)]


def turnout(appraisal: Appraisal) -> tuple[int, int, int]:
    """Papers in the urn, invalid ones among them, and tickets that were made."""
    urn = Urn.objects.filter(appraisal=appraisal).first()
    slips = urn.slips if urn else {}
    made = Ticket.objects.filter(voters__appraisal=appraisal).count()
    return len(slips), sum(marks is None for _class, marks in slips.values()), made


def _rules(appraisal: Appraisal) -> rating.Rules:
    weights = {one.raters: Fraction(one.weight) for one in classes(appraisal)}
    part = rating.Part(THE_MEETING, Fraction(1), weights)
    points = {grade.value: Fraction(grade == Grade.GOOD) for grade in Grade}
    return rating.Rules(points, [part], Fraction(0), ())


def _papers(appraisal: Appraisal) -> list[rating.Paper]:
    kinds = {one.pk: one.raters for one in classes(appraisal)}
    known = set(numbers(appraisal))
    urn = Urn.objects.filter(appraisal=appraisal).first()
    papers = []
    for class_id, marks in urn.slips.values() if urn else ():
        kept = None
        if marks is not None:
            kept = {int(no): grade for no, grade in marks.items() if int(no) in known}
        papers.append(rating.Paper(THE_MEETING, kinds[class_id], kept))
    return papers
