"""Taking down a matter for somebody: one screen, with what may be the same trouble beside it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.matters import actions, rules
from liandong.matters.forms import staff as forms
from liandong.matters.lifecycle import Source
from liandong.matters.queries import desk, public
from liandong.places import queries as places
from liandong.places.models import Level


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: Request) -> HttpResponse:
    """The screen; "look" finds the place and what is alike, "send" takes it down."""
    ensure(rules.may_raise(request.actor, Source.PHONE))
    if request.method != "POST":
        return _screen(request, forms.Take(actor=request.actor, initial=_here(request)))
    form = forms.Take(request.POST, request.FILES, actor=request.actor)
    valid = form.is_valid()
    if not valid:
        return _screen(request, form, status=422)
    if "look" in request.POST:
        return _screen(request, form)
    matter = perform(request, form, actions.raise_matter, words=form.taken, photos=form.all_photos)
    number = matter.number if matter else public.number_of_press(form.cleaned_data["key"])
    return redirect("matters:file", number)


def _here(request: Request) -> dict[str, Any]:
    """A grid's own post is there already."""
    here = places.find(request.actor.place_id or 0)
    return {"place": here.pk} if here and here.level >= Level.GRID else {}


def _screen(request: Request, form: forms.Take, *, status: int = 200) -> HttpResponse:
    found = form.found if form.is_bound else places.find(form.initial.get("place") or 0)
    alike = []
    if form.is_bound and found is not None:
        given = form.cleaned_data
        alike = desk.alike(
            given.get("text", ""), found, given.get("lon"), given.get("lat"), timezone.now()
        )
    context = {
        "form": form,
        "found": found,
        "above": places.ancestors(found) if found else [],
        "candidates": getattr(form, "candidates", []),
        "alike": alike,
        "what": [form["text"], form["photos"]],
        "who": [form[name] for name in ("source", "name", "phone", "shielded")],
        "map_label": _("Map: touch where it is"),
    }
    return page(request, "matters/staff/take.html", "", context, status=status)
