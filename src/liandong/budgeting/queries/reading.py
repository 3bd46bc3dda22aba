"""Votes, projects, the roll and the box, read."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from liandong.ballots import queries as ballots
from liandong.budgeting.lifecycle import RUNNING, Channel, Standing
from liandong.budgeting.models import (
    Box,
    BudgetVote,
    Facts,
    Mark,
    Objection,
    Paper,
    PaperEntry,
    Project,
    Voter,
)
from liandong.funds.lifecycle import LineKind
from liandong.funds.models import Line
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.ledger import queries as ledger
from liandong.ledger.models import Entry
from liandong.places.models import Place
from liandong.rulebook import queries as rulebook

plain_code = ballots.plain_code


def public(path: str = "") -> QuerySet[BudgetVote]:
    """Every vote below a path, the newest first: all of them are public."""
    found = BudgetVote.objects.filter(place__path__startswith=path).select_related("place__parent")
    return found.order_by("-opened_at", "-id")


def visible_to(actor: Actor) -> QuerySet[BudgetVote]:
    """The votes of the places that this post stands at, in or over."""
    steps = [int(step) for step in actor.path.split("/") if step]
    near = Q(place__path__startswith=actor.path) | Q(place_id__in=steps)
    return public().filter(near if actor.path else Q(pk__in=[]))


def find(vote_id: int) -> BudgetVote | None:
    found = BudgetVote.objects.select_related("place__parent", "line__fund", "convener__place")
    return found.filter(pk=vote_id).first()


def voted_lines(place_id: int) -> QuerySet[Line]:
    """The lines of a community's open funds that residents spend by vote."""
    found = Line.objects.filter(fund__place_id=place_id, kind=LineKind.VOTED)
    found = found.filter(fund__closed_at__isnull=True).select_related("fund__place")
    return found.order_by("-fund__year", "id")


def reserved(line: Line) -> int:
    """What running votes may still spend of a line: it is promised to them."""
    running = BudgetVote.objects.filter(line=line, state__in=RUNNING)
    total: int = running.aggregate(total=Sum("budget", default=0))["total"]
    return total


def projects(vote: BudgetVote) -> QuerySet[Project]:
    return Project.objects.filter(vote=vote).select_related("commitment").order_by("no", "id")


def listed(vote: BudgetVote) -> list[Project]:
    """The projects that are voted on, in the order of the published list."""
    return list(projects(vote).filter(no__isnull=False))


def board(vote: BudgetVote) -> dict[str, list[Project]]:
    """What everybody reads: the list (winners first once counted), and what cannot be done."""
    read = list(projects(vote))
    feasible = [one for one in read if one.standing == Standing.FEASIBLE]
    feasible.sort(key=lambda one: (not one.chosen, (one.outcome or {}).get("turn") or 0))
    return {
        "list": feasible,
        "winners": [one for one in feasible if one.chosen],
        "refused": [one for one in read if one.standing == Standing.REFUSED],
        "waiting": [one for one in read if one.standing == Standing.PROPOSED],
    }


def project(project_id: int) -> Project | None:
    found = Project.objects.select_related("vote__place__parent", "vote__line__fund")
    return found.filter(pk=project_id).first()


def days(key: str, place: Place, now: datetime) -> int:
    return int(rulebook.limit(key, place, on=day_of(now)).amount)


def facts(vote: BudgetVote, now: datetime) -> Facts:
    of = Count("id", filter=Q(standing=Standing.PROPOSED))
    on = Count("id", filter=Q(standing=Standing.FEASIBLE))
    counts = Project.objects.filter(vote=vote).aggregate(undecided=of, listed=on)
    marks = dict(
        Mark.objects.filter(voter__vote=vote).values_list("channel").annotate(Count("voter"))
    )
    box = Box.objects.filter(vote=vote).first()
    begun = Paper.objects.filter(vote=vote, settled=False, entries__isnull=False)
    return Facts(
        **counts,
        entitled=Voter.objects.filter(vote=vote).count(),
        marks=sum(marks.values()),
        marks_on_paper=marks.get(Channel.PAPER, 0),
        slips=len(box.slips) if box else 0,
        unsettled=begun.distinct().count(),
        notice_days=days("budget.notice", vote.place, now),
        posted_days=days("budget.posted", vote.place, now),
        **_objections(vote),
    )


def _objections(vote: BudgetVote) -> dict[str, int]:
    """How many are undecided, and how many were found right since the latest count."""
    since = Q(upheld=True)
    if vote.counted_at is not None:
        since &= Q(decided_at__gte=vote.counted_at)
    found: dict[str, int] = Objection.objects.filter(vote=vote).aggregate(
        objections=Count("id", filter=Q(upheld__isnull=True)),
        upheld=Count("id", filter=since),
    )
    return found


def objections(vote: BudgetVote) -> QuerySet[Objection]:
    return Objection.objects.filter(vote=vote).order_by("id")


def objection(objection_id: int) -> Objection | None:
    found = Objection.objects.select_related("vote__place__parent", "vote__line__fund")
    return found.filter(pk=objection_id).first()


def objections_end(vote: BudgetVote, now: datetime) -> datetime | None:
    """Until when the result can be objected to, after the latest count."""
    if vote.counted_at is None:
        return None
    return vote.counted_at + timedelta(days=days("budget.posted", vote.place, now))


def roll(vote: BudgetVote) -> QuerySet[Voter]:
    return Voter.objects.filter(vote=vote).select_related("mark").order_by("no")


def roll_from(text: str) -> ballots.RollDraft:
    """Names pasted one a line, read and checked as the rolls of ballots are."""
    return ballots.read_roll(ballots.pasted(text), owners=False)


def voters_without_mark(vote: BudgetVote) -> QuerySet[Voter]:
    return roll(vote).filter(mark__isnull=True)


def voter_with(code: str) -> Voter | None:
    """Whose code this is, or nobody's."""
    if not code:
        return None
    found = Voter.objects.filter(code_hash=ballots.hash_of(code))
    return found.select_related("vote__place", "mark").first()


def paper(vote: BudgetVote, code: str) -> Paper | None:
    return Paper.objects.filter(vote=vote, code=plain_code(code)).first()


def looked_at(paper: Paper) -> list[PaperEntry]:
    return list(PaperEntry.objects.filter(paper=paper).order_by("id"))


def differing(vote: BudgetVote) -> list[Paper]:
    """The papers that two people read differently: a third looks."""
    found = Paper.objects.filter(vote=vote, settled=False).annotate(looks=Count("entries"))
    return list(found.filter(looks__gte=2).order_by("id"))


def slip(vote: BudgetVote, tracking: str) -> tuple[bool, dict[str, int] | None]:
    """Whether a tracking code is among the published votes, and what stands behind it."""
    box = Box.objects.filter(vote=vote).first() if vote.has_result else None
    slips: dict[str, Any] = box.slips if box else {}
    code = plain_code(tracking)
    return code in slips, slips.get(code)


def timeline(vote: BudgetVote) -> QuerySet[Entry]:
    silent = ["budget.cast", "budget.handed_out", "budget.paper_entered", "budget.proposed"]
    return ledger.timeline(vote).exclude(verb__in=silent)
