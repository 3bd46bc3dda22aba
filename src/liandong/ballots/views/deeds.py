"""Everything that staff can do to a ballot, as one table: its word, form, rule and action."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liandong.ballots import actions, forms, queries, rules
from liandong.ballots.forms import Opened
from liandong.ballots.models import Ballot, Objection
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.desk import Deed, DeedForm, table
from liandong.kernel.verdict import Verdict


def open_ballot(ballot: Ballot, actor: Actor, objection: Objection | None = None) -> Opened:
    return Opened(ballot, actor, timezone.now(), queries.standing_of(ballot), objection)


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


def _decide_objection(it: Opened) -> Verdict:
    assert it.objection is not None, "an objection is decided"
    return rules.may_decide_objection(it.actor, it.ballot, it.objection, it.counted_by)


def _proxies(it: Opened) -> bool:
    return bool(it.ballot.terms["limits"]["proxies"]["value"])


DEEDS: dict[str, Deed[Opened]] = table(
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
        DeedForm,
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
        only=lambda it: it.ballot.online,
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
        DeedForm,
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
        again=True,
        only=lambda it: it.ballot.secret,
    ),
    Deed(
        "enter_paper",
        _("Enter papers"),
        "edit",
        forms.EnterPaper,
        lambda it: rules.may_help(it.actor, it.ballot),
        actions.enter_paper,
        _("Entered. Next paper."),
        again=True,
    ),
    Deed(
        "close",
        _("End the voting"),
        "lock",
        DeedForm,
        _close,
        actions.close,
        _("Voting has ended."),
    ),
    Deed(
        "count",
        _("Count"),
        "chart-bar",
        DeedForm,
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
        DeedForm,
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
)
DECIDE_OBJECTION: Deed[Opened] = Deed(
    "decide_objection",
    _("Decide an objection"),
    "gavel",
    forms.DecideObjection,
    _decide_objection,
    actions.decide_objection,
    _("The objection is decided."),
)
