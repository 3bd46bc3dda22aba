from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from liandong.duties.lifecycle import Audience, BulletinState, Part
from liandong.duties.models.lists import DutyList
from liandong.people.models import Post
from liandong.places.models import Place


class Bulletin(models.Model):
    """A bulletin 通报: what fell due at a place in a period, and what was done on time.

    Its figures are counted from the record until it is issued; at issue they become `rows` and no
    longer change. It names lists and offices in the order of the tree, never persons, never ranks.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    sentence = models.TextField()
    audience = models.CharField(max_length=10, choices=Audience)
    state = models.CharField(max_length=8, choices=BulletinState, default=BulletinState.DRAFTED)
    drawn_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    mark = models.CharField(max_length=12, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    no = models.PositiveIntegerField(null=True)
    issuer = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["place", "state"], name="bulletin_by_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__lte=F("until")), name="bulletin_period_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(state=BulletinState.DRAFTED, no__isnull=True, issued_at__isnull=True)
                | Q(state=BulletinState.ISSUED, no__isnull=False, issued_at__isnull=False),
                name="bulletin_issued_means_numbered",
            ),
            models.UniqueConstraint(fields=["mark", "year", "no"], name="bulletin_number_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.since}..{self.until}"

    def get_absolute_url(self) -> str:
        return reverse("duties:bulletin", args=[self.pk])

    @property
    def issued(self) -> bool:
        return self.state == BulletinState.ISSUED

    @property
    def number(self) -> str:
        """奎通〔2026〕3号, as GB/T 9704-2012 spells it; empty until it is issued."""
        return f"{self.mark}〔{self.year}〕{self.no}号" if self.no else ""


class BulletinRow(models.Model):
    """One frozen line of figures: how many dates fell due, and how many of them were kept.

    `due` = `kept` + `late` (done late) + `overdue` (open and past due when it was issued).
    """

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="rows")
    position = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=8, choices=Part)
    listed = models.ForeignKey(DutyList, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    due = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "position"], name="bulletinrow_once"),
            models.CheckConstraint(
                condition=Q(due=F("kept") + F("late") + F("overdue")), name="bulletinrow_adds_up"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.part} {self.kept}/{self.due}"
