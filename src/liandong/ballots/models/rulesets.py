from typing import Any

from django.db import models
from django.db.models import Q

from liandong.places.models import Place
from liandong.rulebook.models import Confidence


class Reach(models.IntegerChoices):
    """How near a rule set stands: the nearer one governs."""

    NATIONAL = 0
    PROVINCE = 1
    CITY = 2


class RuleSet(models.Model):
    """One dated set of rules on deciding together, whole in itself.

    `family` is what it is about ("owners", "residents"): of each family the nearest set governs, of
    equally near ones the one in force on the day. `terms` has `bodies`, `majorities` and `limits`
    as the preset file gives them, each with its article; a body may have limits of its own.
    `effective_until` is the first day on which the set no longer holds.
    """

    code = models.CharField(max_length=60)
    family = models.CharField(max_length=20)
    reach = models.PositiveSmallIntegerField(choices=Reach)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="ballot_rule_sets"
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
                condition=Q(confidence__in=Confidence.values), name="rule_set_confidence_known"
            ),
            models.UniqueConstraint(fields=["code", "effective_from"], name="rule_set_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.effective_from:%Y-%m-%d}"

    @property
    def unconfirmed(self) -> bool:
        return self.confidence == Confidence.NEEDS_LOCAL_CONFIRMATION

    def limits_for(self, body: str) -> dict[str, dict[str, Any]]:
        """The limits that hold for one body: its own before those of the set."""
        return {**self.terms["limits"], **self.terms["bodies"][body].get("limits", {})}


class RuleSubject(models.Model):
    """What may be decided under a rule set: by which bodies, each with which majority.

    `bodies` is `{body: majority}`, the majority being one of the set's.
    """

    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="subjects")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=240)
    bodies = models.JSONField()
    article = models.CharField(max_length=120)
    article_en = models.CharField(max_length=160)
    confidence = models.CharField(max_length=24, choices=Confidence)
    order_no = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "code"], name="rule_subject_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_set_id}:{self.code}"

    @property
    def unconfirmed(self) -> bool:
        return self.confidence == Confidence.NEEDS_LOCAL_CONFIRMATION
