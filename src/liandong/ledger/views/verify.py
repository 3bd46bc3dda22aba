"""Checking a proof without our word: the file, and the page that checks it in the browser."""

from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from liandong.kernel.house import sentences
from liandong.kernel.page import Request, page
from liandong.ledger import queries

WORKER = Path(__file__).parents[1] / "static" / "ledger" / "worker.js"
TEXT = "text/plain; charset=utf-8"
# What each step of the check says, and each reason for which it stops.
STEPS: dict[str, Promise] = {
    "read": gettext_lazy("The file is a proof, and the entry lies in it."),
    "included": gettext_lazy("The entry is number {place} of the {size} entries under this root."),
    "signed": gettext_lazy("The root is signed by the key of {name}."),
    "witnessed": gettext_lazy("Witnesses who saw the same log: {names}."),
    "no_witness": gettext_lazy("No witness whose key is given here stands under it."),
    "not_a_proof": gettext_lazy("This is not a proof file."),
    "no_entry": gettext_lazy("The entry does not lie in the file."),
    "not_a_note": gettext_lazy("The checkpoint at the end of the file is damaged."),
    "not_base64": gettext_lazy("The file is damaged: a line of it is no longer what was written."),
    "not_included": gettext_lazy(
        "The entry is not under the signed root: one of them was changed."
    ),
    "no_key_given": gettext_lazy("Paste the key of the log. Without it nothing can be relied on."),
    "not_a_key": gettext_lazy("One of the keys is not a verifier key, or it is damaged."),
    "bad_signature": gettext_lazy("The signature does not fit: the checkpoint was changed."),
    "not_signed": gettext_lazy("None of the keys that are given here signed it."),
    "no_ed25519": gettext_lazy(
        "This browser cannot check Ed25519 signatures, so the last step is missing. Use a "
        "newer browser, or `liandong verify` on the command line."
    ),
    "no_webcrypto": gettext_lazy(
        "This browser offers no cryptography here. Open the page by https, or on this computer."
    ),
    "words_fit": gettext_lazy("These words are what was sealed under “{field}”."),
    "words_do_not_fit": gettext_lazy("These words with this salt are not what was sealed."),
}


@login_not_required
@never_cache
@require_safe
def proof(request: HttpRequest, entry_id: int) -> HttpResponse:
    """The tlog-proof file of an entry, up to the newest checkpoint."""
    data = _proof(entry_id)
    if data is None:
        return HttpResponseNotFound(_("This entry is not sealed yet.") + "\n", content_type=TEXT)
    response = HttpResponse(data, content_type=TEXT)
    response["Content-Disposition"] = f'attachment; filename="entry-{entry_id}.tlog-proof"'
    return response


@login_not_required
@require_safe
def verify(request: Request) -> HttpResponse:
    """The page that checks. `?entry=` puts one entry's proof into it; it checks any other too."""
    asked = request.GET.get("entry", "")
    data = _proof(int(asked)) if asked.isdecimal() and len(asked) < 19 else None
    context = {
        "proof": data.decode() if data else "",
        "asked": asked,
        "keys": "\n".join(map(str, queries.verifiers())),
        "words": _words(),
        "scope": reverse("ledger:verify"),
    }
    return page(request, "ledger/verify.html", "", context)


@login_not_required
@require_safe
@cache_control(max_age=0)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at an address from which it may keep this page and no other."""
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")


def _proof(entry_id: int) -> bytes | None:
    entry = queries.find(entry_id)
    return queries.proof_of(entry) if entry else None


def _words() -> dict[str, Any]:
    """The sentences that the page's scripts say."""
    return {
        "holds": _("It holds. This entry stands in the log as it was sealed."),
        "fails": _("It does not hold. Do not rely on this file."),
        "unknown": _("It could not be checked to the end here."),
        "yes": _("fits"),
        "no": _("does not fit"),
        "said": {verb: str(sentence) for verb, sentence in sentences().items()},
        "fields": {
            "verb": _("What was done"),
            "at": _("When"),
            "subject": _("About"),
            "actor": _("By"),
            "place": _("Place (number)"),
            "public": _("Codes"),
        },
        "steps": STEPS,
    }
