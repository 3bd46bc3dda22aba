"""All reading of funds: what a rule says here, what stands open, and the public statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liandong.funds.lifecycle import Movement, State
from liandong.funds.models import (
    Commitment,
    Declaration,
    Facts,
    Fund,
    Line,
    Posting,
    Receipt,
    Share,
)
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.figures import Asked, Figure, Row
from liandong.kernel.money import cents_of
from liandong.ledger import queries as ledger
from liandong.ledger.models import Entry
from liandong.places.models import Level, Place
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Rule


@dataclass(frozen=True, slots=True)
class Owed:
    """What one level owes to a fund, by which rule."""

    payer: Place
    cents: int
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class Statement:
    """What everybody may read of a fund, on one page."""

    fund: Fund
    shares: list[Share]
    lines: list[Line]
    commitments: list[Commitment]
    payments: list[Posting]
    carried_in: int

    @property
    def allotted(self) -> int:
        return self.fund.received - self.carried_in

    @property
    def short(self) -> int:
        """How much of the standard has not come."""
        return max(self.fund.standard - self.allotted, 0)

    @property
    def owing(self) -> list[Share]:
        return [share for share in self.shares if share.short]


def standard(place: Place, on: date) -> tuple[int, Rule | None]:
    """The yearly standard of a community in cents, and the rule that gives it."""
    limit = rulebook.limit("fund.standard", place, on=on)
    return cents_of(limit.amount), limit.rule


def owed(place: Place, on: date) -> list[Owed]:
    """Who owes which part of the standard. Cents that do not divide go to the nearest level."""
    whole, _rule = standard(place, on)
    levels = {one.level: one for one in _above(place)}
    district = rulebook.limit("fund.share.district", place, on=on)
    subdistrict = rulebook.limit("fund.share.subdistrict", place, on=on)
    first = int(whole * district.amount)
    parts = [
        Owed(levels[Level.DISTRICT], first, district.rule),
        Owed(levels[Level.SUBDISTRICT], whole - first, subdistrict.rule),
    ]
    return [part for part in parts if part.cents]


def _above(place: Place) -> Iterable[Place]:
    return Place.objects.filter(pk__in=[int(step) for step in place.path.split("/") if step])


def carry(cents: int, place: Place, on: date) -> int:
    """What of a remainder is carried over to the next year, rounded down to whole cents."""
    return int(cents * rulebook.limit("fund.carry_over", place, on=on).amount)


def facts(commitment: Commitment, actor: Actor, now: datetime) -> Facts:
    place = commitment.line.fund.place
    declared = Declaration.objects.filter(commitment=commitment, person_id=actor.person_id or 0)
    return Facts(
        declared=declared.values_list("conflicted", flat=True).first(),
        decision_above=cents_of(
            rulebook.limit("fund.decision_above", place, on=day_of(now)).amount
        ),
        people=int(rulebook.limit("fund.separation", place, on=day_of(now)).amount),
        unreceipted=unreceipted(commitment.line.fund).filter(commitment=commitment).count(),
    )


def payments(fund: Fund) -> QuerySet[Posting]:
    """The payments that stand: neither reversed nor a reversal."""
    found = Posting.objects.filter(fund=fund, movement=Movement.PAID)
    return found.filter(reverses__isnull=True, reversed_by__isnull=True)


def unreceipted(fund: Fund) -> QuerySet[Posting]:
    return payments(fund).filter(receipts__isnull=True)


def overdue_receipts(fund: Fund, now: datetime) -> list[Posting]:
    """The payments whose receipt should be there by now."""
    limit = rulebook.limit("fund.receipt", fund.place, on=day_of(now))
    waiting = unreceipted(fund).select_related("commitment").order_by("at", "id")
    return [posting for posting in waiting if rulebook.due(posting.at, limit).at < now]


def fund_of(place: Place, year: int) -> Fund | None:
    return Fund.objects.filter(place=place, year=year).select_related("place", "rule").first()


def find(place_id: int, year: int) -> Fund | None:
    funds = Fund.objects.filter(place_id=place_id, year=year)
    return funds.select_related("place__parent", "rule").first()


def funds(year: int, path: str = "") -> QuerySet[Fund]:
    """The funds of a year below a path, in the order of their places."""
    found = Fund.objects.filter(year=year, place__path__startswith=path)
    found = found.select_related("place__parent").annotate(
        carried=Sum("postings__amount", filter=Q(postings__movement=Movement.CARRIED), default=0),
    )
    return found.annotate(short=F("standard") - F("received") + F("carried")).order_by(
        "place__path", "id"
    )


def years() -> list[int]:
    return list(Fund.objects.order_by("-year").values_list("year", flat=True).distinct())


def years_of(place: Place) -> list[int]:
    return list(Fund.objects.filter(place=place).order_by("-year").values_list("year", flat=True))


def without_fund(path: str, year: int) -> QuerySet[Place]:
    """The communities below a path that have no fund for a year yet."""
    places = Place.objects.filter(
        path__startswith=path, level=Level.COMMUNITY, valid_until__isnull=True
    )
    return places.exclude(funds__year=year).order_by("path")


def statement(fund: Fund) -> Statement:
    commitments = (
        Commitment.objects.filter(line__fund=fund, state__in=[State.APPROVED, State.FINISHED])
        .select_related("line", "decision")
        .order_by("proposed_at", "id")
    )
    paid = payments(fund).select_related("commitment__line").annotate(papers=Count("receipts"))
    carried = Posting.objects.filter(fund=fund, movement=Movement.CARRIED)
    return Statement(
        fund=fund,
        shares=list(Share.objects.filter(fund=fund).select_related("payer").order_by("id")),
        lines=list(Line.objects.filter(fund=fund).order_by("id")),
        commitments=list(commitments),
        payments=list(paid.order_by("day", "id")),
        carried_in=carried.aggregate(total=Sum("amount", default=0))["total"],
    )


def journal(fund: Fund) -> QuerySet[Posting]:
    """Every posting, the newest first, for those who open the books."""
    found = Posting.objects.filter(fund=fund).select_related(
        "line", "commitment", "share__payer", "reverses", "reversed_by", "post"
    )
    return found.order_by("-id")


def commitments(fund: Fund, state: str = "") -> QuerySet[Commitment]:
    found = Commitment.objects.filter(line__fund=fund).select_related("line", "decision")
    if state in State.values:
        found = found.filter(state=state)
    return found.order_by("-proposed_at", "-id")


def commitment(number: int) -> Commitment | None:
    found = Commitment.objects.filter(pk=number)
    return found.select_related("line__fund__place__parent", "decision").first()


def committed_for(about: str) -> QuerySet[Commitment]:
    """What a vote or another thing decided to pay for."""
    return Commitment.objects.filter(about=about).select_related("line").order_by("id")


def postings_of(commitment: Commitment) -> QuerySet[Posting]:
    found = Posting.objects.filter(commitment=commitment).select_related("reversed_by", "reverses")
    return found.prefetch_related("receipts").order_by("id")


def posting(number: int) -> Posting | None:
    found = Posting.objects.filter(pk=number)
    return found.select_related("fund__place", "commitment__line__fund", "reversed_by").first()


def receipt(number: int) -> Receipt | None:
    return Receipt.objects.filter(pk=number).select_related("posting__fund__place").first()


def declarations(commitment: Commitment) -> QuerySet[Declaration]:
    return Declaration.objects.filter(commitment=commitment).select_related("post").order_by("id")


def timeline(commitment: Commitment) -> QuerySet[Entry]:
    return ledger.timeline(commitment)


def unfinished(fund: Fund) -> int:
    open_states = [State.PROPOSED, State.APPROVED]
    return Commitment.objects.filter(line__fund=fund, state__in=open_states).count()


def line_named(fund: Fund, name: str) -> Line | None:
    return Line.objects.filter(fund=fund, name=name).first()


def lines(fund: Fund) -> QuerySet[Line]:
    return Line.objects.filter(fund=fund).order_by("id")


def recounted(fund: Fund) -> dict[str, int]:
    """The sums of a fund, counted again from its postings alone."""
    rows = Posting.objects.filter(fund=fund).values_list("movement").annotate(Sum("amount"))
    sums = dict.fromkeys(Movement.values, 0) | dict(rows)
    return {
        "received": sums[Movement.CARRIED] + sums[Movement.ALLOTTED],
        "planned": sums[Movement.PLANNED],
        "committed": sums[Movement.COMMITTED] - sums[Movement.RELEASED] - sums[Movement.PAID],
        "paid": sums[Movement.PAID],
    }


def _funds(asked: Asked) -> QuerySet[Fund]:
    """The funds of the year in which the days end."""
    found = Fund.objects.filter(year=asked.until.year, place__path__startswith=asked.path)
    return found.select_related("place").order_by("place__path", "id")


def _fund(fund: Fund) -> Row:
    url = reverse("funds:statement", args=[fund.place_id, fund.year])
    return Row(str(fund.year), url, fund.place, fund.opened_at, fund.received)


FIGURES = (
    Figure(
        name="funds",
        label=_("Working fund of a community, on average"),
        article="260,000",
        sentence=_("Funds reach 260,000 yuan for each community on average."),
        counted=_(
            "What the funds of the year received, what was carried over included, as the mean of"
            " the communities whose books are kept here."
        ),
        rows=_funds,
        shows=_fund,
        public=True,
        mean="received",
    ),
)
