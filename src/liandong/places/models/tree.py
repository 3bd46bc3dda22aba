from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlaceKind(models.TextChoices):
    CITY = "city", _("City")
    DISTRICT = "district", _("District or county")
    DEVELOPMENT_ZONE = "development_zone", _("Development zone")
    SUBDISTRICT = "subdistrict", pgettext_lazy("kind of place", "Subdistrict")
    TOWN = "town", _("Town")
    OTHER_TOWN_LEVEL = "other_town_level", _("Zone at town level")
    COMMUNITY = "community", _("Community")
    VILLAGE = "village", _("Village")
    GRID = "grid", _("Grid")
    BUILDING = "building", _("Building")


class Level(models.IntegerChoices):
    CITY = 0, _("City level")
    DISTRICT = 1, _("District level")
    SUBDISTRICT = 2, _("Subdistrict level")
    COMMUNITY = 3, _("Community level")
    GRID = 4, _("Grid level")
    BUILDING = 5, _("Building level")


LEVEL_OF: dict[str, Level] = {
    PlaceKind.CITY: Level.CITY,
    PlaceKind.DISTRICT: Level.DISTRICT,
    PlaceKind.DEVELOPMENT_ZONE: Level.DISTRICT,
    PlaceKind.SUBDISTRICT: Level.SUBDISTRICT,
    PlaceKind.TOWN: Level.SUBDISTRICT,
    PlaceKind.OTHER_TOWN_LEVEL: Level.SUBDISTRICT,
    PlaceKind.COMMUNITY: Level.COMMUNITY,
    PlaceKind.VILLAGE: Level.COMMUNITY,
    PlaceKind.GRID: Level.GRID,
    PlaceKind.BUILDING: Level.BUILDING,
}


class GridType(models.TextChoices):
    BASIC = "basic", _("Basic grid")
    DEDICATED = "dedicated", _("Dedicated grid")


class Issuer(models.TextChoices):
    STATS_BUREAU = "stats_bureau", _("Statistics bureau")
    CIVIL_AFFAIRS = "civil_affairs", _("Civil affairs")
    LOCAL = "local", _("This installation")


class SourceCrs(models.TextChoices):
    CGCS2000 = "cgcs2000", _("CGCS2000")
    WGS84 = "wgs84", _("WGS-84")
    GCJ02 = "gcj02", _("GCJ-02")
    BD09 = "bd09", _("BD-09")


class Place(models.Model):
    """One place as it is now. What it was on another day is in its versions."""

    kind = models.CharField(max_length=20, choices=PlaceKind)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True, default="")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=120, default="", db_index=True)
    level = models.PositiveSmallIntegerField(choices=Level)
    official = models.BooleanField(default=True)
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    households = models.PositiveIntegerField(null=True, blank=True)
    grid_type = models.CharField(max_length=12, choices=GridType, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    complaint_phone = models.CharField(max_length=40, blank=True, default="")
    address = models.CharField(max_length=200, blank=True, default="")
    search_text = models.CharField(max_length=400, blank=True, default="")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )

    class Meta:
        indexes = [
            models.Index(fields=["parent", "level"], name="place_parent_level"),
            models.Index(fields=["level", "name"], name="place_level_name"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PlaceKind.values), name="place_kind_known"),
            models.CheckConstraint(
                condition=Q(level=Level.CITY) | Q(parent__isnull=False),
                name="place_below_the_city_has_a_parent",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="place_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(kind=PlaceKind.GRID) | Q(grid_type=""),
                name="place_grid_type_only_on_grids",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("places:detail", args=[self.pk])

    @property
    def ancestors_ids(self) -> list[int]:
        """The ids on the path above this place, the city first."""
        return [int(step) for step in self.path.split("/") if step][:-1]


class PlaceVersion(models.Model):
    """What a place was called, what it was and where it belonged, from a day until another."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="versions")
    kind = models.CharField(max_length=20, choices=PlaceKind)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True, default="")
    parent = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["parent", "valid_from"], name="version_parent_from"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["place", "valid_from"], name="version_one_a_day"),
            models.UniqueConstraint(
                fields=["place"], condition=Q(valid_until__isnull=True), name="version_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from:%Y-%m-%d}"


class PlaceCode(models.Model):
    """A code that an issuer gave to a place. Two issuers may give one code to two places."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="codes")
    issuer = models.CharField(max_length=20, choices=Issuer)
    code = models.CharField(max_length=24)
    written = models.CharField(max_length=120, blank=True, default="")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["code", "issuer"], name="placecode_code_issuer")]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "code"],
                condition=Q(valid_until__isnull=True),
                name="placecode_open_once_an_issuer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.code}"


class Boundary(models.Model):
    """The outline of a place from a day on: WKB in CGCS2000, whatever system it came in."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="boundaries")
    shape = models.BinaryField()
    source_crs = models.CharField(max_length=12, choices=SourceCrs)
    official = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True, default="")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(valid_until__isnull=True), name="boundary_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.valid_from:%Y-%m-%d}"


class Edition(models.Model):
    """One row that changes with every change of the tree, so that copies in memory notice."""

    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token
