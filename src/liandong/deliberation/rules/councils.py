"""Before and after a council sits: who convenes, the seats, the notice, the posting."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liandong.deliberation.lifecycle import MOVES, Scope
from liandong.deliberation.models import Council, Procedure, Voice
from liandong.kernel.actor import Actor
from liandong.kernel.masking import PHONE
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import RoleKind
from liandong.places.models import Level, Place

HELPERS = frozenset(
    {
        RoleKind.GRID_HEAD,
        RoleKind.COMMUNITY_SECRETARY,
        RoleKind.COMMUNITY_WORKER,
        RoleKind.SUBDISTRICT_OFFICER,
        RoleKind.SUBDISTRICT_SECRETARY,
    }
)
FITTING = {
    Scope.GRID: (Level.GRID,),
    Scope.COMMUNITY: (Level.COMMUNITY,),
    Scope.COMPOUND: (Level.COMMUNITY, Level.GRID),
    Scope.CROSS: (Level.SUBDISTRICT,),
}


def may_convene(actor: Actor, place: Place) -> Verdict:
    """Whether a post plans councils here at all; each scope has its own convener."""
    if actor.role not in HELPERS:
        return refuse(_("Councils are convened by the community, its grids, or the subdistrict."))
    if not actor.over(place.path):
        return refuse(_("Your post does not reach this place."))
    return ALLOWED


def may_go_by(procedure: Procedure | None) -> Verdict:
    """Without rules in force nobody is entitled and nobody convenes."""
    if procedure is None:
        return refuse(_("No rules of deliberation are in force here: have them loaded first."))
    return ALLOWED


def may_plan(
    actor: Actor, place: Place, scope: str, terms: Mapping[str, Any], compound: str
) -> Verdict:
    """The rules name who convenes for each scope; a refusal names their source."""
    convening = may_convene(actor, place)
    if not convening:
        return convening
    if place.level not in FITTING[Scope(scope)]:
        return refuse(_("This scope does not fit the place: choose another one."))
    if scope == Scope.COMPOUND and not compound.strip():
        return refuse(_("Name the housing compound that the topic is about."))
    if actor.role not in terms["convener"]["roles"]:
        return refuse(
            _("%(rule)s (%(source)s)")
            % {"rule": said(terms["convener"], "text"), "source": said(terms["set"], "source")}
        )
    return ALLOWED


def may_handle(actor: Actor, council: Council) -> Verdict:
    """Who prepares it, writes its minutes and posts its result: the convener's place, or above."""
    if actor.role not in HELPERS or not actor.over(council.consultation.place.path):
        return refuse(_("A council is handled where it is convened, or by a level above."))
    return ALLOWED


def may_hear(actor: Actor, council: Council, verb: str, here: int) -> Verdict:
    """Somebody must be marked as there before anything that is said is written down."""
    allowed = at_its_step(actor, council, verb)
    if allowed and not here:
        return refuse(_("Mark first who is there."))
    return allowed


def may_change(actor: Actor, council: Council) -> Verdict:
    return at_its_step(actor, council, "change")


def may_invite(actor: Actor, council: Council) -> Verdict:
    return at_its_step(actor, council, "invite")


def may_strike(actor: Actor, council: Council, voice: Voice) -> Verdict:
    allowed = at_its_step(actor, council, "strike")
    if allowed and voice.consultation_id != council.pk:
        return refuse(_("This party was not invited to this council."))
    return allowed


def may_give_notice(
    actor: Actor,
    council: Council,
    unseated: tuple[str, ...],
    starting_day: date | None,
    earliest: date,
) -> Verdict:
    """Everybody who must be heard is invited, and the days of notice are kept."""
    allowed = at_its_step(actor, council, "give_notice")
    if not allowed:
        return allowed
    if starting_day is None or not council.venue.strip():
        return refuse(_("Say first when and where the council sits."))
    if unseated:
        return refuse(
            _("By the rules these must be invited too: %(who)s (%(source)s).")
            % {"who": "、".join(unseated), "source": said(council.terms["set"], "source")}
        )
    if starting_day < earliest:
        notice = council.terms["notice"]
        return refuse(
            _("%(rule)s (%(source)s) It may sit on %(day)s at the earliest.")
            % {
                "rule": said(notice, "text"),
                "source": said(notice, "source"),
                "day": earliest.isoformat(),
            }
        )
    return tells_nobody(council.consultation.topic, council.explanation)


def may_post(actor: Actor, council: Council, text: str, people: tuple[str, ...]) -> Verdict:
    """What is posted names no resident and holds no number that leads to one."""
    allowed = at_its_step(actor, council, "post")
    if not allowed:
        return allowed
    return names_nobody(text, people)


def may_call_off(actor: Actor, council: Council, reason: str, people: tuple[str, ...]) -> Verdict:
    """The reason is read by everybody."""
    allowed = at_its_step(actor, council, "call_off")
    return names_nobody(reason, people) if allowed else allowed


def at_its_step(actor: Actor, council: Council, verb: str) -> Verdict:
    handling = may_handle(actor, council)
    if not handling:
        return handling
    if council.state not in MOVES[verb][0]:
        return refuse(_("Where the council stands now, this is not possible."))
    return ALLOWED


def names_nobody(text: str, people: tuple[str, ...]) -> Verdict:
    """A public text names none of the residents and advisers, and leads to nobody."""
    if named := [name for name in people if name in text]:
        return refuse(
            _("The text still names %(name)s. Say in which capacity they spoke instead.")
            % {"name": named[0]}
        )
    return tells_nobody(text)


def tells_nobody(*texts: str) -> Verdict:
    for text in texts:
        if found := PHONE.search(text):
            return refuse(
                _("A public text must not hold a number that leads to a person: %(number)s")
                % {"number": found.group()}
            )
    return ALLOWED


def said(row: Mapping[str, Any], field: str) -> str:
    """A word of the terms, in the reader's language."""
    english = (get_language() or "").startswith("en")
    return str(row.get(f"{field}_en") if english and row.get(f"{field}_en") else row[field])
