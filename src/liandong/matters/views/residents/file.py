"""A matter as whoever raised it, or follows it, reads it: the page, the receipt, the photos."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liandong.kernel.actor import RESIDENT
from liandong.kernel.dates import day_of
from liandong.kernel.links import public_url, qr
from liandong.kernel.page import KeyedForm, Request, page
from liandong.kernel.pictures import content_of
from liandong.ledger import queries as ledger
from liandong.matters import queries, rules
from liandong.matters.forms import residents as forms
from liandong.matters.lifecycle import BETWEEN_US, INSIDE, NEXT, STANDS
from liandong.matters.models import Matter, Photo
from liandong.matters.views.residents.door import File, by_secret, owners_only, resident
from liandong.matters.views.staff.story import Chapter, story
from liandong.rulebook import queries as rulebook

OWNERS_FORMS: dict[str, type[KeyedForm]] = {
    "add": forms.Add,
    "urge": forms.Urge,
    "take_up": forms.TakeUp,
    "withdraw": forms.Withdraw,
    "erase": KeyedForm,
}
ADDRESSES = {
    "evaluate": "evaluate",
    "add": "add",
    "urge": "urge_own",
    "take_up": "take_up",
    "withdraw": "withdraw",
    "erase": "erase_contact",
    "receipt": "receipt",
    "words": "words",
}


@resident
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: Request) -> HttpResponse:
    """From the number and the code of a receipt to the matter's page."""
    form = forms.Follow(request.POST or None)
    if form.is_valid():
        number, code = form.cleaned_data["number"], form.cleaned_data["code"]
        if queries.by_link(number, code):
            return redirect("matters:own", number, code)
        form.add_error("code", forms.NO_SUCH_PAIR)
    status = 422 if request.method == "POST" else 200
    return page(request, "matters/residents/follow.html", "", {"form": form}, status=status)


@by_secret
@require_safe
def matter(request: Request, file: File) -> HttpResponse:
    return show(request, file)


@owners_only
@require_safe
def receipt(request: Request, file: File) -> HttpResponse:
    """What one takes home: the number, the code, and the link as a picture for the phone."""
    link = public_url(request, file.url())
    context = {
        **standing(file.matter, timezone.now()),
        "file": file,
        "link": link,
        "qr": qr(link, _("QR code of the matter's page")),
        "raised": ledger.entry_about(file.matter),
        "code": [file.secret[start : start + 4] for start in range(0, len(file.secret), 4)],
    }
    return page(request, "matters/residents/receipt.html", "", context)


@by_secret
@require_safe
def photo(request: Request, file: File, photo_id: int) -> HttpResponse:
    return photo_response(queries.photos(file.matter, public=not file.own), photo_id)


def photo_response(photos: QuerySet[Photo], photo_id: int) -> HttpResponse:
    found = photos.filter(pk=photo_id).first()
    if found is None:
        raise Http404
    return HttpResponse(content_of(found.file), content_type="image/jpeg")


def show(
    request: Request, file: File, form: KeyedForm | None = None, status: int = 200
) -> HttpResponse:
    """The matter's page. `form` is the one that came back with something wrong in it."""
    now = timezone.now()
    context = {"file": file, **standing(file.matter, now), **open_file(file.matter, own=file.own)}
    if not file.own:
        return page(request, "matters/residents/follower.html", "", context, status=status)
    context |= own_file(file.matter, now)
    context["urls"] = {name: file.url(page) for name, page in ADDRESSES.items()}
    context["forms"] = {
        name: form if form is not None and type(form) is kind else kind(auto_id=f"{name}_%s")
        for name, kind in OWNERS_FORMS.items()
    }
    return page(request, "matters/residents/matter.html", "", context, status=status)


def standing(matter: Matter, now: datetime) -> dict[str, Any]:
    """Where it stands, who has it until when, and what comes next."""
    return {
        "matter": matter,
        "now": now,
        "stands": STANDS[matter.state],
        "next": NEXT[matter.state],
    }


def open_file(matter: Matter, *, own: bool) -> dict[str, Any]:
    """What the owner reads, or, without texts that were not released, everybody who may look."""
    return {
        "own": own,
        "chapters": chapters(matter, own=own),
        "legs": list(queries.legs(matter)),
        "stages": list(queries.stages_of(matter)),
        "photos": list(queries.photos(matter, public=not own)),
        "followers": queries.followers(matter),
    }


def chapters(matter: Matter, *, own: bool) -> list[Chapter]:
    hidden = INSIDE if own else INSIDE | BETWEEN_US
    lines = queries.timeline(matter, public=True)
    return story(matter, [line for line in lines if line.entry.verb not in hidden])


def own_file(matter: Matter, now: datetime) -> dict[str, Any]:
    """What only who raised it reads, and what they may do now or why not."""
    facts = queries.facts(matter, RESIDENT, now)
    return {
        "conversation": list(queries.conversation(matter, public=True)),
        "evaluations": list(matter.evaluations.order_by("round")),
        "moved": list(queries.moved_promises(matter)),
        "contact": queries.contact(matter),
        "reopen": rulebook.limit("matter.reopen", matter.place, on=day_of(now)),
        "may": {
            "add": rules.may_add(RESIDENT, matter),
            "urge": rules.may_urge(RESIDENT, matter, facts),
            "take_up": rules.may_take_up(RESIDENT, matter, facts),
            "withdraw": rules.may_withdraw(RESIDENT, matter, facts),
            "evaluate": rules.may_evaluate(RESIDENT, matter, facts),
        },
    }


@owners_only
@require_safe
def words(request: Request, file: File) -> HttpResponse:
    """The raised words with their salts: with the proof they show what was sealed."""
    entry = ledger.entry_about(file.matter)
    data = {"entry": entry.pk if entry else None, "words": ledger.words_of(entry) if entry else {}}
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="words-{file.matter.number}.json"'
    return response
