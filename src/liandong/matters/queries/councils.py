"""What councils and bodies of the room below came to, for the matters that gave rise to them."""

from liandong.deliberation import queries as deliberation
from liandong.deliberation.lifecycle import Scope
from liandong.deliberation.models import Council, Sequence
from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry
from liandong.matters.models import Matter
from liandong.places.models import Level

SCOPE_AT = {
    Level.GRID: Scope.GRID,
    Level.COMMUNITY: Scope.COMMUNITY,
    Level.SUBDISTRICT: Scope.CROSS,
}


def scope_for(matter: Matter, compound: str) -> str:
    """Whom the matter touches: a compound that was named, or the place of its desk."""
    if compound:
        return Scope.COMPOUND
    return SCOPE_AT.get(Level(matter.desk.level), Scope.CROSS)


def councils_of(matter: Matter) -> list[Council]:
    """The councils on a matter, the newest first."""
    return list(deliberation.councils_about(name_of(matter)))


def sequences_of(matter: Matter) -> list[Sequence]:
    """The four deliberations on a matter, the newest first."""
    return list(deliberation.sequences_about(name_of(matter)))


def council_to_take(entry_id: int) -> dict[str, int] | None:
    """The matter that a posted council was about, and its consultation."""
    number = _subject(entry_id, Council._meta.label_lower)
    consultation = deliberation.consultation(number) if number else None
    matter_id = _matter_in(consultation.about) if consultation else None
    return {"matter_id": matter_id, "consultation_id": number} if matter_id and number else None


def decision_to_take(entry_id: int) -> dict[str, int] | None:
    """The matter that a disclosed decision was about, and the decision."""
    number = _subject(entry_id, Sequence._meta.label_lower)
    decision = deliberation.decision_of_sequence(number) if number else None
    matter_id = _matter_in(decision.about) if decision else None
    return {"matter_id": matter_id, "decision_id": decision.pk} if matter_id and decision else None


def _subject(entry_id: int, kind: str) -> int | None:
    """The row that an entry speaks of, if it is of this kind."""
    entry = Entry.objects.filter(pk=entry_id).first()
    label, _colon, number = (entry.subject if entry else "").partition(":")
    return int(number) if label == kind else None


def _matter_in(about: str) -> int | None:
    label, _colon, number = about.partition(":")
    return int(number) if label == Matter._meta.label_lower else None
