"""How responsibility reaches down the tree: who has a list for a year, and how its lines stand."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from liandong.duties.lifecycle import Light, ListKind
from liandong.duties.models import DutyList
from liandong.duties.queries.lists import count_lights
from liandong.people.models import SECRETARIES, Post
from liandong.places.models import Place


@dataclass(frozen=True, slots=True)
class Layer:
    """One secretary's post: the responsibility list of the year, and what both kinds of list say.

    `lights` and `problems` count lines by their light; `all` is their number.
    """

    post: Post
    listed: DutyList | None
    lights: dict[str, int]
    problems: dict[str, int]


def layers(place: Place, year: int, now: datetime) -> list[Layer]:
    """The secretary of a place and those one level below, in the order of the tree, unranked."""
    near = Q(place=place) | Q(place__parent=place, place__valid_until__isnull=True)
    posts = Post.objects.filter(near, role__in=SECRETARIES).select_related("place")
    posts = posts.order_by("place__level", "place_id")
    lists = list(DutyList.objects.filter(post__in=posts, year=year).order_by("id"))
    counts = count_lights(lists, now)
    return [_layer(post, lists, counts) for post in posts]


def _layer(post: Post, lists: list[DutyList], counts: dict[int, dict[str, int]]) -> Layer:
    own = [listed for listed in lists if listed.post_id == post.pk]
    duties = [one for one in own if one.kind == ListKind.RESPONSIBILITY]
    problems = [one for one in own if one.kind == ListKind.RECTIFICATION]
    return Layer(post, next(iter(duties), None), _sum(duties, counts), _sum(problems, counts))


def _sum(lists: list[DutyList], counts: dict[int, dict[str, int]]) -> dict[str, int]:
    names = ("all", *Light.values)
    return {name: sum(counts[listed.pk][name] for listed in lists) for name in names}
