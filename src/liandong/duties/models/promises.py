from datetime import datetime

from django.db import models
from django.db.models import F, Q

from liandong.duties.lifecycle import Outcome
from liandong.people.models import Post
from liandong.places.models import Place
from liandong.rulebook.models import Category, Rule


class Promise(models.Model):
    """A due date that was given to the public, by one post, under one rule.

    `subject` names what was promised ("matters.matter:12"), `kind` the rule's key. `pauses` lists
    the breaks cut out of the clock as [start, end] moments. `by_rule`: the date follows from rule
    and calendar alone, nobody extended it and no clock was stopped. Never edited: superseded.
    """

    subject = models.CharField(max_length=80)
    kind = models.CharField(max_length=60)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, related_name="+", db_index=False
    )
    holder = models.ForeignKey(Post, models.PROTECT, related_name="promises")
    place = models.ForeignKey(Place, models.PROTECT, related_name="promises")
    rule = models.ForeignKey(Rule, models.PROTECT, null=True, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    calendar_published = models.BooleanField(default=True)
    by_rule = models.BooleanField(default=True)
    given_at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )
    reason = models.TextField(blank=True)
    pauses = models.JSONField(default=list)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.OPEN)
    ended_at = models.DateTimeField(null=True)
    yellow_at = models.DateTimeField(null=True)
    red_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject"], name="promise_by_subject"),
            models.Index(fields=["kind", "due_at"], name="promise_by_kind_and_due"),
            models.Index(
                fields=["due_at"], name="promise_running", condition=Q(outcome=Outcome.OPEN)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="promise_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[Outcome.OPEN, Outcome.PAUSED], ended_at__isnull=True)
                | (~Q(outcome__in=[Outcome.OPEN, Outcome.PAUSED]) & Q(ended_at__isnull=False)),
                name="promise_ended_means_dated",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=F("starts_at")), name="promise_due_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def running(self) -> bool:
        return self.outcome == Outcome.OPEN

    def broken_at(self, moment: datetime) -> bool:
        """Whether the clock runs and the due moment has passed."""
        return self.running and moment > self.due_at
