"""The front door, and the pages that explain the service."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_safe

from liandong.front import filing, navigation, queries
from liandong.front.views.face import face_of


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The residents' home; those who work here are led to their work."""
    links = navigation.rail(getattr(request, "actor", None), request.path)
    if request.user.is_authenticated and links and "public" not in request.GET:
        return redirect(links[0].url)
    return render(request, "front/home.html")


@login_not_required
@require_safe
def how(request: HttpRequest) -> HttpResponse:
    return _about(request, "front/how.html")


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return _about(request, "front/help.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return _about(request, "front/accessibility.html")


@login_not_required
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    return _about(request, "front/sources.html")


@login_not_required
@require_safe
def compliance(request: HttpRequest) -> HttpResponse:
    found = queries.forbidden_fields()
    return _about(
        request,
        "front/compliance.html",
        demands=filing.DEMANDS,
        functions=filing.FUNCTIONS,
        found=found,
        fields=queries.field_count(),
    )


@login_not_required
@require_safe
def functions_text(request: HttpRequest) -> HttpResponse:
    """The list of functions for the filing form; the form is Chinese whoever asks."""
    with translation.override("zh-hans"):
        return HttpResponse(filing.functions_text(), content_type="text/plain; charset=utf-8")


def _about(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    return render(request, template, {"face": face_of(request), **context})
