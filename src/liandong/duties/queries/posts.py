"""Which posts can have a list, a line, a lead or a support."""

from django.db.models import Q, QuerySet

from liandong.duties.models import LISTED
from liandong.kernel.actor import Actor
from liandong.people.models import DESKS, SECRETARIES, Post, RoleKind
from liandong.places.models import Place

WORKING = frozenset({*LISTED, *DESKS, RoleKind.COMMUNITY_WORKER, RoleKind.GRID_WORKER})


def listed_posts(actor: Actor) -> QuerySet[Post]:
    """The posts whose lists an actor may begin: the own one, and those directly below."""
    own = Q(pk=actor.post)
    near = Q(place_id=actor.place_id) | Q(place__parent_id=actor.place_id)
    wanted = own | near if actor.role in SECRETARIES else own
    return _in_order(Post.objects.filter(wanted, role__in=LISTED))


def working_posts(place: Place) -> QuerySet[Post]:
    """Who can lead or support at a place: its posts, those one level below, departments above."""
    near = Q(place_id=place.pk) | Q(place__parent_id=place.pk)
    above = Q(place_id__in=place.ancestors_ids, role=RoleKind.DEPARTMENT_OFFICER)
    return _in_order(Post.objects.filter(near | above, role__in=WORKING))


def _in_order(posts: QuerySet[Post]) -> QuerySet[Post]:
    standing = posts.filter(place__valid_until__isnull=True)
    found = standing.select_related("place", "organisation")
    return found.order_by("-place__level", "place_id", "role", "id")


def next_below(holder: Post) -> QuerySet[Post]:
    """The posts directly below a secretary's post, to which its lines are handed down."""
    near = Q(place_id=holder.place_id) | Q(place__parent_id=holder.place_id)
    return _in_order(Post.objects.filter(near, role__in=LISTED).exclude(pk=holder.pk))
