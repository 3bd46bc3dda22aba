"""Who plans a review, whom it is about, and who reads its file."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from liandong.appraisal.lifecycle import MOVES
from liandong.appraisal.models import CONVENERS, Appraisal, Appraised, Facts
from liandong.duties.models import READERS
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.places.models import Level, Place


def is_at(verb: str, appraisal: Appraisal) -> Verdict:
    if appraisal.state not in MOVES[verb][0]:
        return refuse(_("This is not possible in the state that the review is in."))
    return ALLOWED


def handles(verb: str, actor: Actor, appraisal: Appraisal) -> Verdict:
    """The secretary or the desk of the reviewing level, while the review is at this step."""
    at = is_at(verb, appraisal)
    if at and (actor.role not in CONVENERS or actor.place_id != appraisal.place_id):
        return refuse(_("This is done by the secretary or the desk of the reviewing level."))
    return at


def concerns(verb: str, appraised: Appraised) -> Verdict:
    """The review is at this step, and the post is still under review."""
    if appraised.out_because:
        return refuse(_("This post was taken out of the review."))
    return is_at(verb, appraised.appraisal)


def may_plan(actor: Actor, place: Place | None) -> Verdict:
    """The secretary or the desk of a level plans the review of the secretaries directly below."""
    if place is None or place.level >= Level.COMMUNITY or actor.role not in CONVENERS:
        return refuse(_("A review is planned by the secretary or the desk of a level above."))
    if actor.place_id != place.pk:
        return refuse(_("A review is planned by the level itself."))
    return ALLOWED


def is_first(present: Appraisal | None) -> Verdict:
    """A level reviews a year once."""
    if present is not None:
        return refuse(_("This level has its review of that year already."))
    return ALLOWED


def are_reviewed_here(posts: Collection[int], known: Collection[int]) -> Verdict:
    """Reviewed are secretaries of the places directly below: `known`."""
    if not posts:
        return refuse(_("Name at least one secretary to be reviewed."))
    if not set(posts) <= set(known):
        return refuse(_("Only secretaries of the places directly below are reviewed here."))
    return ALLOWED


def comes_after(report_by: date, day: date) -> Verdict:
    """The reports come first."""
    if day <= report_by:
        return refuse(_("The review meeting comes after the day by which the reports are due."))
    return ALLOWED


def may_see(actor: Actor, appraisal: Appraisal) -> Verdict:
    """The file of a review is for its own level and those above."""
    if actor.role not in READERS or not actor.over(appraisal.place.path):
        return refuse(_("The file of a review is for its own level and those above."))
    return ALLOWED


def may_see_appraised(actor: Actor, appraised: Appraised) -> Verdict:
    """A secretary reads the own file too, and is told the grade with the feedback."""
    if actor.post_id is not None and actor.post_id == appraised.post_id:
        if appraised.appraisal.announced:
            return ALLOWED
        return refuse(_("The review is not announced yet."))
    return may_see(actor, appraised.appraisal)


def may_take_out(actor: Actor, appraised: Appraised, facts: Facts) -> Verdict:
    """A post is taken out before the meeting, with a reason that stays; one must remain."""
    may = concerns("take_out", appraised)
    if not may:
        return may
    if facts.reviewed <= 1:
        return refuse(_("Nobody would be left. Cancel the review instead."))
    return handles("take_out", actor, appraised.appraisal)


def may_announce(actor: Actor, appraisal: Appraisal) -> Verdict:
    """The own level announces the plan; from then on the reports have their date."""
    return handles("announce", actor, appraisal)
