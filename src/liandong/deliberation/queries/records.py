"""What was agreed in consultations, and what bodies decided."""

from django.db.models import Prefetch, Q, QuerySet

from liandong.deliberation.models import Consultation, Decision, Sequence, Voice

HELD = Q(council__isnull=True) | Q(council__concluded_at__isnull=False)


def consultations_about(about: str) -> QuerySet[Consultation]:
    """Those that came to their end, in the order in which they were held."""
    voices = Prefetch("voices", Voice.objects.order_by("id"))
    return (
        Consultation.objects.filter(HELD, about=about)
        .select_related("place", "convener")
        .prefetch_related(voices)
        .order_by("held_at")
    )


def consultation(consultation_id: int) -> Consultation | None:
    """A consultation that came to its end, with its council if it had one."""
    found = Consultation.objects.filter(HELD).select_related("council", "place")
    return found.filter(pk=consultation_id).first()


def decisions_about(about: str) -> QuerySet[Decision]:
    return Decision.objects.filter(about=about).select_related("place").order_by("decided_at")


def decision_of_sequence(sequence_id: int) -> Decision | None:
    """What a sequence decided, once it was disclosed."""
    found = Sequence.objects.select_related("decision__place").filter(pk=sequence_id).first()
    return found.decision if found is not None and found.decision else None


def lately_decided(path: str, most: int = 5) -> list[Decision]:
    """The latest public decisions at a place or anywhere below it."""
    decisions = Decision.objects.filter(public=True, place__path__startswith=path)
    return list(decisions.select_related("place").order_by("-decided_at")[:most])
