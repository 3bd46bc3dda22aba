"""Which meetings somebody may see, one meeting with what is in it, and who belongs to it."""

from datetime import date, datetime, timedelta
from math import floor

from django.db.models import Max, Q, QuerySet

from liandong.duties.queries.periods import last_moment
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.meetings.models import (
    BELOW,
    CLERKS,
    CONVENERS,
    READERS,
    AgendaItem,
    Interest,
    Invitation,
    Meeting,
)
from liandong.people.models import Post, RoleKind
from liandong.places.models import Level, Place
from liandong.rulebook import queries as rulebook


def visible_to(actor: Actor) -> QuerySet[Meeting]:
    """The meetings that an actor may read: the same as `rules.may_see`, for all at once."""
    if actor.post_id is None:
        return Meeting.objects.none()
    invited = Invitation.objects.filter(Q(post_id=actor.post) | Q(substitute_id=actor.post))
    seen = Q(pk__in=invited.values("meeting"))
    if actor.role in READERS:
        seen |= Q(place__path__startswith=actor.path)
    if actor.role in CLERKS.values():
        seen |= Q(place_id=actor.place_id)
    return Meeting.objects.filter(seen)


def find_meeting(meeting_id: int) -> Meeting | None:
    return _meetings().filter(pk=meeting_id).first()


def _meetings() -> QuerySet[Meeting]:
    return Meeting.objects.select_related(
        "place__parent", "convener__place", "promise__rule", "planned_by__place"
    )


def is_invited(actor: Actor, meeting: Meeting) -> bool:
    return (
        bool(actor.post_id)
        and meeting.invitations.filter(Q(post_id=actor.post) | Q(substitute_id=actor.post)).exists()
    )


def own_place(actor: Actor) -> Place | None:
    """The place whose meetings the actor prepares, or whose level the post stands on."""
    return Place.objects.select_related("parent").filter(pk=actor.place_id or 0).first()


def convener_at(place: Place) -> Post | None:
    role = CONVENERS.get(place.level)
    posts = Post.objects.filter(place=place, role=role) if role else Post.objects.none()
    return posts.select_related("place").first()


def secretaries_below(place: Place) -> QuerySet[Post]:
    """The secretaries one level below, who attend; in a community the heads of its grids."""
    posts = Post.objects.filter(place__parent=place, role=BELOW[place.level])
    standing = posts.filter(place__valid_until__isnull=True)
    return standing.select_related("place").order_by("place_id", "id")


def departments_for(place: Place) -> QuerySet[Post]:
    """The departments that can be named: those of the level, and of the levels above."""
    ids = [*place.ancestors_ids, place.pk]
    posts = Post.objects.filter(place_id__in=ids, role=RoleKind.DEPARTMENT_OFFICER)
    found = posts.select_related("place", "organisation")
    return found.order_by("-place__level", "organisation_id", "id")


def leads_for(place: Place) -> list[Post]:
    """Who can lead on what a meeting decides: departments, desks and secretaries in reach."""
    below = Post.objects.filter(
        place__parent=place, role=BELOW[place.level], place__valid_until__isnull=True
    )
    own = Post.objects.filter(place=place, role=CLERKS[place.level])
    near = [*own.select_related("place"), *below.select_related("place").order_by("place_id")]
    return [*departments_for(place), *near]


def projects_for(place: Place) -> list[Post]:
    """Which secretaries can take up a project: the convener, and those one level below."""
    convener = convener_at(place)
    below = [post for post in secretaries_below(place) if post.role != RoleKind.GRID_HEAD]
    return [*([convener] if convener else []), *below]


def named_last(place: Place) -> list[int]:
    """The departments that were named for the last meeting of a place."""
    last = Meeting.objects.filter(place=place).order_by("-id").first()
    if last is None:
        return []
    named = last.invitations.filter(post__role=RoleKind.DEPARTMENT_OFFICER)
    return list(named.values_list("post_id", flat=True))


def invitations(meeting: Meeting) -> list[Invitation]:
    """Who belongs to a meeting: the convener, then the secretaries, then the departments."""
    found = meeting.invitations.select_related(
        "post__place", "post__organisation", "substitute__place", "substitute__organisation"
    )
    order = {"convener": 0, "secretary": 1, "department": 2}
    return sorted(found, key=lambda one: (order[one.part], one.post.place_id, one.post_id))


def substitutes_for(invited: list[Invitation]) -> dict[int, list[Post]]:
    """Invitation → the posts of the same place or office that were not invited themselves."""
    taken = {one.post_id for one in invited}
    places = {one.post.place_id for one in invited}
    found = Post.objects.filter(place_id__in=places).exclude(pk__in=taken)
    posts = list(found.select_related("place", "organisation").order_by("role", "id"))
    return {
        one.pk: [
            post
            for post in posts
            if post.place_id == one.post.place_id
            and (post.organisation_id == one.post.organisation_id or not one.post.organisation_id)
        ]
        for one in invited
    }


def invitation_of(actor: Actor, meeting: Meeting) -> Invitation | None:
    if actor.post_id is None:
        return None
    return meeting.invitations.filter(Q(post_id=actor.post) | Q(substitute_id=actor.post)).first()


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda in its order, each with its decision and with who abstained."""
    items = meeting.items.select_related(
        "lead__place",
        "lead__organisation",
        "resolution__lead__place",
        "resolution__lead__organisation",
        "resolution__secretary__place",
        "resolution__down_to",
        "resolution__rectification__promise",
    )
    found = items.prefetch_related(
        "interests__invitation__post__place", "resolution__supports__place"
    )
    return list(found.order_by("no", "id"))


def find_item(item_id: int) -> AgendaItem | None:
    items = AgendaItem.objects.select_related(
        "meeting__place__parent",
        "meeting__convener",
        "lead__place",
        "continues__meeting",
        "resolution__lead__place",
        "resolution__secretary__place",
        "resolution__down_to",
        "resolution__rectification__promise",
        "resolution__decided_by__place",
    )
    return items.filter(pk=item_id).first()


def decided(item: AgendaItem) -> bool:
    return hasattr(item, "resolution")


def interests_of(item: AgendaItem) -> list[Interest]:
    """Who declared an interest in an item."""
    found = item.interests.select_related("invitation__post__place")
    return list(found.order_by("id"))


def convener_abstains(item: AgendaItem) -> bool:
    """Whether the convener declared an interest in an item."""
    return item.interests.filter(invitation__post_id=item.meeting.convener_id).exists()


def next_number(place: Place, year: int) -> int:
    """The number of the next meeting of a place in a year."""
    last = Meeting.objects.filter(place=place, year=year).aggregate(last=Max("no"))["last"]
    return (last or 0) + 1


def notice_by(starts_at: datetime, place: Place) -> datetime:
    """Until when the notice must be out: so many working days before the day of the meeting."""
    left = int(rulebook.limit("meeting.notice", place, on=day_of(starts_at)).amount)
    day = day_of(starts_at)
    while left > 0:
        day -= timedelta(days=1)
        left -= rulebook.is_workday(day)
    return last_moment(day)


def quorum_of(place: Place, entitled: int, on: date) -> int:
    """How many of those invited must be there: more than the rule's share."""
    share = rulebook.limit("meeting.quorum", place, on=on).amount
    return floor(entitled * share) + 1


def times_a_year(place: Place, on: date) -> rulebook.Limit:
    """How often a level meets in a year, at least."""
    return rulebook.limit(f"meeting.{Level(place.level).name.lower()}", place, on=on)


def spread(first: date, times: int) -> list[date]:
    """So many days of a year from the first on, evenly apart, each a working day."""
    whole = (date(first.year, 12, 31) - first).days + 1
    days = [first + timedelta(days=whole * number // times) for number in range(times)]
    return [_workday(day) for day in days]


def _workday(day: date) -> date:
    while not rulebook.is_workday(day):
        day += timedelta(days=1)
    return day


def to_remind(now: datetime) -> list[int]:
    """Meetings of which notice was given and that begin before the next two days are over."""
    soon = last_moment(day_of(now) + timedelta(days=1))
    called = Meeting.objects.filter(state="called", reminded_at__isnull=True)
    found = called.filter(starts_at__gt=now, starts_at__lte=soon)
    return list(found.order_by("id").values_list("pk", flat=True))
