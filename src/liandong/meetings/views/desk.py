"""The desk of joint meetings, the calendar of a year, planning, and departments' reports."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, ensure
from liandong.meetings import actions, forms, queries, rules
from liandong.places.models import Place

ROWS_A_PAGE = 30


@require_safe
def desk(request: Request) -> HttpResponse:
    now = timezone.now()
    place = queries.own_place(request.actor)
    shown = Paginator(queries.latest(request.actor), ROWS_A_PAGE)
    context = {
        "waiting": queries.waiting_for(request.actor),
        "page": shown.get_page(request.GET.get("page")),
        "may_plan": bool(place and rules.may_plan(request.actor, place)),
        "now": now,
    }
    return page(request, "meetings/desk.html", "", context)


def _own_place(request: Request) -> Place:
    place = queries.own_place(request.actor)
    if place is None:
        raise Http404
    return place


@require_safe
def calendar(request: Request) -> HttpResponse:
    """The year's plan of the acting post's place and of those one level below."""
    now = timezone.localtime()
    place = _own_place(request)
    years = queries.years(request.actor, now)
    asked = {"year": request.GET.get("year") or now.year}
    form = forms.Year(asked, years=years)
    valid = form.is_valid()
    year = form.cleaned_data["year"] if valid else now.year
    context = {
        "place": place,
        "form": form,
        "year": year,
        "plans": queries.calendar(request.actor, place, year, now),
        "months": range(1, 13),
        "may_plan": bool(rules.may_plan(request.actor, place)),
        "now": now,
    }
    return page(request, "meetings/calendar.html", "rows", context, status=200 if valid else 422)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request) -> HttpResponse:
    place = _own_place(request)
    ensure(rules.may_plan(request.actor, place))
    form = forms.Plan(request.POST or None)
    context = {"form": form, "place": place, "kind": "one"}
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "meetings/plan.html", "form", context, status=status)
    try:
        made = perform(request, form, actions.plan, place_id=place.pk, **form.words)
    except Refused as refused:
        context["reason"] = refused.reason
        return page(request, "meetings/plan.html", "form", context, status=403)
    return redirect(made) if made else redirect("meetings:desk")


@require_http_methods(["GET", "HEAD", "POST"])
def plan_year(request: Request) -> HttpResponse:
    """The meetings of a year at once, evenly spread."""
    place = _own_place(request)
    ensure(rules.may_plan(request.actor, place))
    times = queries.times_a_year(place, timezone.localdate())
    form = forms.PlanYear(request.POST or None, initial={"times": int(times.amount)})
    context = {"form": form, "place": place, "times": times, "kind": "year"}
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "meetings/plan.html", "form", context, status=status)
    try:
        perform(request, form, actions.plan_year, place_id=place.pk, **form.words)
    except Refused as refused:
        context["reason"] = refused.reason
        return page(request, "meetings/plan.html", "form", context, status=403)
    query = {"year": form.cleaned_data["first"].year}
    return redirect(reverse("meetings:calendar", query=query))


@require_safe
def reports(request: Request) -> HttpResponse:
    """What departments handed in to the own level, or the own office wrote."""
    shown = Paginator(queries.reports(request.actor), ROWS_A_PAGE)
    context = {
        "page": shown.get_page(request.GET.get("page")),
        "may_report": bool(queries.places_to_report(request.actor)),
        "now": timezone.now(),
    }
    return page(request, "meetings/reports.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: Request) -> HttpResponse:
    ensure(rules.may_report(request.actor, _own_place(request)))
    places = queries.places_to_report(request.actor)
    form = forms.HandIn(request.POST or None, request.FILES or None, places=places)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "meetings/hand_in.html", "form", {"form": form}, status=status)
    made = perform(request, form, actions.hand_in, **form.words)
    return redirect(made) if made else redirect("meetings:reports")


@require_safe
def report(request: Request, number: int) -> HttpResponse:
    found = queries.find_report(number)
    if found is None:
        raise Http404
    ensure(rules.may_see_report(request.actor, found, queries.hears_report(request.actor, found)))
    context = {"report": found, "heard": queries.heard_at(found), "now": timezone.now()}
    return page(request, "meetings/report.html", "", context)


@require_safe
def report_paper(request: Request, number: int) -> HttpResponse:
    """The paper of a report, as a download that no browser runs."""
    found = queries.find_report(number)
    if found is None or not found.file:
        raise Http404
    ensure(rules.may_see_report(request.actor, found, queries.hears_report(request.actor, found)))
    with found.file.open("rb") as opened:
        response = HttpResponse(opened.read(), content_type=found.mime)
    ending = "pdf" if found.mime == "application/pdf" else "jpg"
    response["Content-Disposition"] = f'attachment; filename="report-{found.pk}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(response)
    return response
