from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.people import actions, forms, queries, rules
from liandong.people.models import Person
from liandong.people.views.common import one_page


@require_GET
def accounts(request: Request) -> HttpResponse:
    ensure(rules.may_see_accounts(request.actor))
    words = request.GET.get("q", "")[:60]
    found = one_page(request, queries.find_people(words))
    held = queries.posts_held_by(found.object_list, timezone.localdate())
    rows = [{"person": person, "posts": held.get(person.pk, [])} for person in found.object_list]
    context = {
        "page": found,
        "rows": rows,
        "words": words,
        "may_register": rules.may_register_person(request.actor),
    }
    return page(request, "people/accounts.html", "accounts", context)


@require_http_methods(["GET", "POST"])
def register_person(request: Request) -> HttpResponse:
    ensure(rules.may_register_person(request.actor))
    form = forms.RegisterPerson(request.POST or None)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "people/register_person.html", "form", {"form": form}, status=status)
    perform(request, form, actions.register_person, **form.words)
    may_list = rules.may_see_accounts(request.actor)
    return redirect("people:accounts" if may_list else "people:directory")


@require_GET
def account(request: Request, person_id: int) -> HttpResponse:
    ensure(rules.may_see_accounts(request.actor))
    return _account(request, get_object_or_404(Person, pk=person_id))


@require_POST
def suspend_account(request: Request, person_id: int) -> HttpResponse:
    return _change(request, person_id, actions.suspend_account, forms.Reason(request.POST))


@require_POST
def restore_account(request: Request, person_id: int) -> HttpResponse:
    return _change(request, person_id, actions.restore_account, forms.Reason(request.POST))


@require_POST
def reset_password(request: Request, person_id: int) -> HttpResponse:
    return _change(request, person_id, actions.reset_password, forms.NewPassword(request.POST))


def _change(
    request: Request, person_id: int, action: Callable[..., Person], form: KeyedForm
) -> HttpResponse:
    ensure(rules.may_see_accounts(request.actor))
    person = get_object_or_404(Person, pk=person_id)
    if not form.is_valid():
        name = "password" if isinstance(form, forms.NewPassword) else "reason"
        return _account(request, person, status=422, **{name: form})
    perform(request, form, action, person_id=person_id, **form.words)
    return redirect("people:account", person_id)


def _account(request: Request, person: Person, *, status: int = 200, **given: Any) -> HttpResponse:
    held = queries.posts_held_by([person], timezone.localdate())
    context = {
        "person": person,
        "posts": held.get(person.pk, []),
        "may_suspend": rules.may_suspend_account(request.actor, person),
        "may_restore": rules.may_restore_account(request.actor, person),
        "may_reset_password": rules.may_reset_password(request.actor, person),
        "reason": given.get("reason") or forms.Reason(),
        "password": given.get("password") or forms.NewPassword(auto_id="new_%s"),
    }
    return page(request, "people/account.html", "account", context, status=status)
