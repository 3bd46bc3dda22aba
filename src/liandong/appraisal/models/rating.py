from django.db import models

from liandong.appraisal.models.reviews import Appraisal, RaterClass
from liandong.ballots.models import RatingTicket, RatingUrn, TicketReading


class Ticket(RatingTicket):
    """The right to rate in a review once, in one class of raters."""

    voters = models.ForeignKey(RaterClass, models.PROTECT, related_name="tickets")


class TicketEntry(TicketReading):
    """What one person read on a paper ticket of a review."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="entries")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "person"], name="appraisal_ticket_once_a_person"
            )
        ]


class Urn(RatingUrn):
    """All ratings of a review. Its papers are never published: a blank line can betray a peer."""

    appraisal = models.OneToOneField(
        Appraisal, models.PROTECT, primary_key=True, related_name="urn"
    )
