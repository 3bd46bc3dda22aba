"""Tickets that belong to nobody, ratings that nothing joins with whoever gave them, the count."""

from collections.abc import Mapping
from datetime import datetime

from liandong.appraisal import queries, rules
from liandong.appraisal.actions.steps import hold, tell, tell_of
from liandong.appraisal.lifecycle import Raters, State
from liandong.appraisal.models import Appraisal, Figure, RaterClass, Ticket, TicketEntry, Urn
from liandong.ballots import actions as secret
from liandong.ballots import queries as ballots
from liandong.ballots.actions import Marks
from liandong.ballots.lifecycle import TicketChannel
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import Refused, ensure
from liandong.planning.tallying.rating import NothingToCountError


@action
def issue_tickets(
    *, appraisal_id: int, class_id: int, many: int, actor: Actor, now: datetime
) -> list[str]:
    """Make tickets of one class: their codes, printed now and never again. Only hashes stay."""
    appraisal = hold(appraisal_id)
    ensure(rules.may_issue_tickets(actor, appraisal))
    voters = RaterClass.objects.get(appraisal=appraisal, pk=class_id)
    codes = secret.new_codes(many)
    Ticket.objects.bulk_create(
        Ticket(voters=voters, code_hash=ballots.hash_of(code)) for code in sorted(codes)
    )
    tell("tickets_issued", appraisal, actor, now, raters=Raters(voters.raters), tickets=many)
    return codes


@action
def open_rating(*, appraisal_id: int, actor: Actor, now: datetime) -> Appraisal:
    """Begin the meeting and the rating. The figures of the year are kept as they are now."""
    appraisal = hold(appraisal_id)
    ensure(rules.may_open_rating(actor, appraisal, queries.facts(appraisal)))
    for one in queries.under_review(appraisal):
        shown = queries.fresh(one, now)
        Figure.objects.bulk_create(
            Figure(appraised=one, name=each.name, part=each.part, whole=each.whole)
            for each in shown
        )
        said = "；".join(f"{each.name} {each.part}/{each.whole}" for each in shown)
        tell_of("gathered", one, actor, now, figures=said)
    appraisal.state, appraisal.opened_at = State.RATING, now
    appraisal.save(update_fields=["state", "opened_at"])
    Urn.objects.create(appraisal=appraisal)
    tell("rating_opened", appraisal, actor, now)
    return appraisal


@action
def rate(*, ticket_id: int, marks: Mapping[str, str], actor: Actor, now: datetime) -> Appraisal:
    """Rate with a ticket on a phone, once. Only that somebody rated is written down."""
    ticket = _held(ticket_id)
    appraisal = ticket.voters.appraisal
    ensure(rules.may_rate(appraisal, ticket, read=bool(queries.looked_at(ticket))))
    ensure(rules.marks_fit(marks, queries.numbers(appraisal)))
    _use(ticket, TicketChannel.ONLINE, marks)
    tell("rated", appraisal, actor, now, channel=TicketChannel(ticket.channel))
    return appraisal


@action
def enter_ticket(*, ticket_id: int, marks: Marks, actor: Actor, now: datetime) -> Ticket:
    """Read a paper ticket, apart from the other who reads it. `None`: it is invalid.

    Two readings that agree make the rating; where they differ a third person's settles it.
    """
    ticket = _held(ticket_id)
    appraisal = ticket.voters.appraisal
    before = queries.looked_at(ticket)
    ensure(rules.may_enter_ticket(actor, appraisal, ticket, [entry.person_id for entry in before]))
    if marks is not None:
        ensure(rules.marks_fit(marks, queries.numbers(appraisal)))
    TicketEntry.objects.create(ticket=ticket, person_id=actor.person, marks=marks)
    if secret.agree(before, marks, rules.LOOKS):
        TicketEntry.objects.filter(ticket=ticket).delete()
        _use(ticket, TicketChannel.PAPER, marks)
    tell("ticket_entered", appraisal, actor, now, earlier=len(before))
    return ticket


@action
def count(*, appraisal_id: int, actor: Actor, now: datetime) -> Appraisal:
    """Close the rating. What was counted informs the committee; no grade follows from it."""
    appraisal = hold(appraisal_id)
    facts = queries.facts(appraisal)
    ensure(rules.may_count(actor, appraisal, facts))
    try:
        queries.counted(appraisal)
    except NothingToCountError as empty:
        raise Refused(str(rules.NOBODY_RATED)) from empty
    appraisal.state, appraisal.counted_at = State.COUNTED, now
    appraisal.digest = queries.digest_of(Urn.objects.get(appraisal=appraisal))
    appraisal.save(update_fields=["state", "counted_at", "digest"])
    tell("counted", appraisal, actor, now, papers=facts.slips, digest=appraisal.digest)
    return appraisal


def _held(ticket_id: int) -> Ticket:
    """The ticket, held until the end of the action: of two at the same instant one waits."""
    tickets = Ticket.objects.select_for_update(of=("self",))
    return tickets.select_related("voters__appraisal__place").get(pk=ticket_id)


@within_action
def _use(ticket: Ticket, channel: TicketChannel, marks: Marks) -> None:
    """Mark the ticket, and put the rating into the urn under a code that nobody is told."""
    secret.use(ticket, channel)
    urn = Urn.objects.select_for_update().get(appraisal=ticket.voters.appraisal)
    secret.drop(urn, secret.new_tracking(), ticket.voters_id, marks)
