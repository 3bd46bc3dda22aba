"""The article's figure of this room: ballots by which residents or owners decided."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liandong.ballots.lifecycle import State
from liandong.ballots.models import Ballot
from liandong.kernel.figures import Asked, Figure, Row


def _ballots(asked: Asked) -> QuerySet[Ballot]:
    found = Ballot.objects.filter(asked.covers("counted_at"), path__startswith=asked.path)
    found = found.exclude(state=State.ANNULLED)
    return found.select_related("place").order_by("-counted_at", "-id")


def _ballot(ballot: Ballot) -> Row:
    url = reverse("ballots:ballot", args=[ballot.number])
    return Row(ballot.title, url, ballot.place, ballot.counted_at)


FIGURES = (
    Figure(
        name="ballots",
        label=_("Ballots counted"),
        article="",
        sentence=_("Under the “six steps”, what is deliberated is decided democratically."),
        counted=_(
            "Lawful ballots that were counted in these days; an annulled one is not counted."
        ),
        rows=_ballots,
        shows=_ballot,
        public=True,
    ),
)
