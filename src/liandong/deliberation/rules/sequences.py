"""The gates of 四议两公开: no step before the one in front of it has held, with the source said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from liandong.ballots.lifecycle import State as BallotState
from liandong.ballots.models import Ballot
from liandong.deliberation.lifecycle import DISCLOSURES, PHASES, SEQUENCE_MOVES, Body, Phase
from liandong.deliberation.models import Sequence, Step
from liandong.deliberation.rules.councils import said, tells_nobody
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.ledger.actions import name_of
from liandong.people.models import RoleKind
from liandong.places.models import Level, Place

CONVENERS = frozenset({RoleKind.COMMUNITY_SECRETARY, RoleKind.COMMUNITY_WORKER})


@dataclass(frozen=True, slots=True)
class Votes:
    """A show of hands: how many are entitled, are there, and raise their hand for what."""

    entitled: int
    present: int
    votes_for: int
    votes_against: int
    abstentions: int


def may_begin(actor: Actor, place: Place) -> Verdict:
    if actor.role not in CONVENERS or actor.place_id != place.pk:
        return refuse(_("Four deliberations are begun by the community's own party organisation."))
    if place.level != Level.COMMUNITY:
        return refuse(_("Four deliberations are held by a community."))
    return ALLOWED


def may_handle_sequence(actor: Actor, sequence: Sequence) -> Verdict:
    if actor.role not in CONVENERS or actor.place_id != sequence.place_id:
        return refuse(_("The steps are written down by the community that takes them."))
    return ALLOWED


def may_hold(
    actor: Actor, sequence: Sequence, phase: str, body: str, votes: Votes, *, in_order: bool
) -> Verdict:
    """`in_order`: the step was not held before the one in front of it, nor in the future."""
    allowed = _at_gate(actor, sequence, phase, "hold")
    if not allowed:
        return allowed
    if phase == Phase.RESOLVE and body not in sequence.rule_of(phase)["by"]:
        return refuse(_wrong_body(sequence))
    if not in_order:
        return refuse(_("The day must lie after the step before it, and not in the future."))
    return adds_up(votes)


def may_show_hands(*, running: bool) -> Verdict:
    """Nobody votes twice on one thing: by ballot, and by a show of hands."""
    if running:
        return refuse(_("A ballot on this is under way. Annul it before hands are counted."))
    return ALLOWED


def _wrong_body(sequence: Sequence) -> Any:
    by: Mapping[str, Any] = sequence.rule_of(Phase.RESOLVE)["by"]
    one = next(iter(by.values()))
    return _("By %(article)s this is decided by: %(bodies)s. No other body may decide it.") % {
        "article": said(one["subject"], "article"),
        "bodies": "、".join(str(Body(body).label) for body in by),
    }


def adds_up(votes: Votes) -> Verdict:
    """Those present are entitled, and each of them raises a hand once at most."""
    if votes.present > votes.entitled:
        return refuse(_("More are present than are entitled to take part."))
    if votes.votes_for + votes.votes_against + votes.abstentions != votes.present:
        return refuse(_("For, against and abstained together must be as many as are present."))
    return ALLOWED


def may_put_to_ballot(actor: Actor, sequence: Sequence, body: str, *, running: bool) -> Verdict:
    allowed = _at_gate(actor, sequence, Phase.RESOLVE, "put_to_ballot")
    if not allowed:
        return allowed
    if body not in sequence.rule_of(Phase.RESOLVE)["by"]:
        return refuse(_wrong_body(sequence))
    if running:
        return refuse(_("A ballot on this is under way. Annul it before another one is drafted."))
    return ALLOWED


def may_take_ballot(actor: Actor, sequence: Sequence, ballot: Ballot) -> Verdict:
    """Only a confirmed result of the ballot that was drafted for this sequence."""
    if actor.role != "system":
        handling = may_handle_sequence(actor, sequence)
        if not handling:
            return handling
    if sequence.course not in SEQUENCE_MOVES["take_ballot"][0]:
        return refuse(_("The assembly's vote is not what is next here."))
    if ballot.about != name_of(sequence):
        return refuse(_("This ballot was drafted for something else."))
    if ballot.state != BallotState.CONFIRMED:
        return refuse(_("The result of the ballot is not confirmed yet."))
    return ALLOWED


def may_disclose(
    actor: Actor, sequence: Sequence, phase: str, text: str, *, posted: bool
) -> Verdict:
    """`posted`: this disclosure was posted already and has not ended."""
    allowed = _at_gate(actor, sequence, phase, "disclose")
    if not allowed:
        return allowed
    if posted:
        return refuse(_("It is disclosed already; its days are running."))
    return tells_nobody(text)


def may_end_disclosure(
    actor: Actor, sequence: Sequence, step: Step | None, objections: str, now: datetime
) -> Verdict:
    """Not before its days are over, and with what was objected and how that was settled."""
    phase = sequence.phase
    if phase not in DISCLOSURES:
        return refuse(_("There is no disclosure under way here."))
    allowed = _at_gate(actor, sequence, phase, "end_disclosure")
    if not allowed:
        return allowed
    if step is None or step.ended_at is not None:
        return refuse(_("There is no disclosure under way here."))
    if step.runs(now):
        days = sequence.rule_of(phase)["days"]
        return refuse(
            _("%(rule)s (%(source)s) Its days are not over yet.")
            % {"rule": said(days, "text"), "source": said(days, "source")}
        )
    if not objections.strip():
        return refuse(_("Write down what was objected and how it was settled, or that nobody did."))
    return tells_nobody(objections)


def may_end(actor: Actor, sequence: Sequence) -> Verdict:
    handling = may_handle_sequence(actor, sequence)
    if handling and sequence.course not in SEQUENCE_MOVES["end"][0]:
        return refuse(_("It was decided already: it goes on to its disclosures."))
    return handling


def _at_gate(actor: Actor, sequence: Sequence, phase: str, verb: str) -> Verdict:
    """Only the step that is next; a later one is refused by the name of the gate before it."""
    handling = may_handle_sequence(actor, sequence)
    if not handling:
        return handling
    wanted = sequence.phase
    if wanted is None:
        return refuse(_("This sequence has ended."))
    if PHASES.index(Phase(phase)) < PHASES.index(wanted):
        return refuse(_("This step is done and stays as it is."))
    if phase != wanted:
        return refuse(
            _("First comes: %(step)s. %(rule)s (%(source)s)")
            % {
                "step": wanted.label,
                "rule": said(sequence.rule_of(wanted), "text"),
                "source": said(sequence.terms["set"], "source"),
            }
        )
    if sequence.course not in SEQUENCE_MOVES[verb][0]:
        return refuse(_("This step is taken in another way."))
    return ALLOWED
