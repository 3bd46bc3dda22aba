from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from liandong.duties.models import Promise
from liandong.meetings.models import Resolution
from liandong.people.models import DESKS, SECRETARIES, Person, Post, RoleKind
from liandong.projects.lifecycle import PUBLIC, Change, Kind, State

# Who reads the files of the places under them; those who lead or support read theirs.
READERS = frozenset({*DESKS, *SECRETARIES, RoleKind.AUDIT_ADMIN})
HIGHEST = RoleKind.CITY_SECRETARY


class SecretaryProject(models.Model):
    """One project of one secretary in one year 书记项目. Amounts are whole cents.

    `registered_at` is the moment at which the plan was frozen: from then on each goal and milestone
    keeps its baseline, and `baseline_budget` the first budget. `spent` is the sum of its expenses.
    `benefit` says in plain words what people get from it; `resolution` is the decision of a joint
    meeting that the project carries out, if one asked for it.
    """

    secretary = models.ForeignKey(Post, models.PROTECT, related_name="secretary_projects")
    lead = models.ForeignKey(Post, models.PROTECT, related_name="led_projects")
    supports = models.ManyToManyField(Post, related_name="supported_projects")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=80)
    cause = models.TextField()
    measures = models.TextField()
    benefit = models.TextField()
    budget = models.BigIntegerField(default=0)
    baseline_budget = models.BigIntegerField(null=True)
    money_source = models.CharField(max_length=120, blank=True)
    spent = models.BigIntegerField(default=0)
    resolution = models.OneToOneField(Resolution, models.PROTECT, null=True, related_name="+")
    drafted_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_back = models.TextField(blank=True)
    registrar = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField(null=True)
    result = models.TextField(blank=True)
    done_claimed_at = models.DateTimeField(null=True)
    done_claimed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="+")
    acceptor = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    findings = models.TextField(blank=True)
    accepted_at = models.DateTimeField(null=True)
    review = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["year", "state"], name="secretary_project_by_year"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="secretary_project_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="secretary_project_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(spent__gte=0, spent__lte=F("budget")),
                name="secretary_project_spends_its_budget",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(PUBLIC))
                | Q(registered_at__isnull=False, baseline_budget__isnull=False),
                name="secretary_project_runs_registered",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("projects:file", args=[self.pk])

    @property
    def public(self) -> bool:
        """Whether everybody may read it: it was registered, whatever became of it."""
        return self.registered_at is not None

    @property
    def self_registered(self) -> bool:
        """The highest secretary has nobody above."""
        return self.registrar_id == self.secretary_id


class Goal(models.Model):
    """What a project changes, as a number: from `start` to `target` by a day.

    `base` is the known whole that the number is a part of, such as all estates there are; a target
    never exceeds it. `baseline_target` and `baseline_by` are what was frozen at registration.
    """

    project = models.ForeignKey(SecretaryProject, models.PROTECT, related_name="goals")
    no = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=120)
    unit = models.CharField(max_length=20)
    start = models.DecimalField(max_digits=14, decimal_places=2)
    target = models.DecimalField(max_digits=14, decimal_places=2)
    base = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    by = models.DateField()
    baseline_target = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    baseline_by = models.DateField(null=True)
    actual = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    measured_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "no"], name="project_goal_number_once"),
            models.CheckConstraint(condition=~Q(target=F("start")), name="project_goal_moves"),
            models.CheckConstraint(
                condition=Q(base__isnull=True) | Q(target__lte=F("base")),
                name="project_goal_within_its_base",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.project_id}"

    def get_absolute_url(self) -> str:
        return reverse("projects:file", args=[self.project_id])

    @property
    def met(self) -> bool:
        """Whether what was measured is as far as the target, in the target's direction."""
        if self.actual is None:
            return False
        upward = self.target > self.start
        return self.actual >= self.target if upward else self.actual <= self.target

    @property
    def amended(self) -> bool:
        frozen = self.baseline_target is not None
        return frozen and (self.target, self.by) != (self.baseline_target, self.baseline_by)


class Milestone(models.Model):
    """One step of a project. `baseline_on` is its frozen day, `due_on` the day that holds now.

    A milestone that an amendment added has no baseline. `promise` is the date that the clock
    watches while the project runs.
    """

    project = models.ForeignKey(SecretaryProject, models.PROTECT, related_name="milestones")
    no = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    due_on = models.DateField()
    baseline_on = models.DateField(null=True)
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="+")
    reached_on = models.DateField(null=True)
    words = models.TextField(blank=True)
    dropped_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "no"], name="project_milestone_number_once"),
            models.CheckConstraint(
                condition=Q(reached_on__isnull=True) | Q(dropped_because=""),
                name="project_milestone_reached_or_dropped",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.project_id}"

    def get_absolute_url(self) -> str:
        return reverse("projects:file", args=[self.project_id])

    @property
    def waits(self) -> bool:
        return self.reached_on is None and not self.dropped_because


class Evidence(models.Model):
    """A photo or a PDF behind a milestone that was reached; nobody is made to have one.

    `shown`: everybody may open it. What shows people or names stays with the offices.
    """

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="evidence")
    file = models.FileField(upload_to="projects/%Y/%m")
    mime = models.CharField(max_length=20)
    shown = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.mime}"


class Expense(models.Model):
    """Money spent, in cents; never edited. What was wrong is taken back by its opposite."""

    project = models.ForeignKey(SecretaryProject, models.PROTECT, related_name="expenses")
    amount = models.BigIntegerField()
    on = models.DateField()
    what = models.CharField(max_length=120)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    takes_back = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="taken_back_by"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, takes_back__isnull=True)
                | Q(amount__lt=0, takes_back__isnull=False),
                name="project_expense_sign_says_what_it_is",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.project_id}"


class Amendment(models.Model):
    """One change of a frozen plan: what it said, what it says now, and why. Never edited."""

    project = models.ForeignKey(SecretaryProject, models.PROTECT, related_name="amendments")
    change = models.CharField(max_length=10, choices=Change)
    what = models.CharField(max_length=200)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="project_amendment_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.project_id}"
