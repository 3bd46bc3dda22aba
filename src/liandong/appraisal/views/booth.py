"""Rating with a ticket, on a phone."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from liandong.appraisal import actions, forms, queries, rules
from liandong.appraisal.models import Ticket
from liandong.kernel.doors import in_private
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, refuse
from liandong.kernel.visits import times_this_hour


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """From the code on the ticket to the rating."""
    form = forms.Code(request.POST or None)
    if request.method == "POST" and _too_often(request):
        return page(request, "429.html", "", {}, status=429)
    if form.is_valid():
        return redirect("appraisal:booth", form.cleaned_data["code"])
    status = 422 if request.method == "POST" else 200
    return page(request, "appraisal/booth/code.html", "", {"form": form}, status=status)


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def booth(request: Request, code: str) -> HttpResponse:
    """The rating behind a code."""
    ticket = queries.ticket_with(code)
    if ticket is None:
        if _too_often(request):
            return page(request, "429.html", "", {}, status=429)
        raise Http404
    form = forms.Rate(request.POST or None, appraisal=ticket.voters.appraisal)
    if request.method == "POST" and form.is_valid():
        return _rate(request, ticket, code, form)
    return _show(request, ticket, code, form, status=422 if request.method == "POST" else 200)


def _rate(request: Request, ticket: Ticket, code: str, form: forms.Rate) -> HttpResponse:
    try:
        done = perform(request, form, actions.rate, ticket_id=ticket.pk, **form.words)
    except Refused as refused:
        return _show(request, ticket, code, form, status=403, reason=refused.reason)
    if done is None:
        return redirect("appraisal:booth", code)
    return page(request, "appraisal/booth/done.html", "", {"appraisal": done})


def _show(
    request: Request, ticket: Ticket, code: str, form: forms.Rate, *, status: int, reason: str = ""
) -> HttpResponse:
    appraisal = ticket.voters.appraisal
    may = rules.may_rate(appraisal, ticket, read=bool(queries.looked_at(ticket)))
    context = {
        "appraisal": appraisal,
        "ticket": ticket,
        "code": code,
        "form": form,
        "verdict": refuse(reason) if reason else may,
    }
    return page(request, "appraisal/booth/booth.html", "", context, status=status)


def _too_often(request: Request) -> bool:
    most = queries.number_of("appraisal.tries", None, timezone.now())
    return times_this_hour(request, "appraisal-code") > most
