"""The desk: what can be done to a thing as a table of deeds, and the page that does one of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.utils.functional import Promise

from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.kernel.verdict import Refused, Verdict, refuse


class Opened(Protocol):
    """A thing as it lies open for one actor, with what its rules ask for."""

    @property
    def key(self) -> dict[str, Any]:
        """The words of every action that say which thing it is about."""

    def at_step(self, verb: str) -> bool:
        """Whether there is such a deed where the thing stands."""


class DeedForm[It: Opened](KeyedForm):
    """What is typed for a deed. This one needs nothing but the press of its button."""

    def __init__(self, *args: Any, opened: It, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened = opened
        self.prepare()

    def prepare(self) -> None:
        """Fill in what is known already, and what there is to choose."""

    @property
    def words(self) -> dict[str, Any]:
        return {**self.opened.key, **self.typed}


def _always(_opened: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Deed[It: Opened]:
    """One thing that can be done: its word, its form, the rule that is asked, and its action.

    `says` is what the page says afterwards; `only` for some things is there such a deed at all.
    What is done `again` and again, as with a pile of papers, ends at its own form.
    """

    verb: str
    label: Promise
    icon: str
    form: Callable[..., KeyedForm]
    rule: Callable[[It], Verdict]
    action: Callable[..., Any]
    says: Promise
    only: Callable[[It], bool] = _always
    again: bool = False

    @property
    def slug(self) -> str:
        return self.verb.replace("_", "-")


def table[It: Opened](*deeds: Deed[It]) -> dict[str, Deed[It]]:
    """Deeds by their words, in the order in which a page offers them."""
    return {deed.verb: deed for deed in deeds}


@dataclass(frozen=True, slots=True)
class Offer[It: Opened]:
    """A deed as it stands for one actor and one thing: allowed, or why not."""

    deed: Deed[It]
    verdict: Verdict


def offers[It: Opened](deeds: Iterable[Deed[It]], opened: It) -> list[Offer[It]]:
    """What can be done at this step, in the table's order; what is not allowed says why."""
    found = [deed for deed in deeds if opened.at_step(deed.verb) and deed.only(opened)]
    return [Offer(deed, deed.rule(opened)) for deed in found]


@dataclass(frozen=True, slots=True)
class Desk[It: Opened]:
    """Where the deeds of one kind of thing are done.

    `template` extends `desk.html`; `around` gives what it shows beside the deed, with `back`, the
    address of the thing; `ending` answers when a deed was done, with what its action returned.
    """

    template: str
    around: Callable[[It], dict[str, Any]]
    ending: Callable[[Request, It, Deed[It], Any], HttpResponse]

    def do(self, request: Request, deed: Deed[It], opened: It) -> HttpResponse:
        """Show a deed's form, or carry its action out; what is refused says why and loses nothing.

        What stands in the address fills the form: `?name=…`.
        """
        if request.method != "POST":
            return self._begin(request, deed, opened)
        form = deed.form(request.POST, request.FILES, opened=opened)
        if not form.is_valid():
            return self._ask(request, deed, opened, form, status=422)
        try:
            done = perform(request, form, deed.action, **form.words)
        except Refused as refused:
            verdict = refuse(refused.reason)
            return self._ask(request, deed, opened, form, verdict=verdict, status=403)
        if done is not None:
            messages.success(request, str(deed.says))
        return self.ending(request, opened, deed, done)

    def _begin(self, request: Request, deed: Deed[It], opened: It) -> HttpResponse:
        verdict = deed.rule(opened)
        if not verdict:
            return self._ask(request, deed, opened, None, verdict=verdict, status=403)
        known = {name: value for name, value in request.GET.items() if name != "key"}
        form = deed.form(opened=opened, initial=known)
        return self._ask(request, deed, opened, form, status=200)

    def _ask(
        self,
        request: Request,
        deed: Deed[It],
        opened: It,
        form: KeyedForm | None,
        *,
        verdict: Verdict | None = None,
        status: int,
    ) -> HttpResponse:
        context = {**self.around(opened), "deed": deed, "form": form, "verdict": verdict}
        return page(request, self.template, "", context, status=status)
