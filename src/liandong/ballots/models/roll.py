from django.db import models
from django.db.models import Q

from liandong.ballots.lifecycle import DeliveryMethod
from liandong.ballots.models.ballot import Ballot
from liandong.people.models import Post


class Voter(models.Model):
    """One voice on the roll of one ballot. `no` is its place on the printed roll.

    An owner of several units is one voter, and so is a developer with all unsold units; the
    co-owners of one unit are one voter too. `area` is the sum over the units, in 0.01 m².
    `name` is personal. `code_hash` is the keyed hash of the one-time code, if one was issued.
    """

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="voters")
    no = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    owner_key = models.CharField(max_length=40, blank=True)
    developer = models.BooleanField(default=False)
    area = models.PositiveBigIntegerField(default=0)
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "no"], name="voter_number_once"),
            models.UniqueConstraint(
                fields=["code_hash"], condition=~Q(code_hash=""), name="voter_code_once"
            ),
            models.UniqueConstraint(
                fields=["ballot", "name", "owner_key"], name="voter_counted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.ballot_id}:{self.no}"


class Holding(models.Model):
    """One unit of an owner on the roll; a unit has one voter, whoever its owners are."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="holdings")
    voter = models.ForeignKey(Voter, models.CASCADE, related_name="holdings")
    unit = models.CharField(max_length=60)
    area = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "unit"], name="unit_once_on_a_roll"),
            models.CheckConstraint(condition=Q(area__gt=0), name="unit_has_an_area"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.unit}"


class Delivery(models.Model):
    """Proof that a ballot reached a voter: when, how, by whom, and whether it carried the warning.

    `witness` says who signed or saw it; it is personal.
    """

    voter = models.ForeignKey(Voter, models.CASCADE, related_name="deliveries")
    method = models.CharField(max_length=8, choices=DeliveryMethod)
    at = models.DateTimeField()
    warned = models.BooleanField()
    witness = models.CharField(max_length=120)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(method__in=DeliveryMethod.values), name="delivery_method_known"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.method}"


class Proxy(models.Model):
    """A voter's written proxy. A holder has numbered `slot`s, so many as the rule set allows.

    `holder` and `holder_key` (what tells two of one name apart) are personal.
    """

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="proxies")
    voter = models.OneToOneField(Voter, models.CASCADE, related_name="proxy")
    holder = models.CharField(max_length=60)
    holder_key = models.CharField(max_length=40)
    slot = models.PositiveSmallIntegerField()
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "holder", "holder_key", "slot"], name="proxy_slot_once"
            ),
            models.CheckConstraint(condition=Q(slot__gte=1), name="proxy_slot_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} slot {self.slot}"
