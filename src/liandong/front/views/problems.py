"""When something goes wrong: what happened, that nothing was lost, and what to do next."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from liandong.front.views.face import face_of


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    too_big = isinstance(exception, RequestDataTooBig | TooManyFilesSent)
    return _problem(request, 413 if too_big else 400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say the sentence of the rule that refused."""
    return _problem(request, 403, reason=getattr(exception, "reason", ""))


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(request, 404)


@login_not_required
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old."""
    return _problem(request, 403, name="403_csrf")


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request, so that it needs no database, session or user."""
    part = {"part": True, "face": "_bare.html"} if request.headers.get("HX-Request") else {}
    response = HttpResponse(render_to_string("500.html", part), status=500)
    return _beside(response) if part else response


def _problem(
    request: HttpRequest, status: int, *, name: str = "", reason: str = ""
) -> HttpResponse:
    part = bool(getattr(request, "htmx", False))
    face = "_bare.html" if part else face_of(request)
    context = {"face": face, "part": part, "reason": reason}
    response = render(request, f"{name or status}.html", context, status=status)
    return _beside(response) if part else response


def _beside(response: HttpResponse) -> HttpResponse:
    """Let htmx put the answer above the page's content instead of into it."""
    response["HX-Retarget"] = "#messages"
    response["HX-Reswap"] = "innerHTML show:window:top"
    return response
