"""A vote on a budget is settled: what won goes into execution, once, and everybody sees it."""

import pytest

from liandong.budgeting.tests import factories
from liandong.budgeting.tests.factories import SETTLING
from liandong.kernel.actor import SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.matters import actions, tasks
from liandong.matters.lifecycle import Source, State
from liandong.matters.models import Matter
from liandong.matters.tests import factories as matters

pytestmark = pytest.mark.django_db


@pytest.fixture
def it():
    matters.rules()
    return factories.world()


def settled(it):
    return factories.do(it, "settle", factories.counted(it), SETTLING)


@pytest.mark.django_db(transaction=True)
def test_winners_become_matters_by_following_the_ledger(it, work):
    vote = settled(it)
    work()
    made = Matter.objects.order_by("id")
    assert [one.public_title for one in made] == ["楼道灯", "车棚", "坡道"]
    for matter in made:
        assert (matter.state, matter.source) == (State.EXECUTING, Source.VOTE)
        assert matter.lead == matter.holder
        assert matter.holder.place == vote.place
        assert matter.promise.kind == "budget.execute"
        assert matter.published_at is not None
    said = Entry.objects.filter(verb="matter.voted").order_by("id")
    assert [entry.public["cost"] for entry in said] == [2_000_000, 1_000_000, 1_500_000]


def test_a_task_that_runs_twice_makes_nothing_twice(it):
    settled(it)
    entry = Entry.objects.get(verb="budget.settled")
    for _time in range(2):
        assert tasks.take_up_projects.func(entry.pk) == 3
    assert Matter.objects.count() == 3
    assert tasks.take_up_projects.func(0) == 0
    other = Entry.objects.filter(verb="fund.opened")[0]
    assert tasks.take_up_projects.func(other.pk) == 0


def test_only_what_won_and_only_by_the_house(it):
    vote = factories.counted(it)
    loser, winner = vote.projects.order_by("no")[:2]
    words = {"now": SETTLING}
    for project, actor in ((winner, SYSTEM), (loser, SYSTEM)):
        with pytest.raises(Refused, match="票选入选"):
            actions.take_up_project(project_id=project.pk, actor=actor, **words)
    factories.do(it, "settle", vote, SETTLING)
    secretary = it.actor("community_secretary")
    with pytest.raises(Refused, match="由系统办理"):
        actions.take_up_project(project_id=winner.pk, actor=secretary, **words)
    with pytest.raises(Refused, match="票选入选"):
        actions.take_up_project(project_id=loser.pk, actor=SYSTEM, **words)
    with pytest.raises(Refused, match="票选入选"):
        actions.take_up_project(project_id=0, actor=SYSTEM, **words)
    assert not Matter.objects.exists()


def test_the_desk_answers_it_like_any_matter(it):
    vote = settled(it)
    winner = vote.projects.filter(chosen=True).order_by("no")[0]
    matter = actions.take_up_project(project_id=winner.pk, actor=SYSTEM, now=SETTLING)
    done = actions.reply(
        matter_id=matter.pk,
        answer="已经装好，请居民验看。",
        actor=it.actor("community_secretary"),
        now=SETTLING,
    )
    assert done.state == State.REPLIED


def test_everybody_finds_the_matter_from_the_project(it, client):
    vote = settled(it)
    winner = vote.projects.filter(chosen=True).order_by("no")[0]
    address = f"/matters/voted/{winner.pk}/"
    assert client.get(address).status_code == 404
    matter = actions.take_up_project(project_id=winner.pk, actor=SYSTEM, now=SETTLING)
    landed = client.get(address, follow=True)
    assert landed.redirect_chain[-1][0] == f"/matters/public/{matter.number}/"
    assert "居民票选选定" in landed.content.decode()
    assert address in client.get(f"/budgeting/{vote.pk}/").content.decode()
