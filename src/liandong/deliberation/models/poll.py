from django.db import models
from django.db.models import F, Q

from liandong.ballots.lifecycle import Channel
from liandong.deliberation.lifecycle import Poll
from liandong.people.models import Post
from liandong.places.models import Place


class GridPoll(models.Model):
    """One question that a grid's head asks the households of the grid. It decides nothing.

    `households` is how many there are, as the grid knows it: one slip for each. `fewest` is how
    many must have answered before the answers are shown.
    """

    number = models.CharField(max_length=14, unique=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="polls")
    asker = models.ForeignKey(Post, models.PROTECT, related_name="polls")
    question = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    households = models.PositiveIntegerField()
    fewest = models.PositiveIntegerField()
    stand = models.CharField(max_length=8, choices=Poll, default=Poll.OPEN)
    asked_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stand__in=Poll.values), name="poll_stand"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("asked_at")), name="poll_closes_after_it_asks"
            ),
            models.CheckConstraint(condition=Q(households__gt=0), name="poll_asks_somebody"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.number}"


class PollOption(models.Model):
    """One answer that can be given, and how many households gave it."""

    poll = models.ForeignKey(GridPoll, models.CASCADE, related_name="options")
    no = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=60)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "no"], name="poll_option_once")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.poll_id}/{self.no}"


class PollSlip(models.Model):
    """One household's slip: whether it was used, in which way, and never for which answer.

    Nobody notes which household got which slip. `code_hash` is the keyed hash of its code.
    """

    poll = models.ForeignKey(GridPoll, models.CASCADE, related_name="slips")
    no = models.PositiveIntegerField()
    code_hash = models.CharField(max_length=64, unique=True)
    channel = models.CharField(max_length=8, choices=Channel, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "no"], name="poll_slip_once")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.poll_id}:{self.no}"
