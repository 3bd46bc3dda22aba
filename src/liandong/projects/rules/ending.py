"""Who accepts a project as done, reviews it, closes it, or ends it early.

Acceptance is never the own work of those who lead or support: a level above looks at it, and for
the highest secretary, who has nobody above, the city's desk.
"""

from django.utils.translation import gettext_lazy as _

from liandong.duties.rules import stands_over
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import DESKS, SECRETARIES, RoleKind
from liandong.projects.lifecycle import DRAWN, State
from liandong.projects.models import HIGHEST, Facts, SecretaryProject
from liandong.projects.rules.planning import stands_at


def may_accept(actor: Actor, project: SecretaryProject, facts: Facts) -> Verdict:
    """A level above accepts what was done, never those who lead, support or said it is done."""
    return _judges("accept", actor, project, facts)


def may_refuse(actor: Actor, project: SecretaryProject, facts: Facts) -> Verdict:
    """A level above does not accept it yet, with what is missing."""
    return _judges("refuse", actor, project, facts)


def may_review(actor: Actor, project: SecretaryProject) -> Verdict:
    """The secretary or the lead writes down what was learned."""
    at = stands_at("review", project)
    if at and actor.post_id not in {project.secretary_id, project.lead_id}:
        return refuse(_("The secretary or the lead writes the review."))
    return at


def may_close(actor: Actor, project: SecretaryProject, facts: Facts) -> Verdict:
    """The level above closes a project that was accepted and reviewed."""
    return _judges("close", actor, project, facts)


def may_end(actor: Actor, project: SecretaryProject) -> Verdict:
    """Its secretary gives up a draft; later a secretary above ends it. The highest has none."""
    at = stands_at("end", project)
    if not at:
        return at
    own = actor.post_id == project.secretary_id
    free = project.state in {*DRAWN, State.CLAIMED} or project.secretary.role == HIGHEST
    if not (own and free) and not stands_over(actor, project.secretary):
        return refuse(_("A project that is registered is ended by a secretary of a level above."))
    return ALLOWED


def _judges(verb: str, actor: Actor, project: SecretaryProject, facts: Facts) -> Verdict:
    at = stands_at(verb, project)
    if not at:
        return at
    if actor.post_id in {project.secretary_id, *facts.hands} or (
        actor.person_id is not None and actor.person_id == project.done_claimed_by_id
    ):
        return refuse(_("Whoever leads, supports or said that it is done does not judge it."))
    if not _is_level_above(actor, project):
        return refuse(_("The desk or the secretary of a level above does this."))
    return ALLOWED


def _is_level_above(actor: Actor, project: SecretaryProject) -> bool:
    place = project.secretary.place
    if project.secretary.role == HIGHEST:
        return actor.role == RoleKind.CITY_DISPATCHER and actor.place_id == place.pk
    above = actor.over(place.path) and actor.place_id != place.pk
    return above and actor.role in {*DESKS, *SECRETARIES}
