"""Who may do what to a conversation, and when. Nothing here writes or asks the clock."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.masking import DOOR, PHONE
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.opinions.lifecycle import MOVES, STATEMENT_MOVES
from liandong.opinions.models import Conversation, Facts, Limits, Plan, Statement
from liandong.people.models import RoleKind
from liandong.places.models import Level, Place

MODERATORS = frozenset(
    {
        RoleKind.COMMUNITY_SECRETARY,
        RoleKind.COMMUNITY_WORKER,
        RoleKind.SUBDISTRICT_OFFICER,
        RoleKind.SUBDISTRICT_SECRETARY,
    }
)
SECRETARIES = frozenset({RoleKind.COMMUNITY_SECRETARY, RoleKind.SUBDISTRICT_SECRETARY})
HELPERS = MODERATORS | {RoleKind.GRID_HEAD, RoleKind.GRID_WORKER}
ASKED = (Level.SUBDISTRICT, Level.COMMUNITY, Level.GRID)
FEWEST_SEEDS = 2
LONGEST_DAYS = 92
NOT_NOW = _("It is not the time for answers.")


def may_open_somewhere(actor: Actor) -> Verdict:
    """Whether the page for opening a conversation is this post's at all."""
    if actor.role not in MODERATORS:
        return refuse(_("A conversation is opened by the community or the subdistrict."))
    return ALLOWED


def may_open(actor: Actor, place: Place) -> Verdict:
    """On the own place or below it, from the subdistrict down to a grid."""
    allowed = may_open_somewhere(actor)
    if not allowed:
        return allowed
    if not actor.over(place.path):
        return refuse(_("Your post does not reach this place."))
    if place.level not in ASKED:
        return refuse(_("A subdistrict, a community or a grid is asked."))
    return ALLOWED


def fits(plan: Plan, today: date, most: int) -> Verdict:
    """The days lie ahead, and there is something to agree or disagree with at once."""
    if plan.opens_on < today:
        return refuse(_("The first day must not lie in the past."))
    if plan.closes_on < plan.opens_on:
        return refuse(_("The last day must not come before the first."))
    if (plan.closes_on - plan.opens_on).days > LONGEST_DAYS:
        return refuse(_("Three months at most: ask again afterwards."))
    if len(plan.seeds) < FEWEST_SEEDS:
        return refuse(_("Begin with two statements at least, one a line."))
    if len(plan.seeds) > most:
        return refuse(_("At most %(most)d statements in all.") % {"most": most})
    if len(set(plan.seeds)) < len(plan.seeds):
        return refuse(_("A statement stands there twice."))
    return all_of(says_no_numbers(seed) for seed in plan.seeds)


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """The first refusal, or yes."""
    return next((verdict for verdict in verdicts if not verdict), ALLOWED)


def says_no_numbers(text: str) -> Verdict:
    """Telephone, identity and door numbers tell who somebody is; no statement needs them."""
    if PHONE.search(text) or DOOR.search(text):
        return refuse(_("Leave out telephone, identity and door numbers: everybody will read it."))
    return ALLOWED


def may_see(actor: Actor, conversation: Conversation) -> Verdict:
    """The desk of a conversation: for those who moderate it, and for the grids that help."""
    inside = actor.role in HELPERS and actor.path.startswith(conversation.place.path)
    if not inside and not may_lead(actor, conversation):
        return refuse(_("The community or the subdistrict that asks handles this."))
    return ALLOWED


def may_lead(actor: Actor, conversation: Conversation) -> Verdict:
    """Whether the post moderates here: at the place that is asked, or above it."""
    if actor.role not in MODERATORS or not actor.over(conversation.place.path):
        return refuse(_("The community or the subdistrict that asks does this."))
    return ALLOWED


def may_take_part(conversation: Conversation, today: date) -> Verdict:
    """Any resident, without an account, from the first day to the last."""
    if not _at_step(conversation, "answer"):
        return refuse(NOT_NOW)
    if not conversation.opens_on <= today <= conversation.closes_on:
        return refuse(NOT_NOW)
    return ALLOWED


def may_answer(conversation: Conversation, statement: Statement, today: date) -> Verdict:
    """What is published, as often as one changes one's mind, until the last day ends."""
    allowed = may_take_part(conversation, today)
    if not allowed:
        return allowed
    if statement.conversation_id != conversation.pk or statement.no is None:
        return refuse(_("This statement is not published."))
    if statement.standing not in STATEMENT_MOVES["merge"][0]:
        return refuse(_("This statement was taken down."))
    return ALLOWED


def may_suggest(
    actor: Actor, conversation: Conversation, today: date, *, own: int, spoken: int, limits: Limits
) -> Verdict:
    """A statement of one's own, by oneself or written down from paper; not without end."""
    allowed = may_take_part(conversation, today)
    if actor.signed:
        allowed = may_enter_papers(actor, conversation)
    if not allowed:
        return allowed
    if own >= limits.own:
        return refuse(_("At most %(most)d statements of one's own.") % {"most": limits.own})
    if spoken >= limits.size:
        return refuse(_("There are %(most)d statements, as many as fit.") % {"most": limits.size})
    return ALLOWED


def may_moderate(actor: Actor, conversation: Conversation) -> Verdict:
    """While it runs, by those who lead it."""
    return _leads_at(actor, conversation, "moderate")


def may_publish(
    actor: Actor, conversation: Conversation, statement: Statement, text: str
) -> Verdict:
    """As it was written, or in better words; the original stays."""
    allowed = _moderates(actor, conversation, statement, "publish")
    return says_no_numbers(text) if allowed else allowed


def may_refuse(actor: Actor, conversation: Conversation, statement: Statement) -> Verdict:
    """For a reason from the list; what is published already can be taken down."""
    return _moderates(actor, conversation, statement, "refuse")


def may_merge(
    actor: Actor, conversation: Conversation, statement: Statement, into: Statement
) -> Verdict:
    """Two that say the same: the later one points to the other, which is published."""
    allowed = _moderates(actor, conversation, statement, "merge")
    if not allowed:
        return allowed
    if into.pk == statement.pk or into.conversation_id != conversation.pk:
        return refuse(_("Choose another statement of this conversation."))
    if into.no is None or into.standing not in STATEMENT_MOVES["merge"][0]:
        return refuse(_("The other one must be published."))
    return ALLOWED


def may_issue_codes(actor: Actor, conversation: Conversation) -> Verdict:
    """Questionnaires are printed by those who bring them to the door."""
    return _helps_at(actor, conversation, "issue_codes")


def may_enter_papers(actor: Actor, conversation: Conversation) -> Verdict:
    """Until the close, also when the last day is over: somebody brings the last ones."""
    return _helps_at(actor, conversation, "enter_paper")


def may_enter_paper(actor: Actor, conversation: Conversation, answered: int) -> Verdict:
    """Once: a code that has answers is not entered again."""
    allowed = may_enter_papers(actor, conversation)
    if allowed and answered:
        return refuse(_("Answers with this code are in already; nobody counts twice."))
    return allowed


def may_draw(actor: Actor, conversation: Conversation) -> Verdict:
    """The house draws while answers are taken; the final map is drawn by closing."""
    if actor.role != "system":
        return refuse(_("The house draws the map by itself."))
    return _at_step(conversation, "draw")


def may_close(actor: Actor, conversation: Conversation, today: date, paper_days: int) -> Verdict:
    """After the last day; by the house itself once there was time to enter the last papers."""
    by_itself = actor.role == "system"
    allowed = _at_step(conversation, "close")
    if allowed and not by_itself:
        allowed = may_lead(actor, conversation)
    wait = timedelta(days=paper_days if by_itself else 0)
    if allowed and today <= conversation.closes_on + wait:
        return refuse(_("Answers are taken until the last day has ended."))
    return allowed


def may_cancel(actor: Actor, conversation: Conversation) -> Verdict:
    """The secretary at the place that is asked or above it, with a reason that everybody reads."""
    allowed = _leads_at(actor, conversation, "cancel")
    if allowed and actor.role not in SECRETARIES:
        return refuse(_("The secretary does this."))
    return allowed


def may_name_groups(actor: Actor, conversation: Conversation, facts: Facts) -> Verdict:
    """A person names the groups of the final map, no program does."""
    allowed = _leads_at(actor, conversation, "name_groups")
    if allowed and not facts.groups:
        return refuse(_("There are no groups to be named."))
    return allowed


def may_conclude(actor: Actor, conversation: Conversation) -> Verdict:
    """Whoever asks answers: what comes of it, once, in public."""
    return _leads_at(actor, conversation, "conclude")


def may_call_council(
    actor: Actor, conversation: Conversation, statement: Statement, named: Collection[int]
) -> Verdict:
    """On a statement that unites or divides by the final map; one council for each."""
    allowed = _leads_at(actor, conversation, "call_council")
    if not allowed:
        return allowed
    if statement.conversation_id != conversation.pk or statement.no not in named:
        return refuse(_("A council is called on a statement that unites or divides."))
    if statement.council_id is not None:
        return refuse(_("A council on this statement is there already."))
    return ALLOWED


def _moderates(
    actor: Actor, conversation: Conversation, statement: Statement, verb: str
) -> Verdict:
    allowed = may_moderate(actor, conversation)
    if allowed and statement.standing not in STATEMENT_MOVES[verb][0]:
        return refuse(_("Somebody has looked at this statement already."))
    return allowed


def _leads_at(actor: Actor, conversation: Conversation, verb: str) -> Verdict:
    return all_of((_at_step(conversation, verb), may_lead(actor, conversation)))


def _helps_at(actor: Actor, conversation: Conversation, verb: str) -> Verdict:
    return all_of((_at_step(conversation, verb), may_see(actor, conversation)))


def _at_step(conversation: Conversation, verb: str) -> Verdict:
    if conversation.state not in MOVES[verb][0]:
        return refuse(_("This cannot be done in its present state."))
    return ALLOWED
