"""Where the audit administrator erases the texts behind entries, as a resident may ask."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from liandong.kernel.house import called, sayings
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.ledger import actions, forms, queries, rules


@require_http_methods(["GET", "POST"])
def erase(request: Request) -> HttpResponse:
    """Look a thing up by its number or its name in the ledger, choose texts, erase them."""
    ensure(rules.may_erase(request.actor))
    typed = request.GET.get("subject", "").strip()
    subject = next(filter(None, (find(typed) for find in sayings("finds_subjects"))), typed)
    behind = queries.texts_behind(subject) if subject else []
    form = forms.Erase(request.POST or None, behind=behind)
    if request.method == "POST" and form.is_valid():
        words = {"fields": form.words["texts"], "reason": form.words["reason"]}
        count = perform(request, form, actions.erase, subject=subject, **words) or 0
        said = ngettext("%(n)s text is erased.", "%(n)s texts are erased.", count)
        messages.success(request, said % {"n": count})
        return redirect(f"{reverse('ledger:erase')}?{urlencode({'subject': typed})}")
    kind = called(subject.partition(":")[0])
    context = {"form": form, "typed": typed, "kind": kind, "behind": behind}
    status = 422 if request.method == "POST" else 200
    return page(request, "ledger/erase.html", "form", context, status=status)
