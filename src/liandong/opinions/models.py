"""The tables of conversations."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import F, Q

from liandong.deliberation.models import Council
from liandong.opinions.lifecycle import (
    LONGEST,
    WITH_RESULT,
    Channel,
    Choice,
    Ground,
    Standing,
    State,
)
from liandong.people.models import Post
from liandong.places.models import Place


class Conversation(models.Model):
    """One question that residents of a place are asked.

    Answers are taken from the morning of `opens_on` to the night of `closes_on`. `compound` names
    the housing compound that is asked, if not everybody. `names` are the words that a person gave
    to the groups of the final map, in their order. `digest` is the SHA-256 of the published file of
    answers; `answer` is what the community says will come of it.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="conversations")
    opener = models.ForeignKey(Post, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    question = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    compound = models.CharField(max_length=80, blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    names = models.JSONField(default=list)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="conversation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="conversation_days_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CONCLUDED) | ~Q(answer=""),
                name="conversation_concluded_means_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="conversation_newest"),
            models.Index(fields=["state", "closes_on"], name="conversation_by_state"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"

    @property
    def has_result(self) -> bool:
        return self.state in WITH_RESULT

    @property
    def asked(self) -> str:
        """The name of the compound or place that is asked."""
        return self.compound or self.place.name


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked, of whom, from which day to which, and the statements to begin with."""

    question: str
    description: str
    compound: str
    opens_on: date
    closes_on: date
    seeds: tuple[str, ...]


class Participant(models.Model):
    """Somebody who takes part, known by a code alone.

    `alias` stands for them in the published answers and is drawn at random; `code_hash` is the
    keyed hash of their code. Who never answered has not taken part.
    """

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="participants")
    alias = models.CharField(max_length=10)
    code_hash = models.CharField(max_length=64, unique=True)
    channel = models.CharField(max_length=8, choices=Channel)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "alias"], name="participant_alias_once"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="participant_channel_known"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.conversation_id}"


class Statement(models.Model):
    """Something to agree or disagree with. `original` are its author's own words and stay.

    `text` is what is published, `no` its number on the list. Somebody's statement has an `author`;
    without one it was there from the beginning, or staff wrote it down from paper.
    """

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="statements")
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.WAITING)
    no = models.PositiveSmallIntegerField(null=True)
    original = models.CharField(max_length=LONGEST)
    text = models.CharField(max_length=LONGEST, blank=True)
    ground = models.CharField(max_length=10, choices=Ground, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    author = models.ForeignKey(Participant, models.PROTECT, null=True, related_name="statements")
    suggested_at = models.DateTimeField()
    moderated_at = models.DateTimeField(null=True)
    moderator = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    council = models.OneToOneField(Council, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="statement_standing_known"
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.PUBLISHED) | (Q(no__gt=0) & ~Q(text="")),
                name="statement_published_means_numbered",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.REFUSED) | ~Q(ground=""),
                name="statement_refused_with_a_ground",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.MERGED) | Q(merged_into__isnull=False),
                name="statement_merged_into_another",
            ),
            models.UniqueConstraint(fields=["conversation", "no"], name="statement_number_once"),
        ]
        indexes = [models.Index(fields=["conversation", "standing"], name="statement_by_standing")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.standing}"

    @property
    def corrected(self) -> bool:
        """Whether it was published in other words than its author's."""
        return bool(self.text) and self.text != self.original


class Answer(models.Model):
    """One participant's answer to one statement: the last one counts. Nothing says when."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="answers")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="answers")
    vote = models.SmallIntegerField(choices=Choice)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "statement"], name="answer_once"),
            models.CheckConstraint(condition=Q(vote__in=Choice.values), name="answer_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.participant_id}:{self.statement_id}"


class Drawing(models.Model):
    """The last map of a conversation; once it is closed, its final one.

    `result` holds counts and groups (see `queries.drawing`) and nothing of any single person;
    `entry` is the number of the last entry of the ledger that it takes in.
    """

    conversation = models.OneToOneField(
        Conversation, models.PROTECT, primary_key=True, related_name="drawing"
    )
    drawn_at = models.DateTimeField()
    entry = models.BigIntegerField()
    participants = models.PositiveIntegerField()
    votes = models.PositiveIntegerField()
    result = models.JSONField()

    def __str__(self) -> str:
        return f"map of {self.conversation_id}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules and pages need beside a conversation's own row."""

    participants: int = 0
    votes: int = 0
    published: int = 0
    waiting: int = 0
    groups: int = 0
    paper_days: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """How many statements a conversation holds at most, and how many of one participant."""

    size: int
    own: int
