from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liandong.places.models import Place
from liandong.rulebook.models import Category


class ListKind(models.TextChoices):
    RESPONSIBILITY_95 = "responsibility_95", _("Territorial matters")
    BASIC = "basic", _("Basic duties")
    COOPERATIVE = "cooperative", _("Cooperative duties")
    WITHDRAWN = "withdrawn", _("Duties taken back by upper levels")


class Level(models.TextChoices):
    """On which level of the tree somebody leads or supports."""

    CITY = "city", _("City")
    DISTRICT = "district", _("District")
    SUBDISTRICT = "subdistrict", _("Subdistrict")
    COMMUNITY = "community", _("Community")


class Department(models.TextChoices):
    """The department codes that we have words for; a city may use others of its own."""

    URBAN_MANAGEMENT = "urban_management", _("Urban management")
    HOUSING = "housing", _("Housing and construction")
    ECOLOGY = "ecology", _("Ecology and environment")
    WORK_SAFETY = "work_safety", _("Work safety")
    EMERGENCY = "emergency", _("Emergency management")
    MARKET = "market_supervision", _("Market regulation")
    NATURAL_RESOURCES = "natural_resources", _("Natural resources and planning")
    CIVIL_AFFAIRS = "civil_affairs", _("Civil affairs")
    HEALTH = "health", _("Health")
    EDUCATION = "education", _("Education and sport")
    POLICE = "public_security", _("Public security")
    LABOUR = "human_resources", _("Human resources and social security")
    AGRICULTURE = "agriculture", _("Agriculture and rural affairs")
    WATER = "water", _("Water resources")
    TRANSPORT = "transport", _("Transport")
    FIRE = "fire", _("Fire and rescue")
    CULTURE = "culture", _("Culture and tourism")
    JUSTICE = "justice", _("Justice")
    GOVERNMENT_SERVICES = "government_services", _("Government services")
    LANDSCAPING = "landscaping", _("Parks and sanitation")
    SPORTS = "sports", _("Sports centre")
    HEATING = "heating", _("Heating company")
    GAS = "gas", _("Gas company")
    POWER = "power", _("Power supply")
    TELECOM = "telecom", _("Telecommunications")
    STAFFING = "staffing_office", _("Staffing office")


def department_name(code: str) -> str:
    """The name of a kind of department in the reader's language."""
    return str(Department(code).label) if code in Department.values else code


# As `Place.level` counts them.
DEPTH = {Level.CITY: 0, Level.DISTRICT: 1, Level.SUBDISTRICT: 2, Level.COMMUNITY: 3}


class MandateList(models.Model):
    """One published list of one place. `template`: ours, for want of the city's own."""

    kind = models.CharField(max_length=20, choices=ListKind)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=200, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="mandate_lists")
    effective_from = models.DateField()
    source = models.TextField(blank=True)
    template = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ListKind.values), name="mandate_list_kind_known"
            ),
            models.UniqueConstraint(
                fields=["place", "kind", "effective_from"], name="mandate_list_once"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}@{self.place_id}"


class ItemSet(models.QuerySet["MandateItem"]):
    def in_force(self, on: date | None) -> "ItemSet":
        """The versions that hold on a day; without a day, those that nothing has replaced."""
        if on is None:
            return self.filter(effective_until__isnull=True)
        begun = self.filter(effective_from__lte=on)
        return begun.filter(Q(effective_until__isnull=True) | Q(effective_until__gt=on))

    def governing(
        self, category: Category | None, place: Place, on: date | None = None
    ) -> "ItemSet":
        """The items on a category in the lists that govern a place."""
        if category is None:
            return self.none()
        lists = governing_lists(place, on)
        items = self.in_force(on).filter(list__in=lists, categories=category)
        return items.select_related("list").order_by("list__kind", "item_no")


def governing_lists(place: Place, on: date | None = None) -> "list[MandateList]":
    """The one list of each kind that governs a place: of the nearest place above it, the latest."""
    ids = [int(step) for step in place.path.split("/") if step]
    found = MandateList.objects.filter(place_id__in=ids).select_related("place")
    if on is not None:
        found = found.filter(effective_from__lte=on)
    nearest: dict[str, MandateList] = {}
    for listed in found.order_by("place__level", "effective_from"):
        nearest[listed.kind] = listed
    return [nearest[kind] for kind in ListKind.values if kind in nearest]


def nobody() -> "list[str]":
    """No department supports. (Inside the class below, `list` is the item's list.)"""
    return []


class MandateItem(models.Model):
    """One line of a list in one dated version: from `effective_from` up to `effective_until`."""

    list = models.ForeignKey(MandateList, models.PROTECT, related_name="items")
    class_no = models.PositiveSmallIntegerField()
    class_name = models.CharField(max_length=80)
    class_name_en = models.CharField(max_length=120, blank=True)
    item_no = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=240, blank=True)
    categories = models.ManyToManyField(Category, blank=True, related_name="mandate_items")
    lead_level = models.CharField(max_length=12, choices=Level)
    lead_kind = models.CharField(max_length=40, blank=True)
    lead = models.TextField()
    support_level = models.CharField(max_length=12, choices=Level, blank=True)
    support_kinds = models.JSONField(default=nobody, blank=True)
    support = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    effective_from = models.DateField()
    effective_until = models.DateField(null=True, blank=True)

    objects = ItemSet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lead_level__in=Level.values), name="mandate_item_lead_level_known"
            ),
            models.CheckConstraint(
                condition=Q(effective_until__isnull=True)
                | Q(effective_until__gte=models.F("effective_from")),
                name="mandate_item_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["list", "item_no"],
                condition=Q(effective_until__isnull=True),
                name="mandate_item_one_open_version",
            ),
        ]
        indexes = [models.Index(fields=["list", "item_no"], name="mandate_item_number")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.list_id}/{self.item_no}"

    @property
    def lead_name(self) -> str:
        """Who leads, in words: the level and, of a department, its kind."""
        level = str(Level(self.lead_level).label)
        return f"{level} · {department_name(self.lead_kind)}" if self.lead_kind else level

    @property
    def support_name(self) -> str:
        """Who supports, in words."""
        names = [department_name(code) for code in self.support_kinds]
        level = [str(Level(self.support_level).label)] if self.support_level else []
        return " · ".join([*level, *names])
