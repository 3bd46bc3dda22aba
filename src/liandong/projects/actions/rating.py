"""Tickets that belong to nobody, and ratings that nothing joins with whoever gave them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from liandong.ballots import actions as secret
from liandong.ballots import queries as ballots
from liandong.ballots.actions import Marks
from liandong.ballots.lifecycle import TicketChannel
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.projects import queries, rules
from liandong.projects.actions.steps import hold_arena, tell_arena
from liandong.projects.lifecycle import ArenaState, Part, Voters
from liandong.projects.models import Arena, Ticket, TicketEntry, Urn, VoterClass


@action
def issue_tickets(
    *, arena_id: int, class_id: int, many: int, actor: Actor, now: datetime
) -> list[str]:
    """Make tickets of one class: their codes, printed now and never again. Only hashes stay."""
    arena = hold_arena(arena_id)
    ensure(rules.may_issue_tickets(actor, arena))
    voters = VoterClass.objects.get(arena=arena, pk=class_id)
    codes = secret.new_codes(many)
    Ticket.objects.bulk_create(
        Ticket(voters=voters, code_hash=ballots.hash_of(code)) for code in sorted(codes)
    )
    part, kind = Part(voters.part), Voters(voters.voters)
    tell_arena("tickets_issued", arena, actor, now, part=part, voters=kind, tickets=many)
    return codes


@action
def open_rating(*, arena_id: int, actor: Actor, now: datetime) -> Arena:
    """Begin the rating."""
    arena = hold_arena(arena_id)
    facts = queries.arena_facts(arena, now)
    ensure(rules.may_open_rating(actor, arena, facts))
    arena.state = ArenaState.VOTING
    arena.save(update_fields=["state"])
    Urn.objects.create(arena=arena)
    tell_arena("rating_opened", arena, actor, now, entrants=sum(facts.groups))
    return arena


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a voter takes away: the code under which the rating will be published."""

    arena: Arena
    tracking: str


@action
def rate(*, ticket_id: int, marks: Mapping[str, str], actor: Actor, now: datetime) -> Receipt:
    """Rate with a ticket on a phone, once. Only that somebody rated is written down."""
    ticket = _held(ticket_id)
    arena = ticket.voters.arena
    ensure(rules.may_rate(arena, ticket, read=bool(queries.looked_at(ticket))))
    ensure(rules.marks_fit(marks, queries.numbers(arena)))
    tracking = secret.new_tracking()
    _use(ticket, TicketChannel.ONLINE, tracking, marks)
    tell_arena("rated", arena, actor, now, channel=TicketChannel(ticket.channel))
    return Receipt(arena, tracking)


@action
def enter_ticket(
    *, ticket_id: int, tracking: str, marks: Marks, actor: Actor, now: datetime
) -> Ticket:
    """Read a paper ticket, apart from the other who reads it. `None`: it is invalid.

    Two readings that agree make the rating; where they differ a third person's settles it. The
    rating stands under `tracking`, the code on the paper, which its voter tore off.
    """
    ticket = _held(ticket_id)
    arena = ticket.voters.arena
    before = queries.looked_at(ticket)
    looked = [entry.person_id for entry in before]
    ensure(rules.may_enter_ticket(actor, arena, ticket, looked))
    if marks is not None:
        ensure(rules.marks_fit(marks, queries.numbers(arena)))
    TicketEntry.objects.create(ticket=ticket, person_id=actor.person, marks=marks)
    if secret.agree(before, marks, rules.LOOKS):
        TicketEntry.objects.filter(ticket=ticket).delete()
        _use(ticket, TicketChannel.PAPER, tracking, marks)
    tell_arena("ticket_entered", arena, actor, now, earlier=len(before))
    return ticket


def _held(ticket_id: int) -> Ticket:
    """The ticket, held until the end of the action: of two at the same instant one waits."""
    tickets = Ticket.objects.select_for_update(of=("self",))
    return tickets.select_related("voters__arena__place").get(pk=ticket_id)


@within_action
def _use(ticket: Ticket, channel: TicketChannel, tracking: str, marks: Marks) -> None:
    """Mark the ticket, and put the rating into the arena's urn."""
    secret.use(ticket, channel)
    urn = Urn.objects.select_for_update().get(arena=ticket.voters.arena)
    secret.drop(urn, tracking, ticket.voters_id, marks)
