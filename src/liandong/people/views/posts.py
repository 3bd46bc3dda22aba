from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.people import actions, forms, queries, rules
from liandong.people.models import Post, Term
from liandong.people.views.common import asked_place, face


@login_not_required
@require_GET
def post(request: Request, post_id: int) -> HttpResponse:
    return _post(request, _visible(request, post_id))


@require_POST
def appoint(request: Request, post_id: int) -> HttpResponse:
    form, shown = forms.Appoint(request.POST), _visible(request, post_id)
    if not form.is_valid():
        return _post(request, shown, appoint=form, status=422)
    perform(request, form, actions.appoint, post_id=post_id, **form.words)
    return redirect("people:post", post_id)


@require_POST
def hand_over(request: Request, post_id: int) -> HttpResponse:
    form, shown = forms.HandOver(request.POST), _visible(request, post_id)
    if not form.is_valid():
        return _post(request, shown, hand_over=form, status=422)
    perform(request, form, actions.hand_over, post_id=post_id, **form.words)
    return redirect("people:post", post_id)


@require_POST
def end_term(request: Request, term_id: int) -> HttpResponse:
    form, term = forms.EndTerm(request.POST), get_object_or_404(Term, pk=term_id)
    if not form.is_valid():
        return _post(request, _visible(request, term.post_id), end_term=form, status=422)
    perform(request, form, actions.end_term, term_id=term_id, **form.words)
    return redirect("people:post", term.post_id)


@require_http_methods(["GET", "POST"])
def create_post(request: Request) -> HttpResponse:
    if request.method == "POST":
        form = forms.CreatePost(request.POST)
        if form.is_valid():
            made = perform(request, form, actions.create_post, **form.words)
            return redirect("people:post", made.pk) if made else redirect("people:directory")
        return page(request, "people/create_post.html", "form", {"form": form}, status=422)
    place = asked_place(request)
    ensure(rules.may_found_organisation(request.actor, place))
    form = forms.CreatePost(initial={"place": place.pk, **request.GET.dict()})
    return page(request, "people/create_post.html", "form", {"form": form, "place": place})


def _visible(request: Request, post_id: int) -> Post:
    return get_object_or_404(queries.visible_posts(request.actor), pk=post_id)


def _post(request: Request, shown: Post, *, status: int = 200, **given: KeyedForm) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "face": face(request),
        "post": shown,
        "term": queries.serving([shown], today).get(shown.pk),
        "today": today,
        "may_appoint": rules.may_appoint(request.actor, shown),
        "terms": queries.history(shown) if request.actor.signed else [],
        "appoint": given.get("appoint") or forms.Appoint(auto_id="appoint_%s"),
        "hand_over": given.get("hand_over") or forms.HandOver(auto_id="hand_over_%s"),
        "end_term": given.get("end_term") or forms.EndTerm(auto_id="end_%s"),
    }
    return page(request, "people/post.html", "post", context, status=status)
