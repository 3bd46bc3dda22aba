"""What everybody may read: the conversations, one of them, its map, and its answers as files."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from liandong.kernel.export import table_response
from liandong.kernel.page import Request, page, perform
from liandong.opinions import actions, forms, queries
from liandong.opinions.models import Conversation
from liandong.opinions.views.door import face, found_or_404, shown, too_often

ROWS_A_PAGE = 30
DAYS_KEPT = 120
KINDS = {"csv", "xlsx"}


@login_not_required
@require_safe
def conversations(request: Request) -> HttpResponse:
    """The conversations of everybody; a post sees those of its own places first."""
    near = request.actor.signed and "all" not in request.GET
    found = queries.visible_to(request.actor) if near else queries.public()
    context = {
        "face": face(request),
        "near": near,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "now": timezone.now(),
    }
    return page(request, "opinions/public/list.html", "rows", context)


@login_not_required
@require_safe
def conversation(request: Request, conversation_id: int) -> HttpResponse:
    """One conversation: the question, how to take part, and what the answers show so far."""
    found = found_or_404(conversation_id)
    context = shown(request, found) | {
        "join": forms.Join(),
        "own": request.COOKIES.get(_cookie(found), ""),
    }
    return page(request, "opinions/public/conversation.html", "", context)


@login_not_required
@require_POST
def join(request: Request, conversation_id: int) -> HttpResponse:
    """Begin to take part; this browser remembers the way back to the own answers."""
    found = found_or_404(conversation_id)
    form = forms.Join(request.POST)
    if too_often(request, "opinion-join", "opinion.per_hour"):
        return page(request, "429.html", "", {}, status=429)
    form.full_clean()
    joined = perform(request, form, actions.join, conversation_id=found.pk)
    if joined is None:
        return redirect("opinions:conversation", found.pk)
    response = redirect("opinions:own", joined.code)
    response.set_cookie(
        _cookie(found),
        joined.code,
        max_age=DAYS_KEPT * 24 * 3600,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def _cookie(found: Conversation) -> str:
    return f"opinion-{found.pk}"


@login_not_required
@require_safe
def picture(request: Request, conversation_id: int) -> HttpResponse:
    """The map, drawn here: marks without names, and the letters of the groups."""
    found = found_or_404(conversation_id)
    last = queries.drawing(found)
    if last is None or not last.result["groups"]:
        raise Http404
    response = HttpResponse(queries.picture(found, last), content_type="image/svg+xml")
    response["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_safe
def table(request: Request, conversation_id: int, kind: str) -> HttpResponse:
    """The counts of every statement, for a spreadsheet."""
    found = found_or_404(conversation_id)
    last = queries.drawing(found)
    told = queries.result(found, last, queries.published(found))
    if told is None or kind not in KINDS:
        raise Http404
    name = f"opinions-{found.pk}"
    return table_response(kind, name, queries.heads(told), queries.rows(told))


@login_not_required
@require_safe
def published(request: Request, conversation_id: int) -> HttpResponse:
    """Every answer without a name, for whoever draws the map again; from closing on."""
    found = _with_answers_or_404(conversation_id)
    response = HttpResponse(queries.as_file(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="opinions-{found.pk}-votes.csv"'
    return response


@login_not_required
@require_safe
def texts(request: Request, conversation_id: int) -> HttpResponse:
    """What the statements say, as `liandong plan opinions --statements` reads it."""
    found = _with_answers_or_404(conversation_id)
    rows = [(one.no, one.text) for one in queries.published(found)]
    name = f"opinions-{found.pk}-statements"
    return table_response("csv", name, ["statement", "text"], rows)


def _with_answers_or_404(conversation_id: int) -> Conversation:
    """Answers are published at closing, unless so few took part that it would name them."""
    found = found_or_404(conversation_id)
    if not found.has_result or not queries.are_enough(queries.drawing(found)):
        raise Http404
    return found
