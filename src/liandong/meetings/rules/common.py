"""What several rules ask: who prepares a level's meetings, who belongs to them, what state."""

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.meetings.lifecycle import MOVES
from liandong.meetings.models import CLERKS, CONVENERS, READERS, Meeting
from liandong.places.models import Place


def prepares(actor: Actor, place: Place) -> bool:
    """Whether the actor convenes the meetings of a place or prepares them there."""
    team = {CONVENERS.get(place.level), CLERKS.get(place.level)} - {None}
    return actor.place_id == place.pk and actor.role in team


def may_prepare(actor: Actor, place: Place) -> Verdict:
    """A level's meetings are prepared by its secretary and its desk."""
    if place.level not in CONVENERS:
        return refuse(_("Joint meetings are held in a community and on the levels above it."))
    if not prepares(actor, place):
        return refuse(_("A level's joint meetings are prepared by its secretary and its desk."))
    return ALLOWED


def may_do(actor: Actor, meeting: Meeting, verb: str) -> Verdict:
    """Whether the state allows a verb, and the actor prepares this level's meetings."""
    if meeting.state not in MOVES[verb][0]:
        return refuse(_("The meeting is not at this step."))
    return may_prepare(actor, meeting.place)


def may_see(actor: Actor, meeting: Meeting, *, invited: bool) -> Verdict:
    """A meeting is read by whoever belongs to it, by its level, and by the levels above."""
    above = actor.role in READERS and actor.over(meeting.place.path)
    if invited or above or prepares(actor, meeting.place):
        return ALLOWED
    return refuse(_("A joint meeting is read by those who belong to it and by the levels above."))
