"""The article's figure of this room: councils 议事 whose result was posted."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liandong.deliberation.models import Council
from liandong.kernel.figures import Asked, Figure, Row


def _councils(asked: Asked) -> QuerySet[Council]:
    found = Council.objects.filter(asked.covers("posted_at"))
    found = found.filter(consultation__place__path__startswith=asked.path)
    return found.select_related("consultation__place").order_by("-posted_at", "-pk")


def _council(council: Council) -> Row:
    url = reverse("deliberation:council", args=[council.number])
    return Row(council.consultation.topic, url, council.consultation.place, council.posted_at)


FIGURES = (
    Figure(
        name="councils",
        label=_("Councils posted"),
        article="",
        sentence=_("Under the “six steps”, the community deliberates what residents raise."),
        counted=_("Councils whose result was posted for everybody in these days."),
        rows=_councils,
        shows=_council,
        public=True,
    ),
)
