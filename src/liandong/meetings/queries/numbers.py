"""The article's figures of this room: meetings on four levels, and hard problems solved."""

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from liandong.kernel.figures import Asked, Figure, Row
from liandong.matters.lifecycle import Obstacle, Outcome
from liandong.matters.models import Leg, Matter
from liandong.matters.queries.numbers import row_of
from liandong.meetings.lifecycle import AFTER, SETTLED
from liandong.meetings.models import CONVENERS, Meeting, Resolution
from liandong.places.models import Level

PREFIX = f"{Matter._meta.label_lower}:"


def _meetings(asked: Asked) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(asked.covers("opened_at"), state__in=sorted(AFTER))
    found = found.filter(place__path__startswith=asked.path)
    return found.select_related("place").order_by("-opened_at", "-id")


def _of_city(asked: Asked) -> QuerySet[Meeting]:
    return _meetings(asked).filter(place__level=Level.CITY)


def _meeting(meeting: Meeting) -> Row:
    words = {"no": meeting.no, "year": meeting.year}
    name = gettext("Joint meeting no. %(no)s of %(year)s") % words
    return Row(name, meeting.get_absolute_url(), meeting.place, meeting.opened_at)


def _solved(asked: Asked) -> QuerySet[Matter]:
    """Matters that a joint meeting settled and that ended as solved, each once.

    `obstacle` is what stood in the way on the last rung that an office took it up.
    """
    settled = Resolution.objects.filter(
        kind__in=sorted(SETTLED), item__meeting__state__in=sorted(AFTER)
    ).filter(item__about__startswith=PREFIX)
    number = Cast(Substr("item__about", len(PREFIX) + 1), BigIntegerField())
    climbs = Leg.objects.filter(matter=OuterRef("pk"), by_resident=False).exclude(obstacle="")
    found = Matter.objects.filter(asked.covers("closed_at"), path__startswith=asked.path)
    found = found.filter(outcome=Outcome.SOLVED, pk__in=settled.annotate(of=number).values("of"))
    last = climbs.order_by("-sent_at", "-id").values("obstacle")[:1]
    found = found.annotate(obstacle=Subquery(last)).filter(obstacle__isnull=False)
    return found.select_related("place", "category").order_by("-closed_at", "-id")


FIGURES = (
    Figure(
        name="city_meetings",
        label=_("Joint meetings of the city"),
        article="3",
        sentence=_(
            "The city's joint meeting was held 3 times; it heard reports and settled hard"
            " questions."
        ),
        counted=_("Meetings of the city's own level that were opened with a quorum and closed."),
        rows=_of_city,
        shows=_meeting,
    ),
    Figure(
        name="meetings",
        label=_("Joint meetings on four levels"),
        article="630+",
        sentence=_("Since last year the levels held more than 630 joint meetings in all."),
        counted=_(
            "Meetings of city, district, subdistrict and community that were opened with a quorum"
            " in these days and closed; one that was only planned, or cancelled, is not counted."
        ),
        rows=_meetings,
        shows=_meeting,
        by="place__level",
        kinds={level: Level(level).label for level in sorted(CONVENERS)},
    ),
    Figure(
        name="hard_problems",
        label=_("Hard problems solved"),
        article="1,020+",
        sentence=_(
            "The four levels together have solved more than 1,020 hard problems that touch system,"
            " power, money or interests."
        ),
        counted=_(
            "Matters that climbed because of an obstacle, that a joint meeting settled, and that"
            " ended as solved in these days in the words of whoever raised them; the kind is that"
            " of the last rung. Partly solved and unjudged ones are not counted."
        ),
        rows=_solved,
        shows=row_of,
        by="obstacle",
        kinds={kind.value: kind.label for kind in Obstacle},
    ),
)
