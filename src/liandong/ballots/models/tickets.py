from django.conf import settings
from django.db import models

from liandong.ballots.lifecycle import TicketChannel


class RatingTicket(models.Model):
    """The right to rate once: drawn from a pile, it belongs to nobody. Only its hash is kept.

    `channel` says that it was used and how; what was rated is nowhere near (`docs/adr/0071`).
    """

    code_hash = models.CharField(max_length=64, unique=True)
    channel = models.CharField(max_length=8, choices=TicketChannel, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"#{self.pk}"


class TicketReading(models.Model):
    """What one person read on a paper ticket, apart from the other; removed once it is settled."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    marks = models.JSONField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"#{self.pk}"


class RatingUrn(models.Model):
    """All ratings of one occasion in one row: {tracking code: [class, {number: grade}]}.

    Written anew with every rating and kept sorted by code, so that no row tells who rated when.
    The marks of an invalid paper are null.
    """

    slips = models.JSONField(default=dict)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"urn #{self.pk}"
