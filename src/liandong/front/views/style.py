"""Every part on one page with made-up content, for looking and for axe. Demo and debug only."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe


class Sample(forms.Form):
    """One field of each kind."""

    what = forms.CharField(
        label=_("What needs putting right?"),
        help_text=_("One or two sentences are enough."),
        widget=forms.Textarea,
    )
    phone = forms.CharField(label=_("Telephone"), required=False)
    told = forms.ChoiceField(
        label=_("Who may know your name?"),
        choices=[("office", _("Only the office that handles it")), ("nobody", _("Nobody"))],
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(label=_("Category"), choices=[("", "–"), ("lamp", _("Street lamp"))])
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"data-photos": "", "accept": "image/*"}),
    )
    follow = forms.BooleanField(label=_("Tell me when something happens"), required=False)


@login_not_required
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    now = timezone.now()
    given = {"what": "", "told": "office"} if "bad" in request.GET else None
    form = Sample(given)
    messages.success(request, _("Saved."))
    context = {
        "face": "staff.html" if "staff" in request.GET else "base.html",
        "now": now,
        "late": now - timedelta(days=2, hours=3),
        "soon": now + timedelta(hours=5),
        "fine": now + timedelta(days=4),
        "form": form,
        "words": "路灯三天不亮了。\n晚上老人走路不方便。",
    }
    return render(request, "front/style.html", context)
