from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liandong.places.models import Place


class Unit(models.TextChoices):
    HOUR = "hour", _("hours")
    DAY = "day", _("days")
    WORK_HOUR = "work_hour", _("working hours")
    WORK_DAY = "work_day", _("working days")
    COUNT = "count", _("times")
    SHARE = "share", _("share")
    NONE = "", _("no unit")


class Confidence(models.TextChoices):
    STATUTE = "statute", _("Law or regulation")
    LOCAL = "local", _("Local rule")
    PRACTICE = "practice", _("Practice")
    NEEDS_LOCAL_CONFIRMATION = "needs_local_confirmation", _("Needs local confirmation")


class Evidence(models.TextChoices):
    NONE = "none", _("No evidence asked for")
    OPTIONAL = "optional", _("Evidence optional")
    REQUIRED_BY_LAW = "required_by_law", _("Evidence required by law")


class Category(models.Model):
    """One kind of matter (sub-type of the case standards): when it is one, and when it is done."""

    code = models.CharField(max_length=40, unique=True)
    group_code = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    group_name = models.CharField(max_length=60)
    group_name_en = models.CharField(max_length=80)
    register_condition = models.TextField()
    register_condition_en = models.TextField()
    close_condition = models.TextField()
    close_condition_en = models.TextField()
    evidence = models.CharField(max_length=16, choices=Evidence, default=Evidence.NONE)
    evidence_law = models.CharField(max_length=200, blank=True)
    department = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=200)
    confidence = models.CharField(max_length=24, choices=Confidence)
    order_no = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(evidence__in=Evidence.values), name="category_evidence_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Rule(models.Model):
    """One dated rule: what it says, where and from when it holds, and who says so."""

    key = models.CharField(max_length=60)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="rules"
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="rules")
    value = models.CharField(max_length=80)
    amount = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    unit = models.CharField(max_length=12, choices=Unit, blank=True)
    effective_from = models.DateField()
    effective_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    article = models.CharField(max_length=60, blank=True)
    confidence = models.CharField(max_length=24, choices=Confidence)
    text = models.TextField()
    text_en = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["key", "effective_from"], name="rule_key_from")]
        constraints = [
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="rule_unit_known"),
        ]

    def __str__(self) -> str:
        return f"{self.key}={self.value} {self.effective_from:%Y-%m-%d}"


class ExclusionReason(models.Model):
    """A reason, named by a rule, for not accepting a matter, and the proper channel for it."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=200)
    article = models.CharField(max_length=120)
    channel = models.CharField(max_length=200, blank=True)
    channel_en = models.CharField(max_length=240, blank=True)
    order_no = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.code
