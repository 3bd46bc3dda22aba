from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from liandong.facilities.lifecycle import Ask, Kind, State, Tier
from liandong.places.models import Place


class Facility(models.Model):
    """A service centre or station. `closed_on` is the first day on which it is not open."""

    kind = models.CharField(max_length=16, choices=Kind)
    tier = models.CharField(max_length=2, choices=Tier)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="facilities")
    address = models.CharField(max_length=200, blank=True)
    lon = models.FloatField()
    lat = models.FloatField()
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="facility_kind_known"),
            models.CheckConstraint(condition=Q(tier__in=Tier.values), name="facility_tier_known"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="facility_closes_after_it_opens",
            ),
            models.UniqueConstraint(
                fields=["place", "name"],
                condition=Q(closed_on__isnull=True),
                name="facility_name_once_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"


class SitePlan(models.Model):
    """One plan for new sites: what was asked, how far the work is, how good it is.

    Households: `total` in all, `before` and `after` within reach. `objective` and `bound` are the
    library's: households reached ("most") or new sites ("fewest"). `unmet` holds reasons in words.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="site_plans")
    kind = models.CharField(max_length=16, choices=Kind)
    minutes = models.PositiveSmallIntegerField()
    ask = models.CharField(max_length=8, choices=Ask)
    number = models.PositiveSmallIntegerField(default=0)
    seed = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    objective = models.FloatField(null=True)
    bound = models.FloatField(null=True)
    gap = models.FloatField(null=True)
    total = models.PositiveIntegerField(null=True)
    before = models.PositiveIntegerField(null=True)
    after = models.PositiveIntegerField(null=True)
    candidates = models.PositiveIntegerField(null=True)
    existing = models.PositiveIntegerField(null=True)
    new = models.PositiveIntegerField(null=True)
    unmet = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="site_plan_state"),
            models.CheckConstraint(condition=Q(ask__in=Ask.values), name="site_plan_ask_known"),
            models.UniqueConstraint(
                fields=["place"], condition=Q(state=State.ASKED), name="site_plan_one_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.place_id} {self.kind}"

    def get_absolute_url(self) -> str:
        return reverse("facilities:plan", args=[self.pk])

    @property
    def proven(self) -> bool:
        return self.gap == 0


class PlannedSite(models.Model):
    """A site of a plan and the reason for it, or one of the best that were not chosen.

    `figures` has numbers by name: households within reach, those whom no other chosen site reaches
    (`alone`), those whom it would add (`adds`), the fewest that a chosen site adds (`least`).
    """

    plan = models.ForeignKey(SitePlan, models.CASCADE, related_name="sites")
    number = models.PositiveSmallIntegerField()
    chosen = models.BooleanField()
    facility = models.ForeignKey(Facility, models.PROTECT, null=True, related_name="+")
    building = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    word = models.CharField(max_length=12)
    figures = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="planned_site_number_once"),
            models.CheckConstraint(
                condition=Q(facility__isnull=True) ^ Q(building__isnull=True),
                name="planned_site_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.word}"


class CommunityCover(models.Model):
    """How a plan changes the cover of one community, in households."""

    plan = models.ForeignKey(SitePlan, models.CASCADE, related_name="communities")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    households = models.PositiveIntegerField()
    before = models.PositiveIntegerField()
    after = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "place"], name="community_cover_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.place_id}"
