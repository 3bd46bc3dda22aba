"""Disputes about who is responsible, and the precedent that routes the next matter."""

from django.db.models import Q, QuerySet

from liandong.kernel.actor import Actor
from liandong.mandates.lifecycle import DisputeState
from liandong.mandates.models import Department, Dispute, MandateItem, Position
from liandong.people.models import Organisation, Post, RoleKind
from liandong.places.models import Place
from liandong.rulebook.models import Category

SIDES = (
    RoleKind.DEPARTMENT_OFFICER,
    RoleKind.SUBDISTRICT_OFFICER,
    RoleKind.DISTRICT_DISPATCHER,
    RoleKind.COMMUNITY_SECRETARY,
)
NEAR = 120


def disputes(state: str = "") -> QuerySet[Dispute]:
    """The disputes, those that wait first, then the latest."""
    found = _disputes().filter(state=state) if state else _disputes()
    return found.order_by("-raised_at", "-id")


def find_dispute(dispute_id: int) -> Dispute | None:
    return _disputes().filter(pk=dispute_id).first()


def _disputes() -> QuerySet[Dispute]:
    sides = ("raised_by", "other", "lead", "ruled_by")
    return Dispute.objects.select_related(
        "category", "place", "item__list", *(f"{side}__place" for side in sides)
    )


def positions(dispute: Dispute) -> QuerySet[Position]:
    found = dispute.positions.select_related("side__place", "post__place")
    return found.order_by("at", "id")


def sides_heard(dispute: Dispute) -> set[int]:
    return set(dispute.positions.values_list("side_id", flat=True))


def precedent(category: Category | None, place: Place) -> Dispute | None:
    """The latest ruling on a kind of matter that holds at a place: its lead answers there."""
    if category is None:
        return None
    above = [int(step) for step in place.path.split("/") if step]
    found = Dispute.objects.filter(
        category=category, state=DisputeState.RULED, place__in=above, lead__place__in=above
    )
    found = found.select_related("lead__place", "lead__organisation", "ruled_by", "place")
    return found.order_by("-ruled_at", "-id").first()


def common_place(one: Place, other: Place) -> Place:
    """The nearest place above both, or the one of them that is above the other."""
    others = {int(step) for step in other.path.split("/") if step}
    shared = [int(step) for step in one.path.split("/") if step and int(step) in others]
    return Place.objects.get(pk=shared[-1])


def disputed_item(category: Category, place: Place) -> MandateItem | None:
    """What the list says on this kind of matter, if it says anything."""
    return MandateItem.objects.governing(category, place).first()


def is_staffing_office(actor: Actor) -> bool:
    """Whether somebody acts for the staffing office 编办."""
    body = Organisation.objects.filter(pk=actor.organisation_id or 0)
    return body.filter(code=Department.STAFFING).exists()


def possible_sides(actor: Actor) -> QuerySet[Post]:
    """Which offices can be the other side: those on the way up, and those below the same city."""
    steps = [int(step) for step in actor.path.split("/") if step]
    root = f"/{steps[0]}/" if steps else "-"
    near = Q(place__in=steps) | Q(place__path__startswith=actor.path or "-")
    found = Post.objects.filter(near, role__in=SIDES, place__path__startswith=root)
    found = found.exclude(pk=actor.post_id or 0).select_related("place", "organisation")
    return found.order_by("place__level", "place__path", "id")[:NEAR]


def possible_leads(dispute: Dispute) -> list[Post]:
    """Who can be made to lead: a side, or another department of the level that rules."""
    departments = Post.objects.filter(place=dispute.place, role=RoleKind.DEPARTMENT_OFFICER)
    found = Post.objects.filter(
        Q(pk__in=[dispute.raised_by_id, dispute.other_id]) | Q(pk__in=departments.values("pk"))
    )
    return list(found.select_related("place", "organisation").order_by("place__level", "id"))
