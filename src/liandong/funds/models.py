"""The tables of funds. All amounts are whole cents."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from liandong.deliberation.models import Decision
from liandong.funds.lifecycle import LineKind, Movement, State
from liandong.people.models import Post
from liandong.places.models import Place
from liandong.rulebook.models import Rule

PERSON = settings.AUTH_USER_MODEL


class Fund(models.Model):
    """The working fund of a community in one year.

    `standard` is what the rulebook (`rule`) said on the day of opening. `received`, `planned`,
    `committed` (not yet paid) and `paid` are the sums of its postings, kept beside so that the
    database itself can refuse what would make them fall below nothing.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="funds")
    year = models.PositiveSmallIntegerField()
    standard = models.BigIntegerField()
    rule = models.ForeignKey(Rule, models.PROTECT, null=True, related_name="+")
    received = models.BigIntegerField(default=0)
    planned = models.BigIntegerField(default=0)
    committed = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    carried_out = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "year"], name="fund_once_a_year"),
            models.CheckConstraint(
                condition=Q(planned__gte=0, committed__gte=0, paid__gte=0),
                name="fund_sums_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(received__gte=F("committed") + F("paid")),
                name="fund_never_overspent",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, carried_out__isnull=True)
                | Q(closed_at__isnull=False, carried_out__isnull=False, committed=0),
                name="fund_closed_means_carried",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.place_id}/{self.year}"

    @property
    def open(self) -> bool:
        return self.closed_at is None

    @property
    def remaining(self) -> int:
        """What came and was not paid."""
        return self.received - self.paid

    @property
    def free(self) -> int:
        """What can still be committed."""
        return self.received - self.paid - self.committed


class Share(models.Model):
    """Who owes which part of a fund's standard, by the rule of the day of opening."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="shares")
    payer = models.ForeignKey(Place, models.PROTECT, related_name="+")
    owed = models.BigIntegerField()
    came = models.BigIntegerField(default=0)
    rule = models.ForeignKey(Rule, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "payer"], name="fund_share_once"),
            models.CheckConstraint(
                condition=Q(owed__gte=0, came__gte=0), name="fund_share_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.payer_id}"

    @property
    def short(self) -> int:
        return max(self.owed - self.came, 0)


class Line(models.Model):
    """One budget line of a fund: what is planned, and what of it is committed and paid."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=10, choices=LineKind)
    name = models.CharField(max_length=60)
    planned = models.BigIntegerField(default=0)
    committed = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=LineKind.values), name="fund_line_kind_known"
            ),
            models.UniqueConstraint(fields=["fund", "name"], name="fund_line_name_once"),
            models.CheckConstraint(
                condition=Q(committed__gte=0, paid__gte=0), name="fund_line_sums_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(planned__gte=F("committed") + F("paid")),
                name="fund_line_never_overspent",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"

    @property
    def free(self) -> int:
        return self.planned - self.committed - self.paid


class Commitment(models.Model):
    """What a fund is to pay for. `purpose` is public; `payee` and `note` are for offices.

    `about` names the thing that already decided it, such as a vote ("budgeting.process:3").
    """

    line = models.ForeignKey(Line, models.PROTECT, related_name="commitments")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    purpose = models.CharField(max_length=120)
    payee = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    amount = models.BigIntegerField()
    paid = models.BigIntegerField(default=0)
    about = models.CharField(max_length=80, blank=True)
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    proposed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="fund_commitment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, paid__gte=0, paid__lte=F("amount")),
                name="fund_commitment_within_its_amount",
            ),
        ]
        indexes = [models.Index(fields=["about"], name="fund_commitment_about")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.purpose}"

    @property
    def unpaid(self) -> int:
        return self.amount - self.paid

    @property
    def decided(self) -> bool:
        """Whether a body decided it: a recorded approval, or a vote."""
        approved = self.decision is not None and self.decision.approved
        return bool(self.about) or approved


class Declaration(models.Model):
    """What a person said about their own interest in a commitment, before dealing with it."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="declarations")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    conflicted = models.BooleanField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "person"], name="fund_declaration_once_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.conflicted}"


class Posting(models.Model):
    """One movement of money. Never changed, never removed: a mistake is reversed by another.

    `amount` is signed. `day` is the day on which the bank or the cash book has it.
    """

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="postings")
    line = models.ForeignKey(Line, models.PROTECT, null=True, related_name="postings")
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, related_name="postings")
    share = models.ForeignKey(Share, models.PROTECT, null=True, related_name="postings")
    movement = models.CharField(max_length=10, choices=Movement)
    amount = models.BigIntegerField()
    day = models.DateField()
    reference = models.CharField(max_length=120, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    reason = models.TextField(blank=True)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(movement__in=Movement.values), name="fund_movement_known"
            ),
            models.CheckConstraint(condition=~Q(amount=0), name="fund_posting_moves_something"),
        ]
        indexes = [models.Index(fields=["fund", "day", "id"], name="fund_journal")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.movement} {self.amount}"


class Receipt(models.Model):
    """The paper behind a payment: a photo or a PDF, checked by content. For offices."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="receipts")
    file = models.FileField(upload_to="funds/%Y/%m")
    mime = models.CharField(max_length=20)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.mime}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules need beside a commitment's own row, read once for a page or an action.

    `declared`: what the actor declared: None nothing yet, False no interest, True an interest.
    `decision_above`: cents from which a decision is needed. `people`: how many different people
    propose, approve and pay. `unreceipted`: payments without a receipt.
    """

    declared: bool | None = None
    decision_above: int = 0
    people: int = 2
    unreceipted: int = 0
