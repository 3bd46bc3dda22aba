"""The tables of budget votes. Amounts are whole cents."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from liandong.budgeting.lifecycle import (
    WITH_RESULT,
    Channel,
    Completion,
    Marking,
    Method,
    Standing,
    State,
    Ties,
    Utility,
)
from liandong.funds.models import Commitment, Line
from liandong.people.models import Post
from liandong.places.models import Place


class BudgetVote(models.Model):
    """One sum of a community's fund that residents spend by vote.

    What is chosen beforehand (`budget`, `marking`, `most`, `method`, `utility`, `completion`,
    `ties`) is written at opening; no action changes it. `counts` says how often it was counted.
    `most`: points that each voter shares out, or how many projects may be ticked (0: any number).
    `outcome` holds what the count says of the whole; `digest` is the SHA-256 of the published file
    of votes.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="budget_votes")
    line = models.ForeignKey(Line, models.PROTECT, related_name="budget_votes")
    convener = models.ForeignKey(Post, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.COLLECTING)
    title = models.CharField(max_length=120)
    explanation = models.TextField(blank=True)
    budget = models.BigIntegerField()
    marking = models.CharField(max_length=10, choices=Marking)
    most = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=12, choices=Method)
    utility = models.CharField(max_length=12, choices=Utility)
    completion = models.CharField(max_length=16, choices=Completion)
    ties = models.CharField(max_length=16, choices=Ties)
    proposals_until = models.DateTimeField()
    voting_from = models.DateTimeField()
    voting_until = models.DateTimeField()
    opened_at = models.DateTimeField()
    listed_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)
    counted_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    counts = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.TextField(blank=True)
    entitled = models.PositiveIntegerField(null=True)
    outcome = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="budget_vote_state_known"
            ),
            models.CheckConstraint(condition=Q(budget__gt=0), name="budget_vote_has_money"),
            models.CheckConstraint(
                condition=Q(
                    voting_from__gt=F("proposals_until"), voting_until__gt=F("voting_from")
                ),
                name="budget_vote_days_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(marking=Marking.POINTS) | Q(most__gt=0),
                name="budget_vote_points_are_given",
            ),
        ]
        indexes = [models.Index(fields=["-opened_at", "-id"], name="budget_vote_newest")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"

    @property
    def points(self) -> bool:
        return self.marking == Marking.POINTS

    @property
    def has_result(self) -> bool:
        return self.state in WITH_RESULT


@dataclass(frozen=True, slots=True)
class Terms:
    """What is chosen when a budget vote is opened, and never afterwards."""

    title: str
    explanation: str
    budget: int
    marking: str
    most: int
    method: str
    utility: str
    completion: str
    ties: str
    proposals_until: datetime
    voting_from: datetime
    voting_until: datetime


class Project(models.Model):
    """What somebody proposed. `words` are their own, for offices only; title and text are public.

    `no` is the number on the published list. `outcome` is the explanation of the count: `reason`,
    `turn`, `votes`, `score` and who paid.
    """

    vote = models.ForeignKey(BudgetVote, models.PROTECT, related_name="projects")
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.PROPOSED)
    words = models.TextField()
    title = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    cost = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)
    no = models.PositiveSmallIntegerField(null=True)
    chosen = models.BooleanField(null=True)
    outcome = models.JSONField(null=True)
    commitment = models.OneToOneField(Commitment, models.PROTECT, null=True, related_name="+")
    assessed_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="project_standing_known"
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.FEASIBLE) | (Q(cost__gt=0) & ~Q(title="")),
                name="project_feasible_means_costed",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.PROPOSED) | ~Q(reason=""),
                name="project_assessed_with_a_reason",
            ),
            models.UniqueConstraint(fields=["vote", "no"], name="project_number_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.standing}"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the community found of a proposal: whether it can be done, its cost, and why."""

    standing: str
    title: str
    text: str
    cost: int | None
    reason: str


class Voter(models.Model):
    """One voice on the roll. `name` is personal; `code_hash` is the keyed hash of a voting code."""

    vote = models.ForeignKey(BudgetVote, models.PROTECT, related_name="voters")
    no = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    code_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "no"], name="budget_voter_number_once"),
            models.UniqueConstraint(
                fields=["code_hash"], condition=~Q(code_hash=""), name="budget_voter_code_once"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.vote_id}:{self.no}"


class Mark(models.Model):
    """This voter has voted, in this way. What they marked is nowhere near."""

    voter = models.OneToOneField(Voter, models.PROTECT, primary_key=True, related_name="mark")
    channel = models.CharField(max_length=8, choices=Channel)
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.voter_id} {self.channel}"


class Box(models.Model):
    """All votes of one budget vote in one row: {tracking code: {project number: points}}.

    Sorted by code and written anew with every vote, so that no row order tells who voted when
    (`docs/adr/0071`). An unreadable paper is `null`.
    """

    vote = models.OneToOneField(BudgetVote, models.PROTECT, primary_key=True, related_name="box")
    slips = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"box of {self.vote_id}"


class Paper(models.Model):
    """A voting paper that belongs to nobody: the voter signs the roll and draws one."""

    vote = models.ForeignKey(BudgetVote, models.PROTECT, related_name="papers")
    code = models.CharField(max_length=16)
    settled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "code"], name="budget_paper_code_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.vote_id}"


class PaperEntry(models.Model):
    """What one person read on a paper, apart from the other. Removed once the paper is settled."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="entries")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    marks = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "person"], name="budget_paper_once_a_person")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.paper_id}"


class Objection(models.Model):
    """Somebody says that the result is wrong; it is decided with a reason.

    `name` and `text` are personal and never public; `answer` is.
    """

    vote = models.ForeignKey(BudgetVote, models.PROTECT, related_name="objections")
    name = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    raised_at = models.DateTimeField()
    upheld = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(upheld__isnull=True) | ~Q(answer=""),
                name="budget_objection_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.vote_id}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules need beside a vote's own row, read once for a page or an action."""

    undecided: int = 0
    listed: int = 0
    entitled: int = 0
    marks: int = 0
    marks_on_paper: int = 0
    slips: int = 0
    unsettled: int = 0
    notice_days: int = 0
    posted_days: int = 0
    objections: int = 0
    upheld: int = 0
