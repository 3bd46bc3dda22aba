"""Of a secret ballot nothing that is stored joins a voter with a choice: ADR 71."""

import json

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection

from liandong.ballots import actions, queries
from liandong.ballots.models import Ballot, Mark, OpenVote, Paper, Tally, Urn
from liandong.ballots.tests.factories import COUNTING, VOTING, World, fresh, voter
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Detail, Entry

pytestmark = pytest.mark.django_db
CHOICES = "ffafbfaffb"


@pytest.fixture
def it():
    return World()


@pytest.fixture
def voted(it):
    ballot = it.opened(it.residents(len(CHOICES)))
    it.vote(ballot, CHOICES)
    return ballot


def test_there_is_one_row_for_all_votes_and_none_for_one(voted):
    assert Urn.objects.count() == 1
    assert not OpenVote.objects.exists()
    assert sorted(Urn.objects.get().slips.values()) == sorted(
        {"f": "for", "a": "against", "b": "abstain"}[letter] for letter in CHOICES
    )


def test_the_order_in_the_box_is_that_of_random_codes(voted):
    slips = list(Urn.objects.get().slips)
    assert slips == sorted(slips)
    assert [slip.tracking for slip in queries.slips(voted)] == slips


def test_no_stored_row_has_both_a_voter_and_a_choice_or_a_code(voted):
    codes = set(Urn.objects.get().slips)
    for model in apps.get_app_config("ballots").get_models():
        for row in model.objects.all():
            text = json.dumps(serializers.serialize("python", [row]), default=str)
            has_code = any(code in text for code in codes)
            assert not has_code or isinstance(row, Urn), f"{row} knows a tracking code"
    entries = serializers.serialize("json", [*Entry.objects.all(), *Detail.objects.all()])
    assert not any(code in entries for code in codes)


def test_the_tables_of_votes_have_no_column_that_points_at_a_voter():
    voters = {"voter", "voter_id", "mark", "mark_id", "at", "created_at", "day", "person"}
    assert not {field.name for field in Urn._meta.get_fields()} & voters
    assert {field.name for field in Mark._meta.get_fields()} == {"id", "voter", "channel", "day"}


def test_the_ledger_says_that_somebody_voted_and_nothing_more(voted):
    cast = Entry.objects.filter(verb="ballot.cast")
    assert [entry.public for entry in cast] == [{"channel": "online"}] * len(CHOICES)
    assert {entry.subject for entry in cast} == {f"ballots.ballot:{voted.pk}"}
    assert not Detail.objects.filter(entry__in=cast).exists()


@pytest.mark.postgres
def test_no_transaction_joins_a_mark_with_its_vote(it):
    """PostgreSQL shows which transaction wrote a row: all votes show only that of the last one."""
    ballot = it.opened(it.residents(3))
    it.vote(ballot, "fff")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT xmin::text) FROM ballots_urn")
        assert cursor.fetchone() == (1, 1)


def test_papers_are_drawn_and_nobody_notes_which(it):
    ballot = it.opened(it.residents(3))
    papers = it.papers(ballot)
    for no in (1, 2, 3):
        actions.hand_out(ballot_id=ballot.pk, no=no, actor=it.actor("grid_head"), now=VOTING)
    assert Mark.objects.filter(channel="paper").count() == 3
    for paper in papers[:3]:
        it.on_paper(paper, "for")
        it.on_paper(paper, "for", "grid_head")
    assert set(Urn.objects.get().slips) == {paper.code for paper in papers[:3]}
    assert not Paper.objects.filter(voter__isnull=False).exists()
    assert it.counted(ballot).passed is True


def test_who_holds_a_paper_does_not_vote_online_and_not_twice(it):
    ballot = it.opened(it.residents(3))
    words = {"ballot_id": ballot.pk, "no": 1, "actor": it.actor(), "now": VOTING}
    actions.hand_out(**words)
    with pytest.raises(Refused):
        it.cast_vote(ballot, 1)
    with pytest.raises(Refused):
        actions.hand_out(**words)


def test_a_box_with_more_papers_than_marks_is_not_counted(it):
    ballot = it.opened(it.residents(3))
    paper = it.papers(ballot)[0]
    it.on_paper(paper, "for")
    it.on_paper(paper, "for", "grid_head")
    it.closed(ballot)
    with pytest.raises(Refused):
        actions.count(ballot_id=ballot.pk, actor=it.actor(), now=COUNTING)
    assert not Tally.objects.exists()


def test_each_voter_finds_the_own_vote_among_the_published_ones(it):
    ballot = it.opened(it.residents(3))
    receipts = {no: it.cast_vote(ballot, no, choice) for no, choice in ((1, "for"), (2, "against"))}
    it.counted(ballot)
    published = {slip.tracking: slip.choice for slip in queries.slips(fresh(ballot))}
    assert published[receipts[1].tracking] == "for"
    assert published[receipts[2].tracking] == "against"
    assert Ballot.objects.get().voters.count() == 3
    assert voter(ballot, 3).pk not in Mark.objects.values_list("voter_id", flat=True)
