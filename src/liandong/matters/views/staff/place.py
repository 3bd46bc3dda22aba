"""My place: what lies in it, who works here, and what waits."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liandong.kernel.dates import day_of
from liandong.kernel.page import Request, page
from liandong.matters.lifecycle import State
from liandong.matters.queries import desk
from liandong.people import queries as people
from liandong.people.models import Post
from liandong.places import queries as places
from liandong.places.models import Level, Place
from liandong.rulebook import queries as rulebook


@require_safe
def my_place(request: Request) -> HttpResponse:
    here = places.find(request.actor.place_id or 0)
    if here is None:
        raise Http404
    now = timezone.now()
    counts = desk.counts_by_place(here.path, now)
    children = list(places.standing().filter(parent=here).order_by("id"))
    waiting = desk.waiting_states(here.path)
    context = {
        "place": here,
        "above": places.ancestors(here),
        "desk": people.desk(here),
        "children": _with_counts(children, counts),
        "own": counts.get(here.path, (0, 0)),
        "total": _sum(counts, here.path),
        "waiting": [(State(state), n) for state, n in waiting.items()],
        "people": _with_terms(request, here, now),
        "grid_warning": _households(here, now),
    }
    return page(request, "matters/staff/place.html", "", context)


def _with_counts(children: list[Place], counts: dict[str, tuple[int, int]]) -> list[dict[str, Any]]:
    desks = people.desks(children)
    rows = []
    for child in children:
        running, late = _sum(counts, child.path)
        rows.append({"place": child, "open": running, "late": late, "desk": desks.get(child.pk)})
    return rows


def _sum(counts: dict[str, tuple[int, int]], path: str) -> tuple[int, int]:
    inside = [count for where, count in counts.items() if where.startswith(path)]
    return sum(n for n, _late in inside), sum(late for _n, late in inside)


def _with_terms(request: Request, here: Place, now: datetime) -> list[dict[str, Any]]:
    posts = list(Post.objects.filter(place=here).select_related("place").order_by("role", "id"))
    serving = people.serving(posts, day_of(now))
    return [{"post": post, "term": serving.get(post.pk)} for post in posts]


def _households(here: Place, now: datetime) -> str:
    """A grid that is smaller or larger than the rulebook advises: a warning, not an error."""
    if here.level != Level.GRID or here.households is None or here.grid_type == "dedicated":
        return ""
    on = day_of(now)
    least = int(rulebook.limit("grid.households_least", here, on=on).amount)
    most = int(rulebook.limit("grid.households_most", here, on=on).amount)
    if least <= here.households <= most:
        return ""
    return _("A basic grid has %(least)d to %(most)d households; this one has %(has)d.") % {
        "least": least,
        "most": most,
        "has": here.households,
    }
