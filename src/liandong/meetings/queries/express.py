"""The express line: what is known already of its cause, who reads it, what waits, how it stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from liandong.duties import queries as duties
from liandong.duties.lifecycle import Step
from liandong.duties.models import Promise, Rectification
from liandong.kernel.actor import Actor
from liandong.ledger.actions import name_of
from liandong.matters import queries as matters
from liandong.matters.lifecycle import Obstacle
from liandong.matters.models import Matter
from liandong.meetings.lifecycle import EXPRESS_OPEN, PUBLISHED, ExpressState
from liandong.meetings.models import (
    CONVENERS,
    READERS,
    WRITERS,
    AgendaItem,
    ExpressItem,
    Resolution,
)
from liandong.meetings.queries.agenda import matter_in
from liandong.meetings.queries.reading import find_item, visible_to
from liandong.people.models import SECRETARIES, Post
from liandong.places.models import Place

MOST = 60
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Cause:
    """What gave rise to an item, and what the record says of it already, so nobody asks again."""

    title: str = ""
    obstacle: str = ""
    tried: str = ""
    about: str = ""
    url: str = ""
    matter: Matter | None = None

    @property
    def obstacle_label(self) -> str:
        return str(Obstacle(self.obstacle).label)


def cause_of_matter(actor: Actor, number: str) -> Cause | None:
    """A matter that the actor may open: its public title and its last rung."""
    seen = matters.visible_to(actor).select_related("category", "place")
    matter = seen.filter(number=number).first()
    return _from_matter(matter) if matter else None


def _from_matter(matter: Matter) -> Cause:
    leg = matters.legs(matter).last()
    kind = matter.category.name if matter.category else matter.place.name
    return Cause(
        title=(matter.public_title or f"{kind}（{matter.place.name}）")[:LONGEST],
        obstacle=leg.obstacle if leg else "",
        tried=leg.tried if leg else "",
        url=matter.get_absolute_url(),
        matter=matter,
    )


def cause_of_item(actor: Actor, item_id: int) -> Cause | None:
    """An item of an agenda that the actor may read; where it is about a matter, that as well."""
    item = find_item(item_id)
    if item is None or not visible_to(actor).filter(pk=item.meeting_id).exists():
        return None
    matter = matter_in(item)
    known = _from_matter(matter) if matter else Cause()
    return Cause(
        title=item.question[:LONGEST],
        obstacle=known.obstacle,
        tried=known.tried or item.background,
        about=name_of(item),
        url=item.get_absolute_url(),
        matter=matter,
    )


def running_about(cause: Cause) -> int:
    """How many open items are about the same thing."""
    same = Q(about=cause.about) if cause.about else Q(pk__in=[])
    if cause.matter is not None:
        same |= Q(gathered__matter=cause.matter)
    return ExpressItem.objects.filter(same, state__in=EXPRESS_OPEN).distinct().count()


def secretaries_above(place: Place) -> list[Post]:
    """To whom a place can write: the secretaries of the levels above, the nearest first."""
    posts = Post.objects.filter(place_id__in=place.ancestors_ids, role__in=SECRETARIES)
    return list(posts.select_related("place").order_by("-place__level", "id"))


def lead_secretaries(item: ExpressItem) -> list[Post]:
    """Who can lead: the named secretary, those one level below, and those on the way down."""
    here = item.secretary.place
    way = [pk for pk in [*item.place.ancestors_ids, item.place_id] if pk not in here.ancestors_ids]
    near = Q(place__parent_id=here.pk, place__valid_until__isnull=True) | Q(place_id__in=way)
    posts = Post.objects.filter(near | Q(pk=item.secretary_id), role__in=SECRETARIES)
    return list(posts.select_related("place").order_by("place__level", "place_id", "id"))


def meetings_instead(item: ExpressItem) -> list[Place]:
    """Whose joint meeting can take it instead: the secretary's place, and those on the way down."""
    here = item.secretary.place
    ids = [pk for pk in [*item.place.ancestors_ids, item.place_id] if pk not in here.ancestors_ids]
    return list(Place.objects.filter(pk__in=ids, level__in=CONVENERS).order_by("level", "id"))


def _items() -> QuerySet[ExpressItem]:
    return ExpressItem.objects.select_related(
        "place__parent",
        "written_by__place",
        "secretary__place",
        "lead__place",
        "goes_to",
        "promise__rule",
        "answered_by__place",
    )


def find_express(item_id: int) -> ExpressItem | None:
    return _items().filter(pk=item_id).first()


def hands_on(item: ExpressItem) -> set[int]:
    """The posts that carry an item out: the secretary, the lead, whoever has or supports a step."""
    steps = item.steps.values_list("rectification__lead_id", "rectification__supports")
    found = {item.secretary_id, item.lead_id, *(pk for pair in steps for pk in pair)}
    return {pk for pk in found if pk is not None}


def express_visible_to(actor: Actor) -> QuerySet[ExpressItem]:
    """The items that an actor may read: the same as `rules.may_see_express`, for all at once."""
    if actor.post_id is None:
        return ExpressItem.objects.none()
    post = actor.post
    seen = Q(secretary_id=post) | Q(lead_id=post)
    seen |= Q(steps__rectification__lead_id=post) | Q(steps__rectification__supports=post)
    if actor.role in WRITERS:
        seen |= Q(place_id=actor.place_id)
    if actor.role in READERS:
        seen |= Q(place__path__startswith=actor.path)
    return ExpressItem.objects.filter(pk__in=ExpressItem.objects.filter(seen).values("pk"))


@dataclass(frozen=True, slots=True)
class ExpressSearch:
    """Which items are listed; empty narrows nothing."""

    state: str = ""
    obstacle: str = ""
    light: str = ""


def express_list(actor: Actor, search: ExpressSearch, now: datetime) -> QuerySet[Any]:
    """What the acting post may read, the latest first."""
    return _found(express_visible_to(actor), search, now)


def express_published(search: ExpressSearch, now: datetime) -> QuerySet[Any]:
    """What everybody may read."""
    return _found(ExpressItem.objects.filter(state__in=PUBLISHED), search, now)


def _found(items: QuerySet[ExpressItem], search: ExpressSearch, now: datetime) -> QuerySet[Any]:
    wanted = {"state": search.state, "obstacle": search.obstacle, "light": search.light}
    lit = duties.lit(_items().filter(pk__in=items.values("pk")), now)
    found = lit.filter(**{name: value for name, value in wanted.items() if value})
    counted: QuerySet[Any] = found.annotate(behind=Count("gathered"))
    return counted.order_by("-written_at", "-id")


def express_waiting(actor: Actor, now: datetime) -> list[Any]:
    """What the acting secretary has to judge, and what those who lead have to answer."""
    post = actor.post_id or 0
    mine = Q(secretary_id=post, state=ExpressState.WRITTEN)
    mine |= Q(lead_id=post, state=ExpressState.TAKEN_UP)
    return list(duties.lit(_items().filter(mine), now).order_by("promise__due_at", "id")[:MOST])


def light_of(item: ExpressItem, now: datetime) -> str:
    """The light of one item."""
    lit = duties.lit(ExpressItem.objects.filter(pk=item.pk), now)
    found: str = lit.values_list("light", flat=True).get()
    return found


def dates_of(item: ExpressItem) -> list[Promise]:
    """Every date that was given for the answer, the first one first; a later one has its reason."""
    given = Promise.objects.filter(subject=name_of(item), kind="express.answer")
    return list(given.order_by("id"))


def steps_of(item: ExpressItem, now: datetime) -> list[Any]:
    """The steps of the plan with their lights, as they stand in the lists of duties."""
    lines = Rectification.objects.filter(pk__in=item.steps.values("rectification"))
    lit = duties.lit(lines.select_related("lead__place", "lead__organisation", "promise"), now)
    return list(lit.order_by("id"))


def open_steps(item: ExpressItem) -> int:
    """How many steps are not closed out."""
    return item.steps.exclude(rectification__step=Step.CLOSED).count()


def behind(item: ExpressItem) -> list[Matter]:
    """The residents' matters that stand behind an item."""
    ids = item.gathered.values("matter")
    return list(Matter.objects.filter(pk__in=ids).select_related("category").order_by("id"))


def alike(item: ExpressItem) -> list[Matter]:
    """Open matters of the item's place, of the kinds behind it, that no open item has yet."""
    found = _free(item)
    kinds = {one.category_id for one in behind(item) if one.category_id}
    if kinds:
        found = found.filter(category_id__in=kinds)
    return list(found.select_related("category").order_by("-raised_at", "-id")[:MOST])


def _free(item: ExpressItem) -> QuerySet[Matter]:
    taken = Matter.objects.filter(express_items__item__state__in=EXPRESS_OPEN).values("pk")
    open_ones = Matter.objects.filter(path__startswith=item.place.path, closed_at__isnull=True)
    return open_ones.exclude(pk__in=taken)


def free_among(item: ExpressItem, matter_ids: tuple[int, ...]) -> list[Matter]:
    """Those of some matters that can be gathered behind an item."""
    return list(_free(item).filter(pk__in=matter_ids).order_by("id"))


def decided_instead(item: ExpressItem) -> Resolution | None:
    """What the joint meeting decided to which a declined item went."""
    items = AgendaItem.objects.filter(about=name_of(item), meeting__place=item.goes_to)
    found = Resolution.objects.filter(item__in=items).select_related("item__meeting__place")
    return found.order_by("-decided_at", "-id").first()


def address_of_cause(item: ExpressItem) -> str:
    """Where the agenda item can be read that gave rise to an item; "" without one."""
    agenda = AgendaItem.objects.filter(pk=int(item.about.partition(":")[2] or 0)).first()
    return agenda.get_absolute_url() if agenda else ""
