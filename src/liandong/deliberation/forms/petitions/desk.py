"""What the desk types about a petition."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.ballots import queries as ballots
from liandong.ballots.lifecycle import Base, Secrecy
from liandong.ballots.models import RuleSubject
from liandong.ballots.rules import Draft as Proposal
from liandong.deliberation import queries
from liandong.deliberation.actions import Meeting, Plan, SheetRead
from liandong.deliberation.lifecycle import PETITION_MOVES, Body, Scope
from liandong.deliberation.models import Petition
from liandong.deliberation.rules import said
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import moment, numbers_in, text
from liandong.kernel.page import offer

LARGEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class OpenedPetition:
    """A petition as it lies open on a desk."""

    petition: Petition
    actor: Actor
    now: datetime

    @property
    def key(self) -> dict[str, int]:
        return {"petition_id": self.petition.pk}

    def at_step(self, verb: str) -> bool:
        return self.petition.stand in PETITION_MOVES[verb][0]


class PetitionDeed(DeedForm[OpenedPetition]):
    """What is typed for a deed of a petition."""

    @property
    def petition(self) -> Petition:
        return self.opened.petition


class Register(PetitionDeed):
    """The roll of those entitled: rows pasted from a spreadsheet, or the spreadsheet itself."""

    rows = text(_("Rows of the roll"), rows=10, required=False, most=None)
    file = forms.FileField(label=_("Or a file"), required=False, help_text=_("CSV or Excel."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file, rows = given.pop("file", None), given.pop("rows", "")
        if file is not None and file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 4 MB."))
        try:
            table: Any = ballots.rows_of(file.name, file.read()) if file else ballots.pasted(rows)
        except ballots.BadRollError as error:
            raise forms.ValidationError(str(error)) from error
        draft = ballots.read_roll(table, owners=self.petition.owners)
        if draft.errors:
            raise forms.ValidationError(list(draft.errors[:50]))
        return {**given, "voices": draft.voices}


class IssueCodes(PetitionDeed):
    """Without numbers, whoever has neither a code nor supports it gets one."""

    numbers = forms.CharField(
        label=_("Numbers on the roll"),
        max_length=400,
        required=False,
        help_text=_("Leave empty for all who have none yet. A new code ends the one before it."),
    )

    def clean_numbers(self) -> list[int]:
        return numbers_in(str(self.cleaned_data["numbers"]))


class EnterSheet(PetitionDeed):
    """What one person reads on one sheet."""

    sheet = forms.CharField(
        label=_("Sheet"), max_length=20, help_text=_("The number at its head, such as 1.")
    )
    numbers = forms.CharField(
        label=_("Who signed, by their number on the roll"),
        max_length=400,
        help_text=_("Such as 1-20, 25."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    strangers = forms.IntegerField(
        label=_("Lines of people who are not on the roll"), min_value=0, max_value=500, initial=0
    )

    def clean_numbers(self) -> tuple[int, ...]:
        return tuple(numbers_in(str(self.cleaned_data["numbers"])))

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        read = SheetRead(**{name: given.pop(name) for name in ("sheet", "numbers", "strangers")})
        return {**given, "read": read}


class TakeBack(PetitionDeed):
    """Whose support is taken back, on paper."""

    no = forms.IntegerField(label=_("Number on the roll"), min_value=1)

    def clean_no(self) -> int:
        found = queries.signer(self.petition, self.cleaned_data["no"])
        if found is None:
            raise forms.ValidationError(_("The roll has no such number."))
        return found.pk

    @property
    def words(self) -> dict[str, Any]:
        return {"signer_id": self.cleaned_data["no"]}


def _named(subject: RuleSubject) -> str:
    return said({"name": subject.name, "name_en": subject.name_en}, "name")


NOTICE = _("What everybody is told: who meets, when, and about what")


class ConveneBallot(PetitionDeed):
    """A whole ballot of the assembly that was demanded."""

    subject = forms.ChoiceField(label=_("What is decided"), choices=[])
    body = forms.ChoiceField(label=_("Who decides"), choices=[])
    base = forms.ChoiceField(label=_("Who has a voice"), choices=Base.choices)
    question = text(_("The question"), _("It is answered with for, against or abstain."), most=None)
    opens_at = moment(_("Voting begins"), _("The days of notice count from the publication."))
    closes_at = moment(_("Voting ends"))
    secrecy = forms.ChoiceField(label=_("Open or secret"), choices=Secrecy.choices)
    online = forms.BooleanField(label=_("Also online, with one-time codes"), required=False)
    notice = text(NOTICE, _("Everybody reads it: name nobody."))

    def prepare(self) -> None:
        subjects = ballots.subjects_for(self.petition.place, day_of(self.opened.now))
        fitting = [one for one in subjects if self.petition.body in one.bodies]
        offer(self, "subject", [(one.code, _named(one)) for one in fitting])
        bodies = dict.fromkeys(body for one in fitting for body in one.bodies)
        offer(self, "body", [(body, Body(body).label) for body in bodies if body in Body.values])
        self.initial.update(
            body=self.petition.body, base=self.petition.base, question=self.petition.text
        )

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        petition_id = given.pop("petition_id")
        subject, notice = given.pop("subject"), given.pop("notice")
        draft = Proposal(title=self.petition.topic, compound=self.petition.compound, **given)
        return {"petition_id": petition_id, "meeting": Meeting(subject, draft, notice)}


class ConveneCouncil(PetitionDeed):
    """A council that talks over what was asked, before the assembly decides."""

    venue = forms.CharField(label=_("Venue"), max_length=120)
    starts_at = moment(_("When it begins"), _("The days of notice count from the announcement."))
    notice = text(NOTICE, _("Everybody reads it: name nobody."))

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        petition = self.petition
        plan = Plan(
            topic=petition.topic,
            scope=(Scope.COMPOUND if petition.owners else Scope.COMMUNITY).value,
            compound=petition.compound,
            explanation=petition.text,
            venue=given.pop("venue"),
            starts_at=given.pop("starts_at"),
        )
        return {**given, "plan": plan}


class RefusePetition(PetitionDeed):
    """Only what the rules name where it stands."""

    code = forms.ChoiceField(
        label=_("For which reason of the rules"), choices=[], widget=forms.RadioSelect
    )
    reason = text(_("Explained, for everybody to read"), most=600)

    def prepare(self) -> None:
        rows = self.petition.terms["refusals"]
        fitting = [row for row in rows if self.petition.stand in row["at"]]
        offer(self, "code", [(row["code"], said(row, "text")) for row in fitting])
