from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from liandong.people.models import Organisation, Post
from liandong.places.models import Place
from liandong.projects.lifecycle import PlanChange, PlanState, Told
from liandong.projects.models.quarters import QUARTERS, Quarter

MOST_YEARS = 5


def _in_a_year(field: str = "quarter") -> Q:
    return Q(**{f"{field}__gte": 1, f"{field}__lte": QUARTERS})


class ActionPlan(models.Model):
    """A plan of several departments for some years 三年行动方案, adopted by the secretary.

    `number` and `issued_on` are those of the paper under which the departments issued it; from the
    quarter of `issued_on` on its tasks are told. From `adopted_at` on its text is frozen.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="action_plans")
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)
    title = models.CharField(max_length=120)
    purpose = models.TextField()
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    drafted_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    objection = models.TextField(blank=True)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    adopter = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(null=True)
    review = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["-first_year", "-id"], name="action_plan_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PlanState.values), name="action_plan_state_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    last_year__gte=F("first_year"), last_year__lt=F("first_year") + MOST_YEARS
                ),
                name="action_plan_runs_some_years",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PlanState.ADOPTED, PlanState.CLOSED])
                | Q(adopted_at__isnull=False, issued_on__isnull=False),
                name="action_plan_runs_adopted",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("projects:plan_file", args=[self.pk])

    @property
    def is_frozen(self) -> bool:
        """Whether it was adopted; from then on everybody may read it."""
        return self.adopted_at is not None

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)


class PlanDepartment(models.Model):
    """A department that issues a plan together with the others. The first one leads."""

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="departments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    no = models.PositiveSmallIntegerField()
    signed_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "organisation"], name="plan_department_takes_part_once"
            ),
            models.UniqueConstraint(fields=["plan", "no"], name="plan_department_number_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.plan_id}"


class PlanTask(models.Model):
    """A task of one department in one year, with a result that can be counted.

    It is due at the end of a quarter of its year. What was frozen stands in `FrozenTask`; a task
    without one was added by an amendment.
    """

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="tasks")
    department = models.ForeignKey(PlanDepartment, models.PROTECT, related_name="tasks")
    no = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    indicator = models.CharField(max_length=120)
    unit = models.CharField(max_length=20)
    target = models.DecimalField(max_digits=14, decimal_places=2)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    planned_on = models.DateField()
    dropped_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "no"], name="plan_task_number_once"),
            models.CheckConstraint(condition=_in_a_year(), name="plan_task_quarter_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.plan_id}"

    def get_absolute_url(self) -> str:
        return reverse("projects:task", args=[self.pk])

    @property
    def due(self) -> Quarter:
        return Quarter(self.year, self.quarter)


class FrozenTask(models.Model):
    """What a task said when its plan was adopted. Never written again."""

    task = models.OneToOneField(PlanTask, models.PROTECT, primary_key=True, related_name="frozen")
    what = models.CharField(max_length=200)
    indicator = models.CharField(max_length=120)
    unit = models.CharField(max_length=20)
    target = models.DecimalField(max_digits=14, decimal_places=2)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    waited_for = models.ManyToManyField(PlanTask, related_name="+")

    def __str__(self) -> str:
        return f"frozen #{self.task_id}"

    @property
    def due(self) -> Quarter:
        return Quarter(self.year, self.quarter)


class TaskWait(models.Model):
    """A task that waits until another is done; chains of these close no circle."""

    task = models.ForeignKey(PlanTask, models.PROTECT, related_name="waits")
    on = models.ForeignKey(PlanTask, models.PROTECT, related_name="holds")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "on"], name="plan_task_waits_once"),
            models.CheckConstraint(condition=~Q(task=F("on")), name="plan_task_not_for_itself"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.task_id}"


class QuarterReport(models.Model):
    """What a department's officer told of a task for one quarter, once.

    Where it is blocked, `unblocker` is who must unblock it and answers there. What was taken back
    stays with its reason, and the quarter is told anew.
    """

    task = models.ForeignKey(PlanTask, models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=Told)
    actual: "models.DecimalField[Decimal | None, Decimal | None]" = models.DecimalField(
        max_digits=14, decimal_places=2, null=True
    )
    words = models.TextField()
    blocker = models.TextField(blank=True)
    unblocker = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    unblocked_at = models.DateTimeField(null=True)
    unblock_words = models.TextField(blank=True)
    told_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    taken_back = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["unblocker"], name="plan_report_unblocker")]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "year", "quarter"],
                condition=Q(taken_back=""),
                name="plan_task_told_once_a_quarter",
            ),
            models.CheckConstraint(condition=_in_a_year(), name="plan_report_quarter_known"),
            models.CheckConstraint(
                condition=Q(state__in=Told.values), name="plan_report_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=Told.BLOCKED, unblocker__isnull=False)
                | (~Q(state=Told.BLOCKED) & Q(unblocker__isnull=True)),
                name="plan_report_blocked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.task_id}"

    @property
    def of(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @property
    def is_blocked(self) -> bool:
        return self.state == Told.BLOCKED and self.unblocked_at is None


class PlanAmendment(models.Model):
    """One change of an adopted plan: what it said, what it says, and why. Everybody reads it."""

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="amendments")
    task = models.ForeignKey(PlanTask, models.PROTECT, related_name="amendments")
    change = models.CharField(max_length=16, choices=PlanChange)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(change__in=PlanChange.values), name="plan_amendment_change_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="plan_amendment_says_why"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.plan_id}"
