from django.db import models
from django.db.models import Q
from django.urls import reverse

from liandong.duties.models import Promise, Rectification
from liandong.matters.lifecycle import Obstacle
from liandong.matters.models import Matter
from liandong.meetings.lifecycle import PUBLISHED, ExpressState
from liandong.people.models import Post, RoleKind
from liandong.places.models import Place

# Who writes: the grass roots, from the community and the subdistrict.
WRITERS = frozenset(
    {
        RoleKind.COMMUNITY_SECRETARY,
        RoleKind.COMMUNITY_WORKER,
        RoleKind.SUBDISTRICT_SECRETARY,
        RoleKind.SUBDISTRICT_OFFICER,
    }
)


class ExpressItem(models.Model):
    """What the grass roots feel most strongly, straight to a named secretary 书记直通车.

    `about` is what the ledger calls the agenda item that gave rise to it; matters stand behind it
    as `GatheredMatter`. `promise` is the date that runs now: until the secretary takes it up or
    declines, then until the answer. `title` is public once it is judged; `need`, `tried` and
    `missing` stay with the offices. `goes_to` is the place whose joint meeting takes it instead.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="express_items")
    written_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    secretary = models.ForeignKey(Post, models.PROTECT, related_name="express_items")
    state = models.CharField(max_length=12, choices=ExpressState, default=ExpressState.WRITTEN)
    about = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=120)
    need = models.TextField(blank=True)
    obstacle = models.CharField(max_length=12, choices=Obstacle)
    tried = models.TextField()
    missing = models.CharField(max_length=300)
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="+")
    taken_up_at = models.DateTimeField(null=True)
    plan = models.TextField(blank=True)
    lead = models.ForeignKey(Post, models.PROTECT, null=True, related_name="led_express_items")
    due_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    goes_to = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    solved = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["secretary", "state"], name="express_by_secretary"),
            models.Index(fields=["state", "written_at"], name="express_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ExpressState.values), name="express_state_known"
            ),
            models.CheckConstraint(
                condition=Q(obstacle__in=Obstacle.values), name="express_obstacle_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ExpressState.TAKEN_UP, ExpressState.ANSWERED])
                | (Q(lead__isnull=False, due_on__isnull=False) & ~Q(plan="")),
                name="express_taken_up_has_plan",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExpressState.ANSWERED)
                | (Q(solved__isnull=False) & ~Q(answer="")),
                name="express_answered_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExpressState.DECLINED)
                | (Q(goes_to__isnull=False) & ~Q(reason="")),
                name="express_declined_goes_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:express_file", args=[self.pk])

    @property
    def public(self) -> bool:
        """Whether everybody may read it: the secretary has judged it."""
        return self.state in PUBLISHED


class ExpressStep(models.Model):
    """A department's step of the plan: a line of a list of duties, with its own date and light."""

    item = models.ForeignKey(ExpressItem, models.PROTECT, related_name="steps")
    rectification = models.OneToOneField(Rectification, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"#{self.pk} of {self.item_id}"


class GatheredMatter(models.Model):
    """One of the residents' matters that stand behind an item; each keeps its own path."""

    item = models.ForeignKey(ExpressItem, models.PROTECT, related_name="gathered")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="express_items")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "matter"], name="express_matter_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.item_id}"
