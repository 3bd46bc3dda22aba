"""Proposals for the grids of a community. A row here changes nothing in the tree."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from liandong.places.lifecycle import Design, Staying
from liandong.places.models.tree import Place


class GridDesign(models.Model):
    """One proposal: what was wished, how far the work is, how good it is, what became of it.

    `ground` is a fingerprint of the buildings and grids that it was drawn up from: when they have
    changed since, it can no longer be accepted. `figures` holds the measures of the proposal and of
    today, `unmet` what could not be satisfied, as words with figures. `barriers` is GeoJSON.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="grid_designs")
    low = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    whole = models.BooleanField()
    staying = models.CharField(max_length=8, choices=Staying)
    barriers = models.TextField(blank=True)
    seed = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=Design, default=Design.ASKED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    ground = models.CharField(max_length=64, blank=True)
    objective = models.PositiveIntegerField(null=True)
    bound = models.PositiveIntegerField(null=True)
    figures = models.JSONField(default=dict)
    unmet = models.JSONField(default=list)
    since = models.DateField(null=True)
    reason = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=Design.values), name="design_state_known"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="design_low_below_high"),
            models.UniqueConstraint(
                fields=["place"], condition=Q(state=Design.ASKED), name="design_one_asked"
            ),
            models.UniqueConstraint(
                fields=["place"], condition=Q(state=Design.ACCEPTED), name="design_one_accepted"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.place_id} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("places:design", args=[self.pk])

    @property
    def undecided(self) -> bool:
        """Whether it can still be accepted, or its acceptance taken back."""
        return self.state in {Design.READY, Design.ACCEPTED}

    @property
    def proven(self) -> bool:
        """Whether no division of this ground can do better."""
        return self.objective == self.bound


class DesignedGrid(models.Model):
    """A grid of a proposal. `grid` is the one that it continues, or the one that it became.

    `before` are the households of the grid of today, counted from the same buildings. `word` says
    how it stands to the range; `shape` is WKB in CGCS2000.
    """

    design = models.ForeignKey(GridDesign, models.CASCADE, related_name="grids")
    number = models.PositiveSmallIntegerField()
    grid = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    begins = models.BooleanField()
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    dedicated = models.BooleanField()
    buildings = models.PositiveIntegerField()
    households = models.PositiveIntegerField()
    before = models.PositiveIntegerField(null=True)
    moved = models.PositiveIntegerField()
    radius = models.FloatField()
    word = models.CharField(max_length=12)
    shape = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["design", "number"], name="designed_grid_number_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"


class DesignedMove(models.Model):
    """A building that would come into another grid. `follows`: it is not on the map itself."""

    design = models.ForeignKey(GridDesign, models.CASCADE, related_name="moves")
    building = models.ForeignKey(Place, models.PROTECT, related_name="+")
    before = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(DesignedGrid, models.CASCADE, related_name="moves")
    households = models.PositiveIntegerField(null=True)
    follows = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["design", "building"], name="designed_move_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.building_id}"


class EndingGrid(models.Model):
    """A grid of today that would end, and the grid that most of it comes into."""

    design = models.ForeignKey(GridDesign, models.CASCADE, related_name="endings")
    grid = models.ForeignKey(Place, models.PROTECT, related_name="+")
    into = models.ForeignKey(DesignedGrid, models.CASCADE, related_name="endings")
    households = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["design", "grid"], name="ending_grid_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.grid_id}"
