from django.conf import settings
from django.db import models
from django.db.models import Q

from liandong.deliberation.models import Consultation, Decision
from liandong.duties.models import Promise
from liandong.mandates.models import Dispute, MandateItem
from liandong.matters.lifecycle import (
    LegEnd,
    Obstacle,
    ReviewKind,
    Satisfaction,
    Solved,
    SupervisionKind,
)
from liandong.matters.models.matter import Matter
from liandong.people.models import Organisation, Post
from liandong.places.models import Place

PERSON = settings.AUTH_USER_MODEL


class Follower(models.Model):
    """Somebody else with the same trouble ("me too"), who follows by a link of their own."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="followers")
    code = models.CharField(max_length=32, unique=True)
    joined_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"follower of {self.matter_id}"


class Photo(models.Model):
    """One picture, re-encoded by us: no metadata, bounded size."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="photos")
    file = models.ImageField(upload_to="matters/%Y/%m")
    after = models.BooleanField(default=False)
    public = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"photo of {self.matter_id}"


class Assignment(models.Model):
    """One post's turn at a matter, leading or supporting, from dispatch to its end."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="assignments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="assignments")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="assignments"
    )
    leads = models.BooleanField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="assignments_given")
    item = models.ForeignKey(MandateItem, models.PROTECT, null=True, related_name="+")
    precedent = models.ForeignKey(Dispute, models.PROTECT, null=True, related_name="+")
    designated = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    sign_by = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    returned = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"],
                condition=Q(leads=True, ended_at__isnull=True),
                name="assignment_one_lead_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "matter"], name="assignment_by_office")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.matter_id}→{self.post_id}"


class Handling(models.Model):
    """A person who handled a matter, and therefore neither verifies it nor calls back."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="handlings")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "person"], name="handling_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} handled {self.matter_id}"


class Leg(models.Model):
    """One rung of a matter's way up the ladder, and the answer that came back down."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="legs")
    below = models.ForeignKey(Place, models.PROTECT, related_name="+")
    above = models.ForeignKey(Place, models.PROTECT, related_name="legs")
    by_resident = models.BooleanField(default=False)
    obstacle = models.CharField(max_length=12, choices=Obstacle, blank=True)
    tried = models.TextField()
    urgency = models.TextField(blank=True)
    promise = models.ForeignKey(Promise, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=12, choices=LegEnd, blank=True)
    answer = models.TextField(blank=True)
    means = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["above", "sent_at"], name="leg_by_level")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.below_id}→{self.above_id}"


class Talk(models.Model):
    """A consultation or decision that belongs to a matter."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="talks")
    consultation = models.OneToOneField(Consultation, models.PROTECT, null=True, related_name="+")
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"#{self.pk} of {self.matter_id}"


class Evaluation(models.Model):
    """What a resident said about one answer: by link, or to an independent caller."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="evaluations")
    round = models.PositiveSmallIntegerField()
    by_callback = models.BooleanField(default=False)
    solved = models.CharField(max_length=14, choices=Solved)
    satisfaction = models.CharField(max_length=14, choices=Satisfaction)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "round"], name="evaluation_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.solved}"


class Call(models.Model):
    """One attempt to reach who raised a matter, by somebody who did not handle it."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="calls")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    reached = models.BooleanField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.reached}"


class Review(models.Model):
    """A second person's look before a matter ends without the resident's yes."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="reviews")
    kind = models.CharField(max_length=12, choices=ReviewKind)
    reason = models.TextField()
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(Post, models.PROTECT, related_name="reviews")
    asked_at = models.DateTimeField()
    approved = models.BooleanField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(approved__isnull=True), name="review_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class Supervision(models.Model):
    """A numbered demand from above that a matter be put right, with its kind."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="supervisions")
    kind = models.CharField(max_length=8, choices=SupervisionKind)
    by = models.ForeignKey(Post, models.PROTECT, related_name="supervisions")
    demand = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class Message(models.Model):
    """One line of the conversation: internal between offices, or open to who raised the matter."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="messages")
    internal = models.BooleanField()
    from_resident = models.BooleanField(default=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} of {self.matter_id}"


class SavedFilter(models.Model):
    """A filter of the matters list that a person keeps under a name."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="filter_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
