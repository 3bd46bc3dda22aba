"""Reading ballots: who may see which, what stands on the roll, what was voted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet, Sum
from django.utils.crypto import salted_hmac

from liandong.ballots.lifecycle import PUBLIC, About
from liandong.ballots.models import (
    Ballot,
    Delivery,
    Holding,
    Objection,
    Paper,
    PaperEntry,
    Proxy,
    Tally,
    Voter,
)
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_bounds, day_of

CODE_LENGTH = 12
PRIVATE = frozenset({"system_admin", "security_admin"})


def _with_place() -> QuerySet[Ballot]:
    return Ballot.objects.select_related("place", "subject__rule_set", "convener__place")


def public() -> QuerySet[Ballot]:
    """The ballots whose notice was published, those that close soonest first."""
    return _with_place().filter(state__in=PUBLIC).order_by("-opens_at", "-id")


def visible_to(actor: Actor) -> QuerySet[Ballot]:
    """What a post may open on the desk: the ballots of its place, below it, and around it."""
    if not actor.signed or actor.role in PRIVATE:
        return Ballot.objects.none()
    if actor.role == "system":
        return _with_place()
    above = [int(step) for step in actor.path.split("/") if step]
    here = Q(path__startswith=actor.path) | Q(place_id__in=above, place__level__gte=3)
    return _with_place().filter(here).order_by("-drafted_at", "-id")


def find(number: str) -> Ballot | None:
    return _with_place().filter(number=number).first()


def public_ballot(number: str) -> Ballot | None:
    return public().filter(number=number).first()


def about(thing: str) -> QuerySet[Ballot]:
    """The ballots that something gave rise to, the newest first."""
    return _with_place().filter(about=thing).order_by("-drafted_at", "-id")


def near(ballots: QuerySet[Ballot], path: str) -> QuerySet[Ballot]:
    """Those that concern a place: at it, below it, or in the community around it."""
    above = [int(step) for step in path.split("/") if step]
    return ballots.filter(Q(path__startswith=path) | Q(place_id__in=above))


# --- The roll -----------------------------------------------------------------------------------


def roll(ballot: Ballot) -> QuerySet[Voter]:
    """The voters in the order of the roll, with their units, proxies and marks."""
    holdings = Prefetch("holdings", Holding.objects.order_by("id"))
    voters = Voter.objects.filter(ballot=ballot).select_related("proxy", "mark", "paper")
    delivered = Delivery.objects.filter(voter=OuterRef("pk"))
    voters = voters.annotate(
        delivered=Exists(delivered), warned=Exists(delivered.filter(warned=True))
    )
    return voters.prefetch_related(holdings).order_by("no")


@dataclass(frozen=True, slots=True)
class Entitled:
    """How many stand on the roll, and their area in 0.01 m²."""

    people: int
    area: int


def entitled(ballot: Ballot) -> Entitled:
    """As fixed at opening; before that, as the roll stands now."""
    if ballot.entitled_people is not None:
        return Entitled(ballot.entitled_people, ballot.entitled_area or 0)
    sums = Voter.objects.filter(ballot=ballot).aggregate(people=Count("id"), area=Sum("area"))
    return Entitled(sums["people"], sums["area"] or 0)


def voter(ballot: Ballot, no: int) -> Voter | None:
    return Voter.objects.filter(ballot=ballot, no=no).select_related("mark", "proxy").first()


def hash_of(code: str) -> str:
    """The keyed hash under which a one-time code is stored."""
    digest = salted_hmac("liandong.ballot.code", code, settings.RECEIPT_KEY, algorithm="sha256")
    return digest.hexdigest()


def plain_code(text: str) -> str:
    """A code as somebody typed it: without spaces and dashes, in capitals."""
    return "".join(char for char in text.upper() if char.isascii() and char.isalnum())


def voter_with(code: str) -> Voter | None:
    """The voter behind a one-time code."""
    if len(code) != CODE_LENGTH:
        return None
    voters = Voter.objects.select_related("ballot__place", "ballot__subject", "mark")
    return voters.filter(code_hash=hash_of(code)).first()


def slots_of(ballot: Ballot, holder: str, holder_key: str) -> int:
    """How many voters somebody stands for already; the next slot is one more."""
    held = Proxy.objects.filter(ballot=ballot, holder=holder, holder_key=holder_key)
    last: int | None = held.aggregate(last=Max("slot"))["last"]
    return last or 0


# --- The desk -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a ballot stands, in numbers that tell nothing of how anybody voted."""

    entitled: Entitled
    delivered: int
    warned: int
    codes: int
    proxies: int
    marked: int
    on_paper: int
    papers: int
    unsettled: int
    roll_objections: int
    result_objections: int


def standing_of(ballot: Ballot) -> Standing:
    voters = Voter.objects.filter(ballot=ballot)
    sums = voters.aggregate(
        delivered=Count("id", filter=Exists(Delivery.objects.filter(voter=OuterRef("pk")))),
        warned=Count(
            "id", filter=Exists(Delivery.objects.filter(voter=OuterRef("pk"), warned=True))
        ),
        codes=Count("id", filter=~Q(code_hash="")),
        proxies=Count("id", filter=Q(proxy__isnull=False)),
        marked=Count("id", filter=Q(mark__isnull=False)),
        on_paper=Count("id", filter=Q(mark__channel="paper")),
    )
    papers = Paper.objects.filter(ballot=ballot)
    waiting = Objection.objects.filter(ballot=ballot, upheld__isnull=True)
    return Standing(
        entitled=entitled(ballot),
        **sums,
        papers=papers.count(),
        unsettled=papers.filter(settled=False, entries__isnull=False).distinct().count(),
        roll_objections=waiting.filter(about=About.ROLL).count(),
        result_objections=waiting.filter(about=About.RESULT).count(),
    )


def objections(ballot: Ballot) -> QuerySet[Objection]:
    return Objection.objects.filter(ballot=ballot).select_related("decided_by").order_by("id")


def objection(objection_id: int) -> Objection | None:
    found = Objection.objects.select_related("ballot__place", "ballot__subject")
    return found.filter(pk=objection_id).first()


def objections_end(ballot: Ballot) -> datetime | None:
    """Until when the result can be objected to, after the latest count."""
    last = last_tally(ballot)
    if last is None:
        return None
    days = int(ballot.terms["limits"]["objections"]["value"])
    return day_bounds(day_of(last.counted_at) + timedelta(days=days))[1]


def earliest_opening(ballot: Ballot, published: date) -> date:
    """The first day on which voting may begin, for a notice published on a day."""
    return published + timedelta(days=int(ballot.terms["limits"]["notice"]["value"]))


def paper(ballot: Ballot, code: str) -> Paper | None:
    """The paper with a printed code, or of the voter with a number on the roll."""
    papers = Paper.objects.filter(ballot=ballot).select_related("voter__mark")
    by_number = Q(voter__no=int(code)) if code.isdecimal() and len(code) < 7 else Q()
    wanted = by_number if by_number else Q(code=plain_code(code))
    return papers.filter(wanted).first()


def entries_of(paper: Paper) -> list[PaperEntry]:
    return list(paper.entries.order_by("look"))


def differing(ballot: Ballot) -> list[Paper]:
    """The papers whose two entries differ: a third look settles each."""
    papers = Paper.objects.filter(ballot=ballot, settled=False, entries__look=2)
    entries = Prefetch("entries", PaperEntry.objects.order_by("look"))
    return list(papers.select_related("voter").prefetch_related(entries).order_by("code"))


def papers(ballot: Ballot) -> QuerySet[Paper]:
    """The papers to print: an open ballot's by the roll, a secret one's by their random codes."""
    found = Paper.objects.filter(ballot=ballot).select_related("voter")
    holdings = Prefetch("voter__holdings", Holding.objects.order_by("id"))
    return found.prefetch_related(holdings).order_by("voter__no", "code")


def last_tally(ballot: Ballot) -> Tally | None:
    return Tally.objects.filter(ballot=ballot).order_by("-no").first()


def tallies(ballot: Ballot) -> Iterable[Tally]:
    return Tally.objects.filter(ballot=ballot).order_by("no")
