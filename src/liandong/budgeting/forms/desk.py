"""What staff types about a budget vote."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.budgeting import queries
from liandong.budgeting.forms.public import CODE, Marks
from liandong.budgeting.lifecycle import MOVES, Completion, Marking, Method, Standing, Ties, Utility
from liandong.budgeting.models import (
    Assessment,
    BudgetVote,
    Facts,
    Objection,
    Paper,
    Project,
    Terms,
)
from liandong.kernel import fields
from liandong.kernel.actor import Actor
from liandong.kernel.desk import DeedForm
from liandong.kernel.money import MoneyField
from liandong.kernel.page import KeyedForm, offer

MOST_SPARE = 500
FOUND = ("standing", "title", "text", "cost", "reason")


@dataclass(frozen=True, slots=True)
class Opened:
    """A vote as it lies open for one actor, perhaps at one of its projects or objections."""

    vote: BudgetVote
    actor: Actor
    now: datetime
    facts: Facts
    about: Project | Objection | None = None

    @property
    def key(self) -> dict[str, int]:
        if isinstance(self.about, Project):
            return {"project_id": self.about.pk}
        if isinstance(self.about, Objection):
            return {"objection_id": self.about.pk}
        return {"vote_id": self.vote.pk}

    def at_step(self, verb: str) -> bool:
        return self.vote.state in MOVES[verb][0]


class Open(KeyedForm):
    """What is chosen beforehand, all at once; afterwards nothing of it changes."""

    line = forms.TypedChoiceField(
        label=_("From which line of the fund"),
        coerce=int,
        help_text=_("A line of the kind “spent by residents' vote”, with the money on it."),
    )
    title = fields.line(_("Title"))
    explanation = fields.text(_("What residents should know"), required=False)
    budget = MoneyField(label=_("The sum, in yuan"))
    marking = forms.ChoiceField(label=_("How people mark"), choices=Marking.choices)
    most = forms.IntegerField(
        label=_("How many"),
        min_value=0,
        max_value=100,
        initial=0,
        help_text=_("Ticks: at most so many projects, 0 for any number. Points: so many each."),
    )
    method = forms.ChoiceField(
        label=_("How votes become winners"),
        choices=Method.choices,
        initial=Method.EQUAL_SHARES,
        help_text=_("By votes from the top a small majority can take the whole sum."),
    )
    utility = forms.ChoiceField(label=_("Equal shares: what counts"), choices=Utility.choices)
    completion = forms.ChoiceField(
        label=_("Equal shares: money that remains"), choices=Completion.choices
    )
    ties = forms.ChoiceField(label=_("Ties"), choices=Ties.choices)
    proposals_until = fields.moment(_("Proposals until"))
    voting_from = fields.moment(
        _("Voting from"), _("The list stands published for the days of the rule before it.")
    )
    voting_until = fields.moment(_("Voting until"))

    def __init__(self, *args: Any, place_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = queries.voted_lines(place_id)
        offer(self, "line", [(line.pk, f"{line.fund.year} · {line.name}") for line in lines])

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        return {"line_id": given.pop("line"), "terms": Terms(**given)}


class Assess(DeedForm[Opened]):
    """What the community found of one proposal."""

    standing = forms.ChoiceField(
        label=_("Can it be done?"),
        widget=forms.RadioSelect,
        choices=[
            (Standing.FEASIBLE.value, _("Yes, it goes on the list")),
            (Standing.REFUSED.value, _("No")),
        ],
    )
    title = fields.line(_("Title for the public"), most=60)
    text = fields.text(_("Text for the public"), _("What, where, for whom. Nobody is named."))
    cost = MoneyField(label=_("Cost in yuan"), required=False)
    reason = fields.text(
        _("How the cost was found, or why it cannot be done"), _("Everybody reads it.")
    )

    def prepare(self) -> None:
        project = self.opened.about
        assert isinstance(project, Project), "a project is assessed"
        if project.standing != Standing.PROPOSED:
            for name in FOUND:
                self.initial.setdefault(name, getattr(project, name))

    @property
    def words(self) -> dict[str, Any]:
        found = Assessment(**{name: self.cleaned_data[name] for name in FOUND})
        return {**self.opened.key, "found": found}


class Roll(DeedForm[Opened]):
    """Names pasted, one a line."""

    names = forms.CharField(
        label=_("Who may vote"),
        help_text=_(
            "One name a line, pasted from the residents' list. Two of one name need a number."
        ),
        widget=forms.Textarea({"rows": 12, **fields.CHINESE}),
    )

    def clean_names(self) -> list[str]:
        read = queries.roll_from(self.cleaned_data["names"])
        if read.errors:
            raise forms.ValidationError(list(read.errors[:10]))
        return [f"{one.name} {one.key}".strip() for one in read.voices]


class Codes(DeedForm[Opened]):
    """For whom; everybody who has none if nothing is typed."""

    numbers = forms.CharField(
        label=_("Numbers on the roll"),
        required=False,
        help_text=_("For lost codes: numbers such as 1-20, 25. Empty: everybody who has none yet."),
    )

    def clean_numbers(self) -> list[int]:
        return fields.numbers_in(self.cleaned_data["numbers"])


class Papers(DeedForm[Opened]):
    spare = forms.IntegerField(
        label=_("Papers to spare"), min_value=0, max_value=MOST_SPARE, initial=5
    )


class HandOut(DeedForm[Opened]):
    """The voter signs the roll."""

    no = forms.IntegerField(label=_("Number on the roll"), min_value=1)

    def clean_no(self) -> int:
        number: int = self.cleaned_data["no"]
        if not queries.roll(self.opened.vote).filter(no=number).exists():
            raise forms.ValidationError(_("The roll has no such number."))
        return number


class EnterPaper(Marks):
    """What is on one paper."""

    code = forms.CharField(
        label=_("Code on the paper"),
        max_length=20,
        widget=forms.TextInput({**CODE, "autofocus": True}),
    )
    unreadable = forms.BooleanField(
        label=_("The paper cannot be read, or marks too much"), required=False
    )
    field_order = ("code", "unreadable")

    def __init__(self, *args: Any, opened: Opened, **kwargs: Any) -> None:
        super().__init__(*args, vote=opened.vote, **kwargs)
        self.paper: Paper | None = None

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        self.paper = queries.paper(self.vote, code)
        if self.paper is None:
            raise forms.ValidationError(_("No paper of this vote has this code."))
        return code

    @property
    def words(self) -> dict[str, Any]:
        assert self.paper is not None, "its code was found"
        marks = None if self.cleaned_data["unreadable"] else self.marks()
        return {"paper_id": self.paper.pk, "marks": marks}


class Cancel(DeedForm[Opened]):
    reason = fields.text(_("Why the vote ends without a result"), _("Everybody reads it."))


class DecideObjection(DeedForm[Opened]):
    """Right or not, with a reason."""

    upheld = forms.TypedChoiceField(
        label=_("The objection is"),
        choices=[("yes", _("right")), ("no", _("not right"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = fields.text(_("Reason, which everybody reads"))
