"""Which matters somebody may see, and finding them."""

import base64
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from liandong.duties import queries as duties
from liandong.kernel.actor import Actor
from liandong.kernel.numbers import is_number, plain_number
from liandong.kernel.search import grams_of
from liandong.ledger.actions import name_of
from liandong.matters.lifecycle import OPEN, State
from liandong.matters.models import Assignment, Follower, Matter, Review
from liandong.people.models import RoleKind

type Rows = QuerySet[Matter, dict[str, Any]]

NUMBER_LENGTH = 14
SECRET_LENGTH = 20
# Offices see what they were given; everybody else with a post sees what lies in their place.
OFFICES = frozenset({RoleKind.DEPARTMENT_OFFICER})
NO_MATTERS = frozenset({RoleKind.SYSTEM_ADMIN, RoleKind.SECURITY_ADMIN})


def visible_to(actor: Actor) -> QuerySet[Matter]:
    """The matters that an actor may open from their post; none for visitors and administrators."""
    matters = Matter.objects.all()
    if not actor.signed or actor.role in NO_MATTERS:
        return matters.none()
    if actor.role == "system":
        return matters
    if actor.role in OFFICES:
        given = Assignment.objects.filter(matter=OuterRef("pk"))
        office = Q(organisation_id=actor.organisation_id, organisation_id__isnull=False)
        return matters.filter(Exists(given.filter(office | Q(post_id=actor.post_id))))
    return matters.filter(path__startswith=actor.path)


def subject_of(typed: str) -> str:
    """What the ledger calls the matter with this number, as somebody typed it; "" for none."""
    number = plain_number(typed)
    if not is_number(number, NUMBER_LENGTH):
        return ""
    matter = Matter.objects.filter(number=number).only("pk").first()
    return name_of(matter) if matter else ""


def secret_of(number: str) -> str:
    """The secret of a matter's link: derived, so that the database does not hold it."""
    digest = salted_hmac("liandong.receipt", number, settings.RECEIPT_KEY, algorithm="sha256")
    return base64.b32encode(digest.digest()).decode()[:SECRET_LENGTH].lower()


def by_link(number: str, secret: str) -> tuple[Matter, bool] | None:
    """The matter behind a receipt's link, and whether the link is the owner's (else a follower's).

    None when number and secret do not belong together; a wrong one costs no query.
    """
    if not is_number(number, NUMBER_LENGTH):
        return None
    matters = Matter.objects.select_related(
        "place", "desk", "holder__organisation", "holder__place", "category", "promise__rule"
    )
    if constant_time_compare(secret, secret_of(number)):
        matter = matters.filter(number=number).first()
        return (matter, True) if matter else None
    if Follower.objects.filter(code=secret, matter__number=number).exists():
        return matters.get(number=number), False
    return None


def find(matters: QuerySet[Matter], words: str) -> QuerySet[Matter]:
    """Narrow matters to those with a number, an address, or words of the text."""
    words = words.strip()
    number = plain_number(words)
    if is_number(number, NUMBER_LENGTH):
        return matters.filter(number=number)
    if len(grams_of(words).replace(" ", "")) > 1:
        return matters.filter(grams__matches=words)
    return matters.filter(Q(title__icontains=words) | Q(address__icontains=words))


def list_of(actor: Actor, filters: dict[str, object]) -> QuerySet[Matter]:
    """The matters that an actor may see, narrowed by the list page's filters.

    `filters`: q, state, step ("open" or "ended" as `phase`), category, place (path), source,
    late (the moment now), since, until (moments, the last excluded). Empty ones are left out.
    """
    matters = visible_to(actor)
    if words := str(filters.get("q") or ""):
        matters = find(matters, words)
    plain = {
        "state": "state",
        "category": "category__code",
        "source": "source",
        "path": "path__startswith",
        "since": "raised_at__gte",
        "until": "raised_at__lt",
        "holder": "holder_id",
        "outcome": "outcome",
    }
    matters = matters.filter(
        **{field: filters[name] for name, field in plain.items() if filters.get(name)}
    )
    if phase := filters.get("phase"):
        matters = matters.filter(closed_at__isnull=phase == "open")
    if now := filters.get("late"):
        matters = matters.filter(due_at__lt=now, closed_at__isnull=True)
    return matters


SORTS = {
    "newest": ("-raised_at", "-id"),
    "oldest": ("raised_at", "id"),
    "due": ("due_at", "id"),
}
LIST_FIELDS = (
    "id",
    "number",
    "title",
    "state",
    "address",
    "raised_at",
    "due_at",
    "closed_at",
    "outcome",
    "satisfaction",
    "returns",
    "reworks",
    "source",
    "place__name",
    "place__name_en",
    "desk__name",
    "desk__name_en",
    "holder__title",
    "holder__title_en",
    "category__name",
    "category__name_en",
)


def rows(matters: QuerySet[Matter], sort: str) -> Rows:
    """The list's rows as plain values: one query, nothing that the page does not show."""
    order = SORTS.get(sort, SORTS["newest"])
    found: Rows = matters.order_by(*order).values(*LIST_FIELDS)
    return found


def inbox(actor: Actor) -> Rows:
    """What waits for the acting post, the earliest promise first."""
    waiting = Matter.objects.filter(holder_id=actor.post_id, closed_at__isnull=True)
    return rows(waiting, "due")


def waiting_on_others(actor: Actor) -> Rows:
    """What this post dispatched and others now work on."""
    given = Assignment.objects.filter(by_id=actor.post_id, ended_at__isnull=True)
    matters = Matter.objects.filter(pk__in=given.values("matter"), closed_at__isnull=True)
    return rows(matters.exclude(holder_id=actor.post_id), "due")


def supporting(actor: Actor) -> Rows:
    """What this post supports while another leads."""
    given = Assignment.objects.filter(post_id=actor.post, leads=False, ended_at__isnull=True)
    matters = Matter.objects.filter(pk__in=given.values("matter"), closed_at__isnull=True)
    return rows(matters, "due")


def reviews_for(actor: Actor) -> QuerySet[Review]:
    """The ends of matters that wait for this post's second look."""
    waiting = Review.objects.filter(reviewer_id=actor.post_id, approved__isnull=True)
    return waiting.select_related("matter__place").order_by("asked_at")


def to_call(actor: Actor) -> Rows:
    """What waits for the resident's judgement in the callback post's area."""
    waiting = Matter.objects.filter(state=State.EVALUATING, path__startswith=actor.path)
    return rows(waiting, "due")


def published() -> QuerySet[Matter]:
    """The matters whose moderated text is public."""
    return Matter.objects.filter(published_at__isnull=False).select_related("category", "place")


def open_count(matters: QuerySet[Matter], now: datetime) -> tuple[int, int]:
    """How many are open, and how many of those are overdue."""
    running = matters.filter(state__in=sorted(OPEN))
    return running.count(), running.filter(due_at__lt=now).count()


def moved_by_calendar_for(
    actor: Actor, now: datetime, most: int = 500
) -> tuple[list[tuple[Matter, datetime]], bool]:
    """The running matters that today's calendar would date otherwise, and whether more wait.

    Looks at the `most` promises that fall due next: a calendar changes what lies ahead.
    """
    running = visible_to(actor).filter(due_at__gte=now, closed_at__isnull=True)
    ahead = list(
        running.select_related("promise__rule", "holder", "place").order_by("due_at")[: most + 1]
    )
    dated = [(matter, duties.due_by_rule(matter.promise)) for matter in ahead[:most]]
    moved = [(matter, due) for matter, due in dated if due is not None and due != matter.due_at]
    return moved, len(ahead) > most
