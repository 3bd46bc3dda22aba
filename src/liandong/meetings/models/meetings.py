from datetime import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse

from liandong.duties.models import Promise
from liandong.meetings.lifecycle import AFTER, MeetingState, Part, Presence
from liandong.people.models import DESKS, SECRETARIES, Post, RoleKind
from liandong.places.models import Level, Place

# Who convenes on each level, and which secretaries attend there from one level below.
CONVENERS: dict[int, RoleKind] = {
    Level.CITY: RoleKind.CITY_SECRETARY,
    Level.DISTRICT: RoleKind.DISTRICT_SECRETARY,
    Level.SUBDISTRICT: RoleKind.SUBDISTRICT_SECRETARY,
    Level.COMMUNITY: RoleKind.COMMUNITY_SECRETARY,
}
BELOW: dict[int, RoleKind] = {
    Level.CITY: RoleKind.DISTRICT_SECRETARY,
    Level.DISTRICT: RoleKind.SUBDISTRICT_SECRETARY,
    Level.SUBDISTRICT: RoleKind.COMMUNITY_SECRETARY,
    Level.COMMUNITY: RoleKind.GRID_HEAD,
}
# Who prepares them beside the convener: the desk of the level, and workers in a community.
CLERKS: dict[int, RoleKind] = {
    Level.CITY: RoleKind.CITY_DISPATCHER,
    Level.DISTRICT: RoleKind.DISTRICT_DISPATCHER,
    Level.SUBDISTRICT: RoleKind.SUBDISTRICT_OFFICER,
    Level.COMMUNITY: RoleKind.COMMUNITY_WORKER,
}
READERS = frozenset({*DESKS, *SECRETARIES, RoleKind.AUDIT_ADMIN})


class Meeting(models.Model):
    """One joint meeting of a place, convened by its secretary.

    `no` counts within the place and the year. `promise` is the date that runs now: until the
    notice, until the meeting, until the signed minutes. `needed` is the quorum as it was when the
    meeting was opened, out of `entitled` posts.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="joint_meetings")
    convener = models.ForeignKey(Post, models.PROTECT, related_name="joint_meetings")
    year = models.PositiveSmallIntegerField()
    no = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, choices=MeetingState, default=MeetingState.PLANNED)
    starts_at = models.DateTimeField()
    venue = models.CharField(max_length=120)
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="+")
    planned_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    noticed_at = models.DateTimeField(null=True)
    urgency = models.TextField(blank=True)
    reminded_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    entitled = models.PositiveSmallIntegerField(default=0)
    needed = models.PositiveSmallIntegerField(default=0)
    there = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    minutes = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["place", "starts_at"], name="meeting_by_place"),
            models.Index(fields=["state", "starts_at"], name="meeting_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["place", "year", "no"], name="meeting_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=MeetingState.values), name="meeting_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(AFTER), closed_at__isnull=False)
                | (~Q(state__in=sorted(AFTER)) & Q(closed_at__isnull=True)),
                name="meeting_held_means_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.year}/{self.no}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    def overdue_at(self, moment: datetime) -> bool:
        """Whether its day has passed and it was not held."""
        return self.state in {MeetingState.PLANNED, MeetingState.CALLED} and (
            self.starts_at < moment
        )


class Invitation(models.Model):
    """One post that belongs to a meeting, and whether it came; a substitute is a post too."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")
    post = models.ForeignKey(Post, models.PROTECT, related_name="joint_invitations")
    part = models.CharField(max_length=12, choices=Part)
    presence = models.CharField(max_length=12, choices=Presence, default=Presence.INVITED)
    substitute = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "post"], name="invitation_once"),
            models.CheckConstraint(
                condition=Q(presence=Presence.SUBSTITUTE, substitute__isnull=False)
                | (~Q(presence=Presence.SUBSTITUTE) & Q(substitute__isnull=True)),
                name="invitation_substitute_named",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.post_id}@{self.meeting_id}"

    @property
    def there(self) -> bool:
        """Whether the post counts for the quorum: it came, or somebody came for it."""
        return self.presence in {Presence.PRESENT, Presence.SUBSTITUTE}
