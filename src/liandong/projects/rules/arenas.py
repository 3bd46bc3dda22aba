"""Who opens an arena, enters projects, rates, counts, explains, and decides what follows."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import DESKS, SECRETARIES, RoleKind
from liandong.places.models import Level, Place
from liandong.projects.lifecycle import ARENA_MOVES, Grade
from liandong.projects.models import Arena, ArenaFacts, Entrant, SecretaryProject, Ticket

CONVENERS = frozenset({*DESKS, *SECRETARIES})
READERS_OF_PAPERS = CONVENERS | {
    RoleKind.DEPARTMENT_OFFICER,
    RoleKind.HOTLINE_CLERK,
    RoleKind.CALLBACK_OFFICER,
}
LOOKS = 2
FEWEST_IN_A_GROUP = 2
NOBODY_RATED = _("In one part nobody rated one of the entrants: there is no mean of nothing.")
USED = _("This ticket was used already.")


def arena_is_at(verb: str, arena: Arena) -> Verdict:
    if arena.state not in ARENA_MOVES[verb][0]:
        return refuse(_("This is not possible in the state that the arena is in."))
    return ALLOWED


def may_open_arena(actor: Actor, place: Place | None) -> Verdict:
    """The secretary or the desk of a level opens an arena of the places directly below."""
    if place is None or place.level >= Level.COMMUNITY or actor.role not in CONVENERS:
        return refuse(_("An arena is opened by the secretary or the desk of a level above."))
    if actor.place_id != place.pk:
        return refuse(_("An arena is opened by the level itself."))
    return ALLOWED


def may_see_arena(actor: Actor, arena: Arena) -> Verdict:
    """The file of an arena is for its own level and those above."""
    if actor.role not in READERS_OF_PAPERS or not actor.over(arena.place.path):
        return refuse(_("The file of an arena is for its own level and those above."))
    return ALLOWED


def _handles(verb: str, actor: Actor, arena: Arena) -> Verdict:
    at = arena_is_at(verb, arena)
    if at and (actor.role not in CONVENERS or actor.place_id != arena.place_id):
        return refuse(_("This is done by the secretary or the desk of the arena's own level."))
    return at


def may_add_entrant(actor: Actor, arena: Arena) -> Verdict:
    """The own level enters projects until the entrants are fixed."""
    return _handles("add_entrant", actor, arena)


def may_remove_entrant(actor: Actor, arena: Arena) -> Verdict:
    """The own level takes a project out until the entrants are fixed."""
    return _handles("remove_entrant", actor, arena)


def is_comparable(arena: Arena, project: SecretaryProject) -> Verdict:
    """Projects of the same year, registered, of places directly below; never of people."""
    if not project.public or project.year != arena.year:
        return refuse(_("Only registered projects of the arena's year take part."))
    if project.secretary.place.parent_id != arena.place_id:
        return refuse(_("Only projects of the places directly below take part."))
    return ALLOWED


def may_fix(actor: Actor, arena: Arena, facts: ArenaFacts) -> Verdict:
    """The entrants are fixed when each group has two or more; the lot is sealed then."""
    may = _handles("fix", actor, arena)
    if may and (not facts.groups or min(facts.groups) < FEWEST_IN_A_GROUP):
        return refuse(_("Each group needs two entrants or more."))
    return may


def may_issue_tickets(actor: Actor, arena: Arena) -> Verdict:
    """The own level prints rating tickets until the rating ends; they belong to nobody."""
    return _handles("issue_tickets", actor, arena)


def may_draw(actor: Actor, arena: Arena) -> Verdict:
    """The order is drawn once, with a word that is said in the hall."""
    return _handles("draw", actor, arena)


def may_open_rating(actor: Actor, arena: Arena, facts: ArenaFacts) -> Verdict:
    """Rating begins when every class of voters has enough tickets for a secret."""
    may = _handles("open_rating", actor, arena)
    if may and facts.fewest < facts.least:
        return refuse(
            _("Each class of voters needs %(least)d tickets or more; one has %(fewest)d.")
            % {"least": facts.least, "fewest": facts.fewest}
        )
    return may


def may_rate(arena: Arena, ticket: Ticket, *, read: bool = False) -> Verdict:
    """Whoever holds an unused ticket rates once. `read`: it is being read as a paper ticket."""
    at = arena_is_at("rate", arena)
    if at and (ticket.channel or read):
        return refuse(USED)
    return at


def marks_fit(marks: Mapping[str, str], numbers: Collection[int]) -> Verdict:
    """A paper gives grades that there are to entrants that there are; blanks are allowed."""
    known = {str(number) for number in numbers}
    if not set(marks) <= known or not set(marks.values()) <= set(Grade.values):
        return refuse(_("This paper names somebody or something that there is not."))
    return ALLOWED


def may_enter_tickets(actor: Actor, arena: Arena) -> Verdict:
    """Paper tickets are read at the arena's own level, by people with a post there."""
    at = arena_is_at("enter_ticket", arena)
    if at and (actor.role not in READERS_OF_PAPERS or actor.place_id != arena.place_id):
        return refuse(_("Paper tickets are read by posts of the arena's own level."))
    return at


def may_enter_ticket(
    actor: Actor, arena: Arena, ticket: Ticket, looked: Collection[int]
) -> Verdict:
    """Two people apart, then a third where they differ. `looked`: the persons who have read it."""
    may = may_enter_tickets(actor, arena)
    if not may:
        return may
    if ticket.channel:
        return refuse(USED)
    if actor.person_id in looked:
        return refuse(_("You have read this ticket already. Somebody else reads it a second time."))
    return ALLOWED


def may_count(actor: Actor, arena: Arena, facts: ArenaFacts) -> Verdict:
    """Counted when all is read, and never with more papers than used tickets."""
    may = _handles("count", actor, arena)
    if not may:
        return may
    if facts.unsettled:
        return refuse(_("Some paper tickets were read only once, or differently. Settle them."))
    if facts.slips != facts.used:
        return refuse(_("The urn does not hold as many papers as tickets were used."))
    return ALLOWED


def may_explain(actor: Actor, arena: Arena) -> Verdict:
    """The own level explains the result in public."""
    return _handles("explain", actor, arena)


def may_follow_up(actor: Actor, arena: Arena, entrant: Entrant | None = None) -> Verdict:
    """The secretary of the own level decides what follows for a project; once for each."""
    at = arena_is_at("follow_up", arena)
    if not at:
        return at
    if actor.role not in SECRETARIES or actor.place_id != arena.place_id:
        return refuse(_("The secretary of the arena's own level decides what follows."))
    if entrant is not None and entrant.follow_up:
        return refuse(_("What follows for this project was decided already."))
    return ALLOWED


def may_cancel(actor: Actor, arena: Arena) -> Verdict:
    """The own level ends an arena without a result, with a reason that everybody reads."""
    return _handles("cancel", actor, arena)
