"""Who may do what to the ledger: almost nothing, almost nobody."""

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.ledger.models import Entry


def may_erase(actor: Actor) -> Verdict:
    if actor.role not in {"system", "audit_admin"}:
        return refuse(_("Only the audit administrator may erase the texts behind entries."))
    return ALLOWED


def may_seal(actor: Actor) -> Verdict:
    if actor.role != "system":
        return refuse(_("Only the house itself seals and signs the ledger."))
    return ALLOWED


def may_correct(actor: Actor, entry: Entry) -> Verdict:
    """The post that wrote a line corrects it, whoever holds the post now; nobody for another."""
    if actor.post_id is None or actor.post_id != entry.post_id:
        return refuse(_("Only the post that wrote this line can add a correction to it."))
    return ALLOWED


def may_see_log(actor: Actor) -> Verdict:
    """The log is public; how it is kept is for whoever answers for it."""
    if actor.role not in {"system", "audit_admin"}:
        return refuse(_("Only the audit administrator sees how the log is kept."))
    return ALLOWED
