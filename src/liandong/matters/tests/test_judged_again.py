"""A matter that ended and was taken up is judged once more; old missed dates do not end it."""

from datetime import timedelta

import pytest

from liandong.duties.actions import mark
from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.ledger.models import Entry
from liandong.matters import actions, queries
from liandong.matters.actions import Judgement
from liandong.matters.lifecycle import Satisfaction, Solved, State
from liandong.matters.tests import factories
from liandong.people.tests.factories import NOON

pytestmark = pytest.mark.django_db


def test_a_matter_taken_up_after_its_end_is_judged_again():
    it = factories.world()
    made = factories.matter(it, State.CLOSED)
    actions.take_up(matter_id=made.pk, reason="又坏了。", actor=RESIDENT, now=NOON)
    actions.settle(
        matter_id=made.pk, answer="又修好了。", actor=it.actor("community_secretary"), now=NOON
    )
    made.refresh_from_db()
    verifier = next(role for role, post in it.cast.posts.items() if post.pk == made.holder_id)
    actions.verify(
        matter_id=made.pk, passed=True, findings="好了。", actor=it.actor(verifier), now=NOON
    )
    judged = actions.evaluate(
        matter_id=made.pk,
        judgement=Judgement(Solved.SOLVED, Satisfaction.SATISFIED),
        actor=RESIDENT,
        now=NOON,
    )
    assert judged.state == State.CLOSED
    assert judged.evaluations.count() == 2


def test_only_the_time_for_judging_ends_what_waits_for_a_judgement():
    it = factories.world()
    made = factories.matter(it, State.EXECUTING)
    late = NOON + timedelta(days=20)
    mark(actor=SYSTEM, now=late)
    missed = Entry.objects.filter(verb="promise.overdue").latest("id")
    actions.reply(
        matter_id=made.pk, answer="修好了。", actor=it.actor("department_officer"), now=late
    )
    actions.verify(
        matter_id=made.pk, passed=True, findings="好了。", actor=it.actor("grid_head"), now=late
    )
    assert queries.waiting_for_judgement(missed.pk) is None
    mark(actor=SYSTEM, now=late + timedelta(days=20))
    over = Entry.objects.filter(verb="promise.overdue").latest("id")
    assert queries.waiting_for_judgement(over.pk) == made.pk
