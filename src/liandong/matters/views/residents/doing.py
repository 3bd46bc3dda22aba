"""What whoever raised a matter can do to it: add, urge, judge, take it up, withdraw it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from liandong.kernel.actor import RESIDENT
from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.matters import actions, queries, rules
from liandong.matters.forms import residents as forms
from liandong.matters.views.residents.door import File, owners_only
from liandong.matters.views.residents.file import show, standing


@owners_only
@require_POST
def add(request: Request, file: File) -> HttpResponse:
    said = _("Added. Whoever is responsible reads it.")
    return _do(request, file, forms.Add(request.POST), actions.add, said)


@owners_only
@require_POST
def urge(request: Request, file: File) -> HttpResponse:
    said = _("They were reminded. It stands in the record.")
    return _do(request, file, forms.Urge(request.POST), actions.urge, said)


@owners_only
@require_POST
def take_up(request: Request, file: File) -> HttpResponse:
    said = _("It went up one level. That level has its own time, shown above.")
    return _do(request, file, forms.TakeUp(request.POST), actions.take_up, said)


@owners_only
@require_POST
def withdraw(request: Request, file: File) -> HttpResponse:
    said = _("It is withdrawn. Nobody works on it any more.")
    return _do(request, file, forms.Withdraw(request.POST), actions.withdraw, said)


@owners_only
@require_POST
def erase_contact(request: Request, file: File) -> HttpResponse:
    if queries.contact(file.matter) is None:
        return redirect(file.url())
    said = _("Your name and phone are erased. Keep the link: it is now the only way to follow.")
    return _do(request, file, KeyedForm(request.POST), actions.erase_contact, said)


@owners_only
@require_http_methods(["GET", "HEAD", "POST"])
def evaluate(request: Request, file: File) -> HttpResponse:
    """Say whether it is solved; afterwards the same page is the receipt of the judgement."""
    form = forms.Evaluate(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            perform(
                request,
                form,
                actions.evaluate,
                matter_id=file.matter.pk,
                judgement=form.judgement,
            )
            return redirect(file.url("evaluate"))
        status = 422
    now = timezone.now()
    facts = queries.facts(file.matter, RESIDENT, now)
    context = {
        **standing(file.matter, now),
        "file": file,
        "form": form,
        "may": rules.may_evaluate(RESIDENT, file.matter, facts),
        "judged": file.matter.evaluations.order_by("-round").first(),
    }
    return page(request, "matters/residents/evaluate.html", "", context, status=status)


def _do(
    request: Request, file: File, form: KeyedForm, action: Callable[..., Any], said: Any
) -> HttpResponse:
    """Carry out one action and return to the matter's page, which then shows what happened."""
    if not form.is_valid():
        return show(request, file, form, status=422)
    perform(request, form, action, matter_id=file.matter.pk, **form.words)
    messages.success(request, said)
    return redirect(file.url())
