"""Where a district or city sets a number of its own, or takes it back."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liandong.kernel.actor import Actor
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.places import queries as places
from liandong.places.models import Place
from liandong.rulebook import actions, forms, queries, rules
from liandong.rulebook.models import Category, Rule
from liandong.rulebook.views.common import kind_of_matter, today


@require_http_methods(["GET", "POST"])
def override(request: Request, key: str) -> HttpResponse:
    category = kind_of_matter(request.GET.get("category", ""))
    ensure(rules.may_set_rules(request.actor))
    place, base = _base(request.actor, key, category)
    ensure(rules.may_override(request.actor, place, base, today(), today()))
    form = forms.Override(request.POST or None, initial={"effective_from": today()})
    if request.method == "POST" and form.is_valid():
        words = {"place": place, "category": category, "local": form.rule(key)}
        perform(request, form, actions.override, **words)
        return redirect(address(key, category))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "key": key, "category": category, "place": place, "base": base}
    return page(request, "rulebook/override.html", "form", context, status=status)


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, rule_id: int) -> HttpResponse:
    rule = queries.find_rule(rule_id)
    if rule is None:
        raise Http404(_("There is no such rule."))
    ensure(rules.may_withdraw(request.actor, rule))
    form = forms.Withdraw(request.POST or None)
    if request.method == "POST" and form.is_valid():
        perform(request, form, actions.withdraw, rule_id=rule_id, **form.words)
        return redirect(address(rule.key, rule.category))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "rule": rule}
    return page(request, "rulebook/withdraw.html", "form", context, status=status)


def own_place(actor: Actor) -> Place | None:
    """The place for which an actor may set rules, if there is one."""
    return places.find(actor.place_id or 0) if rules.may_set_rules(actor) else None


def address(key: str, category: Category | None) -> str:
    asked = f"?category={category.code}" if category else ""
    return reverse("rulebook:rule", args=[key]) + asked


def _base(actor: Actor, key: str, category: Category | None) -> tuple[Place, Rule]:
    """The actor's place, and the rule that holds there without a number of its own."""
    place = places.find(actor.place_id or 0)
    try:
        if place is not None:
            return place, queries.above(key, place, today(), category)
    except queries.NoRule as missing:
        raise Http404(_("There is no such rule.")) from missing
    raise Http404(_("There is no such place."))
