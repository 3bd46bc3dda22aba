from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from liandong.kernel.page import Request, page
from liandong.people import queries
from liandong.people.middleware import CHOSEN_POST
from liandong.people.views.common import face


@require_GET
def me(request: Request) -> HttpResponse:
    context = {"face": face(request), "posts": request.posts_held}  # type: ignore[attr-defined]
    return page(request, "people/me.html", "posts", context)


@require_POST
def choose_post(request: Request) -> HttpResponse:
    """Act from another of one's posts from now on, in this session only."""
    number = request.POST.get("post", "")
    held = queries.posts_of(request.user, timezone.localdate())  # type: ignore[arg-type]
    chosen = next((post for post in held if str(post.pk) == number), None)
    if chosen is None:
        raise Http404
    request.session[CHOSEN_POST] = chosen.pk
    return redirect("people:me")
