"""Who carries a project out, writes down how it goes, and amends its plan."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.projects.models import Expense, Facts, Goal, Milestone, SecretaryProject
from liandong.projects.rules.planning import stands_at


def _is_in_hand(verb: str, actor: Actor, project: SecretaryProject, facts: Facts) -> Verdict:
    at = stands_at(verb, project)
    if at and actor.post_id not in {project.secretary_id, *facts.hands}:
        return refuse(_("This is written down by those who lead or support the project."))
    return at


def may_reach(actor: Actor, project: SecretaryProject, facts: Facts) -> Verdict:
    """Those who lead or support write down that a milestone is reached."""
    may = _is_in_hand("reach", actor, project, facts)
    if may and not facts.waiting:
        return refuse(_("No milestone waits."))
    return may


def may_add_evidence(actor: Actor, project: SecretaryProject, facts: Facts) -> Verdict:
    """Those who lead or support add evidence to a milestone that was reached."""
    may = _is_in_hand("add_evidence", actor, project, facts)
    if may and facts.milestones == facts.waiting:
        return refuse(_("No milestone was reached yet."))
    return may


def may_measure(actor: Actor, project: SecretaryProject, facts: Facts) -> Verdict:
    """Those who lead or support write down how far a goal is."""
    return _is_in_hand("measure", actor, project, facts)


def may_spend(actor: Actor, project: SecretaryProject, facts: Facts) -> Verdict:
    """Those who lead or support write down what was spent, within the budget."""
    may = _is_in_hand("spend", actor, project, facts)
    if may and not project.budget:
        return refuse(_("This project has no budget. Amend the plan first."))
    return may


def spends_within(project: SecretaryProject, amount: int) -> Verdict:
    if project.spent + amount > project.budget:
        return refuse(_("This is more than is left of the budget. Amend the plan first."))
    return ALLOWED


def may_take_back(actor: Actor, project: SecretaryProject, facts: Facts) -> Verdict:
    """A wrong entry of money is taken back by those who lead or support."""
    may = _is_in_hand("take_back", actor, project, facts)
    if may and not project.spent:
        return refuse(_("No money was spent yet."))
    return may


def may_amend(actor: Actor, project: SecretaryProject) -> Verdict:
    """A frozen plan is amended by its secretary or its lead, with a reason that stays."""
    at = stands_at("amend_goal", project)
    if at and actor.post_id not in {project.secretary_id, project.lead_id}:
        return refuse(_("The plan is amended by the secretary or the lead."))
    return at


def may_claim_done(actor: Actor, project: SecretaryProject, facts: Facts) -> Verdict:
    """The secretary or the lead says that it is done: no milestone waits, each goal has a number.

    A goal that was not met does not hold it up: it is said, and the level above judges.
    """
    at = stands_at("claim_done", project)
    if not at:
        return at
    if actor.post_id not in {project.secretary_id, project.lead_id}:
        return refuse(_("The secretary or the lead says that it is done."))
    if facts.waiting:
        return refuse(_("A milestone is neither reached nor given up by an amendment."))
    if facts.unmeasured:
        return refuse(_("A goal has no measured number yet."))
    return ALLOWED


def within_its_base(goal: Goal, number: Decimal) -> Verdict:
    """A number never exceeds the known whole that it is a part of."""
    if goal.base is not None and number > goal.base:
        return refuse(
            _("There are only %(base)s of them in all.") % {"base": f"{goal.base.normalize():f}"}
        )
    return ALLOWED


def moves(start: Decimal, target: Decimal) -> Verdict:
    """A goal that stays where it began is none."""
    if start == target:
        return refuse(_("The goal is the number that there is already."))
    return ALLOWED


def covers_what_was_spent(project: SecretaryProject, budget: int) -> Verdict:
    if budget < project.spent:
        return refuse(_("More than this was spent already."))
    return ALLOWED


def is_planned(milestone: Milestone) -> Verdict:
    """Whether a milestone still waits."""
    if not milestone.waits:
        return refuse(_("This milestone was reached or given up already."))
    return ALLOWED


def still_counts(expense: Expense, *, taken_back: bool) -> Verdict:
    """Whether an expense still counts."""
    if taken_back or expense.takes_back_id is not None:
        return refuse(_("This entry was taken back already."))
    return ALLOWED


def is_not_ahead(on: date, today: date) -> Verdict:
    """What was reached, measured or paid lies not in the future."""
    if on > today:
        return refuse(_("This day has not come yet."))
    return ALLOWED
