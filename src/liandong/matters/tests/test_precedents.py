"""A ruling on who is responsible routes the next matter, and is named as the reason."""

import pytest

from liandong.ledger.models import Entry
from liandong.mandates import actions as mandates
from liandong.matters import actions
from liandong.matters.models import Assignment
from liandong.matters.tests import factories
from liandong.matters.tests.desk import address, mandate, text_of

pytestmark = pytest.mark.django_db


def ruled(it, now):
    """The subdistrict and urban management disputed about lamps; the district ruled."""
    dispute = mandates.raise_dispute(
        category_id=it.category.pk,
        other_id=it.cast.post("department_officer").pk,
        question="路灯归谁？",
        actor=it.cast.actor("subdistrict_officer"),
        now=now,
    )
    words = {"dispute_id": dispute.pk, "now": now}
    officer = it.cast.actor("department_officer")
    mandates.take_position(text="不归我们。", actor=officer, **words)
    return mandates.rule(
        lead_id=it.cast.post("department_officer").pk,
        ruling="由城市管理部门主办。",
        actor=it.cast.actor("district_dispatcher"),
        **words,
    )


@pytest.mark.parametrize("with_list", [True, False])
def test_the_precedent_comes_first_is_chosen_and_stays_readable(it, now, sign, with_list):
    if with_list:
        mandate(it)
    dispute = ruled(it, now)
    matter = factories.raised(it, now=now)
    actions.visit(matter_id=matter.pk, findings="看。", actor=it.actor("grid_head"), now=now)
    climb = factories.climb(it, "subdistrict", urgency="急")
    words = {"matter_id": matter.pk, "actor": it.actor("grid_head"), "now": now}
    actions.escalate(climb=climb, **words)
    client = sign("subdistrict_officer")

    shown = client.post(address(matter, "dispatch"), {"category": "public_lighting", "more": "1"})
    assert dispute.get_absolute_url() in text_of(shown)
    (first,) = shown.context["form"].by_list[:1]
    assert first.precedent == dispute
    client.post(
        address(matter, "dispatch"),
        {"category": "public_lighting", "lead": first.value, "key": "k"},
    )

    assert Assignment.objects.get(matter=matter, leads=True).precedent == dispute
    entry = Entry.objects.get(verb="matter.dispatched")
    assert entry.public["precedent"] == dispute.pk
    assert dispute.get_absolute_url() in text_of(client.get(address(matter)))
