"""What everybody may read: the plan once it is announced, the result once it is published."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from liandong.appraisal import queries, rules
from liandong.appraisal.models import Appraisal, Appraised
from liandong.appraisal.views.door import appraised_or_404, face, found_or_404
from liandong.kernel.page import Request, page
from liandong.kernel.verdict import ensure

ROWS_A_PAGE = 20
CHINESE = "zh-hans"


@login_not_required
@require_safe
def reviews(request: Request) -> HttpResponse:
    found = Paginator(queries.announced(), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"face": face(request), "page": found}
    return page(request, "appraisal/public/list.html", "rows", context)


@login_not_required
@require_safe
def review(request: Request, appraisal_id: int) -> HttpResponse:
    """One review: who rates with which weight, who is reviewed, and what came of it."""
    found = found_or_404(appraisal_id)
    if not found.announced:
        raise Http404
    context = {
        "face": face(request),
        **shown(found),
        "reviewed": queries.tallied(found) if found.published else _bare(found),
        "may_see": bool(rules.may_see(request.actor, found)),
    }
    return page(request, "appraisal/public/review.html", "", context)


@login_not_required
@require_safe
def reviewed(request: Request, appraised_id: int) -> HttpResponse:
    """One secretary's year, once it is published: report, figures, comment, ballots, grade."""
    one = _published_or_404(appraised_id)
    now = timezone.now()
    context = {
        "face": face(request),
        **shown(one.appraisal),
        **about(one),
        "figures": queries.gathered(one, now),
        "projects": queries.projects_of(queries.year_of(one, now)),
    }
    return page(request, "appraisal/public/reviewed.html", "", context)


@login_not_required
@require_safe
def sheet(request: Request, appraisal_id: int) -> HttpResponse:
    """The result on A4: for the level once it is counted, for everybody once it is published."""
    found = found_or_404(appraisal_id)
    if not found.is_counted:
        raise Http404
    if not found.published:
        ensure(rules.may_see(request.actor, found))
    with translation.override(CHINESE):
        context = {**shown(found), "reviewed": queries.tallied(found)}
        return page(request, "appraisal/print/sheet.html", "", context)


def shown(found: Appraisal) -> dict[str, Any]:
    """What every page of a review shows: the classes, and what the rules say of effects."""
    papers, invalid, made = queries.turnout(found)
    return {
        "appraisal": found,
        "classes": queries.classes(found),
        "papers": papers,
        "invalid": invalid,
        "made": made,
        "effects": [queries.rule_of(found, key) for key in queries.EFFECTS],
        "now": timezone.now(),
    }


def about(one: Appraised) -> dict[str, Any]:
    """What was said about one post under review, and its ballots once they are counted."""
    tallies = dict(queries.tallied(one.appraisal)) if one.appraisal.is_counted else {}
    return {
        "one": one,
        "tally": tallies.get(one),
        "questions": queries.questions(one),
        "checks": one.checks.select_related("post").order_by("on", "id"),
    }


def _bare(found: Appraisal) -> list[tuple[Appraised, None]]:
    return [(one, None) for one in queries.under_review(found)]


def _published_or_404(appraised_id: int) -> Appraised:
    one = appraised_or_404(appraised_id)
    if not one.appraisal.published or one.out_because:
        raise Http404
    return one
