from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.people import actions, forms, queries, rules
from liandong.people.views.common import asked_place, face, one_page, with_terms
from liandong.places.models import Place


@login_not_required
@require_GET
def directory(request: Request) -> HttpResponse:
    form = forms.Find(request.GET)
    status = 200 if form.is_valid() else 422
    words, role = form.cleaned_data.get("q", ""), form.cleaned_data.get("role", "")
    found = one_page(request, queries.find_posts(request.actor, words, role))
    context = {
        "face": face(request),
        "form": form,
        "page": found,
        "rows": with_terms(found.object_list),
        "searching": bool(words or role),
    }
    return page(request, "people/directory.html", "posts", context, status=status)


@login_not_required
@require_GET
def at(request: Request, place_id: int) -> HttpResponse:
    place = get_object_or_404(Place, pk=place_id)
    context = {
        "face": face(request),
        "place": place,
        "rows": with_terms(queries.directory(place, request.actor)),
        "may_create_post": rules.may_found_organisation(request.actor, place),
    }
    return page(request, "people/at.html", "people", context)


@login_not_required
@require_GET
def organisations(request: Request) -> HttpResponse:
    form = forms.FindOrganisation(request.GET)
    status = 200 if form.is_valid() else 422
    words, kind = form.cleaned_data.get("q", ""), form.cleaned_data.get("kind", "")
    found = one_page(request, queries.find_organisations(words, kind))
    context = {"face": face(request), "form": form, "page": found, "searching": words or kind}
    return page(request, "people/organisations.html", "organisations", context, status=status)


@require_http_methods(["GET", "POST"])
def found_organisation(request: Request) -> HttpResponse:
    if request.method == "POST":
        form = forms.FoundOrganisation(request.POST)
        if form.is_valid():
            perform(request, form, actions.found_organisation, **form.words)
            return redirect("people:organisations")
        return page(request, "people/found_organisation.html", "form", {"form": form}, status=422)
    place = asked_place(request)
    ensure(rules.may_found_organisation(request.actor, place))
    form = forms.FoundOrganisation(initial={"place": place.pk})
    return page(request, "people/found_organisation.html", "form", {"form": form, "place": place})
