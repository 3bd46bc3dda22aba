"""Disputes about who is responsible 职责争议: positions, a ruling, and the precedent that it is."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from liandong.mandates.lifecycle import DisputeState
from liandong.mandates.models.lists import MandateItem
from liandong.people.models import Post
from liandong.places.models import Place
from liandong.rulebook.models import Category


class Dispute(models.Model):
    """An office asks who is responsible for a kind of matter; the level above rules.

    `place` is the nearest place above both sides, whose level rules. `lead` is who leads by the
    ruling, from then on for every matter of this kind where that post answers.
    """

    category = models.ForeignKey(Category, models.PROTECT, related_name="disputes")
    item = models.ForeignKey(MandateItem, models.PROTECT, null=True, related_name="disputes")
    place = models.ForeignKey(Place, models.PROTECT, related_name="disputes")
    raised_by = models.ForeignKey(Post, models.PROTECT, related_name="disputes_raised")
    other = models.ForeignKey(Post, models.PROTECT, related_name="disputes_answered")
    question = models.TextField()
    state = models.CharField(max_length=12, choices=DisputeState, default=DisputeState.RAISED)
    raised_at = models.DateTimeField()
    lead = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    ruling = models.TextField(blank=True)
    ruled_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    ruled_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DisputeState.values), name="dispute_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(raised_by=models.F("other")), name="dispute_has_two_sides"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ruled", "lifted"])
                | (Q(lead__isnull=False) & ~Q(ruling="")),
                name="dispute_ruled_with_reasons",
            ),
        ]
        indexes = [models.Index(fields=["category", "state"], name="dispute_category_state")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("mandates:dispute", args=[self.pk])


class Position(models.Model):
    """What one side holds. `post` wrote it down: the side itself, or who hears both."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="positions")
    side = models.ForeignKey(Post, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.dispute_id}:{self.side_id}"
