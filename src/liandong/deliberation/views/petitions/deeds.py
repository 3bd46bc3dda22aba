"""Everything that the desk can do to a petition, as one table."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from liandong.deliberation import actions, rules
from liandong.deliberation.forms import petitions as forms
from liandong.deliberation.forms.petitions import OpenedPetition
from liandong.kernel.desk import Deed, table
from liandong.kernel.verdict import Verdict


def _at(verb: str) -> Callable[[OpenedPetition], Verdict]:
    return lambda it: rules.petition_step(it.actor, it.petition, verb)


def _sheet(it: OpenedPetition) -> Verdict:
    allowed = rules.petition_step(it.actor, it.petition, "enter_sheet")
    return rules.may_support(it.petition, it.now, already=False) if allowed else allowed


DEEDS: dict[str, Deed[OpenedPetition]] = table(
    Deed(
        "register",
        _("Register with the roll"),
        "users",
        forms.Register,
        _at("register"),
        actions.register_petition,
        _("It is registered and public. Print slips with codes, and sheets for signatures."),
    ),
    Deed(
        "issue_codes",
        _("Print slips with codes"),
        "qrcode",
        forms.IssueCodes,
        _at("issue_codes"),
        actions.issue_support_codes,
        _("The slips are printed."),
    ),
    Deed(
        "enter_sheet",
        _("Enter a sheet of signatures"),
        "edit",
        forms.EnterSheet,
        _sheet,
        actions.enter_sheet,
        _("The sheet is entered. It counts once two people have entered the same apart."),
    ),
    Deed(
        "take_back",
        _("Support taken back on paper"),
        "x",
        forms.TakeBack,
        _at("take_back"),
        actions.take_back_support,
        _("The support is taken back."),
    ),
    Deed(
        "convene_ballot",
        _("Convene: draft the ballot"),
        "checkbox",
        forms.ConveneBallot,
        _at("convene_ballot"),
        actions.convene_ballot,
        _("It is convened. The ballot is drafted: enter its roll and publish its notice."),
    ),
    Deed(
        "convene_council",
        _("Convene: plan a council"),
        "message-circle",
        forms.ConveneCouncil,
        _at("convene_council"),
        actions.convene_council,
        _("It is convened. The council is planned: invite to it and announce its topic."),
    ),
    Deed(
        "refuse",
        _("Refuse, with a reason of the rules"),
        "ban",
        forms.RefusePetition,
        _at("refuse"),
        actions.refuse_petition,
        _("It is refused. The reason is shown to who started it, and in public once registered."),
    ),
)
