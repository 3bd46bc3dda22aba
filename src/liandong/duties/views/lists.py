"""The desk of duties: what waits for a post, the lists it sees, and the layers of the tree."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from liandong.duties import actions, forms, queries, rules
from liandong.duties.models import LISTED
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, ensure
from liandong.places import queries as places

ROWS_A_PAGE = 30
MOST = 100


@require_safe
def desk(request: Request) -> HttpResponse:
    now = timezone.now()
    context = {
        "waiting": queries.waiting_for(request.actor, now, MOST),
        "may_draw_up": request.actor.role in LISTED,
        "now": now,
    }
    return page(request, "duties/desk.html", "", context)


@require_safe
def lists(request: Request) -> HttpResponse:
    form = forms.Find(request.GET, years=queries.years(request.actor))
    status = 200 if form.is_valid() else 422
    found = Paginator(queries.lists(request.actor, form.search), ROWS_A_PAGE)
    shown = found.get_page(request.GET.get("page"))
    counts = queries.count_lights(shown.object_list, timezone.now())
    context = {
        "form": form,
        "page": shown,
        "rows": [(listed, counts[listed.pk]) for listed in shown.object_list],
        "may_draw_up": request.actor.role in LISTED,
    }
    return page(request, "duties/lists.html", "rows", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def draw_up(request: Request) -> HttpResponse:
    ensure(rules.may_have_lists(request.actor))
    year = {"year": timezone.localdate().year}
    form = forms.DrawUp(request.POST or None, actor=request.actor, initial=year)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "duties/draw_up.html", "form", {"form": form}, status=status)
    try:
        made = perform(request, form, actions.draw_up, **form.words)
    except Refused as refused:
        context = {"form": form, "reason": refused.reason}
        return page(request, "duties/draw_up.html", "form", context, status=403)
    return redirect(made) if made else redirect("duties:lists")


@require_safe
def own_layers(request: Request) -> HttpResponse:
    """The layers from the acting post's own place."""
    if request.actor.place_id is None:
        raise Http404
    return redirect("duties:layers", request.actor.place_id)


@require_safe
def layers(request: Request, place_id: int) -> HttpResponse:
    """The secretary of a place and those one level below: who has a list, and how it stands."""
    place = places.find(place_id)
    if place is None:
        raise Http404
    ensure(rules.may_see_layers(request.actor, place))
    now = timezone.now()
    asked = {"year": request.GET.get("year") or timezone.localtime(now).year}
    form = forms.Layers(asked)
    year = form.cleaned_data["year"] if form.is_valid() else 0
    context = {
        "place": place,
        "form": form,
        "year": year,
        "layers": queries.layers(place, year, now) if year else [],
        "above": place.parent if place.pk != request.actor.place_id else None,
        "now": now,
    }
    return page(request, "duties/layers.html", "", context, status=200 if year else 422)
