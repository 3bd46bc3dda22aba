from django.db import models
from django.db.models import Q
from django.urls import reverse

from liandong.duties.lifecycle import TalkKind, TalkState
from liandong.duties.models.promises import Promise
from liandong.people.models import Post


class FormalTalk(models.Model):
    """One decision about a talk 约谈 with a post, and the record of the talk if it is held.

    `grounds` are what the rules found on the day of the decision, as [key, found, limit]; the
    decision and its reason are a person's. No disciplinary measure can be written here.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="talks")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=TalkKind)
    state = models.CharField(max_length=12, choices=TalkState)
    grounds = models.JSONField(default=list)
    reason = models.TextField()
    decided_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    venue = models.CharField(max_length=120, blank=True)
    content = models.TextField(blank=True)
    demands = models.TextField(blank=True)
    follow_up_on = models.DateField(null=True)
    stance = models.TextField(blank=True)
    recorder = models.CharField(max_length=60, blank=True)
    signed = models.BooleanField(default=False)
    findings = models.TextField(blank=True)
    met = models.BooleanField(null=True)
    checked_at = models.DateTimeField(null=True)
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["post", "decided_at"], name="talk_by_post")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=TalkKind.values), name="talk_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=[TalkState.HELD, TalkState.CHECKED], held_at__isnull=False)
                | (Q(state__in=[TalkState.CALLED, TalkState.DECLINED]) & Q(held_at__isnull=True)),
                name="talk_held_means_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("duties:talk", args=[self.pk])
