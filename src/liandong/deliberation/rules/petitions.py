"""Petitions to convene: who starts, registers and supports one, and what it may be refused for."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from liandong.deliberation.lifecycle import PETITION_MOVES, Signers
from liandong.deliberation.models import Petition, Procedure
from liandong.deliberation.rules.councils import said, tells_nobody
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import RoleKind
from liandong.places.models import Level, Place

REGISTRARS = frozenset(
    {
        RoleKind.COMMUNITY_SECRETARY,
        RoleKind.COMMUNITY_WORKER,
        RoleKind.SUBDISTRICT_OFFICER,
        RoleKind.SUBDISTRICT_SECRETARY,
    }
)
LOOKS = 2


@dataclass(frozen=True, slots=True)
class Demand:
    """What is demanded, of which assembly and by whom; name and contact are for the desk only."""

    base: str
    topic: str
    text: str
    starter: str
    contact: str
    compound: str = ""


def may_start(place: Place, procedure: Procedure | None, demand: Demand) -> Verdict:
    """Anybody starts one; whether they are entitled shows the roll."""
    if place.level != Level.COMMUNITY:
        return refuse(_("A petition belongs to a community."))
    if procedure is None:
        return refuse(_("No rules say here how many may demand that this assembly be convened."))
    if demand.base == Signers.OWNERS and not demand.compound.strip():
        return refuse(_("Name the housing compound whose owners are to meet."))
    return tells_nobody(demand.topic, demand.text)


def may_handle_petition(actor: Actor, petition: Petition) -> Verdict:
    """Who compares with the roll: the community, or the subdistrict above it."""
    if actor.role not in REGISTRARS or not actor.over(petition.place.path):
        return refuse(_("Petitions are handled by the community, or the subdistrict above it."))
    return ALLOWED


def may_register(actor: Actor, petition: Petition, entitled: int) -> Verdict:
    allowed = petition_step(actor, petition, "register")
    if allowed and not entitled:
        return refuse(_("There is nobody on the roll: of nobody, nobody can support it."))
    return allowed


def may_issue_support_codes(actor: Actor, petition: Petition) -> Verdict:
    return petition_step(actor, petition, "issue_codes")


def may_support(petition: Petition, now: datetime, *, already: bool) -> Verdict:
    """By a code from the roll, once, while support is collected."""
    if petition.stand not in PETITION_MOVES["support"][0]:
        return refuse(_("This petition takes no more support."))
    if petition.expires_at is None or now >= petition.expires_at:
        return refuse(_("The time for supporting this petition is over."))
    if already:
        return refuse(_("This voice supports the petition already. Each counts once."))
    return ALLOWED


def may_take_back(actor: Actor, petition: Petition, *, supports: bool) -> Verdict:
    """With the code that supported, or on paper at the desk; not once enough have supported."""
    handling = ALLOWED if not actor.signed else may_handle_petition(actor, petition)
    if not handling:
        return handling
    if petition.stand not in PETITION_MOVES["take_back"][0]:
        return refuse(_("Support can be taken back only while it is collected."))
    if not supports:
        return refuse(_("This voice does not support the petition: there is nothing to take back."))
    return ALLOWED


def may_enter_sheet(
    actor: Actor,
    petition: Petition,
    now: datetime,
    looked: tuple[int, ...],
    *,
    settled: bool,
    unknown: tuple[int, ...],
) -> Verdict:
    """Two people apart, then a third where they differ. `looked`: the persons who have read it.

    `unknown` are numbers that the roll does not have.
    """
    allowed = petition_step(actor, petition, "enter_sheet")
    if allowed:
        allowed = may_support(petition, now, already=False)
    if not allowed:
        return allowed
    if settled:
        return refuse(_("This sheet is entered and compared already."))
    if actor.person_id in looked:
        return refuse(_("You have entered this sheet. Another person must do so apart from you."))
    if unknown:
        return refuse(_("The roll has no number %(no)d.") % {"no": unknown[0]})
    return ALLOWED


def may_call_together(actor: Actor, petition: Petition, verb: str, notice: str) -> Verdict:
    allowed = petition_step(actor, petition, verb)
    return tells_nobody(notice) if allowed else allowed


def may_refuse(actor: Actor, petition: Petition, code: str, reason: str) -> Verdict:
    """Only for a reason that the rules name for where the petition stands, and explained."""
    allowed = petition_step(actor, petition, "refuse")
    if not allowed:
        return allowed
    rows = petition.terms["refusals"]
    if code not in [row["code"] for row in rows if petition.stand in row["at"]]:
        return refuse(
            _("Where the petition stands now, %(source)s gives no such reason to refuse it.")
            % {"source": said(petition.terms["set"], "source")}
        )
    return tells_nobody(reason)


def may_withdraw(petition: Petition) -> Verdict:
    """Who started it, until enough support it: from then on it belongs to all of them."""
    if petition.stand not in PETITION_MOVES["withdraw"][0]:
        return refuse(_("Where the petition stands now, it cannot be withdrawn."))
    return ALLOWED


def may_expire(actor: Actor, petition: Petition, now: datetime) -> Verdict:
    if actor.role != "system":
        return refuse(_("The clock ends a petition, nobody else."))
    if petition.expires_at is None or now < petition.expires_at:
        return refuse(_("The time for supporting is not over yet."))
    return ALLOWED


def petition_step(actor: Actor, petition: Petition, verb: str) -> Verdict:
    handling = may_handle_petition(actor, petition)
    if not handling:
        return handling
    if petition.stand not in PETITION_MOVES[verb][0]:
        return refuse(_("Where the petition stands now, this is not possible."))
    return ALLOWED
