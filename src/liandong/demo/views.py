"""The demo: the cast, one-click sign-in, three stories to try. Closed in any other house."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from liandong.demo import queries
from liandong.kernel.page import Request, page

type View = Callable[..., HttpResponse]


def only_in_the_demo(view: View) -> View:
    """Answer 404 in any house that is not the demo, whoever asks."""

    @wraps(view)
    def guarded(request: Request, *args: str, **words: str) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **words)

    return login_not_required(guarded)


@only_in_the_demo
@require_safe
def index(request: Request) -> HttpResponse:
    cards = queries.cast(timezone.now())
    context = {"cards": cards, "mine": queries.own_matters(), "signed": request.actor.signed}
    return page(request, "demo/index.html", "", context)


@only_in_the_demo
@require_POST
def sign_in(request: Request, username: str) -> HttpResponse:
    """Take the place of a member of the cast; their one post is the one they act from."""
    member, person = queries.member(username), queries.person(username)
    if member is None or person is None:
        raise Http404
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(member.opens)


@only_in_the_demo
@require_POST
def be_resident(request: Request) -> HttpResponse:
    """Be a visitor again, as residents are."""
    logout(request)
    return redirect("front:home")
