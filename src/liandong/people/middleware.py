"""Who asks: `request.actor`, from the post that the signed-in person chose to act from."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from liandong.kernel.actor import RESIDENT
from liandong.kernel.page import Request
from liandong.people import queries
from liandong.people.models import Person, Post

CHOSEN_POST = "post_id"


class PostRequest(Request):
    """A request with the posts of the person who asks."""

    acting_post: Post | None
    posts_held: list[Post]


class ActorMiddleware:
    """Set `request.actor`, `request.acting_post` and `request.posts_held`.

    A visitor who is not signed in is a resident and costs no query. Somebody signed in acts from
    the chosen post, or else from the one held longest; with no post they have a resident's rights.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PostRequest) -> HttpResponse:
        request.actor = RESIDENT
        request.acting_post = None
        request.posts_held = []
        if _has_signed_in(request) and isinstance(request.user, Person):
            _take_post(request, request.user)
        return self.get_response(request)


class RefusedFormMiddleware:
    """A form of the sign-in pages that comes back with its errors answers 422, as every other."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        form = (response.context_data or {}).get("form")
        if (
            request.method == "POST"
            and response.status_code == HTTPStatus.OK
            and form
            and form.errors
        ):
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


def _has_signed_in(request: HttpRequest) -> bool:
    return bool(request.session.session_key) and SESSION_KEY in request.session


def _take_post(request: PostRequest, person: Person) -> None:
    posts = queries.posts_of(person, timezone.localdate())
    if not posts:
        return
    chosen = request.session.get(CHOSEN_POST)
    post = next((post for post in posts if post.pk == chosen), posts[0])
    request.posts_held = posts
    request.acting_post = post
    request.actor = queries.actor_of(person, post)
