from django.db import models
from django.db.models import Q
from django.urls import reverse

from liandong.duties.lifecycle import OrderForm, OrderState, Supervision
from liandong.duties.models.lists import Rectification, Responsibility
from liandong.duties.models.promises import Promise
from liandong.people.models import Person, Post, RoleKind
from liandong.places.models import Place

# Whose places issue orders and bulletins: desks that have a secretary beside them.
OFFICES = frozenset(
    {
        RoleKind.SUBDISTRICT_OFFICER,
        RoleKind.DISTRICT_DISPATCHER,
        RoleKind.CITY_DISPATCHER,
        RoleKind.SUBDISTRICT_SECRETARY,
        RoleKind.DISTRICT_SECRETARY,
        RoleKind.CITY_SECRETARY,
    }
)


class Urging(models.Model):
    """One urging 催办: the level that issued a thing asks whoever must act, with a sentence.

    `subject` names the thing ("duties.rectification:12"), `post` is who must act.
    """

    subject = models.CharField(max_length=80)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject", "at"], name="urging_by_subject")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.subject}"


class SupervisionOrder(models.Model):
    """One order 督办单: which office must do what by when, what it is about, and its answer.

    It goes out as a notice or an internal form, never as a kind of document of its own. `lines`,
    `problems` and `promises` are what it is about; `place` is the place whose office supervises.
    `number` is allotted at issue. `promise` is the date that runs: of the office, or, once it has
    answered, of the issuing level. `answered_by` can neither accept nor close.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="supervision_orders")
    kind = models.CharField(max_length=8, choices=Supervision)
    form = models.CharField(max_length=8, choices=OrderForm)
    title = models.CharField(max_length=120)
    reason = models.TextField()
    demand = models.TextField()
    due_on = models.DateField()
    lines = models.ManyToManyField(Responsibility, related_name="supervision_orders")
    problems = models.ManyToManyField(Rectification, related_name="supervision_orders")
    promises = models.ManyToManyField(Promise, related_name="supervision_orders")
    state = models.CharField(max_length=8, choices=OrderState, default=OrderState.FILED)
    filed_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    mark = models.CharField(max_length=12, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    no = models.PositiveIntegerField(null=True)
    issuer = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    findings = models.TextField(blank=True)
    times_back = models.PositiveSmallIntegerField(default=0)
    remark = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["place", "state"], name="order_by_place"),
            models.Index(fields=["post", "state"], name="order_by_post"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Supervision.values), name="order_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state=OrderState.FILED, no__isnull=True, issued_at__isnull=True)
                | (~Q(state=OrderState.FILED) & Q(no__isnull=False, issued_at__isnull=False)),
                name="order_issued_means_numbered",
            ),
            models.UniqueConstraint(fields=["mark", "year", "no"], name="order_number_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("duties:order", args=[self.pk])

    @property
    def number(self) -> str:
        """奎督〔2026〕12号, as GB/T 9704-2012 spells it; empty until it is issued."""
        return f"{self.mark}〔{self.year}〕{self.no}号" if self.no else ""
