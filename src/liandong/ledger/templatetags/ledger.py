"""The proof of an official act, wherever the act is shown."""

from typing import Any

from django import template
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from liandong.kernel.links import public_url, qr
from liandong.ledger import queries
from liandong.ledger.models import Entry

register = template.Library()


@register.inclusion_tag("ledger/_proof.html", takes_context=True)
def proof(context: template.Context, entry: Entry | None, *, drawn: bool = False) -> dict[str, Any]:
    """The proof of an entry: its file, and the page that checks it; `drawn` adds the QR code."""
    if entry is None:
        return {"entry": None}
    link = f"{reverse('ledger:verify')}?entry={entry.pk}"
    shown: dict[str, Any] = {"entry": entry, "link": link, "proven": queries.is_proven(entry)}
    if drawn:
        whole = public_url(context["request"], link)
        shown |= {"whole": whole, "qr": qr(whole, _("QR code of the page that checks the proof"))}
    return shown


@register.inclusion_tag("ledger/_proof.html", takes_context=True)
def proof_about(
    context: template.Context, thing: Model, *verbs: str, drawn: bool = False
) -> dict[str, Any]:
    """The proof of the entry that wrote a thing down: a decision, minutes; or the last of verbs."""
    shown: dict[str, Any] = proof(context, queries.entry_about(thing, *verbs), drawn=drawn)
    return shown
