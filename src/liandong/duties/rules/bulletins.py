"""Who may draw up, issue and read a bulletin."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from liandong.duties.lifecycle import BULLETIN_MOVES, Audience
from liandong.duties.models import OFFICES, Bulletin
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import SECRETARIES


def may_begin_bulletin(actor: Actor) -> Verdict:
    """The desk or the secretary of a level draws up the bulletin of its place."""
    if actor.role not in OFFICES:
        return refuse(_("A bulletin is drawn up by the desk or the secretary of a level."))
    return ALLOWED


def is_over(since: date, until: date, now: datetime) -> Verdict:
    """A bulletin tells of a period that has an end, and of no day that is still to come."""
    if since > until:
        return refuse(_("The period ends before it begins."))
    if until > day_of(now):
        return refuse(_("A bulletin tells of days that have passed, not of days to come."))
    return ALLOWED


def may_revise_bulletin(actor: Actor, bulletin: Bulletin) -> Verdict:
    """The level that draws it up rewords or strikes it until it is issued."""
    if bulletin.state not in BULLETIN_MOVES["revise"][0]:
        return refuse(_("A bulletin that was issued stays as it is."))
    return _is_of(actor, bulletin)


def may_issue_bulletin(actor: Actor, bulletin: Bulletin) -> Verdict:
    """The secretary of the level issues it; with that its figures no longer change."""
    may = may_revise_bulletin(actor, bulletin)
    if may and actor.role not in SECRETARIES:
        return refuse(_("The secretary of the level issues the bulletin."))
    return may


def may_see_bulletin(actor: Actor, bulletin: Bulletin) -> Verdict:
    """Before its issue for the level that draws it up; then for those whom it was published to."""
    if not bulletin.issued:
        return _is_of(actor, bulletin)
    place = bulletin.place.path
    inside = actor.over(place) or (bool(actor.path) and actor.path.startswith(place))
    if bulletin.audience == Audience.EVERYBODY or inside:
        return ALLOWED
    return refuse(_("This bulletin is for the posts of its place and those above."))


def _is_of(actor: Actor, bulletin: Bulletin) -> Verdict:
    if actor.place_id != bulletin.place_id or actor.role not in OFFICES:
        return refuse(_("Only the level that draws a bulletin up reads and changes its draft."))
    return ALLOWED
