from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse

from liandong.appraisal.lifecycle import AFTER_COUNT, ANNOUNCED, Grade, Raters, State, rank_of
from liandong.duties.models import FormalTalk, Promise, Rectification
from liandong.people.models import DESKS, SECRETARIES, Post
from liandong.places.models import Place

# Who plans and handles a review, each at the own level.
CONVENERS = frozenset({*DESKS, *SECRETARIES})


class Appraisal(models.Model):
    """One year's review 述职评议: a level reviews the secretaries of the places directly below.

    The numbers are read from the rulebook at planning and never changed: `most_characters` of a
    report, `least` ratings that are shown together, and how many grades from the best downward
    leave the annual assessment open to "excellent" (`excellent_ranks`) and open neither talk nor
    rectification (`free_ranks`). `digest` is the SHA-256 of the urn at the count.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="appraisals")
    convener = models.ForeignKey(Post, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    report_by = models.DateField()
    day = models.DateField()
    most_characters = models.PositiveSmallIntegerField()
    least = models.PositiveSmallIntegerField()
    excellent_ranks = models.PositiveSmallIntegerField()
    free_ranks = models.PositiveSmallIntegerField()
    planned_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)
    cancelled_because = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["-year", "place"], name="appraisal_by_year")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="appraisal_state"),
            models.UniqueConstraint(
                fields=["place", "year"],
                condition=~Q(state=State.CANCELLED),
                name="appraisal_once_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.year} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("appraisal:file", args=[self.pk])

    @property
    def announced(self) -> bool:
        return self.state in ANNOUNCED

    @property
    def is_counted(self) -> bool:
        return self.state in AFTER_COUNT

    @property
    def published(self) -> bool:
        return self.state == State.PUBLISHED


class RaterClass(models.Model):
    """One class of those who rate, with its weight."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="classes")
    raters = models.CharField(max_length=12, choices=Raters)
    weight = models.DecimalField(max_digits=6, decimal_places=4, default=Decimal(1))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "raters"], name="appraisal_class_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.raters}"


class Appraised(models.Model):
    """One secretary's post under review; whoever was taken out has the reason in `out_because`.

    `promise` is the date of the report. `grade` is what the committee decided in `session`.
    """

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="appraised")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appraisals")
    no = models.PositiveSmallIntegerField()
    out_because = models.TextField(blank=True)
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="+")
    report = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True)
    comment = models.TextField(blank=True)
    commented_at = models.DateTimeField(null=True)
    grade = models.CharField(max_length=12, choices=Grade, blank=True)
    reason = models.TextField(blank=True)
    session = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True)
    talk = models.ForeignKey(FormalTalk, models.PROTECT, null=True, related_name="+")
    rectification = models.OneToOneField(Rectification, models.PROTECT, null=True, related_name="+")
    feedback = models.TextField(blank=True)
    fed_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "no"], name="appraised_number_once"),
            models.UniqueConstraint(fields=["appraisal", "post"], name="appraised_post_once"),
            models.CheckConstraint(
                condition=Q(grade="") | (~Q(reason="") & Q(decided_on__isnull=False)),
                name="appraised_grade_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.appraisal_id}"

    def get_absolute_url(self) -> str:
        return reverse("appraisal:appraised_file", args=[self.pk])

    @property
    def characters(self) -> int:
        """The length of the report, as documents are measured: without blanks."""
        return len("".join(self.report.split()))

    @property
    def too_long(self) -> bool:
        return self.characters > self.appraisal.most_characters

    @property
    def bars_excellent(self) -> bool:
        """Whether the grade closes the annual assessment to "excellent"."""
        return bool(self.grade) and rank_of(self.grade) > self.appraisal.excellent_ranks

    @property
    def below_best(self) -> bool:
        """Whether the grade opens a talk and a rectification."""
        return bool(self.grade) and rank_of(self.grade) > self.appraisal.free_ranks


class Figure(models.Model):
    """A figure of the year as the record had it when the rating began: so many of so many.

    `whole` is null where there is no whole, as with a plain number of projects.
    """

    appraised = models.ForeignKey(Appraised, models.PROTECT, related_name="figures")
    name = models.CharField(max_length=20)
    part = models.PositiveIntegerField()
    whole = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appraised", "name"], name="appraised_figure_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"


class Question(models.Model):
    """A question that was put to a secretary, from which class it came, and the answer."""

    appraised = models.ForeignKey(Appraised, models.PROTECT, related_name="questions")
    raters = models.CharField(max_length=12, choices=Raters)
    question = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"#{self.pk} of {self.appraised_id}"


class SiteCheck(models.Model):
    """What a post of the reviewing level saw on site."""

    appraised = models.ForeignKey(Appraised, models.PROTECT, related_name="checks")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    on = models.DateField()
    where = models.CharField(max_length=120)
    findings = models.TextField()

    def __str__(self) -> str:
        return f"#{self.pk} of {self.appraised_id}"
