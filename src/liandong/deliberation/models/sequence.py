from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from liandong.ballots.models import Ballot
from liandong.deliberation.lifecycle import PHASE_AT, Body, Course, Phase
from liandong.deliberation.models.consultation import Decision
from liandong.deliberation.models.procedure import Procedure
from liandong.people.models import Post
from liandong.places.models import Place


class Sequence(models.Model):
    """One question on its way through four deliberations and two disclosures.

    `terms` is what the rules said on the day it began: each step's body, thresholds and source.
    """

    number = models.CharField(max_length=14, unique=True)
    about = models.CharField(max_length=80, blank=True, db_index=True)
    title = models.CharField(max_length=120)
    question = models.TextField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="sequences")
    convener = models.ForeignKey(Post, models.PROTECT, related_name="sequences")
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="sequences")
    terms = models.JSONField()
    course = models.CharField(max_length=14, choices=Course, default=Course.PROPOSING)
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(course__in=Course.values), name="sequence_course_known"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.number}"

    @property
    def phase(self) -> Phase | None:
        """The step that is next, or None at the end."""
        return PHASE_AT.get(self.course)

    def rule_of(self, phase: str) -> dict[str, Any]:
        """What the rules say of one step."""
        steps: dict[str, dict[str, Any]] = self.terms["steps"]
        return steps[phase]


class Step(models.Model):
    """One step as it was held: by show of hands, by a ballot, or as a disclosure.

    A vote that did not pass stays and may be held again, as the next `attempt`. `judged` has each
    threshold with its exact arithmetic. A disclosure has `until` and, when it ended, what was
    objected and how that was settled.
    """

    sequence = models.ForeignKey(Sequence, models.CASCADE, related_name="steps")
    phase = models.CharField(max_length=20, choices=Phase)
    attempt = models.PositiveSmallIntegerField(default=1)
    body = models.CharField(max_length=40, choices=Body, blank=True)
    body_name = models.CharField(max_length=120, blank=True)
    held_at = models.DateTimeField()
    text = models.TextField()
    evidence = models.CharField(max_length=200)
    entitled = models.PositiveIntegerField(null=True)
    present = models.PositiveIntegerField(null=True)
    votes_for = models.PositiveIntegerField(null=True)
    votes_against = models.PositiveIntegerField(null=True)
    abstentions = models.PositiveIntegerField(null=True)
    judged = models.JSONField(default=list)
    passed = models.BooleanField(null=True)
    ballot = models.OneToOneField(Ballot, models.PROTECT, null=True, related_name="+")
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    objections = models.TextField(blank=True)
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="step_phase_known"),
            models.UniqueConstraint(
                fields=["sequence", "phase", "attempt"], name="step_attempt_once"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.phase}/{self.attempt}"

    def runs(self, now: datetime) -> bool:
        """Whether this is a disclosure whose days are not over."""
        return self.until is not None and now < self.until
