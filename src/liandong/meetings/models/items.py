from django.db import models
from django.db.models import Q
from django.urls import reverse

from liandong.duties.models import Rectification
from liandong.meetings.lifecycle import SETTLED, UNSETTLED, Kind, Origin
from liandong.meetings.models.meetings import Invitation, Meeting
from liandong.people.models import Post
from liandong.places.models import Place


class DepartmentReport(models.Model):
    """What a department reports to the meeting of a place, with a paper if it has one."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="department_reports")
    post = models.ForeignKey(Post, models.PROTECT, related_name="department_reports")
    title = models.CharField(max_length=120)
    text = models.TextField()
    request = models.TextField(blank=True)
    file = models.FileField(upload_to="meetings/%Y/%m", blank=True)
    mime = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["place", "at"], name="department_report_by_place")]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.post_id}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:report", args=[self.pk])


class AgendaItem(models.Model):
    """One question with one proposed decision, in its place on the agenda.

    `about` is what the ledger calls the thing that gave rise to it ("matters.matter:12"), empty
    when the convener put it. `continues` is the item that was carried over or passed up to here.
    `urgency` is why the convener added it after the notice.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    no = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=8, choices=Origin)
    about = models.CharField(max_length=80, blank=True)
    continues = models.ForeignKey("self", models.PROTECT, null=True, related_name="continued_by")
    question = models.CharField(max_length=200)
    proposal = models.TextField(blank=True)
    background = models.TextField(blank=True)
    lead = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    urgency = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["meeting", "no"], name="agenda_in_order"),
            models.Index(fields=["about"], name="agenda_by_thing"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.origin}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:item", args=[self.pk])

    @property
    def worded(self) -> bool:
        """Whether it is a question with a proposed decision."""
        return bool(self.question and self.proposal)


class Interest(models.Model):
    """A post that has an interest in an item: it said so, and abstained from deciding."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="interests")
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="interests")
    what = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "invitation"], name="interest_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.invitation_id}"


class Resolution(models.Model):
    """What a meeting decided on one item, and what came of it.

    `down_to` is the place to which the answer went, `rectification` the line of a list that a
    decided duty became, `secretary` and `goal` what a project is to be started with.
    """

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="resolution")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    lead = models.ForeignKey(Post, models.PROTECT, null=True, related_name="joint_resolutions")
    supports = models.ManyToManyField(Post, related_name="+")
    due_on = models.DateField(null=True)
    down_to = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    rectification = models.OneToOneField(Rectification, models.PROTECT, null=True, related_name="+")
    secretary = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    goal = models.TextField(blank=True)
    decided_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=sorted(SETTLED), lead__isnull=False, due_on__isnull=False)
                | (Q(kind__in=sorted(UNSETTLED)) & ~Q(reason="")),
                name="resolution_led_and_dated_or_reasoned",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.PROJECT) | (Q(secretary__isnull=False) & ~Q(goal="")),
                name="resolution_project_has_goal",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"

    def get_absolute_url(self) -> str:
        return self.item.get_absolute_url()


class Check(models.Model):
    """What a later meeting found of an earlier decision: done, or not and why."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="checks")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="checks")
    done = models.BooleanField()
    reason = models.TextField(blank=True)
    shown = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resolution", "meeting"], name="check_once_a_meeting"),
            models.CheckConstraint(
                condition=Q(done=True) | ~Q(reason=""), name="check_not_done_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.done}"
