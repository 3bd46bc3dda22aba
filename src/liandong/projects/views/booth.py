"""Rating with a ticket, on a phone: the entrants, the grades, and a code to check them by."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from liandong.kernel.doors import in_private
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, refuse
from liandong.kernel.visits import times_this_hour
from liandong.projects import actions, forms, queries, rules
from liandong.projects.models import Ticket


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """From the code on the ticket to the rating."""
    form = forms.Code(request.POST or None)
    if request.method == "POST" and _too_often(request):
        return page(request, "429.html", "", {}, status=429)
    if form.is_valid():
        return redirect("projects:booth", form.cleaned_data["code"])
    status = 422 if request.method == "POST" else 200
    return page(request, "projects/arena/code.html", "", {"form": form}, status=status)


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def booth(request: Request, code: str) -> HttpResponse:
    """The rating behind a code. Afterwards the same page is the receipt, shown once."""
    ticket = queries.ticket_with(code)
    if ticket is None:
        if _too_often(request):
            return page(request, "429.html", "", {}, status=429)
        raise Http404
    form = forms.Rate(request.POST or None, arena=ticket.voters.arena)
    if request.method == "POST" and form.is_valid():
        return _rate(request, ticket, code, form)
    status = 422 if request.method == "POST" else 200
    return _show(request, ticket, code, form, status=status)


def _rate(request: Request, ticket: Ticket, code: str, form: forms.Rate) -> HttpResponse:
    try:
        receipt = perform(request, form, actions.rate, ticket_id=ticket.pk, **form.words)
    except Refused as refused:
        return _show(request, ticket, code, form, status=403, reason=refused.reason)
    if receipt is None:
        return redirect("projects:booth", code)
    context = {"arena": receipt.arena, "tracking": receipt.tracking}
    return page(request, "projects/arena/receipt.html", "", context)


def _show(
    request: Request, ticket: Ticket, code: str, form: forms.Rate, *, status: int, reason: str = ""
) -> HttpResponse:
    read = bool(queries.looked_at(ticket))
    may = rules.may_rate(ticket.voters.arena, ticket, read=read)
    context = {
        "arena": ticket.voters.arena,
        "ticket": ticket,
        "code": code,
        "form": form,
        "verdict": refuse(reason) if reason else may,
    }
    return page(request, "projects/arena/booth.html", "", context, status=status)


def _too_often(request: Request) -> bool:
    most = queries.number_of("arena.tries", None, timezone.now())
    return times_this_hour(request, "arena-code") > most
