"""Powers that were delegated downward 权限下放: who gave what to whom, and how often it is used."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from liandong.mandates.lifecycle import POWER_OPEN, PowerKind, PowerState
from liandong.people.models import Organisation
from liandong.places.models import Place
from liandong.rulebook.models import Category


class PowerList(models.Model):
    """A published list of delegated powers of one place. `template`: made up, to play with."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="power_lists")
    name = models.CharField(max_length=160)
    issued_on = models.DateField()
    source = models.TextField(blank=True)
    template = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="power_list_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.place_id} {self.issued_on}"


class DelegatedPower(models.Model):
    """One power of one receiver. `code` is the item's number in its list, a text.

    `category`: when matters of this kind are answered by the receiver, that is the power's use.
    `able`, `staff`, `trained` and `findings` are the latest check of capacity.
    """

    list = models.ForeignKey(PowerList, models.PROTECT, null=True, related_name="powers")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=240, blank=True)
    kind = models.CharField(max_length=16, choices=PowerKind)
    basis = models.TextField()
    giver = models.ForeignKey(Organisation, models.PROTECT, related_name="powers_given")
    receiver = models.ForeignKey(Place, models.PROTECT, related_name="powers_received")
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="powers"
    )
    state = models.CharField(max_length=12, choices=PowerState, default=PowerState.PROPOSED)
    able = models.BooleanField(null=True)
    staff = models.PositiveSmallIntegerField(null=True)
    trained = models.PositiveSmallIntegerField(null=True)
    findings = models.TextField(blank=True)
    checked_on = models.DateField(null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PowerKind.values), name="power_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=PowerState.values), name="power_state_known"
            ),
            models.CheckConstraint(
                condition=Q(trained__isnull=True) | Q(trained__lte=F("staff")),
                name="power_trained_are_staff",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["in_force", "withdrawn"]) | Q(since__isnull=False),
                name="power_in_force_since",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["withdrawn", "dropped"]) | ~Q(reason=""),
                name="power_ends_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["receiver", "code"],
                condition=Q(state__in=sorted(POWER_OPEN)),
                name="power_once_open",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "receiver", "kind"], name="power_state_receiver"),
            models.Index(fields=["receiver", "category"], name="power_receiver_category"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}@{self.receiver_id}"

    def get_absolute_url(self) -> str:
        return reverse("mandates:power", args=[self.pk])

    @property
    def template(self) -> bool:
        """Whether it comes from a list that was made up to play with."""
        return self.list is not None and self.list.template


class Training(models.Model):
    """The giver trained people of the receiver for a power."""

    power = models.ForeignKey(DelegatedPower, models.PROTECT, related_name="trainings")
    on = models.DateField()
    topic = models.CharField(max_length=200)
    people = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.power_id} {self.on}"


class PowerUse(models.Model):
    """How often a power was used in a month.

    `about` is empty for the number that the receiver entered for the month, and otherwise names the
    matter that was answered under the power ("matters.matter:12"), with `times` one.
    """

    power = models.ForeignKey(DelegatedPower, models.PROTECT, related_name="uses")
    month = models.DateField()
    times = models.PositiveIntegerField()
    about = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["power", "month"], condition=Q(about=""), name="power_use_entered_once"
            ),
            models.UniqueConstraint(
                fields=["power", "about"], condition=~Q(about=""), name="power_use_of_matter_once"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="power_use_of_a_month"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.power_id} {self.month}"


def month_of(day: date) -> date:
    """The first day of the month in which a day falls."""
    return day.replace(day=1)
