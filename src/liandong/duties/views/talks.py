"""Talks: what the rules suggest, a person's decision, the record, and its follow-up."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from liandong.duties import actions, forms, queries, rules
from liandong.duties.models import FormalTalk
from liandong.duties.views.deeds import offers_of
from liandong.duties.views.files import open_thing
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Verdict, ensure
from liandong.people.models import SECRETARIES, Post

ROWS_A_PAGE = 30


@require_safe
def talks(request: Request) -> HttpResponse:
    ensure(rules.may_see_talks(request.actor))
    found = Paginator(queries.talks(request.actor), ROWS_A_PAGE)
    context = {
        "page": found.get_page(request.GET.get("page")),
        "suggestions": queries.suggestions(request.actor, timezone.now()),
        "decides": request.actor.role in SECRETARIES,
        "now": timezone.now(),
    }
    return page(request, "duties/talks.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: Request, post_id: int) -> HttpResponse:
    """The grounds that the rules found, and the decision of a person."""
    post = queries.find_post(post_id)
    if post is None:
        raise Http404
    verdict = rules.may_decide(request.actor, post, open_talk=queries.has_open_talk(post))
    if not verdict:
        return _ask(request, post, None, verdict=verdict, status=403)
    form = forms.DecideTalk(request.POST or None)
    if not form.is_valid():
        return _ask(request, post, form, status=422 if request.method == "POST" else 200)
    talk = perform(request, form, actions.decide_talk, post_id=post_id, **form.words)
    return redirect(talk) if talk else redirect("duties:talks")


def _ask(
    request: Request,
    post: Post,
    form: forms.DecideTalk | None,
    *,
    verdict: Verdict | None = None,
    status: int,
) -> HttpResponse:
    found = queries.grounds([post], timezone.now()).get(post.pk, []) if form else []
    context = {"post": post, "form": form, "grounds": found, "verdict": verdict}
    return page(request, "duties/decide.html", "form", context, status=status)


@require_safe
def talk(request: Request, number: int) -> HttpResponse:
    found = open_thing(request, "talks", number, timezone.now())
    context = {
        **_context(found),
        "offers": offers_of("talks", request.actor, found),
        "story": queries.story(found),
        "now": timezone.now(),
    }
    return page(request, "duties/talk.html", "", context)


@require_safe
def paper(request: Request, number: int) -> HttpResponse:
    """The record on A4, with lines for both to sign."""
    return page(
        request,
        "duties/talk_paper.html",
        "",
        _context(open_thing(request, "talks", number, timezone.now())),
    )


def _context(found: FormalTalk) -> dict[str, Any]:
    return {"talk": found, "grounds": [queries.said(*ground) for ground in found.grounds]}
