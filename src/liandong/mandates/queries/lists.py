"""All reading of the lists: what governs a place, who leads on a category, how an item changed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language

from liandong.mandates.models import DEPTH, Dispute, Level, MandateItem, MandateList
from liandong.mandates.queries.disputes import precedent
from liandong.people import queries as people
from liandong.people.models import Organisation, Post, RoleKind
from liandong.places.models import Place
from liandong.rulebook.models import Category


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who should lead by one item of a list or a ruling, and who supports, as far as known here.

    `lead` is the department; None when a place itself leads or the department is not registered.
    `lead_post` hears for it: the department's officer, or the desk of the place that leads.
    """

    item: MandateItem | None
    lead: Organisation | None
    lead_post: Post | None
    supports: list[Organisation]
    support_posts: list[Post]
    precedent: Dispute | None = None


def suggest(category: Category | None, place: Place, on: date | None = None) -> list[Suggestion]:
    """Who should lead on a category at a place: by a ruling, then by every list that governs it."""
    items = list(MandateItem.objects.governing(category, place, on))
    ruled = precedent(category, place)
    if not items:
        return [_by_ruling(ruled, [])] if ruled else []
    codes = {code for item in items for code in (item.lead_kind, *item.support_kinds) if code}
    bodies = _bodies(codes, place)
    officers = _officers(bodies)
    desks = _desks_above(place)
    listed = [_suggestion(item, bodies, officers, desks) for item in items]
    return [_by_ruling(ruled, listed[0].support_posts), *listed] if ruled else listed


def _by_ruling(ruled: Dispute, supports: list[Post]) -> Suggestion:
    """Who leads by the latest ruling; who supports is what the list says."""
    lead = ruled.lead
    assert lead is not None, "a ruling names who leads"
    others = [post for post in supports if post.pk != lead.pk]
    return Suggestion(None, lead.organisation, lead, [], others, precedent=ruled)


def _suggestion(
    item: MandateItem,
    bodies: dict[tuple[str, int], Organisation],
    officers: dict[int, Post],
    desks: dict[int, Post],
) -> Suggestion:
    depth = DEPTH[Level(item.lead_level)]
    lead = _nearest(bodies, item.lead_kind, depth) if item.lead_kind else None
    found = [_nearest(bodies, code, DEPTH[Level.DISTRICT]) for code in item.support_kinds]
    supports = [body for body in found if body is not None]
    posts = [officers[body.pk] for body in supports if body.pk in officers]
    if item.support_level and (desk := desks.get(DEPTH[Level(item.support_level)])):
        posts.insert(0, desk)
    post = officers.get(lead.pk) if lead else None
    return Suggestion(item, lead, post or desks.get(depth), supports, posts)


def _bodies(codes: set[str], place: Place) -> dict[tuple[str, int], Organisation]:
    found = Organisation.objects.filter(code__in=codes, place_id__in=_path(place))
    return {(body.code, body.level): body for body in found.select_related("place")}


def _nearest(
    bodies: dict[tuple[str, int], Organisation], code: str, depth: int
) -> Organisation | None:
    """The body with a code on this level, or else on the nearest level above it."""
    levels = (level for level in range(depth, -1, -1) if (code, level) in bodies)
    level = next(levels, None)
    return bodies[code, level] if level is not None else None


def _officers(bodies: dict[tuple[str, int], Organisation]) -> dict[int, Post]:
    posts = Post.objects.filter(
        organisation__in=list(bodies.values()), role=RoleKind.DEPARTMENT_OFFICER
    )
    posts = posts.select_related("place", "organisation").order_by("-id")
    return {post.organisation_id: post for post in posts if post.organisation_id}


def _desks_above(place: Place) -> dict[int, Post]:
    """The desk of each level on the path of a place: level → post."""
    found = people.desks(Place.objects.filter(pk__in=_path(place)))
    return {post.place.level: post for post in found.values()}


def _path(place: Place) -> list[int]:
    return [int(step) for step in place.path.split("/") if step]


def lists() -> QuerySet[MandateList]:
    """Every list, with how many items it has now: the newest of each place and kind first."""
    found = MandateList.objects.select_related("place")
    open_items = Count("items", filter=Q(items__effective_until__isnull=True))
    found = found.annotate(item_count=open_items)
    return found.order_by("place__level", "place_id", "kind", "-effective_from")


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader looks for in a list."""

    words: str = ""
    class_no: int | None = None
    lead: str = ""
    category: str = ""


def items(listed: MandateList, search: Search, on: date | None = None) -> QuerySet[MandateItem]:
    """The items of a list in force on a day, as searched, in the order of the list."""
    found = MandateItem.objects.in_force(on).filter(list=listed)
    for word in search.words.split():
        in_names = Q(name__icontains=word) | Q(name_en__icontains=word)
        in_duties = Q(lead__icontains=word) | Q(support__icontains=word)
        found = found.filter(in_names | in_duties | Q(basis__icontains=word))
    if search.class_no:
        found = found.filter(class_no=search.class_no)
    if search.lead:
        found = found.filter(lead_kind=search.lead)
    if search.category:
        found = found.filter(categories__code=search.category)
    return found.prefetch_related("categories").order_by("item_no")


def classes(listed: MandateList) -> list[tuple[int, str, str]]:
    """The classes of a list: number, name, English name."""
    rows = MandateItem.objects.filter(list=listed, effective_until__isnull=True)
    found = rows.values_list("class_no", "class_name", "class_name_en")
    return list(found.order_by("class_no").distinct())


def versions(item: MandateItem) -> QuerySet[MandateItem]:
    """Every version of an item, the newest first."""
    same = MandateItem.objects.filter(list_id=item.list_id, item_no=item.item_no)
    return same.prefetch_related("categories").order_by("-effective_from", "-id")


def find_place(number: int) -> Place | None:
    return Place.objects.filter(pk=number).first()


def kinds_of_matter() -> list[tuple[str, str]]:
    """Every kind of matter, as a choice: code and name in the reader's language."""
    english = (get_language() or "").startswith("en")
    rows = Category.objects.order_by("order_no")
    return [(kind.code, kind.name_en if english and kind.name_en else kind.name) for kind in rows]
