"""What everybody may read: the list of projects, one project, its evidence, and it on paper."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from liandong.kernel.links import qr_of
from liandong.kernel.page import Request, page
from liandong.kernel.verdict import ensure
from liandong.projects import forms, queries, rules
from liandong.projects.models import SecretaryProject
from liandong.projects.views.door import face, found_or_404, published_or_404

ROWS_A_PAGE = 20


@login_not_required
@require_safe
def projects(request: Request) -> HttpResponse:
    """The registered projects of all levels: what was promised and how it goes."""
    form = forms.Find(request.GET, years=queries.years(request.actor))
    status = 200 if form.is_valid() else 422
    found = queries.published(form.search, timezone.now())
    context = {
        "face": face(request),
        "form": form,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "now": timezone.now(),
    }
    return page(request, "projects/public/list.html", "rows", context, status=status)


@login_not_required
@require_safe
def project(request: Request, project_id: int) -> HttpResponse:
    found = published_or_404(project_id)
    hands = queries.hands_of(found)
    may_see = rules.may_see(request.actor, found, hands)
    context = {"face": face(request), "may_see": may_see, **_shown(found)}
    return page(request, "projects/public/project.html", "", context)


@login_not_required
@require_safe
def paper(request: Request, project_id: int) -> HttpResponse:
    """One project on A4, for the board; a draft for those who may open its file."""
    found = found_or_404(project_id)
    if not found.public:
        ensure(rules.may_see(request.actor, found, queries.hands_of(found)))
    link = qr_of(request, reverse("projects:project", args=[found.pk])) if found.public else ""
    return page(request, "projects/print/project.html", "", {"qr": link, **_shown(found)})


@login_not_required
@require_safe
def evidence(request: Request, evidence_id: int) -> HttpResponse:
    """A paper behind a milestone: shown ones to everybody, others to those with the file."""
    kept = queries.evidence(evidence_id)
    if kept is None:
        raise Http404
    found = kept.milestone.project
    if not kept.shown:
        ensure(rules.may_see(request.actor, found, queries.hands_of(found)))
    with kept.file.open("rb") as opened:
        response = HttpResponse(opened.read(), content_type=kept.mime)
    ending, way = ("pdf", "attachment") if kept.mime == "application/pdf" else ("jpg", "inline")
    response["Content-Disposition"] = f'{way}; filename="evidence-{kept.pk}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _shown(found: SecretaryProject) -> dict[str, Any]:
    now = timezone.now()
    return {
        "project": found,
        "supports": found.supports.select_related("place", "organisation").order_by("id"),
        "board": queries.board(found, now),
        "papers": queries.kept_of(found).filter(shown=True),
        "amendments": found.amendments.order_by("id"),
        "now": now,
    }
