"""Raising a matter: three screens, or one plain form that sends everything at once."""

from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liandong.kernel.dates import day_of
from liandong.kernel.page import Request, new_key, page, perform
from liandong.matters import actions, queries
from liandong.matters.forms import photos
from liandong.matters.forms import residents as forms
from liandong.matters.navigation import ground
from liandong.matters.views.residents.door import resident, too_often
from liandong.places import queries as places
from liandong.rulebook import queries as rulebook

# How alike two texts must be (shared pairs of characters ÷ all) to be offered as one trouble.
ALIKE = 0.1
STEPS = {"what": forms.What, "where": forms.Where, "who": forms.Who}
FIELDS = {
    "what": ("text", "kept"),
    "where": ("address", "place", "lon", "lat"),
    "who": ("name", "phone", "shielded"),
}


@resident
@require_http_methods(["GET", "HEAD", "POST"])
def raise_matter(request: Request) -> HttpResponse:
    """One screen after the other. What was filled in travels along; nothing is stored yet."""
    if request.method != "POST":
        return _show(request, "what", forms.What(), {"place": request.GET.get("place", "")})
    asked, words = request.POST, _carried(request.POST)
    step = asked.get("step", "what")
    if asked.get("back") in STEPS:
        return _back(request, asked["back"], words)
    if "drop" in asked:
        words["kept"] = photos.drop(words["kept"], asked["drop"])
        return _back(request, "what", words)
    if step == "where" and ("find" in asked or "browse" in asked):
        return _back(request, "where", {**words, "place": "", "lon": "", "lat": ""})
    return _where_next(request, words) if step == "where" else _what_next(request, words)


def _what_next(request: Request, words: dict[str, str]) -> HttpResponse:
    form = forms.What(request.POST, request.FILES)
    valid = form.is_valid()
    words["kept"] = photos.keep(form.new_photos, words["kept"], timezone.now())
    if not valid:
        return _show(request, "what", form, words, status=422)
    return _back(request, "where", words)


def _where_next(request: Request, words: dict[str, str]) -> HttpResponse:
    form = forms.Where(request.POST)
    if not form.is_valid():
        return _show(request, "where", form, words, status=422)
    for name in FIELDS["where"]:
        value = form.cleaned_data[name]
        words[name] = "" if value is None else str(value)
    alike = [] if "mine" in request.POST else _alike(words["text"], form)
    if alike:
        return _show(request, "alike", form, words, alike=alike, join_key=new_key())
    return _back(request, "who", words)


@resident
@require_POST
def send(request: Request) -> HttpResponse:
    """Raise the matter. Sent twice, it is raised once, and both lead to the same receipt."""
    form = forms.Send(request.POST, request.FILES)
    if not form.is_valid():
        return _again(request, form, status=422)
    if too_often(request, "raise"):
        form.add_error(None, _("Many matters came from your connection within this hour."))
        return _again(request, form, status=429)
    matter = perform(request, form, actions.raise_matter, words=form.raised, photos=form.all_photos)
    number = matter.number if matter else queries.number_of_press(form.cleaned_data["key"])
    return redirect("matters:receipt", number, queries.secret_of(number))


@resident
@require_safe
def kept_photo(request: Request, name: str) -> HttpResponse:
    """A photo that was added but not sent yet, for who added it."""
    path = photos.path_of(name)
    if path is None:
        raise Http404
    response = HttpResponse(path.read_bytes(), content_type="image/jpeg")
    response["Cache-Control"] = "private, no-store"
    return response


@resident
@require_safe
def paper(request: Request) -> HttpResponse:
    """The form on paper, for those who would rather write."""
    return page(request, "matters/residents/paper.html", "", {"lines": range(6)})


def _carried(asked: QueryDict) -> dict[str, str]:
    return {name: asked.get(name, "") for names in FIELDS.values() for name in names}


def _back(request: Request, step: str, words: dict[str, str]) -> HttpResponse:
    return _show(request, step, STEPS[step](initial=words), words)


def _again(request: Request, form: forms.Send, status: int) -> HttpResponse:
    """Show the screen with the first thing that is wrong; what was right stays."""
    words = _carried(request.POST)
    words["kept"] = photos.keep(form.new_photos, words["kept"], timezone.now())
    wrong = [step for step, names in FIELDS.items() if form.errors.keys() & {*names, "photos"}]
    step = wrong[0] if wrong and status == 422 else "who"
    return _show(request, step, form, words, status=status)


def _show(
    request: Request,
    step: str,
    form: django_forms.Form,
    words: dict[str, str],
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    shown = FIELDS.get(step, ())
    context = {
        "step": step,
        "form": form,
        "words": words,
        "hidden": {name: value for name, value in words.items() if value and name not in shown},
        "kept": photos.names(words.get("kept", "")),
        "late": status == 429,
        **more,
    }
    if step == "where":
        context |= ground(request, getattr(form, "candidates", []), words)
    if step == "who":
        context |= _said_before_sending(words)
    return page(request, "matters/residents/raise.html", "", context, status=status)


def _said_before_sending(words: dict[str, str]) -> dict[str, Any]:
    """What is known so far, and how long contact details are kept (PIPL, article 17)."""
    rule = rulebook.limit("contact.retention", None, on=day_of(timezone.now()))
    where = places.standing().filter(pk=words["place"] or 0).select_related("parent").first()
    return {"where": where, "years": int(rule.amount)}


def _alike(text: str, form: forms.Where) -> list[queries.Likely]:
    """Public matters near the place that may be about the same trouble."""
    assert form.found is not None, "a valid form has found its place"
    lon = form.cleaned_data["lon"] or form.found.lon
    lat = form.cleaned_data["lat"] or form.found.lat
    if lon is None or lat is None:
        return []
    now = timezone.now()
    radius = rulebook.limit("duplicate.radius", form.found, on=day_of(now)).amount
    days = rulebook.limit("duplicate.window", form.found, on=day_of(now)).amount
    likely = queries.likely_duplicates(
        text,
        lon,
        lat,
        radius=float(radius),
        since=queries.window(now, int(days)),
        public_only=True,
        most=3,
    )
    return [one for one in likely if one.matter.open and one.alike >= ALIKE]
