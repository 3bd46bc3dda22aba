from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse

from liandong.ballots.models import RatingTicket, RatingUrn, TicketReading
from liandong.duties.models import Rectification
from liandong.people.models import Post
from liandong.places.models import Place
from liandong.projects.lifecycle import (
    WITH_RESULT,
    ArenaState,
    FollowUp,
    Part,
    Ties,
    Voters,
)
from liandong.projects.models.plans import SecretaryProject


def _share() -> models.DecimalField[Decimal, Decimal]:
    return models.DecimalField(max_digits=6, decimal_places=4)


def _points() -> models.DecimalField[Decimal, Decimal]:
    return models.DecimalField(max_digits=6, decimal_places=2)


class Arena(models.Model):
    """One arena 擂台赛 of a level: projects of the places directly below it are compared.

    Weights, points, the share that is trimmed and the rule for ties are read from the rulebook at
    opening and never changed. `secret` is sealed by `seal` before the draw and shown after it;
    `word` is said in the hall. `digest` is the SHA-256 of the published papers.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="arenas")
    convener = models.ForeignKey(Post, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ArenaState, default=ArenaState.OPENED)
    title = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    stage_weight = _share()
    site_weight = _share()
    public_weight = _share()
    good_worth = _points()
    fairly_good_worth = _points()
    average_worth = _points()
    poor_worth = _points()
    trim = _share()
    ties = models.CharField(max_length=12, choices=Ties)
    slow_below = _points()
    opened_at = models.DateTimeField()
    secret = models.CharField(max_length=32, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    word = models.CharField(max_length=60, blank=True)
    counted_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    explanation = models.TextField(blank=True)
    cancelled_because = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["-day", "-id"], name="arena_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ArenaState.values), name="arena_state"),
            models.CheckConstraint(
                condition=Q(trim__gte=0, trim__lt=Decimal("0.5")), name="arena_trims_less_than_half"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("projects:arena_file", args=[self.pk])

    @property
    def has_result(self) -> bool:
        return self.state in WITH_RESULT

    @property
    def is_drawn(self) -> bool:
        return bool(self.word)


class VoterClass(models.Model):
    """One class of voters in one part of an arena, with its weight there."""

    arena = models.ForeignKey(Arena, models.PROTECT, related_name="classes")
    part = models.CharField(max_length=8, choices=Part)
    voters = models.CharField(max_length=16, choices=Voters)
    weight = _share()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["arena", "part", "voters"], name="arena_class_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.part}/{self.voters}"


class Entrant(models.Model):
    """A project in an arena. `group` holds those that can be compared; `turn` is drawn within it.

    `place` and `total` are what the count found (`total` rounded for lists; the count is exact).
    """

    arena = models.ForeignKey(Arena, models.PROTECT, related_name="entrants")
    project = models.ForeignKey(SecretaryProject, models.PROTECT, related_name="entries")
    no = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=40)
    turn = models.PositiveSmallIntegerField(null=True)
    place = models.PositiveSmallIntegerField(null=True)
    total = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    follow_up = models.CharField(max_length=8, choices=FollowUp, blank=True)
    follow_reason = models.TextField(blank=True)
    rectification = models.OneToOneField(
        Rectification, models.PROTECT, null=True, related_name="arena_entrant"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["arena", "no"], name="arena_entrant_number_once"),
            models.UniqueConstraint(fields=["arena", "project"], name="arena_project_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.arena_id}"

    @property
    def slow(self) -> bool:
        """Whether the rule suggests that a person looks at what follows."""
        return self.total is not None and self.total < self.arena.slow_below


class Ticket(RatingTicket):
    """The right to rate in an arena once, in one class of voters."""

    voters = models.ForeignKey(VoterClass, models.PROTECT, related_name="tickets")


class TicketEntry(TicketReading):
    """What one person read on a paper ticket of an arena."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="entries")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "person"], name="arena_ticket_once_a_person")
        ]


class Urn(RatingUrn):
    """All ratings of an arena, by the entrants' numbers."""

    arena = models.OneToOneField(Arena, models.PROTECT, primary_key=True, related_name="urn")
