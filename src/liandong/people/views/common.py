"""What the pages of people share: the face that fits the reader, and lists with their holders."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.utils import timezone

from liandong.kernel.page import Request
from liandong.people import queries
from liandong.people.models import Post
from liandong.places.models import Place

ROWS_A_PAGE = 50


def face(request: Request) -> str:
    """Staff read in their own shell, everybody else in the residents'."""
    return "staff.html" if request.actor.signed else "base.html"


def asked_place(request: Request) -> Place:
    """The place that `?place=` names, or else the one where the acting post stands."""
    number = request.GET.get("place", "")
    place = queries.place(int(number) if number.isdecimal() else request.actor.place_id or 0)
    if place is None:
        raise Http404
    return place


def one_page(request: Request, rows: Any) -> Page[Any]:
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))


def with_terms(posts: Iterable[Post]) -> list[dict[str, Any]]:
    """Each post with the term that runs today, in one query for all."""
    posts = list(posts)
    serving = queries.serving(posts, timezone.localdate())
    return [{"post": post, "term": serving.get(post.pk)} for post in posts]
