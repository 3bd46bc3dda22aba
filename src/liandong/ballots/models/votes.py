"""What was voted. Nothing here joins a voter of a secret ballot with a choice: see ADR 71."""

from django.db import models
from django.db.models import Q

from liandong.ballots.lifecycle import Channel, Choice
from liandong.ballots.models.ballot import Ballot
from liandong.ballots.models.roll import Voter
from liandong.people.models import Person, Post


class Mark(models.Model):
    """This voter has voted, or holds a paper to vote with. One mark a voter, whatever the channel.

    Of a secret ballot only the day is kept.
    """

    voter = models.OneToOneField(Voter, models.CASCADE, related_name="mark")
    channel = models.CharField(max_length=8, choices=Channel)
    day = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="mark_channel_known"
            ),
        ]

    def __str__(self) -> str:
        return f"mark of {self.voter_id}"


class OpenVote(models.Model):
    """The choice of a voter of an open ballot. `tracking` is known to the voter and published."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="open_votes")
    voter = models.OneToOneField(Voter, models.CASCADE, related_name="vote")
    choice = models.CharField(max_length=8, choices=Choice)
    tracking = models.CharField(max_length=14)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="vote_known"),
            models.UniqueConstraint(fields=["ballot", "tracking"], name="vote_tracking_once"),
        ]

    def __str__(self) -> str:
        return f"vote of {self.voter_id}"


class Urn(models.Model):
    """The box of a secret ballot: one row, written anew with every vote.

    `slips` is `{tracking code: choice}`, sorted by code. There is no row of a single vote, hence no
    number, no time, no transaction and no order that a mark on the roll could share with one.
    """

    ballot = models.OneToOneField(Ballot, models.PROTECT, primary_key=True, related_name="urn")
    slips = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"urn of {self.ballot_id}"


class Paper(models.Model):
    """One paper to be entered: of an open ballot a voter's, of a secret one nobody's in particular.

    `code` is printed on it: the number on the roll, or a random tracking code that tells nothing.
    It is `settled` once two entries agree or a third look has decided, and then counts.
    """

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="papers")
    code = models.CharField(max_length=14)
    voter = models.OneToOneField(Voter, models.CASCADE, null=True, related_name="paper")
    settled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "code"], name="paper_code_once"),
        ]

    def __str__(self) -> str:
        return f"paper {self.code}"


class PaperEntry(models.Model):
    """What one person read on one paper. Two people read apart; a third settles what differs."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="entries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    choice = models.CharField(max_length=8, choices=Choice)
    look = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "person"], name="paper_entered_once_each"),
            models.UniqueConstraint(fields=["paper", "look"], name="paper_look_once"),
            models.CheckConstraint(
                condition=Q(choice__in=Choice.values), name="paper_choice_known"
            ),
            models.CheckConstraint(
                condition=Q(look__gte=1, look__lte=3), name="paper_looks_are_three"
            ),
        ]

    def __str__(self) -> str:
        return f"look {self.look} at {self.paper_id}"


class Tally(models.Model):
    """One count of a ballot, the numbers and the judgement as they were then. All of it public.

    `counts` has the numbers by measure; `judged` each threshold with its arithmetic.
    """

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="tallies")
    no = models.PositiveSmallIntegerField()
    counts = models.JSONField()
    judged = models.JSONField()
    passed = models.BooleanField()
    counted_at = models.DateTimeField()
    counted_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "no"], name="tally_number_once"),
        ]

    def __str__(self) -> str:
        return f"count {self.no} of {self.ballot_id}"
