"""The staff's desk: what waits, a review's file, one post's file, and every deed on them."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from liandong.appraisal import actions, forms, queries, rules
from liandong.appraisal.forms import Opened
from liandong.appraisal.models import Appraisal
from liandong.appraisal.views.deeds import POST_DEEDS, REVIEW_DEEDS
from liandong.appraisal.views.door import one_opened_or_404, opened_or_404
from liandong.appraisal.views.public import CHINESE, about, shown
from liandong.kernel.desk import Deed, Desk, offers
from liandong.kernel.links import qr_of
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, ensure

ROWS_A_PAGE = 30


@require_safe
def desk(request: Request) -> HttpResponse:
    """What waits for the acting post, its own reviews, and the files that it may open."""
    found = queries.visible_to(request.actor)
    context = {
        "waiting": queries.waits_for(request.actor),
        "own": queries.own_reviews(request.actor),
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_plan": bool(rules.may_plan(request.actor, queries.own_place(request.actor))),
        "now": timezone.now(),
    }
    return page(request, "appraisal/staff/desk.html", "rows", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request) -> HttpResponse:
    """Plan the review of the secretaries directly below the own level."""
    place = queries.own_place(request.actor)
    ensure(rules.may_plan(request.actor, place))
    assert place is not None, "who may plan stands somewhere"
    this_year = {"year": timezone.localdate().year}
    form = forms.PlanReview(request.POST or None, place=place, initial=this_year)
    if not form.is_valid():
        return _plan(request, form, status=422 if request.method == "POST" else 200)
    try:
        made = perform(request, form, actions.plan, place_id=place.pk, **form.words)
    except Refused as refused:
        return _plan(request, form, reason=refused.reason, status=403)
    return redirect(made) if made else redirect("appraisal:desk")


def _plan(
    request: Request, form: forms.PlanReview, *, reason: str = "", status: int
) -> HttpResponse:
    context = {"form": form, "reason": reason}
    return page(request, "appraisal/staff/plan.html", "form", context, status=status)


@require_safe
def file(request: Request, appraisal_id: int) -> HttpResponse:
    """What can be done now, who is under review, the ballots once they are counted."""
    opened = opened_or_404(request, appraisal_id)
    context = {
        **shown(opened.appraisal),
        "facts": opened.facts,
        "offers": offers(REVIEW_DEEDS.values(), opened),
        "reviewed": queries.tallied(opened.appraisal),
        "out": queries.appraised_of(opened.appraisal).exclude(out_because=""),
        "story": queries.story_of(opened.appraisal),
    }
    return page(request, "appraisal/staff/file.html", "", context)


@require_safe
def one(request: Request, appraised_id: int) -> HttpResponse:
    """One secretary's file: figures from the record, report, questions, checks, the result."""
    opened = one_opened_or_404(request, appraised_id)
    own = request.actor.post_id == opened.one.post_id
    context = {
        **shown(opened.appraisal),
        **about(opened.one),
        "figures": queries.gathered(opened.one, opened.now),
        "addresses": queries.addresses(opened.one, opened.now),
        "offers": offers(POST_DEEDS.values(), opened),
        "told": not own or bool(opened.one.feedback),
        "may_see": bool(rules.may_see(request.actor, opened.appraisal)),
        "story": queries.story_of(opened.one),
    }
    return page(request, "appraisal/staff/one.html", "", context)


@require_safe
def rows(request: Request, appraised_id: int, name: str) -> HttpResponse:
    """The rows behind one figure, each with its page and its proof."""
    opened = one_opened_or_404(request, appraised_id)
    if name not in queries.ROWS:
        raise Http404
    found = queries.rows(name, queries.year_of(opened.one, opened.now))
    shown_now = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "one": opened.one,
        "appraisal": opened.appraisal,
        "measure": queries.MEASURES[name],
        "page": shown_now,
        "proofs": queries.proofs(list(shown_now.object_list)),
    }
    return page(request, "appraisal/staff/rows.html", "rows", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, appraisal_id: int, verb: str) -> HttpResponse:
    return DESK.do(request, REVIEW_DEEDS[verb], opened_or_404(request, appraisal_id))


@require_http_methods(["GET", "HEAD", "POST"])
def do_to(request: Request, appraised_id: int, verb: str) -> HttpResponse:
    return DESK.do(request, POST_DEEDS[verb], one_opened_or_404(request, appraised_id))


def _around(opened: Opened) -> dict[str, Any]:
    thing = opened.appraised or opened.appraisal
    return {
        "back": thing.get_absolute_url(),
        "appraisal": opened.appraisal,
        "one": opened.appraised,
        "classes": queries.classes(opened.appraisal),
        "questions": queries.questions(opened.appraised) if opened.appraised else [],
        "tally": about(opened.appraised)["tally"] if opened.appraised else None,
        "effects": [queries.rule_of(opened.appraisal, key) for key in queries.EFFECTS],
        "now": opened.now,
    }


def _end(request: Request, opened: Opened, deed: Deed[Opened], done: Any) -> HttpResponse:
    """Tickets are shown once; else back to the file, or to the next paper."""
    if done and deed.verb == "issue_tickets":
        response = _tickets(request, opened.appraisal, done)
        add_never_cache_headers(response)
        return response
    if deed.again:
        return redirect(f"appraisal:{deed.verb}", opened.appraisal.pk)
    return redirect(opened.appraised or opened.appraisal)


def _tickets(request: Request, found: Appraisal, codes: Sequence[str]) -> HttpResponse:
    tickets = [
        {
            "code": " ".join(code[at : at + 4] for at in range(0, len(code), 4)),
            "qr": qr_of(request, reverse("appraisal:booth", args=[code])),
        }
        for code in codes
    ]
    with translation.override(CHINESE):
        reviewed = queries.under_review(found)
        context = {"appraisal": found, "tickets": tickets, "reviewed": reviewed}
        return page(request, "appraisal/print/tickets.html", "", context)


DESK = Desk("appraisal/staff/do.html", _around, _end)
