from typing import Any

from django.db import models
from django.db.models import Q

from liandong.deliberation.lifecycle import Phase
from liandong.places.models import Place
from liandong.rulebook.models import Confidence


class Reach(models.IntegerChoices):
    """How near a set of rules stands: the nearer one governs."""

    NATIONAL = 0
    PROVINCE = 1
    CITY = 2


class Procedure(models.Model):
    """One dated set of rules on deliberating: who convenes and who is heard.

    `family` is what it is about ("council", "four_deliberations"): of each family the nearest set
    that is in force governs a place. `terms` is what the preset file says, by its own words.
    `effective_until` is the first day without it.
    """

    code = models.CharField(max_length=60)
    family = models.CharField(max_length=24)
    reach = models.PositiveSmallIntegerField(choices=Reach)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="procedures"
    )
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=200)
    effective_from = models.DateField()
    effective_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    source_en = models.CharField(max_length=240)
    confidence = models.CharField(max_length=24, choices=Confidence)
    terms = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__in=Confidence.values), name="procedure_confidence_known"
            ),
            models.UniqueConstraint(fields=["code", "effective_from"], name="procedure_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.effective_from:%Y-%m-%d}"

    @property
    def phases(self) -> list[tuple[Phase, dict[str, Any]]]:
        """The steps of a sequence with what the rules say of each."""
        return [(phase, self.terms["steps"][phase.value]) for phase in Phase]

    @property
    def unconfirmed(self) -> bool:
        return self.confidence == Confidence.NEEDS_LOCAL_CONFIRMATION
