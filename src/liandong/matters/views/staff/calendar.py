"""Promises that a calendar loaded later would date otherwise: listed, and moved by nobody else."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from liandong.kernel.page import Request, page
from liandong.matters import queries


@require_safe
def moved(request: Request) -> HttpResponse:
    matters, more = queries.moved_by_calendar_for(request.actor, timezone.now())
    context = {"matters": matters, "more": more}
    return page(request, "matters/staff/calendar.html", "", context)
