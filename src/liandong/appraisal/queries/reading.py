"""Which reviews there are, for whom, whom they are about, and what rules and forms need to know."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from liandong.appraisal.lifecycle import ANNOUNCED, HEARD, State
from liandong.appraisal.models import (
    CONVENERS,
    Appraisal,
    Appraised,
    Facts,
    Question,
    RaterClass,
    Ticket,
    TicketEntry,
    Urn,
)
from liandong.duties import queries as duties
from liandong.duties.models import READERS
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.people.models import SECRETARIES, Post
from liandong.places.models import Level, Place
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Rule

# Who is reviewed by each level.
BELOW = {
    Level.CITY: SECRETARIES[2],
    Level.DISTRICT: SECRETARIES[1],
    Level.SUBDISTRICT: SECRETARIES[0],
}
# The numbers that a review keeps, and the rules that gave them.
KEPT = {
    "most_characters": "appraisal.report_length",
    "least": "appraisal.least",
    "excellent_ranks": "appraisal.excellent_ranks",
    "free_ranks": "appraisal.free_ranks",
}
EFFECTS = ("appraisal.free_ranks", "appraisal.excellent_ranks")
SINGLE_RATINGS = frozenset({"appraisal.rated", "appraisal.ticket_entered"})


def number_of(key: str, place: Place | None, now: datetime) -> Decimal:
    return rulebook.limit(key, place, on=day_of(now)).amount


def rule_of(appraisal: Appraisal, key: str) -> Rule | None:
    """The rule from which a number of a review was taken, to be shown beside it."""
    return rulebook.limit(key, appraisal.place, on=day_of(appraisal.planned_at)).rule


def own_place(actor: Actor) -> Place | None:
    return Place.objects.filter(pk=actor.place_id or 0).first()


def secretaries_below(place: Place) -> QuerySet[Post]:
    """Who can be reviewed by a level: the secretaries of the places directly below."""
    found = Post.objects.filter(place__parent=place, place__valid_until__isnull=True)
    found = found.filter(role=BELOW[Level(place.level)]).select_related("place")
    return found.order_by("place__path", "id")


def present(place: Place, year: int) -> Appraisal | None:
    """The review of a level for a year, unless it was cancelled."""
    found = Appraisal.objects.filter(place=place, year=year)
    return found.exclude(state=State.CANCELLED).first()


def visible_to(actor: Actor) -> QuerySet[Appraisal]:
    """The reviews whose files an actor may read."""
    if actor.role not in READERS or not actor.path:
        return Appraisal.objects.none()
    return _all().filter(place__path__startswith=actor.path)


def announced() -> QuerySet[Appraisal]:
    """What everybody may read of: the latest year first, then by the tree."""
    return _all().filter(state__in=ANNOUNCED)


def find(appraisal_id: int) -> Appraisal | None:
    return _all().filter(pk=appraisal_id).first()


def appraised_of(appraisal: Appraisal) -> QuerySet[Appraised]:
    """Those under review, in the order of the tree: never by grade."""
    return _reviewed().filter(appraisal=appraisal).order_by("post__place__path", "no")


def under_review(appraisal: Appraisal) -> QuerySet[Appraised]:
    return appraised_of(appraisal).filter(out_because="")


def find_appraised(appraised_id: int) -> Appraised | None:
    return _reviewed().filter(pk=appraised_id).first()


def questions(appraised: Appraised) -> list[Question]:
    return list(appraised.questions.order_by("id"))


def open_questions(appraised: Appraised) -> list[Question]:
    return [one for one in questions(appraised) if not one.answer]


def classes(appraisal: Appraisal) -> list[RaterClass]:
    """The classes of raters, with how many tickets each has and how many of them were used."""
    used = Count("tickets", filter=~Q(tickets__channel=""))
    return list(appraisal.classes.annotate(many=Count("tickets"), used=used).order_by("id"))


def facts(appraisal: Appraisal) -> Facts:
    told = (
        appraised_of(appraisal)
        .filter(out_because="")
        .aggregate(
            reviewed=Count("id"),
            unreported=Count("id", Q(report="")),
            uncommented=Count("id", Q(comment="")),
            ungraded=Count("id", Q(grade="")),
            untold=Count("id", Q(feedback="")),
        )
    )
    groups = classes(appraisal)
    urn = Urn.objects.filter(appraisal=appraisal).first()
    read = TicketEntry.objects.filter(ticket__voters__appraisal=appraisal)
    return Facts(
        **told,
        fewest=min((getattr(one, "many", 0) for one in groups), default=0),
        least=appraisal.least,
        used=Ticket.objects.filter(voters__appraisal=appraisal).exclude(channel="").count(),
        slips=len(urn.slips) if urn else 0,
        unsettled=read.values("ticket").distinct().count(),
    )


def story_of(thing: Appraisal | Appraised) -> list[duties.Told]:
    """What was done, the latest first, without the many single ratings."""
    return [told for told in duties.story(thing) if told.entry.verb not in SINGLE_RATINGS]


@dataclass(frozen=True, slots=True)
class Own:
    """What a review asks of the acting post itself."""

    appraised: Appraised
    due_at: datetime | None


def own_reviews(actor: Actor) -> list[Own]:
    """The reviews of the acting post, the latest first."""
    found = _reviewed().filter(post_id=actor.post_id or 0, appraisal__state__in=ANNOUNCED)
    found = found.filter(out_because="").select_related("promise").order_by("-appraisal__year")
    return [Own(one, _report_due(one)) for one in found]


def waits_for(actor: Actor, most: int = 30) -> list[Appraisal]:
    """The reviews of the own level that are neither published nor cancelled."""
    if actor.role not in CONVENERS:
        return []
    running = [State.PLANNED, *HEARD, State.COUNTED]
    found = _all().filter(place_id=actor.place_id or 0, state__in=running)
    return list(found.order_by("day", "id")[:most])


def _report_due(one: Appraised) -> datetime | None:
    waits = one.appraisal.state == State.PREPARING and not one.report
    return one.promise.due_at if waits and one.promise else None


def _all() -> QuerySet[Appraisal]:
    found = Appraisal.objects.select_related("place", "convener__place")
    return found.order_by("-year", "place__path", "-id")


def _reviewed() -> QuerySet[Appraised]:
    return Appraised.objects.select_related(
        "appraisal__place", "post__place", "talk", "rectification", "promise"
    )
