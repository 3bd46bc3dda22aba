"""Everything that staff can do to a ballot, as one table: its word, form, rule and action."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liandong.ballots import actions, forms, queries, rules
from liandong.ballots.lifecycle import MOVES
from liandong.ballots.models import Ballot
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Opened:
    """A ballot as it lies open on a desk, with what its rules ask for."""

    ballot: Ballot
    actor: Actor
    now: datetime
    standing: queries.Standing

    @property
    def counted_by(self) -> int | None:
        last = queries.last_tally(self.ballot)
        return last.counted_by_id if last else None

    @property
    def numbers(self) -> tuple[int, int, int]:
        """Unsettled papers, votes, marks. How many votes there are is asked at the count only."""
        return self.standing.unsettled, self.standing.marked, self.standing.marked


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done; `says` is what the page says afterwards."""

    verb: str
    label: Promise
    icon: str
    form: type[forms.Deed]
    rule: Callable[[Opened], Verdict]
    action: Callable[..., Any]
    says: Promise
    only: Callable[[Ballot], bool] = lambda ballot: True

    @property
    def slug(self) -> str:
        return self.verb.replace("_", "-")

    def exists_for(self, ballot: Ballot) -> bool:
        """Whether this deed exists at the step where the ballot is."""
        return ballot.state in MOVES[self.verb][0] and self.only(ballot)


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed as it stands for one actor and one ballot: allowed, or why not."""

    deed: Deed
    verdict: Verdict


def open_ballot(ballot: Ballot, actor: Actor) -> Opened:
    return Opened(ballot, actor, timezone.now(), queries.standing_of(ballot))


def offers(opened: Opened) -> list[Offer]:
    """What can be done now, in its order; what is not allowed says why."""
    deeds = [deed for deed in DEEDS.values() if deed.exists_for(opened.ballot)]
    return [Offer(deed, deed.rule(opened)) for deed in deeds]


def _publish(it: Opened) -> Verdict:
    earliest = queries.earliest_opening(it.ballot, day_of(it.now))
    people = it.standing.entitled.people
    return rules.may_publish(it.actor, it.ballot, people, day_of(it.ballot.opens_at), earliest)


def _close(it: Opened) -> Verdict:
    everybody = it.standing.marked == it.standing.entitled.people and not it.standing.unsettled
    return rules.may_close(it.actor, it.ballot, it.now, everybody=everybody)


def _confirm(it: Opened) -> Verdict:
    until = queries.objections_end(it.ballot)
    return rules.may_confirm(it.actor, it.ballot, it.now, until, it.standing.result_objections)


def _proxies(ballot: Ballot) -> bool:
    return bool(ballot.terms["limits"]["proxies"]["value"])


_ALL = [
    Deed(
        "enter_roll",
        _("Enter the roll"),
        "users",
        forms.EnterRoll,
        lambda it: rules.may_enter_roll(it.actor, it.ballot),
        actions.enter_roll,
        _("The roll is entered."),
    ),
    Deed(
        "publish",
        _("Publish notice and roll"),
        "bell",
        forms.Deed,
        _publish,
        actions.publish,
        _("Notice and roll are public. Print and post them today."),
    ),
    Deed(
        "print_papers",
        _("Make the ballot papers"),
        "printer",
        forms.PrintPapers,
        lambda it: rules.may_print_papers(it.actor, it.ballot),
        actions.print_papers,
        _("The papers are made. Print them from the list of papers."),
    ),
    Deed(
        "issue_codes",
        _("Issue one-time codes"),
        "qrcode",
        forms.IssueCodes,
        lambda it: rules.may_issue_codes(it.actor, it.ballot),
        actions.issue_codes,
        _("Every voter here has a code or has voted. Give numbers to issue new ones."),
        only=lambda ballot: ballot.online,
    ),
    Deed(
        "deliver",
        _("Write down deliveries"),
        "send",
        forms.Deliver,
        lambda it: rules.may_deliver(it.actor, it.ballot),
        actions.deliver,
        _("The deliveries are written down."),
    ),
    Deed(
        "appoint_proxy",
        _("Enter a proxy"),
        "user-check",
        forms.AppointProxy,
        lambda it: rules.may_appoint_proxy(
            it.actor, it.ballot, held=0, voted=False, represented=False
        ),
        actions.appoint_proxy,
        _("The proxy is entered."),
        only=_proxies,
    ),
    Deed(
        "open",
        _("Begin the voting"),
        "player-play",
        forms.Deed,
        lambda it: rules.may_open(it.actor, it.ballot, it.now, it.standing.roll_objections),
        actions.open_ballot,
        _("Voting has begun. The roll is fixed from here on."),
    ),
    Deed(
        "hand_out",
        _("Hand out a paper"),
        "receipt",
        forms.HandOut,
        lambda it: rules.may_hand_out(it.actor, it.ballot, voted=False),
        actions.hand_out,
        _("Noted on the roll. Let the voter draw a paper from the mixed pile."),
        only=lambda ballot: ballot.secret,
    ),
    Deed(
        "enter_paper",
        _("Enter papers"),
        "edit",
        forms.EnterPaper,
        lambda it: rules.may_help(it.actor, it.ballot),
        actions.enter_paper,
        _("Entered. Next paper."),
    ),
    Deed(
        "close",
        _("End the voting"),
        "lock",
        forms.Deed,
        _close,
        actions.close,
        _("Voting has ended."),
    ),
    Deed(
        "count",
        _("Count"),
        "chart-bar",
        forms.Deed,
        lambda it: rules.may_count(it.actor, it.ballot, *it.numbers),
        actions.count,
        _("Counted. The result is public; print and post it within the days that the rules give."),
    ),
    Deed(
        "recount",
        _("Count again"),
        "refresh",
        forms.Reason,
        lambda it: rules.may_recount(it.actor, it.ballot, it.counted_by, it.numbers),
        actions.recount,
        _("Counted again. Both counts stand on the public page."),
    ),
    Deed(
        "confirm",
        _("Confirm the result"),
        "circle-check",
        forms.Deed,
        _confirm,
        actions.confirm,
        _("The result is confirmed."),
    ),
    Deed(
        "annul",
        _("Annul the ballot"),
        "alert-triangle",
        forms.Reason,
        lambda it: rules.may_annul(it.actor, it.ballot),
        actions.annul,
        _("The ballot is annulled. The reason stands on its public page."),
    ),
]
DEEDS = {deed.verb: deed for deed in _ALL}
