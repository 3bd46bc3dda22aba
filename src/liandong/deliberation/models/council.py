from typing import Any

from django.db import models
from django.db.models import F, Q

from liandong.deliberation.lifecycle import Body, Next, Scope, State
from liandong.deliberation.models.consultation import Consultation, Voice
from liandong.deliberation.models.procedure import Procedure
from liandong.duties.models import Promise


class Council(models.Model):
    """A consultation that is planned, announced, held and posted here.

    Topic, place, convener, voices and what was agreed stand in its `consultation`. `terms` is what
    the rules said on the day of planning: the convener, the seats, and the days of notice, each
    with its source. `starts_at` is when it sits next. `public_*` is what was released after taking
    out what names people.
    """

    consultation = models.OneToOneField(
        Consultation, models.PROTECT, primary_key=True, related_name="council"
    )
    number = models.CharField(max_length=14, unique=True)
    scope = models.CharField(max_length=10, choices=Scope)
    compound = models.CharField(max_length=80, blank=True)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="councils")
    terms = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    explanation = models.TextField(blank=True)
    venue = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField(null=True)
    planned_at = models.DateTimeField()
    noticed_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    posted_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)
    called_off_because = models.TextField(blank=True)
    next = models.CharField(max_length=10, choices=Next, blank=True)
    decides = models.CharField(max_length=40, choices=Body, blank=True)
    promise = models.ForeignKey(Promise, models.PROTECT, null=True, related_name="+")
    public_consensus = models.TextField(blank=True)
    public_dissent = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="council_state_known"),
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="council_scope_known"),
            models.CheckConstraint(
                condition=Q(scope=Scope.COMPOUND) | Q(compound=""), name="council_compound_named"
            ),
        ]
        indexes = [models.Index(fields=["state", "-starts_at"], name="council_by_state")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.number}"

    @property
    def seats(self) -> list[dict[str, Any]]:
        """Who is entitled to be heard, and why, as the rules said on the day of planning."""
        seats: list[dict[str, Any]] = self.terms["seats"]
        return seats


class Sitting(models.Model):
    """One time that a council sat, from its opening to its end or adjournment."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="sittings")
    no = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    resumes_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "no"], name="sitting_once"),
            models.UniqueConstraint(
                fields=["council"], condition=Q(ended_at__isnull=True), name="sitting_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="sitting_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.council_id}/{self.no}"


class Presence(models.Model):
    """One party was there at one sitting."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="presences")
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="presences")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "voice"], name="presence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.voice_id} at {self.sitting_id}"


class Speech(models.Model):
    """What one party said, in the order in which they spoke."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="speeches")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="speeches")
    no = models.PositiveSmallIntegerField()
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "no"], name="speech_in_order")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.sitting_id}/{self.no}"
