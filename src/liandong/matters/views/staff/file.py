"""One matter's file: what and where, its story, and what can be done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from liandong.kernel.page import Request, page
from liandong.kernel.pictures import content_of
from liandong.ledger import rules as ledger
from liandong.matters import queries, rules
from liandong.matters.forms import staff as forms
from liandong.matters.models import Contact, Facts, Matter
from liandong.matters.queries import desk, public
from liandong.matters.views.staff import deeds
from liandong.matters.views.staff.story import story
from liandong.places import queries as places
from liandong.rulebook.models import WITHIN


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that the actor may open, with what the rules need to know."""

    matter: Matter
    facts: Facts
    now: datetime

    def file(self, request: Request) -> forms.File:
        return forms.File(self.matter, request.actor, self.now)


def open_file(request: Request, number: str) -> Opened:
    """The file with this number, if the acting post may see it. Raises `Http404`."""
    now = timezone.now()
    matter = queries.for_staff(request.actor, queries.visible_to(request.actor), number)
    if matter is None:
        raise Http404
    return Opened(matter, queries.facts(matter, request.actor, now), now)


@require_safe
def matter(request: Request, number: str) -> HttpResponse:
    return show(request, open_file(request, number))


def show(
    request: Request, opened: Opened, *, contact: Contact | None = None, status: int = 200
) -> HttpResponse:
    """The whole file. `contact` is there only in the answer to a recorded look."""
    context = {**whole(request, opened), "unmasked": contact}
    context["may_erase"] = ledger.may_erase(request.actor)
    return page(request, "matters/staff/matter.html", "", context, status=status)


def essentials(request: Request, opened: Opened) -> dict[str, Any]:
    """What and where: what every page about a file shows."""
    matter = opened.matter
    given = list(desk.promises(matter))
    return {
        "matter": matter,
        "now": opened.now,
        "above": places.ancestors(matter.place),
        "contact": None if _hidden(request, matter) else getattr(matter, "contact", None),
        "superseded": [
            promise
            for promise in given
            if promise.outcome == "superseded" and promise.kind not in WITHIN
        ],
        "photos": list(public.photos(matter, public=False)),
        "stages": list(queries.stages_of(matter)),
        "seen": desk.last_line(matter),
    }


def whole(request: Request, opened: Opened) -> dict[str, Any]:
    matter = opened.matter
    offers = deeds.offers(request.actor, matter, opened.facts)
    return {
        **essentials(request, opened),
        "offers": [offer for offer in offers if offer.verdict],
        "closed_offers": [offer for offer in offers if not offer.verdict],
        "chapters": story(matter, queries.timeline(matter, public=False)),
        "messages_": list(queries.conversation(matter, public=False)),
        "legs": list(queries.legs(matter)),
        "talks": list(queries.talks(matter)),
        "councils": queries.councils_of(matter),
        "sequences": queries.sequences_of(matter),
        "turns": list(queries.turns(matter)),
        "parts": list(desk.parts(matter)),
        "joined": list(desk.joined(matter)),
        "followers": public.followers(matter),
        "receipt": reverse(
            "matters:receipt", args=(matter.number, queries.secret_of(matter.number))
        )
        if request.actor.over(matter.path) and matter.source != "resident"
        else "",
    }


def _hidden(request: Request, matter: Matter) -> bool:
    """Whether the resident asked to stay unknown to the office that this actor is."""
    office = request.actor.role in queries.OFFICES or rules.leads(request.actor, matter)
    return matter.shielded and office and not rules.at_desk(request.actor, matter)


@require_safe
def paper(request: Request, number: str) -> HttpResponse:
    """The file on A4, without how to reach the resident."""
    context = whole(request, open_file(request, number))
    return page(request, "matters/staff/paper.html", "", context)


@require_safe
def photo(request: Request, number: str, photo_id: int) -> HttpResponse:
    found = desk.photo_of(open_file(request, number).matter, photo_id)
    if found is None:
        raise Http404
    response = HttpResponse(content_of(found.file), content_type="image/jpeg")
    response["Cache-Control"] = "private, no-store"
    return response
