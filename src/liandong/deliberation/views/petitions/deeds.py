"""Everything that the desk can do to a petition, as one table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liandong.deliberation import actions, rules
from liandong.deliberation.forms import petitions as forms
from liandong.deliberation.lifecycle import PETITION_MOVES
from liandong.deliberation.models import Petition
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done; `says` is what the page says afterwards."""

    verb: str
    label: Promise
    icon: str
    form: Callable[..., Any]
    action: Callable[..., Any]
    says: Promise
    hint: Promise | str = ""

    @property
    def slug(self) -> str:
        return self.verb.replace("_", "-")

    def exists_for(self, petition: Petition) -> bool:
        return petition.stand in PETITION_MOVES[self.verb][0]

    def verdict(self, actor: Actor, petition: Petition, now: datetime) -> Verdict:
        """Whether it is possible now, before anything is typed."""
        may = rules.petition_step(actor, petition, self.verb)
        if may and self.verb == "enter_sheet":
            return rules.may_support(petition, now, already=False)
        return may


_ALL = [
    Deed(
        "register",
        _("Register with the roll"),
        "users",
        forms.Register,
        actions.register_petition,
        _("It is registered and public. Print slips with codes, and sheets for signatures."),
        _(
            "Read it first: it becomes public. One row a voice, in this order, or with a head "
            "line: name, address or group, number; of owners: unit, owner, area in m², owner "
            "number. How many must support it follows from the roll and is fixed."
        ),
    ),
    Deed(
        "issue_codes",
        _("Print slips with codes"),
        "qrcode",
        forms.IssueCodes,
        actions.issue_support_codes,
        _("The slips are printed."),
        _(
            "The slips are shown for printing once, on the next page: the house keeps only "
            "hashes. Deliver each to its voice in an envelope."
        ),
    ),
    Deed(
        "enter_sheet",
        _("Enter a sheet of signatures"),
        "edit",
        forms.EnterSheet,
        actions.enter_sheet,
        _("The sheet is entered. It counts once two people have entered the same apart."),
        _(
            "Compare each signature with the roll. Two people enter every sheet apart from each "
            "other; you do not see what the other entered. Where the two differ, a third looks."
        ),
    ),
    Deed(
        "take_back",
        _("Support taken back on paper"),
        "x",
        forms.TakeBack,
        actions.take_back_support,
        _("The support is taken back."),
        _("Only on a written and signed request, which is kept with the sheets."),
    ),
    Deed(
        "convene_ballot",
        _("Convene: draft the ballot"),
        "checkbox",
        forms.ConveneBallot,
        actions.convene_ballot,
        _("It is convened. The ballot is drafted: enter its roll and publish its notice."),
    ),
    Deed(
        "convene_council",
        _("Convene: plan a council"),
        "message-circle",
        forms.ConveneCouncil,
        actions.convene_council,
        _("It is convened. The council is planned: invite to it and announce its topic."),
        _(
            "A council talks over what was asked. It decides nothing: where a decision is needed, "
            "draft the ballot."
        ),
    ),
    Deed(
        "refuse",
        _("Refuse, with a reason of the rules"),
        "ban",
        forms.RefusePetition,
        actions.refuse_petition,
        _("It is refused. The reason is shown to who started it, and in public once registered."),
    ),
]
DEEDS = {deed.verb: deed for deed in _ALL}


def offers(actor: Actor, petition: Petition, now: datetime) -> list[tuple[Deed, Verdict]]:
    """What exists where the petition stands; what is not allowed says why."""
    deeds = [deed for deed in DEEDS.values() if deed.exists_for(petition)]
    return [(deed, deed.verdict(actor, petition, now)) for deed in deeds]
