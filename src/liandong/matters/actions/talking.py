"""Notes, messages, visits, and the look at how to reach a resident."""

from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.matters import queries, rules
from liandong.matters.actions.common import lock, write
from liandong.matters.models import Contact, Matter, Message, SavedFilter


@action
def note(*, matter_id: int, text: str, actor: Actor, now: datetime) -> Message:
    """Write an internal note; residents never read it."""
    matter = lock(matter_id)
    ensure(rules.may_note(actor, matter, queries.facts(matter, actor, now)))
    message = Message.objects.create(
        matter=matter, internal=True, post_id=actor.post_id, text=text, at=now
    )
    record("matter.noted", subject=matter, actor=actor, at=now, place=matter.place, text=text)
    return message


@action
def tell(*, matter_id: int, text: str, actor: Actor, now: datetime) -> Message:
    """Tell who raised the matter something; shown as an office's words."""
    matter = lock(matter_id)
    ensure(rules.may_tell(actor, matter, queries.facts(matter, actor, now)))
    message = Message.objects.create(
        matter=matter, internal=False, post_id=actor.post_id, text=text, at=now
    )
    record("matter.told", subject=matter, actor=actor, at=now, place=matter.place, text=text)
    return message


@action
def visit(*, matter_id: int, findings: str, actor: Actor, now: datetime) -> Matter:
    """The desk went to see for itself, and what it found."""
    matter = lock(matter_id)
    ensure(rules.may_visit(actor, matter, queries.facts(matter, actor, now)))
    Message.objects.create(
        matter=matter, internal=True, post_id=actor.post_id, text=findings, at=now
    )
    matter.tried = True
    write("visited", matter, actor, now, findings=findings)
    return matter


@action
def unmask(*, matter_id: int, reason: str, actor: Actor, now: datetime) -> Contact:
    """Show how to reach who raised a matter; the reason and the look are recorded."""
    matter = lock(matter_id)
    ensure(rules.may_unmask(actor, matter, queries.facts(matter, actor, now)))
    contact = Contact.objects.get(matter=matter)
    record(
        "contact.unmasked", subject=matter, actor=actor, at=now, place=matter.place, reason=reason
    )
    return contact


@action
def erase_contact(*, matter_id: int, actor: Actor, now: datetime) -> Contact:
    """Erase how to reach a resident, at their wish or by the retention rule; the matter stays."""
    contact = Contact.objects.select_for_update().get(matter_id=matter_id)
    ensure(rules.may_erase_contact(actor))
    contact.name = ""
    contact.phone = ""
    contact.erased_at = now
    contact.save(update_fields=["name", "phone", "erased_at"])
    record("contact.erased", subject=contact.matter, actor=actor, at=now)
    return contact


@action
def save_filter(*, name: str, query: str, actor: Actor, now: datetime) -> SavedFilter:
    """Keep the list's present filter under a name; the same name again replaces it."""
    ensure(rules.may_save_filter(actor))
    kept, _made = SavedFilter.objects.update_or_create(
        person_id=actor.person, name=name, defaults={"query": query}
    )
    record("filter.saved", subject=kept, actor=actor, at=now)
    return kept


@action
def drop_filter(*, filter_id: int, actor: Actor, now: datetime) -> None:
    """Forget a kept filter."""
    ensure(rules.may_save_filter(actor))
    kept = SavedFilter.objects.get(pk=filter_id, person_id=actor.person)
    record("filter.dropped", subject=kept, actor=actor, at=now)
    kept.delete()
