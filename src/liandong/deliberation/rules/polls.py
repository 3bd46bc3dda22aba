"""Quick polls: who asks the households of a grid, who answers once, and that nothing is decided."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from liandong.deliberation.lifecycle import POLL_MOVES
from liandong.deliberation.models import GridPoll
from liandong.deliberation.rules.councils import tells_nobody
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import RoleKind
from liandong.places.models import Level, Place

ASKERS = frozenset({RoleKind.GRID_HEAD, RoleKind.COMMUNITY_SECRETARY, RoleKind.COMMUNITY_WORKER})
HANDS = ASKERS | {RoleKind.GRID_WORKER}
MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, which answers there are, of how many households, and until when."""

    question: str
    options: tuple[str, ...]
    households: int
    closes_at: datetime
    why: str = ""


def may_ask(actor: Actor, place: Place, asked: Question, now: datetime) -> Verdict:
    """The grid's head, or the community above it, asks the households of one grid."""
    allowed = may_ask_at(actor, place)
    if not allowed:
        return allowed
    if not 2 <= len(asked.options) <= 6 or len(set(asked.options)) != len(asked.options):
        return refuse(_("A poll offers two to six different answers."))
    if not now < asked.closes_at <= now + timedelta(days=MOST_DAYS):
        return refuse(_("A poll closes later than now, and within sixty days."))
    return tells_nobody(asked.question, asked.why, *asked.options)


def may_ask_at(actor: Actor, place: Place) -> Verdict:
    if actor.role not in ASKERS or not actor.over(place.path):
        return refuse(_("A poll is asked by the grid's head, or the community above it."))
    if place.level != Level.GRID:
        return refuse(_("A poll asks the households of one grid."))
    return ALLOWED


def may_issue_slips(actor: Actor, poll: GridPoll) -> Verdict:
    """Once: a slip for each household, and no more."""
    return _at_its_step(actor, poll, "issue_slips")


def may_answer(poll: GridPoll, now: datetime, *, used: bool) -> Verdict:
    """By a slip's code, once a household, while the poll is open."""
    if poll.stand not in POLL_MOVES["answer"][0] or now >= poll.closes_at:
        return refuse(_("This poll takes no more answers."))
    if used:
        return refuse(_("This slip has been used. Each household answers once."))
    return ALLOWED


def may_enter_answer(actor: Actor, poll: GridPoll, now: datetime, *, used: bool) -> Verdict:
    """What a household answered on paper, by the number on its slip."""
    allowed = may_handle_poll(actor, poll, HANDS)
    return may_answer(poll, now, used=used) if allowed else allowed


def may_close(actor: Actor, poll: GridPoll, now: datetime, *, everybody: bool) -> Verdict:
    """When its time is over, or every household has answered."""
    allowed = ALLOWED if actor.role == "system" else may_handle_poll(actor, poll)
    if allowed and poll.stand not in POLL_MOVES["close"][0]:
        return refuse(_("This poll has ended."))
    if allowed and now < poll.closes_at and not everybody:
        return refuse(_("Its time is not over yet: it stays open as long as was said."))
    return allowed


def may_stop(actor: Actor, poll: GridPoll, reason: str) -> Verdict:
    """With a reason that everybody reads; no answers are shown."""
    allowed = _at_its_step(actor, poll, "stop")
    return tells_nobody(reason) if allowed else allowed


def may_handle_poll(actor: Actor, poll: GridPoll, roles: frozenset[RoleKind] = ASKERS) -> Verdict:
    if actor.role not in roles or not actor.over(poll.place.path):
        return refuse(_("A poll is handled by the grid, or the community above it."))
    return ALLOWED


def _at_its_step(actor: Actor, poll: GridPoll, verb: str) -> Verdict:
    allowed = may_handle_poll(actor, poll)
    if allowed and poll.stand not in POLL_MOVES[verb][0]:
        return refuse(_("This poll has ended."))
    return allowed
