"""The kinds of matter: when something is one, when it is done, within what time, and who leads."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liandong.kernel.page import Request, page
from liandong.rulebook import queries
from liandong.rulebook.views.common import face_of, today


@login_not_required
@require_GET
def categories(request: Request) -> HttpResponse:
    kinds = list(queries.categories())
    limits = queries.limits_of(kinds, today())
    rows = [(kind, limits[kind.pk]) for kind in kinds]
    groups = [list(group) for _code, group in groupby(rows, lambda row: row[0].group_code)]
    context = {"face": face_of(request), "groups": groups, "total": len(kinds)}
    return page(request, "rulebook/categories.html", "", context)


@login_not_required
@require_GET
def category(request: Request, code: str) -> HttpResponse:
    kind = queries.category(code)
    if kind is None:
        raise Http404(_("There is no such kind of matter."))
    limits = queries.limits_of([kind], today())[kind.pk]
    context = {"face": face_of(request), "kind": kind, "limits": limits}
    return page(request, "rulebook/category.html", "", context)
