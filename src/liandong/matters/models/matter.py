from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.urls import reverse

from liandong.duties.models import Promise
from liandong.kernel.search import GramsField
from liandong.matters.lifecycle import OPEN, STEP_OF, Outcome, Satisfaction, Source, State, Step
from liandong.people.models import Post
from liandong.places.models import Place
from liandong.rulebook.models import Category, ExclusionReason


class Matter(models.Model):
    """What somebody raised: it lies at a place, is at the desk of a place, and one post holds it.

    `number` is fourteen digits, the last a check digit; it tells nothing and cannot be counted up.
    `title` and `text` are the resident's own words and never public; `public_title` and
    `public_text` are what moderation released. `path` is the path of `place` and `due_at` the due
    moment of `promise`, kept beside for lists. `tried` says that this desk has done something.
    """

    number = models.CharField(max_length=14)
    key = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=120)
    text = models.TextField()
    grams = GramsField()
    source = models.CharField(max_length=12, choices=Source)
    state = models.CharField(max_length=14, choices=State, default=State.RAISED)
    category = models.ForeignKey(Category, models.PROTECT, null=True, related_name="matters")
    place = models.ForeignKey(Place, models.PROTECT, related_name="matters", db_index=False)
    path = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    desk = models.ForeignKey(Place, models.PROTECT, related_name="matters_at_desk", db_index=False)
    holder = models.ForeignKey(Post, models.PROTECT, related_name="matters")
    lead = models.ForeignKey(Post, models.PROTECT, null=True, related_name="matters_led")
    promise = models.ForeignKey(
        Promise, models.PROTECT, null=True, related_name="+", db_index=False
    )
    due_at = models.DateTimeField(null=True)
    raised_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    replied_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    satisfaction = models.CharField(max_length=14, choices=Satisfaction, blank=True)
    settled_level = models.PositiveSmallIntegerField(null=True)
    tried = models.BooleanField(default=False)
    designated = models.BooleanField(default=False)
    returns = models.PositiveSmallIntegerField(default=0)
    reworks = models.PositiveSmallIntegerField(default=0)
    extended = models.BooleanField(default=False)
    shielded = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    refusal = models.ForeignKey(
        ExclusionReason, models.PROTECT, null=True, related_name="+", db_index=False
    )
    state_before = models.CharField(max_length=14, choices=State, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", db_index=False
    )
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="parts", db_index=False
    )
    published_at = models.DateTimeField(null=True)
    public_title = models.CharField(max_length=120, blank=True)
    public_text = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["holder", "due_at", "id"],  # many fall due at one closing hour
                name="matter_inbox",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(fields=["-raised_at", "-id"], name="matter_newest"),
            models.Index(fields=["path", "raised_at"], name="matter_by_path"),
            models.Index(fields=["desk", "state"], name="matter_by_desk"),
            models.Index(fields=["-published_at"], name="matter_published"),
            models.Index(fields=["lat", "lon"], name="matter_nearby"),
            models.Index(
                fields=["merged_into"],
                name="matter_merged",
                condition=Q(merged_into__isnull=False),
            ),
            models.Index(
                fields=["part_of"], name="matter_parts", condition=Q(part_of__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="matter_number_once"),
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="matter_once_a_press"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="matter_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(OPEN), closed_at__isnull=True, outcome="")
                | (~Q(state__in=sorted(OPEN)) & Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="matter_ended_means_dated_with_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.MERGED) | Q(merged_into__isnull=False),
                name="matter_merged_means_into_another",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("matters:file", args=[self.number])

    @property
    def step(self) -> Step:
        return STEP_OF[self.state]

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def shown_number(self) -> str:
        """The number in groups, as printed: "26 4829 1370 5561"."""
        rest = self.number[2:]
        return " ".join([self.number[:2], rest[:4], rest[4:8], rest[8:]])


class Contact(models.Model):
    """How to reach who raised a matter. Purpose: this matter. Erased by the retention rule."""

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="contact")
    name = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    notify = models.BooleanField(default=True)
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"contact of {self.matter_id}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules need to know beyond the matter's own row, read once for a page or an action.

    `handled`: the actor handled this matter. `open_parts`: parts not ended yet. `return_open`: the
    time for returning has not passed. `reopen_open`: the time for taking a closed matter up has not
    passed. `late`: the running promise is broken. `reviewer_post_id` and `asked_by`: of the review
    that is pending, if any. `photos_after`: pictures of the result. `consulted`: a consultation was
    recorded since the last return. `returns_most`: how many returns call a consultation.
    `moved`: a calendar loaded later would give the running promise another date. `stages`: the
    kinds of the promises for single stages that run.
    """

    handled: bool = False
    open_parts: int = 0
    return_open: bool = True
    reopen_open: bool = False
    late: bool = False
    reviewer_post_id: int | None = None
    asked_by: int | None = None
    photos_after: int = 0
    consulted: bool = False
    calls: int = 0
    returns_most: int = 3
    moved: bool = False
    stages: tuple[str, ...] = ()
