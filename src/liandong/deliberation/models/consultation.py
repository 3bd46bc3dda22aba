from django.db import models
from django.db.models import Q

from liandong.deliberation.lifecycle import Body, Capacity, Stance, Way
from liandong.people.models import Post
from liandong.places.models import Place


class Consultation(models.Model):
    """One consultation: what was talked over, where, convened by whom, and what was agreed.

    `about` names the thing that gave rise to it ("matters.matter:12"), or is empty. A consultation
    that is planned and held here has a `council`; one that was only written down has none.
    """

    about = models.CharField(max_length=80, blank=True, db_index=True)
    topic = models.CharField(max_length=200)
    place = models.ForeignKey(Place, models.PROTECT, related_name="consultations")
    convener = models.ForeignKey(Post, models.PROTECT, related_name="consultations")
    held_at = models.DateTimeField()
    consensus = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.topic}"


class Voice(models.Model):
    """One invited party: whether they came, what they said, and whether they dissent.

    `came` is None until the council has sat. `invited_by` is empty where that was not written down.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="voices")
    name = models.CharField(max_length=80)
    capacity = models.CharField(max_length=40, choices=Capacity)
    invited_by = models.CharField(max_length=8, choices=Way, blank=True)
    invited_at = models.DateTimeField(null=True)
    came = models.BooleanField(null=True)
    stance = models.CharField(max_length=12, choices=Stance, default=Stance.REMARK)
    opinion = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__in=Capacity.values), name="voice_capacity"
            ),
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="voice_stance"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"

    @property
    def dissents(self) -> bool:
        return self.stance == Stance.DISSENTS

    @property
    def individual(self) -> bool:
        """Whether the name is a person's, to be kept out of what is public."""
        return self.capacity in {Capacity.RESIDENT, Capacity.ADVISER}


class Decision(models.Model):
    """What a named body decided. Votes are counted where the body votes."""

    about = models.CharField(max_length=80, blank=True, db_index=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="decisions")
    body = models.CharField(max_length=40, choices=Body)
    body_name = models.CharField(max_length=120)
    text = models.TextField()
    approved = models.BooleanField()
    basis = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField()
    entitled = models.PositiveIntegerField(null=True)
    votes_for = models.PositiveIntegerField(null=True)
    votes_against = models.PositiveIntegerField(null=True)
    abstentions = models.PositiveIntegerField(null=True)
    public = models.BooleanField(default=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(body__in=Body.values), name="decision_body_known"),
        ]
        indexes = [models.Index(fields=["place", "-decided_at"], name="decision_by_place")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.body_name}"
