from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from liandong.kernel.page import page
from liandong.people.middleware import CHOSEN_POST, PostRequest
from liandong.people.views.common import face


@require_GET
def me(request: PostRequest) -> HttpResponse:
    context = {"face": face(request), "posts": request.posts_held}
    return page(request, "people/me.html", "posts", context)


@require_POST
def choose_post(request: PostRequest) -> HttpResponse:
    """Act from another of one's posts from now on, in this session only."""
    number = request.POST.get("post", "")
    chosen = next((post for post in request.posts_held if str(post.pk) == number), None)
    if chosen is None:
        raise Http404
    request.session[CHOSEN_POST] = chosen.pk
    return redirect("people:me")
