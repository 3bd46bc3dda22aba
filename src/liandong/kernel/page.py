"""How a view answers: with a whole page, or with the one part that htmx asked for."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import AlreadyDone


class Request(HttpRequest):
    """What the middleware adds to a request."""

    htmx: HtmxDetails
    actor: Actor


def page(
    request: Request, template: str, part: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render `template`, or only its `{% partialdef part %}` when htmx will swap it in."""
    htmx = request.htmx
    wants_part = part and htmx and not htmx.boosted and not htmx.history_restore_request
    name = f"{template}#{part}" if wants_part else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def new_key() -> str:
    return uuid4().hex


class KeyedForm(forms.Form):
    """A form whose submission is carried out once, however often it is sent."""

    key = forms.CharField(
        max_length=64, widget=forms.HiddenInput, initial=new_key, required=False, label=""
    )

    @property
    def typed(self) -> dict[str, Any]:
        """The cleaned input without the key."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}

    @property
    def words(self) -> dict[str, Any]:
        """The words for the action."""
        return self.typed


def offer(form: forms.Form, name: str, choices: Iterable[Any]) -> None:
    """Give a field of choices what there is to choose now."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), f"{name} offers no choices"
    field.choices = choices


def perform[R](
    request: Request, form: KeyedForm, action: Callable[..., R], **words: Any
) -> R | None:
    """Run one action for one press of a button.

    Returns what the action returns, or None when this press was carried out before.
    Raises `Refused` when a rule forbids it.
    """
    actor = request.actor.pressing(form.cleaned_data["key"])
    try:
        return action(actor=actor, now=timezone.now(), **words)
    except AlreadyDone:
        return None
