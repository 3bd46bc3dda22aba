"""The article's figure of this room: stations at the doorstep."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liandong.facilities.lifecycle import Kind
from liandong.facilities.models import Facility
from liandong.kernel.figures import Asked, Figure, Row


def _stations(asked: Asked) -> QuerySet[Facility]:
    open_then = Q(closed_on__isnull=True) | Q(closed_on__gt=asked.until)
    found = Facility.objects.filter(open_then, opened_on__lte=asked.until)
    found = found.filter(place__path__startswith=asked.path)
    found = found.exclude(kind=Kind.SERVICE_CENTER)
    return found.select_related("place").order_by("-opened_on", "-id")


def _station(one: Facility) -> Row:
    return Row(one.name, reverse("facilities:cover", args=[one.place_id]), one.place, one.opened_on)


FIGURES = (
    Figure(
        name="stations",
        label=_("Stations at the doorstep"),
        article="2,975",
        sentence=_("2,975 party-and-masses service stations stand “at the doorstep”."),
        counted=_("Stations, micro homes and points that were open on the last of these days."),
        rows=_stations,
        shows=_station,
        by="kind",
        kinds={kind.value: kind.label for kind in Kind if kind != Kind.SERVICE_CENTER},
        public=True,
    ),
)
