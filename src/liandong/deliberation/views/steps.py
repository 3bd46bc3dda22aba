"""Everything that can be done to 四议两公开 under way, as one table."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from liandong.deliberation import actions, queries, rules
from liandong.deliberation.forms import sequences as forms
from liandong.deliberation.forms.sequences import OpenedSequence
from liandong.deliberation.lifecycle import Phase
from liandong.kernel.desk import Deed, table
from liandong.kernel.verdict import Verdict, refuse

Rule = Callable[[OpenedSequence], Verdict]


def _when(verb: str, rule: Rule) -> Rule:
    """The rule, where the sequence stands at the step of this deed."""

    def asked(it: OpenedSequence) -> Verdict:
        if not it.at_step(verb):
            return refuse(_("Where it stands now, this is not possible."))
        return rule(it)

    return asked


def _handled(it: OpenedSequence) -> Verdict:
    return rules.may_handle_sequence(it.actor, it.sequence)


def _ballot(it: OpenedSequence) -> Verdict:
    body = next(iter(it.sequence.rule_of(Phase.RESOLVE)["by"]))
    running = queries.ballot_runs(it.sequence)
    return rules.may_put_to_ballot(it.actor, it.sequence, body, running=running)


def _disclose(it: OpenedSequence) -> Verdict:
    phase = str(it.sequence.phase)
    posted = queries.latest(it.sequence, phase) is not None
    return rules.may_disclose(it.actor, it.sequence, phase, "", posted=posted)


def _end_disclosure(it: OpenedSequence) -> Verdict:
    step = queries.latest(it.sequence, str(it.sequence.phase))
    return rules.may_end_disclosure(it.actor, it.sequence, step, "-", it.now)


DEEDS: dict[str, Deed[OpenedSequence]] = table(
    Deed(
        "hold",
        _("Write down the step"),
        "gavel",
        forms.Hold,
        _when("hold", _handled),
        actions.hold,
        _("The step is written down. Where it did not reach its majority it may be held again."),
    ),
    Deed(
        "put_to_ballot",
        _("Let the assembly vote by ballot"),
        "checkbox",
        forms.PutToBallot,
        _when("put_to_ballot", _ballot),
        actions.put_to_ballot,
        _("The ballot is drafted. Its confirmed result is taken up here by itself."),
    ),
    Deed(
        "disclose",
        _("Disclose"),
        "bell",
        forms.Disclose,
        _when("disclose", _disclose),
        actions.disclose,
        _("It is public, and its days are running. Print it for the notice board."),
    ),
    Deed(
        "end_disclosure",
        _("End the disclosure"),
        "circle-check",
        forms.EndDisclosure,
        _when("end_disclosure", _end_disclosure),
        actions.end_disclosure,
        _("The disclosure has ended."),
    ),
    Deed(
        "end",
        _("End without a decision"),
        "ban",
        forms.End,
        _when("end", _handled),
        actions.end,
        _("It has ended without a decision."),
    ),
)
