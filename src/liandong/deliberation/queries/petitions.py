"""Reading petitions: which rules hold, how many support one, and who is behind a code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.utils.crypto import salted_hmac

from liandong.ballots import queries as ballots
from liandong.deliberation.lifecycle import Stand
from liandong.deliberation.models import Petition, Procedure, SheetLook, Signer, Support
from liandong.deliberation.queries.councils import PRIVATE
from liandong.deliberation.queries.procedures import PETITIONS, governing
from liandong.kernel.actor import Actor
from liandong.places.models import Level, Place
from liandong.planning.tallying import thresholds
from liandong.planning.tallying.thresholds import Counts, Judgement, Threshold, judge

CODE_LENGTH = 12


def _petitions() -> QuerySet[Petition]:
    return Petition.objects.select_related("place", "promise__holder", "ballot", "council")


def visible_petitions(actor: Actor) -> QuerySet[Petition]:
    """Those of a post's place, below it, and of the community around it."""
    if not actor.signed or actor.role in PRIVATE:
        return Petition.objects.none()
    if actor.role == "system":
        return _petitions()
    above = [int(step) for step in actor.path.split("/") if step]
    around = Q(place_id__in=above, place__level__gte=Level.COMMUNITY)
    here = Q(place__path__startswith=actor.path) | around
    return _petitions().filter(here).order_by("-started_at", "-pk")


def public_petitions() -> QuerySet[Petition]:
    """Those that were registered, the newest first. Who supports them is never public."""
    found = _petitions().filter(registered_at__isnull=False)
    return found.order_by("-registered_at", "-pk")


def overdue_petitions(now: datetime) -> list[int]:
    """Those whose time for collecting has run out."""
    found = Petition.objects.filter(stand=Stand.COLLECTING, expires_at__lte=now)
    return list(found.order_by("pk").values_list("pk", flat=True))


# --- Rules --------------------------------------------------------------------------------------


def petition_procedures(place: Place, on: date) -> list[Procedure]:
    """The sets that say who may demand which assembly here: one a family."""
    found = (governing(family, place, on) for family in PETITIONS)
    return [procedure for procedure in found if procedure is not None]


def petition_procedure(base: str, place: Place, on: date) -> Procedure | None:
    """The set that has a share for this base."""
    for procedure in petition_procedures(place, on):
        if base in [row["base"] for row in procedure.terms["bases"]]:
            return procedure
    return None


# --- Codes --------------------------------------------------------------------------------------


def code_hash(code: str) -> str:
    """The keyed hash under which a code of a petition is stored."""
    digest = salted_hmac("liandong.petition.code", code, settings.RECEIPT_KEY, algorithm="sha256")
    return digest.hexdigest()


def signer_with(code: str) -> Signer | None:
    """The voice behind a supporting code."""
    if len(code) != CODE_LENGTH:
        return None
    found = Signer.objects.select_related("petition__place", "support")
    return found.filter(code_hash=code_hash(code)).first()


def petition_with(code: str) -> Petition | None:
    """The petition behind its starter's secret address."""
    if len(code) != CODE_LENGTH:
        return None
    return _petitions().filter(code_hash=code_hash(code)).first()


# --- Support ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Backing:
    """How much supports a petition, of how much, and each threshold with its arithmetic."""

    people: int
    area: int
    on_paper: int
    entitled_people: int
    entitled_area: int
    judgement: Judgement

    @property
    def reached(self) -> bool:
        return self.judgement.passed

    @property
    def required(self) -> int:
        """How many people must support it."""
        return self.judgement.results[0].required

    @property
    def percent(self) -> int:
        """How full the narrowest measure is, of what it needs."""
        full = [100 * one.count // one.required for one in self.judgement.results if one.required]
        return min([100, *full])


def backing_of(petition: Petition) -> Backing:
    """The count as it stands now; before registration nobody is entitled."""
    people, area = petition.entitled_people or 0, petition.entitled_area or 0
    sums = Support.objects.filter(signer__petition=petition).aggregate(
        people=Count("signer_id"),
        area=Sum("signer__area", default=0),
        on_paper=Count("signer_id", filter=Q(channel="paper")),
    )
    counts = Counts(
        thresholds.Sum(people, sums["people"], sums["people"]),
        thresholds.Sum(area, sums["area"], sums["area"]),
    )
    return Backing(
        sums["people"],
        sums["area"],
        sums["on_paper"],
        people,
        area,
        judge(_thresholds(petition), counts),
    )


def _thresholds(petition: Petition) -> list[Threshold]:
    row = petition.terms["base"]
    shares = {"people": row["people"]} | ({"area": row["area"]} if "area" in row else {})
    return [
        Threshold(
            "support",
            *ballots.share_of(share),
            of="entitled",
            weight="area" if weight == "area" else "people",
            article=row["article"],
        )
        for weight, share in shares.items()
    ]


def signers(petition: Petition) -> QuerySet[Signer]:
    """The roll in its order, with who supports."""
    return Signer.objects.filter(petition=petition).select_related("support").order_by("no")


def signer(petition: Petition, no: int) -> Signer | None:
    return signers(petition).filter(no=no).first()


def unknown_numbers(petition: Petition, numbers: Iterable[int]) -> tuple[int, ...]:
    """Which of these numbers the roll does not have."""
    wanted = set(numbers)
    there = set(signers(petition).filter(no__in=wanted).values_list("no", flat=True))
    return tuple(sorted(wanted - there))


def looks(petition: Petition, sheet: str) -> list[SheetLook]:
    """Who has read a sheet so far, and what."""
    return list(SheetLook.objects.filter(petition=petition, sheet=sheet).order_by("look"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of signatures as it stands: how often it was read, and whether that agrees."""

    name: str
    looks: int
    settled: bool
    strangers: int

    @property
    def differs(self) -> bool:
        return not self.settled and self.looks > 1


def sheets(petition: Petition) -> list[Sheet]:
    """Every sheet that somebody has read, in the order of their names."""
    found: dict[str, list[SheetLook]] = {}
    for look in SheetLook.objects.filter(petition=petition).order_by("sheet", "look"):
        found.setdefault(look.sheet, []).append(look)
    return [
        Sheet(name, len(rows), rows[-1].settled, rows[-1].strangers) for name, rows in found.items()
    ]
