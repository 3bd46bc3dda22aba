"""Two channels, two people, one voter, at the same instant: the database lets one through."""

import threading

import pytest
from django.db import connection

from liandong.ballots import actions, queries
from liandong.ballots.models import Mark, OpenVote, PaperEntry, Proxy, Urn
from liandong.ballots.tests.factories import VOTING, World, voter
from liandong.kernel.actor import RESIDENT
from liandong.kernel.verdict import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(*deeds):
    """Do several things at the same instant. Returns "done" or "refused" for each."""
    barrier, said = threading.Barrier(len(deeds)), ["?"] * len(deeds)

    def run(number, deed):
        barrier.wait()
        try:
            deed()
            said[number] = "done"
        except Refused:
            said[number] = "refused"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


@pytest.mark.parametrize("round_", range(4))
def test_online_and_paper_at_the_same_instant(round_):
    it = World()
    ballot = it.opened(it.owners())
    paper = it.papers(ballot)[0]
    ours = voter(ballot, 1)

    said = at_once(
        lambda: actions.cast(voter_id=ours.pk, choice="for", actor=RESIDENT, now=VOTING),
        lambda: it.on_paper(paper, "against"),
    )

    assert said == ["done", "refused"]
    assert Mark.objects.filter(voter=ours).count() == 1
    assert OpenVote.objects.count() + PaperEntry.objects.count() == 1


def test_six_presses_of_one_code_make_one_vote():
    it = World()
    ballot = it.opened(it.owners())
    ours = voter(ballot, 1)
    press = [lambda: actions.cast(voter_id=ours.pk, choice="for", actor=RESIDENT, now=VOTING)] * 6

    assert at_once(*press) == ["done", *["refused"] * 5]
    assert OpenVote.objects.count() == 1


def test_all_votes_of_a_secret_ballot_at_once_lie_in_the_box():
    it = World()
    ballot = it.opened(it.residents(8))
    voters = [voter(ballot, no).pk for no in range(1, 9)]
    deeds = [
        lambda pk=pk: actions.cast(voter_id=pk, choice="for", actor=RESIDENT, now=VOTING)
        for pk in voters
    ]

    assert at_once(*deeds) == ["done"] * 8
    assert len(Urn.objects.get().slips) == 8


def test_a_paper_is_handed_out_or_a_code_votes_and_never_both():
    it = World()
    ballot = it.opened(it.residents(3))
    ours = voter(ballot, 1)

    said = at_once(
        lambda: actions.cast(voter_id=ours.pk, choice="for", actor=RESIDENT, now=VOTING),
        lambda: actions.hand_out(ballot_id=ballot.pk, no=1, actor=it.actor(), now=VOTING),
    )

    assert said == ["done", "refused"]
    assert Mark.objects.count() == 1


def test_a_holder_never_gets_a_fourth_proxy():
    it = World()
    ballot = it.opened(it.owners())
    deeds = [
        lambda no=no: actions.appoint_proxy(
            ballot_id=ballot.pk,
            no=no,
            holder="赵六",
            holder_key="1",
            actor=it.actor(),
            now=VOTING,
        )
        for no in range(1, 6)
    ]

    assert at_once(*deeds).count("done") == 3
    assert sorted(Proxy.objects.values_list("slot", flat=True)) == [1, 2, 3]


def test_one_person_does_not_enter_a_paper_twice_at_once():
    it = World()
    ballot = it.opened(it.owners())
    paper = it.papers(ballot)[0]

    assert at_once(*[lambda: it.on_paper(paper, "for")] * 3) == ["done", "refused", "refused"]
    assert queries.standing_of(ballot).unsettled == 1
