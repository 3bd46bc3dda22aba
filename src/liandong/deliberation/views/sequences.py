"""四议两公开 on the desk: the list, beginning one, its file, and taking the step that is next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liandong.deliberation import actions, queries, rules
from liandong.deliberation.forms import sequences as forms
from liandong.deliberation.lifecycle import SEQUENCE_MOVES, Phase
from liandong.deliberation.models import Sequence
from liandong.kernel.actor import Actor
from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.kernel.verdict import ALLOWED, Refused, Verdict, ensure
from liandong.places import queries as places

ROWS_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done to a sequence; `may` is asked before its form is shown."""

    verb: str
    label: Promise
    icon: str
    form: Callable[..., Any]
    action: Callable[..., Any]
    says: Promise
    may: Callable[[Actor, Sequence, datetime], Verdict]

    @property
    def slug(self) -> str:
        return self.verb.replace("_", "-")

    def exists_for(self, sequence: Sequence) -> bool:
        return sequence.course in SEQUENCE_MOVES[self.verb][0]


def _handled(actor: Actor, sequence: Sequence, _now: datetime) -> Verdict:
    return rules.may_handle_sequence(actor, sequence)


def _ballot(actor: Actor, sequence: Sequence, _now: datetime) -> Verdict:
    body = next(iter(sequence.rule_of(Phase.RESOLVE)["by"]))
    running = queries.ballot_runs(sequence)
    return rules.may_put_to_ballot(actor, sequence, body, running=running)


def _disclose(actor: Actor, sequence: Sequence, _now: datetime) -> Verdict:
    phase = str(sequence.phase)
    posted = queries.latest(sequence, phase) is not None
    return rules.may_disclose(actor, sequence, phase, "", posted=posted)


def _end_disclosure(actor: Actor, sequence: Sequence, now: datetime) -> Verdict:
    step = queries.latest(sequence, str(sequence.phase))
    return rules.may_end_disclosure(actor, sequence, step, "-", now)


_ALL = [
    Deed(
        "hold",
        _("Write down the step"),
        "gavel",
        forms.Hold,
        actions.hold,
        _("The step is written down. Where it did not reach its majority it may be held again."),
        _handled,
    ),
    Deed(
        "put_to_ballot",
        _("Let the assembly vote by ballot"),
        "checkbox",
        forms.PutToBallot,
        actions.put_to_ballot,
        _("The ballot is drafted. Its confirmed result is taken up here by itself."),
        _ballot,
    ),
    Deed(
        "disclose",
        _("Disclose"),
        "bell",
        forms.Disclose,
        actions.disclose,
        _("It is public, and its days are running. Print it for the notice board."),
        _disclose,
    ),
    Deed(
        "end_disclosure",
        _("End the disclosure"),
        "circle-check",
        forms.EndDisclosure,
        actions.end_disclosure,
        _("The disclosure has ended."),
        _end_disclosure,
    ),
    Deed(
        "end",
        _("End without a decision"),
        "ban",
        forms.End,
        actions.end,
        _("It has ended without a decision."),
        _handled,
    ),
]
DEEDS = {deed.verb: deed for deed in _ALL}


@require_safe
def sequences(request: Request) -> HttpResponse:
    found = queries.visible_sequences(request.actor)
    own = places.find(request.actor.place_id or 0)
    context = {
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_begin": bool(own and rules.may_begin(request.actor, own)),
        "now": timezone.now(),
    }
    return page(request, "deliberation/staff/sequences.html", "rows", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request) -> HttpResponse:
    place = places.find(request.actor.place_id or 0)
    if place is None:
        raise Http404
    ensure(rules.may_begin(request.actor, place))
    form = forms.Begin(request.POST or None)
    if form.is_valid():
        made = perform(request, form, actions.begin, place_id=place.pk, **form.words)
        if made is None:
            return redirect("deliberation:sequences")
        return redirect("deliberation:sequence_file", made.number)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "place": place}
    return page(request, "deliberation/staff/begin.html", "form", context, status=status)


def _find(request: Request, number: str) -> Sequence:
    sequence = queries.visible_sequences(request.actor).filter(number=number).first()
    if sequence is None:
        raise Http404
    return sequence


@require_safe
def file(request: Request, number: str) -> HttpResponse:
    """The six steps with every attempt, what each must reach, and what can be done now."""
    sequence, now = _find(request, number), timezone.now()
    deeds = [deed for deed in DEEDS.values() if deed.exists_for(sequence)]
    context = {
        "sequence": sequence,
        "lines": queries.lines_of(sequence),
        "ballots": queries.ballots_of(sequence),
        "offers": [(deed, deed.may(request.actor, sequence, now)) for deed in deeds],
        "handles": rules.may_handle_sequence(request.actor, sequence),
        "now": now,
    }
    return page(request, "deliberation/staff/sequence.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, number: str, verb: str) -> HttpResponse:
    """One deed: its form, or its action and then back to the file."""
    deed, sequence, now = DEEDS[verb], _find(request, number), timezone.now()
    verdict = _verdict(deed, request.actor, sequence, now)
    if not verdict:
        return _ask(request, deed, sequence, None, verdict=verdict, status=403)
    if request.method != "POST":
        return _ask(request, deed, sequence, deed.form(sequence=sequence, now=now), status=200)
    form = deed.form(request.POST, sequence=sequence, now=now)
    if not form.is_valid():
        return _ask(request, deed, sequence, form, status=422)
    try:
        done = perform(request, form, deed.action, **form.words)
    except Refused as refused:
        verdict = Verdict(refused.reason)
        return _ask(request, deed, sequence, form, verdict=verdict, status=403)
    if done is not None:
        messages.success(request, str(deed.says))
    return redirect("deliberation:sequence_file", number)


def _verdict(deed: Deed, actor: Actor, sequence: Sequence, now: datetime) -> Verdict:
    if not deed.exists_for(sequence):
        return Verdict(_("Where it stands now, this is not possible."))
    return deed.may(actor, sequence, now)


def _ask(
    request: Request,
    deed: Deed,
    sequence: Sequence,
    form: KeyedForm | None,
    *,
    verdict: Verdict = ALLOWED,
    status: int,
) -> HttpResponse:
    phase = sequence.phase
    context = {
        "sequence": sequence,
        "deed": deed,
        "form": form,
        "verdict": None if verdict else verdict,
        "phase": phase,
        "rule": sequence.rule_of(phase) if phase else None,
    }
    return page(request, "deliberation/staff/sequence_do.html", "doing", context, status=status)
