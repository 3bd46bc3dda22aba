"""The staff's desk: what waits, the list, a project's file, and every deed on it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liandong.duties import queries as duties
from liandong.kernel.desk import Deed, Desk, offers
from liandong.kernel.export import office_response
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, ensure
from liandong.meetings.models import Resolution
from liandong.projects import actions, forms, queries, rules
from liandong.projects.forms import Opened
from liandong.projects.views.deeds import DEEDS
from liandong.projects.views.door import opened_or_404

ROWS_A_PAGE = 30
MOST_ROWS = 1000


@require_safe
def desk(request: Request) -> HttpResponse:
    """What waits for the acting post, then every project that it may open, with filters."""
    form = forms.Find(request.GET, years=queries.years(request.actor))
    status = 200 if form.is_valid() else 422
    now = timezone.now()
    found = queries.projects(request.actor, form.search, now)
    context = {
        "form": form,
        "waiting": queries.waits_for(request.actor, now),
        "plans_waiting": len(queries.plans_wait_for(request.actor, now)),
        "decided": _decided(request),
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_draft": bool(rules.may_draft_somewhere(request.actor)),
        "now": now,
    }
    return page(request, "projects/staff/desk.html", "rows", context, status=status)


def _decided(request: Request) -> list[Resolution]:
    """What joint meetings ask the secretary of the own place to make a project of."""
    secretary = queries.secretaries_for(request.actor).first()
    return queries.decided_for(secretary) if secretary else []


@require_safe
def export(request: Request) -> HttpResponse:
    """The list as an Excel file, as it goes to the level above."""
    form = forms.Find(request.GET, years=queries.years(request.actor))
    form.is_valid()
    now = timezone.now()
    found = queries.projects(request.actor, form.search, now)[:MOST_ROWS]
    office = duties.find_post(request.actor.post_id or 0)
    table = queries.ledger_of(found, office.title if office else "", now)
    return office_response(_("Ledger of the secretaries' projects"), table)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request) -> HttpResponse:
    """Begin a project of the secretary of the own place."""
    ensure(rules.may_draft_somewhere(request.actor))
    secretary = queries.secretaries_for(request.actor).first()
    if secretary is None:
        return _draft(request, None, reason=_("This place has no secretary's post."), status=403)
    asked = request.GET.get("resolution", "")
    decided = [one for one in queries.decided_for(secretary) if str(one.pk) == asked]
    form = forms.Draft(
        request.POST or None,
        secretary=secretary,
        decided=decided[0] if decided else None,
        initial={"year": timezone.localdate().year},
    )
    if not form.is_valid():
        return _draft(request, form, status=422 if request.method == "POST" else 200)
    try:
        made = perform(request, form, actions.draft, **form.words)
    except Refused as refused:
        return _draft(request, form, reason=refused.reason, status=403)
    return redirect(made) if made else redirect("projects:desk")


def _draft(
    request: Request, form: forms.Draft | None, *, reason: str = "", status: int
) -> HttpResponse:
    context = {"form": form, "reason": reason}
    return page(request, "projects/staff/draft.html", "form", context, status=status)


@require_safe
def file(request: Request, project_id: int) -> HttpResponse:
    """What can be done now, the plan against its baseline, money, amendments and the story."""
    opened = opened_or_404(request, project_id)
    project = opened.project
    context = {
        **_around(opened),
        "offers": offers(DEEDS.values(), opened),
        "supports": project.supports.select_related("place", "organisation").order_by("id"),
        "board": queries.board(project, opened.now),
        "papers": queries.kept_of(project),
        "expenses": project.expenses.select_related("post").order_by("-on", "-id"),
        "amendments": project.amendments.select_related("post").order_by("-id"),
        "story": duties.story(project),
    }
    return page(request, "projects/staff/file.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, project_id: int, verb: str) -> HttpResponse:
    return DESK.do(request, DEEDS[verb], opened_or_404(request, project_id))


def _around(opened: Opened) -> dict[str, Any]:
    return {
        "back": reverse("projects:file", args=[opened.project.pk]),
        "project": opened.project,
        "facts": opened.facts,
        "now": opened.now,
    }


def _end(request: Request, opened: Opened, deed: Deed[Opened], _done: Any) -> HttpResponse:
    return redirect(f"projects:{deed.verb if deed.again else 'file'}", opened.project.pk)


DESK = Desk("projects/staff/do.html", _around, _end)
