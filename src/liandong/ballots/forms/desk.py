"""What staff types. A deed's `words` are the words of its action."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.ballots import queries
from liandong.ballots.actions import Correction, Handed
from liandong.ballots.lifecycle import MOVES, About, Choice, DeliveryMethod
from liandong.ballots.models import Ballot, Objection
from liandong.kernel.actor import Actor
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import moment, numbers_in, text

LARGEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Opened:
    """A ballot as it lies open on a desk, perhaps at one objection, with what its rules ask for."""

    ballot: Ballot
    actor: Actor
    now: datetime
    standing: queries.Standing
    objection: Objection | None = None

    @property
    def key(self) -> dict[str, int]:
        if self.objection is not None:
            return {"objection_id": self.objection.pk}
        return {"ballot_id": self.ballot.pk}

    def at_step(self, verb: str) -> bool:
        return self.ballot.state in MOVES[verb][0]

    @property
    def counted_by(self) -> int | None:
        last = queries.last_tally(self.ballot)
        return last.counted_by_id if last else None

    @property
    def numbers(self) -> tuple[int, int, int]:
        """Unsettled papers, votes, marks. How many votes there are is asked at the count only."""
        return self.standing.unsettled, self.standing.marked, self.standing.marked


class Deed(DeedForm[Opened]):
    """What is typed for a deed of a ballot."""

    @property
    def ballot(self) -> Ballot:
        return self.opened.ballot


class Reason(Deed):
    reason = text(_("Reason, which everybody reads"), most=600)


class EnterRoll(Deed):
    """Rows pasted from a spreadsheet, or the spreadsheet itself."""

    rows = text(_("Rows"), rows=10, required=False, most=None)
    file = forms.FileField(label=_("Or a file"), required=False, help_text=_("CSV or Excel."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file, rows = given.get("file"), given.pop("rows", "")
        if file is not None and file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 4 MB."))
        try:
            table: Any = queries.rows_of(file.name, file.read()) if file else queries.pasted(rows)
        except queries.BadRollError as error:
            raise forms.ValidationError(str(error)) from error
        draft = queries.read_roll(table, owners=self.ballot.by_area)
        if draft.errors:
            raise forms.ValidationError(list(draft.errors[:50]))
        given.pop("file", None)
        return {**given, "voices": draft.voices}


class PrintPapers(Deed):
    spare = forms.IntegerField(
        label=_("Spare papers"),
        min_value=0,
        max_value=500,
        initial=0,
        help_text=_("Of a secret ballot, beyond one for each voter. Unused ones are kept."),
    )


def numbers_of(text: str, ballot: Ballot) -> list[int]:
    """ "1-20, 25" as numbers; empty for all on the roll. Raises `ValidationError`."""
    numbers = numbers_in(text)
    known = set(ballot.voters.values_list("no", flat=True))
    if missing := sorted(set(numbers) - known):
        raise forms.ValidationError(_("Not on the roll: %(no)d.") % {"no": missing[0]})
    return numbers or sorted(known)


class IssueCodes(Deed):
    """Without numbers, whoever has neither a code nor voted gets one."""

    numbers = forms.CharField(
        label=_("Numbers on the roll"),
        max_length=400,
        required=False,
        help_text=_("Leave empty for all who have none yet. A new code ends the one before it."),
    )

    def clean_numbers(self) -> list[int]:
        text = str(self.cleaned_data["numbers"])
        return numbers_of(text, self.ballot) if text.strip() else []


class Deliver(Deed):
    numbers = forms.CharField(
        label=_("Numbers on the roll"),
        max_length=400,
        required=False,
        help_text=_("Such as 1-20, 25. Leave empty for all."),
    )
    method = forms.ChoiceField(label=_("How"), choices=DeliveryMethod.choices)
    at = moment(_("When"))
    warned = forms.BooleanField(
        label=_("The paper said what happens to a vote that is not returned"), required=False
    )
    witness = forms.CharField(
        label=_("Who signed or saw it"),
        max_length=120,
        help_text=_("A name, a receipt number, the two witnesses."),
    )

    def clean_numbers(self) -> list[int]:
        return numbers_of(str(self.cleaned_data["numbers"]), self.ballot)

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        handed = Handed(**{name: given.pop(name) for name in ("method", "at", "warned", "witness")})
        return {**given, "handed": handed}


class OneVoter(Deed):
    no = forms.IntegerField(label=_("Number on the roll"), min_value=1)

    def clean_no(self) -> int:
        return numbers_of(str(self.cleaned_data["no"]), self.ballot)[0]


class HandOut(OneVoter):
    """Which voter has signed the roll and draws a paper."""


class AppointProxy(OneVoter):
    holder = forms.CharField(label=_("Who holds the proxy"), max_length=60)
    holder_key = forms.CharField(
        label=_("Last four characters of the holder's identity card"),
        max_length=8,
        help_text=_("Only to tell two people of one name apart."),
    )


class EnterPaper(Deed):
    """What is on one paper."""

    code = forms.CharField(
        label=_("Number on the roll, or the code on the paper"),
        max_length=20,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    choice = forms.ChoiceField(
        label=_("What is on it"), choices=Choice.choices, widget=forms.RadioSelect
    )

    def clean_code(self) -> Any:
        paper = queries.paper(self.ballot, str(self.cleaned_data["code"]))
        if paper is None:
            raise forms.ValidationError(_("No paper of this ballot has this number or code."))
        return paper

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        return {"paper_id": given["code"].pk, "choice": given["choice"]}


class DecideObjection(Deed):
    """Upheld or not, with a reason; and what changes on the roll."""

    upheld = forms.TypedChoiceField(
        label=_("The objection is"),
        choices=[("yes", _("right")), ("no", _("not right"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = text(_("Reason, which everybody reads"), most=600)
    strike = forms.IntegerField(label=_("Strike this number"), required=False, min_value=1)
    add = text(
        _("Add this row"),
        _("As on the roll: unit, name, area, owner number; or name and address."),
        rows=2,
        required=False,
        most=None,
    )

    def prepare(self) -> None:
        assert self.opened.objection is not None, "an objection is decided"
        if self.opened.objection.about != About.ROLL:
            del self.fields["strike"], self.fields["add"]

    def clean_strike(self) -> int | None:
        no = self.cleaned_data["strike"]
        return numbers_of(str(no), self.ballot)[0] if no else None

    def clean_add(self) -> queries.Voice | None:
        text = str(self.cleaned_data["add"])
        if not text.strip():
            return None
        draft = queries.read_roll(queries.pasted(text), owners=self.ballot.by_area)
        if draft.errors or len(draft.voices) != 1:
            raise forms.ValidationError(list(draft.errors) or [_("One row only.")])
        return draft.voices[0]

    @property
    def words(self) -> dict[str, Any]:
        given = {"upheld": self.cleaned_data["upheld"], "answer": self.cleaned_data["answer"]}
        correction = Correction(self.cleaned_data.get("strike"), self.cleaned_data.get("add"))
        return {**self.opened.key, **given, "correction": correction}
