"""Erasing: who acted and what was written, by request and by rule; proofs stay."""

from datetime import timedelta

import pytest

from liandong.kernel.actor import SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger import actions, queries
from liandong.ledger.models import Detail, Entry
from liandong.ledger.tests.conftest import NOW, OFFICE, sealed_and_signed, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("key")]
SUBJECT = "demo.thing:1"


def test_who_acted_is_erased_like_a_text():
    written(3)
    proofs = sealed_and_signed() and [queries.proof_of(entry) for entry in Entry.objects.all()]

    count = actions.erase(
        subject=SUBJECT, fields=["actor", "note", "none"], actor=SYSTEM, now=NOW, reason="本人要求"
    )

    detail = Detail.objects.get(entry__subject=SUBJECT, entry__verb="thing.done")
    assert (count, detail.person_id, detail.person_salt, detail.texts) == (2, None, "", {})
    assert [queries.proof_of(entry) for entry in Entry.objects.order_by("id")[:3]] == proofs
    assert queries.verify_all().findings == []
    erased = Entry.objects.get(verb="ledger.erased")
    assert erased.public == {"texts": 2}
    assert queries.texts_of(erased) == {"reason": "本人要求"}


def test_old_texts_of_one_field_are_erased_subject_by_subject():
    written(3)
    later = NOW + timedelta(days=400)

    def erase(field, before=later):
        return actions.erase_old(field=field, before=before, actor=SYSTEM, now=later)

    assert erase("note", before=NOW) == 0
    assert erase("note") == 3
    assert erase("note") == 0
    assert erase("actor") == 3
    assert [each.subject for each in Entry.objects.filter(verb="ledger.erased")] == [
        f"demo.thing:{n}" for n in (0, 1, 2, 0, 1, 2)
    ]
    sealed_and_signed()
    assert queries.verify_all().findings == []


def test_an_office_erases_nothing_old():
    written(1)
    with pytest.raises(Refused):
        actions.erase_old(field="note", before=NOW + timedelta(1), actor=OFFICE, now=NOW)
    assert queries.texts_of(Entry.objects.get())


def test_what_lies_behind_a_subject_is_counted():
    written(2)
    actions.erase(subject=SUBJECT, fields=["note"], actor=SYSTEM, now=NOW)

    found = [(each.field, each.there, each.gone) for each in queries.texts_behind(SUBJECT)]

    assert found == [("actor", 1, 0), ("note", 0, 1)]
    assert queries.texts_behind("demo.thing:99") == []
