from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liandong.places.models import Place


class RoleKind(models.TextChoices):
    """What a post is for. Which rights follow from it is said by each room's rules."""

    GRID_HEAD = "grid_head", _("Grid head")
    GRID_WORKER = "grid_worker", _("Grid worker")
    COMMUNITY_SECRETARY = "community_secretary", _("Community secretary")
    COMMUNITY_WORKER = "community_worker", _("Community worker")
    SUBDISTRICT_OFFICER = "subdistrict_officer", _("Subdistrict dispatch desk")
    SUBDISTRICT_SECRETARY = "subdistrict_secretary", _("Subdistrict secretary")
    DEPARTMENT_OFFICER = "department_officer", _("Department officer")
    DISTRICT_DISPATCHER = "district_dispatcher", _("District dispatcher")
    DISTRICT_SECRETARY = "district_secretary", _("District secretary")
    CITY_DISPATCHER = "city_dispatcher", _("City dispatcher")
    CITY_SECRETARY = "city_secretary", _("City secretary")
    HOTLINE_CLERK = "hotline_clerk", _("Hotline clerk")
    CALLBACK_OFFICER = "callback_officer", _("Callback officer")
    SYSTEM_ADMIN = "system_admin", _("System administrator")
    SECURITY_ADMIN = "security_admin", _("Security administrator")
    AUDIT_ADMIN = "audit_admin", _("Audit administrator")


# From the smallest place upward.
SECRETARIES = (
    RoleKind.COMMUNITY_SECRETARY,
    RoleKind.SUBDISTRICT_SECRETARY,
    RoleKind.DISTRICT_SECRETARY,
    RoleKind.CITY_SECRETARY,
)
DESKS = (
    RoleKind.GRID_HEAD,
    RoleKind.COMMUNITY_SECRETARY,
    RoleKind.SUBDISTRICT_OFFICER,
    RoleKind.DISTRICT_DISPATCHER,
    RoleKind.CITY_DISPATCHER,
)
# 三员分立: GB/T 22239-2019 asks for three different people.
ADMINISTRATORS = (RoleKind.SYSTEM_ADMIN, RoleKind.SECURITY_ADMIN, RoleKind.AUDIT_ADMIN)
# A place has one of each, or nobody would know which of them answers.
SOLE_ROLES = tuple(sorted({*SECRETARIES, *DESKS}))


class OrganisationKind(models.TextChoices):
    DEPARTMENT = "department", _("Government department")
    PUBLIC_INSTITUTION = "public_institution", _("Public institution")
    ENTERPRISE = "enterprise", _("Enterprise")
    PARTY_ORGANISATION = "party_organisation", _("Party organisation")
    COMMITTEE = "committee", _("Committee")
    PROPERTY_FIRM = "property_firm", _("Property firm")


class Person(AbstractUser):
    """Anyone who can sign in. Residents need no account and have no row here."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=60, blank=True)

    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return f"#{self.pk} {self.username}"

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()


class Organisation(models.Model):
    """A body that can hold posts and lead a matter. Its seat is the place whose body it is."""

    code = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="organisations")
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"
            ),
            models.UniqueConstraint(
                fields=["place", "code"], condition=~Q(code=""), name="organisation_code_once"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"


class Post(models.Model):
    """A role at a place, or in an organisation (then it stands at that organisation's seat)."""

    role = models.CharField(max_length=24, choices=RoleKind)
    place = models.ForeignKey(Place, models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="posts"
    )
    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    public = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=RoleKind.values), name="post_role_known"),
            models.UniqueConstraint(
                fields=["place", "role"],
                condition=Q(role__in=SOLE_ROLES),
                name="post_sole_role_once",
            ),
        ]
        indexes = [models.Index(fields=["place", "role"], name="post_place_role")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.role}@{self.place_id}"

    def get_absolute_url(self) -> str:
        return reverse("people:post", args=[self.pk])

    @property
    def name(self) -> str:
        return self.title

    @property
    def name_en(self) -> str:
        return self.title_en

    @property
    def body(self) -> Organisation | None:
        """Its organisation, to be shown beside the title; None where the title names it already."""
        body = self.organisation
        return None if body is None or body.name in self.title else body


class Term(models.Model):
    """A person holds a post from `starts_on` up to, and not on, `ends_on`."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="terms")
    person = models.ForeignKey(Person, models.PROTECT, related_name="terms")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    acting = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="term_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["post", "acting"],
                condition=Q(ends_on__isnull=True),
                name="term_one_open_holder",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "ends_on"], name="term_person_ends"),
            models.Index(fields=["post", "starts_on"], name="term_post_starts"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.post_id}:{self.person_id}"
