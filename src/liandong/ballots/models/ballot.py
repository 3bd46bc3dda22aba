from django.db import models
from django.db.models import F, Q

from liandong.ballots.lifecycle import About, Base, Body, Secrecy, State
from liandong.ballots.models.rulesets import RuleSubject
from liandong.people.models import Post
from liandong.places.models import Place


class Ballot(models.Model):
    """One question put to one body, under one subject of one dated rule set.

    `about` names the thing that gave rise to it ("matters.matter:12"), or is empty. `compound` is
    the name of the housing compound, if the question is one of its owners. `terms` is what the
    rule set said on the day of drafting, kept whole, so that a later edit moves nothing.
    `silence_counts` says that by the body's own rules of procedure (`silence_clause`) votes that
    were not returned count with the majority. Entitled people and area are fixed at opening.
    """

    number = models.CharField(max_length=14, unique=True)
    about = models.CharField(max_length=80, blank=True, db_index=True)
    title = models.CharField(max_length=120)
    question = models.TextField()
    explanation = models.TextField(blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="ballots")
    path = models.CharField(max_length=120)
    compound = models.CharField(max_length=80, blank=True)
    convener = models.ForeignKey(Post, models.PROTECT, related_name="ballots_convened")
    body = models.CharField(max_length=40, choices=Body)
    base = models.CharField(max_length=20, choices=Base)
    subject = models.ForeignKey(RuleSubject, models.PROTECT, related_name="ballots")
    terms = models.JSONField()
    secrecy = models.CharField(max_length=8, choices=Secrecy)
    online = models.BooleanField(default=True)
    silence_counts = models.BooleanField(default=False)
    silence_clause = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFTED)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    entitled_people = models.PositiveIntegerField(null=True)
    entitled_area = models.PositiveBigIntegerField(null=True)
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    annulled_at = models.DateTimeField(null=True)
    annulled_because = models.TextField(blank=True)
    passed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="ballot_state_known"),
            models.CheckConstraint(condition=Q(body__in=Body.values), name="ballot_body_known"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="ballot_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=~Q(base=Base.OWNERS) | Q(secrecy=Secrecy.OPEN),
                name="ballot_by_area_is_open",
            ),
            models.CheckConstraint(
                condition=Q(silence_counts=False) | ~Q(silence_clause=""),
                name="ballot_silence_has_a_clause",
            ),
        ]
        indexes = [models.Index(fields=["path", "-opens_at"], name="ballot_by_path")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.number}"

    @property
    def secret(self) -> bool:
        return self.secrecy == Secrecy.SECRET

    @property
    def by_area(self) -> bool:
        return self.base == Base.OWNERS


class Objection(models.Model):
    """Somebody says that the roll or the result is wrong; it is decided with a reason.

    `name` and `text` are personal and never public; `answer` is.
    """

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="objections")
    about = models.CharField(max_length=8, choices=About)
    name = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    raised_at = models.DateTimeField()
    upheld = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(about__in=About.values), name="objection_about"),
            models.CheckConstraint(
                condition=Q(upheld__isnull=True) | ~Q(answer=""), name="objection_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.about}"
