"""What everybody may read: the ballots near, their results, the rules, and counting again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liandong.ballots import actions, forms, queries, rules
from liandong.ballots.lifecycle import About, State
from liandong.ballots.models import Ballot, RuleSet
from liandong.ballots.views.door import face, public_or_404, result_of, too_often
from liandong.kernel.actor import RESIDENT
from liandong.kernel.page import Request, page, perform
from liandong.places import queries as places

ROWS_A_PAGE = 20


@login_not_required
@require_safe
def public_list(request: Request) -> HttpResponse:
    """The running ballots and the results, of everywhere or near one place."""
    form = forms.Find(request.GET)
    place = form.near
    found = queries.public() if place is None else queries.near(queries.public(), place.path)
    if form.states:
        found = found.filter(state__in=form.states)
    context = {
        "face": face(request),
        "form": form,
        "place": place,
        "above": places.ancestors(place) if place else [],
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "now": timezone.now(),
    }
    return page(request, "ballots/public/list.html", "found", context)


@login_not_required
@require_safe
def ballot(request: Request, number: str) -> HttpResponse:
    return _show(request, public_or_404(number), forms.Track())


@login_not_required
@require_http_methods(["POST"])
def track(request: Request, number: str) -> HttpResponse:
    """Find one's own vote among the published ones, by the code that only the voter knows."""
    shown = public_or_404(number)
    form = forms.Track(request.POST)
    if too_often(request, "ballot-track"):
        return page(request, "429.html", "", {}, status=429)
    if not form.is_valid() or not _published(shown):
        return _show(request, shown, form, status=422)
    code = form.cleaned_data["tracking"]
    slip = next((one for one in queries.slips(shown) if one.tracking == code), None)
    return _show(request, shown, form, found=slip, asked=True)


def _show(
    request: Request, shown: Ballot, form: forms.Track, *, status: int = 200, **more: object
) -> HttpResponse:
    context = {
        "face": face(request),
        "ballot": shown,
        "entitled": queries.entitled(shown),
        "objections": queries.objections(shown),
        "track": form,
        "published": _published(shown),
        "may_object_to": _about(shown),
        "on_desk": rules.may_help(request.actor, shown),
        "now": timezone.now(),
        **result_of(shown),
        **more,
    }
    return page(request, "ballots/public/ballot.html", "", context, status=status)


def _published(shown: Ballot) -> bool:
    return shown.state in {State.COUNTED, State.CONFIRMED}


def _about(shown: Ballot) -> str:
    """What can be objected to now, or nothing."""
    until, now = queries.objections_end(shown), timezone.now()
    return next((about for about in About if rules.may_object(shown, about, now, until)), "")


@login_not_required
@require_safe
def published(request: Request, number: str) -> HttpResponse:
    """The anonymous ballots as a file from which anybody can count again."""
    shown = public_or_404(number)
    if not _published(shown):
        raise Http404
    response = HttpResponse(queries.published(shown), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ballots-{shown.number}.csv"'
    return response


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: Request, number: str, about: str) -> HttpResponse:
    """An objection to the roll or to the result; no account is needed."""
    shown = public_or_404(number)
    form = forms.ObjectTo(request.POST or None)
    verdict = rules.may_object(shown, about, timezone.now(), queries.objections_end(shown))
    status = 200 if verdict else 403
    if request.method == "POST" and verdict:
        if too_often(request, "ballot-object"):
            return page(request, "429.html", "", {}, status=429)
        if form.is_valid():
            request.actor = RESIDENT
            words = {"ballot_id": shown.pk, "about": about, **form.words}
            perform(request, form, actions.object_to, **words)
            messages.success(request, _("Your objection is received. The answer appears here."))
            return redirect("ballots:ballot", number)
        status = 422
    context = {"ballot": shown, "form": form, "about": about, "verdict": verdict}
    return page(request, "ballots/public/object.html", "", context, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def recount(request: Request) -> HttpResponse:
    """Count a file of published ballots again: nothing is kept, nothing is looked up."""
    form = forms.Recount(request.POST or None, request.FILES or None)
    valid = form.is_valid()
    status = 422 if request.method == "POST" and not valid else 200
    context = {
        "face": face(request),
        "form": form,
        "found": form.cleaned_data["file"] if valid else None,
    }
    return page(request, "ballots/public/recount.html", "", context, status=status)


@login_not_required
@require_safe
def rule_sets(request: Request) -> HttpResponse:
    context = {"face": face(request), "rule_sets": queries.rule_sets()}
    return page(request, "ballots/public/rule_sets.html", "", context)


@login_not_required
@require_safe
def rule_set(request: Request, rule_set_id: int) -> HttpResponse:
    shown = get_object_or_404(RuleSet.objects.select_related("place"), pk=rule_set_id)
    context = {
        "face": face(request),
        "rule_set": shown,
        "subjects": shown.subjects.order_by("order_no"),
    }
    return page(request, "ballots/public/rule_set.html", "", context)
