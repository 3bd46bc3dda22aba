"""Who draws a project up, claims it, sends it back and registers it."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from liandong.duties.rules import stands_over
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import DESKS, SECRETARIES, Post, RoleKind
from liandong.projects.lifecycle import MOVES
from liandong.projects.models import HIGHEST, READERS, Facts, SecretaryProject

DRAFTERS = frozenset({*DESKS, *SECRETARIES})


def stands_at(verb: str, project: SecretaryProject) -> Verdict:
    """Whether a verb is possible in the state in which a project is."""
    if project.state not in MOVES[verb][0]:
        return refuse(
            _("This is not possible in the state that the project is in: %(state)s.")
            % {"state": project.get_state_display()}
        )
    return ALLOWED


def may_see(actor: Actor, project: SecretaryProject, hands: Collection[int]) -> Verdict:
    """The file is for those who lead or support, for the own level and for those above."""
    if actor.post_id is not None and actor.post_id in {project.secretary_id, *hands}:
        return ALLOWED
    if actor.role in READERS and actor.over(project.secretary.place.path):
        return ALLOWED
    return refuse(_("This file is for those who lead or support, and for the levels above."))


def may_draft_somewhere(actor: Actor) -> Verdict:
    """Whether the page for a new project opens at all."""
    if actor.role not in DRAFTERS or actor.role == RoleKind.GRID_HEAD:
        return refuse(_("A project is drawn up by a secretary or by the desk of the same level."))
    return ALLOWED


def may_draft(actor: Actor, secretary: Post) -> Verdict:
    """The secretary draws the own project up, or the desk of the same place prepares it."""
    if secretary.role not in SECRETARIES:
        return refuse(_("A project is claimed by a secretary."))
    if actor.role not in DRAFTERS or actor.place_id != secretary.place_id:
        return refuse(_("A project is drawn up by its secretary, or by the desk of that place."))
    return ALLOWED


def may_revise(actor: Actor, project: SecretaryProject) -> Verdict:
    """What is planned is reworded until it is claimed."""
    at = stands_at("revise", project)
    return at if not at else may_draft(actor, project.secretary)


def may_set_goal(actor: Actor, project: SecretaryProject) -> Verdict:
    """Goals are set until the project is claimed."""
    return may_revise(actor, project)


def may_plan_milestone(actor: Actor, project: SecretaryProject) -> Verdict:
    """Milestones are planned until the project is claimed."""
    return may_revise(actor, project)


def may_strike(actor: Actor, project: SecretaryProject, facts: Facts) -> Verdict:
    """A goal or a milestone is struck until the project is claimed."""
    may = may_revise(actor, project)
    if may and not facts.goals + facts.milestones:
        return refuse(_("There is nothing to strike yet."))
    return may


def was_decided(waiting: Collection[int], resolution_id: int) -> Verdict:
    """A meeting's decision is begun once, and by the secretary whom it names."""
    if resolution_id not in waiting:
        return refuse(_("This decision was begun already, or names another secretary."))
    return ALLOWED


def may_claim(actor: Actor, project: SecretaryProject, facts: Facts) -> Verdict:
    """The secretary claims the own project: with a goal in numbers and a milestone at least."""
    at = stands_at("claim", project)
    if not at:
        return at
    if actor.post_id != project.secretary_id:
        return refuse(_("Only the secretary whose project it is claims it."))
    if not facts.goals:
        return refuse(_("A project needs a goal in numbers first."))
    if not facts.milestones:
        return refuse(_("A project needs a milestone first."))
    return ALLOWED


def may_send_back(actor: Actor, project: SecretaryProject) -> Verdict:
    """The level above sends a project back to be improved, with its reason."""
    at = stands_at("send_back", project)
    return at if not at else _is_above(actor, project)


def may_register(actor: Actor, project: SecretaryProject, facts: Facts) -> Verdict:
    """The level above registers a project, unless it leads or supports. The highest has none."""
    at = stands_at("register", project)
    if not at:
        return at
    if actor.post_id in facts.hands - {project.secretary_id}:
        return refuse(_("Whoever leads or supports a project does not register it."))
    return _is_above(actor, project)


def _is_above(actor: Actor, project: SecretaryProject) -> Verdict:
    highest = project.secretary.role == HIGHEST and actor.post_id == project.secretary_id
    if not highest and not stands_over(actor, project.secretary):
        return refuse(_("This is done by a secretary of a level above."))
    return ALLOWED
