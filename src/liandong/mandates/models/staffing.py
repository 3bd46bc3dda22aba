"""Staffing moved down 编制下沉, and the party-affairs offices 党建工作办公室 of subdistricts."""

from django.db import models
from django.db.models import Q

from liandong.mandates.lifecycle import Establishment
from liandong.places.models import Place


class StaffMove(models.Model):
    """Some posts of an establishment went from an organ to an organ further down.

    `template`: made up, to play with. A wrong row is struck with its reason, never edited.
    """

    from_place = models.ForeignKey(Place, models.PROTECT, related_name="staff_moved_down")
    from_organ = models.CharField(max_length=120)
    to_place = models.ForeignKey(Place, models.PROTECT, related_name="staff_received")
    to_organ = models.CharField(max_length=120)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=Establishment)
    year = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=300)
    template = models.BooleanField(default=False)
    entered_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Establishment.values), name="staff_move_kind_known"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="staff_move_of_some"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) | ~Q(struck_reason=""),
                name="staff_move_struck_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["from_place", "from_organ", "to_place", "to_organ", "kind", "year"],
                condition=Q(struck_at__isnull=True),
                name="staff_move_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.number} {self.year}"


class PartyOffice(models.Model):
    """The party-affairs office of a subdistrict or town: how many work there, how many only there.

    A new number is a new row; the one before it ends that day.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="party_offices")
    staff = models.PositiveSmallIntegerField()
    full_time = models.PositiveSmallIntegerField()
    since = models.DateField()
    until = models.DateField(null=True)
    basis = models.CharField(max_length=300, blank=True)
    template = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(full_time__lte=models.F("staff")),
                name="party_office_full_time_of_staff",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="party_office_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["place"], condition=Q(until__isnull=True), name="party_office_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.place_id} {self.staff}"
