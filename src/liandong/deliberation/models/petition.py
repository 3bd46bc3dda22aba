from typing import Any

from django.db import models
from django.db.models import Q

from liandong.ballots.lifecycle import Channel
from liandong.ballots.models import Ballot
from liandong.deliberation.lifecycle import Body, Signers, Stand
from liandong.deliberation.models.council import Council
from liandong.deliberation.models.procedure import Procedure
from liandong.duties.models import Promise
from liandong.people.models import Person
from liandong.places.models import Place


class Petition(models.Model):
    """A demand that an assembly be convened, supported by a share of those entitled.

    `starter` and `contact` are personal and erased when it ends; `code_hash` is the keyed hash of
    the starter's secret address. `terms` is what the rules said on the day of the start, whole.
    The entitled are fixed at registration; area is in 0.01 m². `promise` is to register it, and
    then to convene.
    """

    number = models.CharField(max_length=14, unique=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="petitions")
    compound = models.CharField(max_length=80, blank=True)
    body = models.CharField(max_length=40, choices=Body)
    base = models.CharField(max_length=12, choices=Signers)
    topic = models.CharField(max_length=120)
    text = models.TextField()
    starter = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=60, blank=True)
    code_hash = models.CharField(max_length=64, unique=True)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="petitions")
    terms = models.JSONField()
    stand = models.CharField(max_length=10, choices=Stand, default=Stand.STARTED)
    entitled_people = models.PositiveIntegerField(null=True)
    entitled_area = models.PositiveBigIntegerField(null=True)
    started_at = models.DateTimeField()
    registered_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    promise = models.ForeignKey(Promise, models.PROTECT, null=True, related_name="+")
    notice = models.TextField(blank=True)
    ballot = models.OneToOneField(Ballot, models.PROTECT, null=True, related_name="+")
    council = models.OneToOneField(Council, models.PROTECT, null=True, related_name="+")
    refused_by = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stand__in=Stand.values), name="petition_stand"),
            models.CheckConstraint(condition=Q(base__in=Signers.values), name="petition_signers"),
            models.CheckConstraint(
                condition=~Q(stand=Stand.REFUSED) | (~Q(reason="") & ~Q(refused_by="")),
                name="petition_refused_by_a_rule",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.number}"

    @property
    def by_area(self) -> bool:
        """Whether floor area counts beside people."""
        return bool(self.terms["base"].get("area"))

    @property
    def owners(self) -> bool:
        return self.base == Signers.OWNERS

    @property
    def refusal(self) -> dict[str, Any]:
        """The reason of the rules for which it was refused."""
        rows: list[dict[str, Any]] = self.terms["refusals"]
        return next(row for row in rows if row["code"] == self.refused_by)


class Signer(models.Model):
    """One who may support a petition, as the roll has them. `no` is their place on the roll.

    `name` and `key` (the door, or what tells two of one name apart) are personal. `code_hash` is
    the keyed hash of a code that was printed for them.
    """

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="signers")
    no = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    key = models.CharField(max_length=60, blank=True)
    area = models.PositiveBigIntegerField(default=0)
    code_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["petition", "no"], name="signer_number_once"),
            models.UniqueConstraint(
                fields=["code_hash"], condition=~Q(code_hash=""), name="signer_code_once"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.petition_id}:{self.no}"


class Support(models.Model):
    """This signer supports the petition. Who takes it back is not on it any more."""

    signer = models.OneToOneField(Signer, models.CASCADE, primary_key=True, related_name="support")
    channel = models.CharField(max_length=8, choices=Channel)
    sheet = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="support_channel_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signer_id} {self.channel}"


class SheetLook(models.Model):
    """What one person read on a sheet of signatures: numbers of the roll, and lines not on it.

    Two look apart; where they differ, a third settles it.
    """

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="looks")
    sheet = models.CharField(max_length=20)
    look = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    numbers = models.JSONField()
    strangers = models.PositiveSmallIntegerField(default=0)
    settled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["petition", "sheet", "look"], name="sheet_look_once"),
            models.UniqueConstraint(
                fields=["petition", "sheet", "person"], name="sheet_look_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.sheet}/{self.look}"
