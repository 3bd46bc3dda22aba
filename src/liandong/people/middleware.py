"""Who asks: `request.actor`, from the post that the signed-in person chose to act from."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from liandong.kernel.actor import RESIDENT
from liandong.people import queries

CHOSEN_POST = "post_id"


class ActorMiddleware:
    """Set `request.actor`, `request.acting_post` and `request.posts_held`.

    A visitor who is not signed in is a resident and costs no query. Somebody signed in acts from
    the chosen post, or else from the one held longest; with no post they have a resident's rights.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = RESIDENT  # type: ignore[attr-defined]
        request.acting_post = None  # type: ignore[attr-defined]
        request.posts_held = []  # type: ignore[attr-defined]
        if _has_signed_in(request) and request.user.is_authenticated:
            _take_post(request)
        return self.get_response(request)


def _has_signed_in(request: HttpRequest) -> bool:
    return bool(request.session.session_key) and SESSION_KEY in request.session


def _take_post(request: HttpRequest) -> None:
    posts = queries.posts_of(request.user, timezone.localdate())  # type: ignore[arg-type]
    if not posts:
        return
    chosen = request.session.get(CHOSEN_POST)
    post = next((post for post in posts if post.pk == chosen), posts[0])
    request.posts_held = posts  # type: ignore[attr-defined]
    request.acting_post = post  # type: ignore[attr-defined]
    request.actor = queries.actor_of(request.user, post)  # type: ignore[arg-type, attr-defined]
