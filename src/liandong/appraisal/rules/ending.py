"""Who writes down the committee's grade, tells it, publishes it, or ends without one."""

from django.utils.translation import gettext_lazy as _

from liandong.appraisal.lifecycle import rank_of
from liandong.appraisal.models import Appraisal, Appraised, Decision, Facts
from liandong.appraisal.rules.planning import concerns, handles
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import SECRETARIES


def may_grade(actor: Actor, appraised: Appraised) -> Verdict:
    """The committee decides; its secretary writes the grade down, once, with the reasons."""
    may = concerns("grade", appraised)
    if not may:
        return may
    if actor.role not in SECRETARIES or actor.place_id != appraised.appraisal.place_id:
        return refuse(_("The grade is the committee's; its secretary writes it down."))
    if appraised.grade:
        return refuse(_("The committee has decided already."))
    return ALLOWED


def names_what_follows(appraisal: Appraisal, decision: Decision) -> Verdict:
    """Below the best grade it is said what is to be put right, how, and until when."""
    follows = (decision.problem, decision.goal, decision.measures, decision.due_on)
    if rank_of(decision.grade) > appraisal.free_ranks and not all(follows):
        return refuse(
            _("This grade opens a rectification: say what is put right, how and by when.")
        )
    return ALLOWED


def may_feed_back(actor: Actor, appraised: Appraised) -> Verdict:
    """The own level tells the secretary the result before it is published."""
    may = concerns("feed_back", appraised)
    if may and not appraised.grade:
        return refuse(_("The committee has not decided yet."))
    return may and handles("feed_back", actor, appraised.appraisal)


def may_publish(actor: Actor, appraisal: Appraisal, facts: Facts) -> Verdict:
    """Published when each secretary has a grade and was told it."""
    may = handles("publish", actor, appraisal)
    if not may:
        return may
    if facts.ungraded:
        return refuse(_("Without a grade of the committee: %(many)d.") % {"many": facts.ungraded})
    if facts.untold:
        return refuse(_("Not told the result yet: %(many)d.") % {"many": facts.untold})
    return ALLOWED


def may_cancel(actor: Actor, appraisal: Appraisal) -> Verdict:
    """The own level ends a review without a result, with a reason that everybody reads."""
    return handles("cancel", actor, appraisal)
