from django.db import models
from django.db.models import Q
from django.urls import reverse

from liandong.duties.lifecycle import (
    Deadline,
    Duty,
    Frequency,
    ListKind,
    ListState,
    Origin,
    Step,
)
from liandong.duties.models.promises import Promise
from liandong.people.models import DESKS, SECRETARIES, Person, Post, RoleKind

# Which posts have lists of their own: secretaries on every level, and departments.
LISTED = (*SECRETARIES, RoleKind.DEPARTMENT_OFFICER)
# Who reads the lists of the places under them; everybody else reads those that name them.
READERS = frozenset({*DESKS, *SECRETARIES, RoleKind.AUDIT_ADMIN})


class DutyList(models.Model):
    """What one post must do in a year 责任清单, or what it must put right 问题整改清单.

    The post draws it up, the level above issues it; from then on the dates run. `issuer` is the
    post that issued it: its level alone verifies and closes out.
    """

    kind = models.CharField(max_length=16, choices=ListKind)
    year = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="duty_lists")
    title = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, choices=ListState, default=ListState.DRAFTED)
    drawn_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    sent_back = models.TextField(blank=True)
    issuer = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["year", "kind", "state"], name="dutylist_by_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ListKind.values), name="dutylist_kind_known"
            ),
            models.UniqueConstraint(
                fields=["post", "year"],
                condition=Q(kind=ListKind.RESPONSIBILITY),
                name="dutylist_responsibility_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(state=ListState.ISSUED, issuer__isnull=False, issued_at__isnull=False)
                | (~Q(state=ListState.ISSUED) & Q(issuer__isnull=True, issued_at__isnull=True)),
                name="dutylist_issued_means_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("duties:list", args=[self.pk])

    @property
    def issued(self) -> bool:
        return self.state == ListState.ISSUED


class Responsibility(models.Model):
    """One line of a responsibility list: what, to which standard, how often, with what evidence.

    `from_above` is the line of the level above that this one carries out here. `promise` is the
    date of the period that runs now; a standing line has none.
    """

    list = models.ForeignKey(DutyList, models.PROTECT, related_name="responsibilities")
    no = models.PositiveSmallIntegerField()
    duty = models.CharField(max_length=12, choices=Duty)
    item = models.TextField()
    standard = models.TextField()
    frequency = models.CharField(max_length=12, choices=Frequency)
    due_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)
    from_above = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["list", "no"], name="responsibility_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(duty__in=Duty.values), name="responsibility_duty_known"
            ),
            models.CheckConstraint(
                condition=Q(frequency=Frequency.ONCE, due_on__isnull=False)
                | (~Q(frequency=Frequency.ONCE) & Q(due_on__isnull=True)),
                name="responsibility_once_means_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.duty} {self.no}"

    def get_absolute_url(self) -> str:
        return reverse("duties:responsibility", args=[self.pk])


class Fulfilment(models.Model):
    """What was done about a responsibility in one period, and what shows it."""

    responsibility = models.ForeignKey(Responsibility, models.PROTECT, related_name="fulfilments")
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    result = models.TextField()
    evidence = models.TextField(blank=True)
    done_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} of {self.responsibility_id}"


class Rectification(models.Model):
    """One problem that is put right: by whom, how, until when, and whether it stays right.

    `promise` is the date that runs now: of whoever leads, or, while close-out is applied for, of
    the issuing level. `applied_by` applied for the close-out and can neither verify nor approve it.
    """

    list = models.ForeignKey(DutyList, models.PROTECT, related_name="rectifications")
    no = models.PositiveSmallIntegerField()
    problem = models.TextField()
    origin = models.CharField(max_length=12, choices=Origin)
    subject = models.CharField(max_length=40, blank=True)
    goal = models.TextField()
    measures = models.TextField()
    lead = models.ForeignKey(Post, models.PROTECT, related_name="rectifications")
    supports = models.ManyToManyField(Post, related_name="supported_rectifications")
    deadline = models.CharField(max_length=12, choices=Deadline)
    due_on = models.DateField(null=True)
    step = models.CharField(max_length=12, choices=Step, default=Step.PLANNED)
    progress = models.TextField(blank=True)
    progress_at = models.DateTimeField(null=True)
    evidence = models.TextField(blank=True)
    applied_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    findings = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    relapses = models.PositiveSmallIntegerField(default=0)
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["list", "no"], name="rectification_in_order"),
            models.Index(fields=["lead", "step"], name="rectification_by_lead"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(step__in=Step.values), name="rectification_step_known"
            ),
            models.CheckConstraint(
                condition=Q(step=Step.CLOSED, closed_at__isnull=False)
                | (~Q(step=Step.CLOSED) & Q(closed_at__isnull=True)),
                name="rectification_closed_means_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.step} {self.no}"

    def get_absolute_url(self) -> str:
        return reverse("duties:rectification", args=[self.pk])
