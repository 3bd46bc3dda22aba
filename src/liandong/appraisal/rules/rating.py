"""Who prints tickets, rates, reads paper tickets and counts."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from liandong.appraisal.lifecycle import Grade
from liandong.appraisal.models import CONVENERS, Appraisal, Facts, Ticket
from liandong.appraisal.rules.planning import handles, is_at
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import RoleKind

READERS_OF_PAPERS = CONVENERS | {
    RoleKind.DEPARTMENT_OFFICER,
    RoleKind.HOTLINE_CLERK,
    RoleKind.CALLBACK_OFFICER,
}
LOOKS = 2
NOBODY_RATED = _("Nobody rated one of those under review: there is nothing to count.")
USED = _("This ticket was used already.")


def may_issue_tickets(actor: Actor, appraisal: Appraisal) -> Verdict:
    """The own level prints rating tickets; they belong to nobody."""
    return handles("issue_tickets", actor, appraisal)


def may_open_rating(actor: Actor, appraisal: Appraisal, facts: Facts) -> Verdict:
    """The meeting begins when every report is in and every class has tickets enough."""
    may = handles("open_rating", actor, appraisal)
    if not may:
        return may
    if facts.unreported:
        return refuse(
            _("Reports that are not in yet: %(many)d. Without a report nobody can be rated.")
            % {"many": facts.unreported}
        )
    if facts.fewest < facts.least:
        return refuse(
            _("Each class of raters needs %(least)d tickets or more; one has %(fewest)d.")
            % {"least": facts.least, "fewest": facts.fewest}
        )
    return ALLOWED


def may_rate(appraisal: Appraisal, ticket: Ticket, *, read: bool = False) -> Verdict:
    """Whoever holds an unused ticket rates once. `read`: it is being read as a paper ticket."""
    at = is_at("rate", appraisal)
    if at and (ticket.channel or read):
        return refuse(USED)
    return at


def marks_fit(marks: Mapping[str, str], numbers: Collection[int]) -> Verdict:
    """A paper gives grades that there are to those under review; blanks are allowed."""
    known = {str(number) for number in numbers}
    if not set(marks) <= known or not set(marks.values()) <= set(Grade.values):
        return refuse(_("This paper names a post or a grade that there is not."))
    return ALLOWED


def may_enter_tickets(actor: Actor, appraisal: Appraisal) -> Verdict:
    """Paper tickets are read at the reviewing level, by people with a post there."""
    at = is_at("enter_ticket", appraisal)
    if at and (actor.role not in READERS_OF_PAPERS or actor.place_id != appraisal.place_id):
        return refuse(_("Paper tickets are read by posts of the reviewing level."))
    return at


def may_enter_ticket(
    actor: Actor, appraisal: Appraisal, ticket: Ticket, looked: Collection[int]
) -> Verdict:
    """Two people apart, then a third where they differ. `looked`: the persons who have read it."""
    may = may_enter_tickets(actor, appraisal)
    if not may:
        return may
    if ticket.channel:
        return refuse(USED)
    if actor.person_id in looked:
        return refuse(_("You have read this ticket already. Somebody else reads it a second time."))
    return ALLOWED


def may_count(actor: Actor, appraisal: Appraisal, facts: Facts) -> Verdict:
    """Counted when each report has its comment and all is read; never more papers than tickets."""
    may = handles("count", actor, appraisal)
    if not may:
        return may
    if facts.uncommented:
        return refuse(
            _("Reports without a comment: %(many)d. Each report gets its comment.")
            % {"many": facts.uncommented}
        )
    if facts.unsettled:
        return refuse(_("Some paper tickets were read only once, or differently. Settle them."))
    if facts.slips != facts.used:
        return refuse(_("The urn does not hold as many papers as tickets were used."))
    return ALLOWED
