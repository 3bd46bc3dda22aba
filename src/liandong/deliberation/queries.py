"""What can be read about consultations and decisions."""

from django.db.models import Prefetch, QuerySet

from liandong.deliberation.models import Consultation, Decision, Voice


def consultations_about(about: str) -> QuerySet[Consultation]:
    voices = Prefetch("voices", Voice.objects.order_by("id"))
    return (
        Consultation.objects.filter(about=about)
        .select_related("place", "convener")
        .prefetch_related(voices)
        .order_by("held_at")
    )


def decisions_about(about: str) -> QuerySet[Decision]:
    return Decision.objects.filter(about=about).select_related("place").order_by("decided_at")


def lately_decided(path: str, most: int = 5) -> list[Decision]:
    """The latest public decisions at a place or anywhere below it."""
    decisions = Decision.objects.filter(public=True, place__path__startswith=path)
    return list(decisions.select_related("place").order_by("-decided_at")[:most])
