"""What is typed about a fund. A form's `words` are the words of its action."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liandong.deliberation.actions import Ruling
from liandong.deliberation.lifecycle import Body
from liandong.deliberation.rules import needs_votes
from liandong.funds import queries
from liandong.funds.actions import Spending
from liandong.funds.lifecycle import MOVES, LineKind
from liandong.funds.models import Commitment, Facts, Fund, Posting
from liandong.kernel import fields
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.kernel.desk import DeedForm
from liandong.kernel.money import MoneyField
from liandong.kernel.page import KeyedForm, offer
from liandong.kernel.papers import PapersField


@dataclass(frozen=True, slots=True)
class Opened:
    """A fund as it lies open, perhaps at one commitment or posting of it."""

    fund: Fund
    actor: Actor
    now: datetime
    commitment: Commitment | None = None
    posting: Posting | None = None
    facts: Facts = Facts()

    @property
    def key(self) -> dict[str, int]:
        """What the action is to be about."""
        if self.posting is not None:
            return {"posting_id": self.posting.pk}
        if self.commitment is not None:
            return {"commitment_id": self.commitment.pk}
        return {"fund_id": self.fund.pk}

    def at_step(self, verb: str) -> bool:
        if self.commitment is None:
            return self.fund.open
        return self.commitment.state in MOVES[verb][0]


def name_of(thing: Any) -> str:
    english = (get_language() or "").startswith("en")
    return str(thing.name_en if english and thing.name_en else thing.name)


class Find(forms.Form):
    """Which year's funds are listed; what is not understood is left out."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False)

    def __init__(self, data: Any, *, years: list[int], this_year: int) -> None:
        super().__init__(data)
        self.years = sorted({*years, this_year}, reverse=True)
        self.this_year = this_year
        offer(self, "year", [(year, year) for year in self.years])
        self.initial["year"] = this_year

    @property
    def chosen(self) -> int:
        return (self.is_valid() and self.cleaned_data["year"]) or self.this_year


class OpenFund(KeyedForm):
    place = forms.TypedChoiceField(label=_("Community"), coerce=int)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, *args: Any, actor: Actor, this_year: int, year: int, **more: Any) -> None:
        super().__init__(*args, **more)
        places = queries.without_fund(actor.path, year)
        offer(self, "place", [(one.pk, name_of(one)) for one in places])
        years = (this_year, this_year + 1, this_year - 1)
        offer(self, "year", [(one, one) for one in years])
        self.initial.setdefault("year", year)

    @property
    def words(self) -> dict[str, Any]:
        return {"place_id": self.cleaned_data["place"], "year": self.cleaned_data["year"]}


class Allot(DeedForm[Opened]):
    share = forms.TypedChoiceField(label=_("From whom"), coerce=int)
    amount = MoneyField(label=_("Amount in yuan"))
    day = fields.day(_("Day on which it arrived"))
    reference = fields.line(_("Document or bank reference"), required=False)

    def prepare(self) -> None:
        shares = queries.statement(self.opened.fund).shares
        offer(self, "share", [(one.pk, name_of(one.payer)) for one in shares])
        owing = next((share for share in shares if share.short), None)
        if owing is not None:
            self.initial.setdefault("share", owing.pk)
            self.initial.setdefault("amount", owing.short)
        self.initial.setdefault("day", day_of(self.opened.now))

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("amount", "day", "reference")
        return {"share_id": given["share"], **{name: given[name] for name in names}}


class Plan(DeedForm[Opened]):
    name = fields.line(
        _("Name of the line"), _("A line with this name that is there already gets the new sum.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=LineKind.choices)
    planned = MoneyField(label=_("Planned for the year, in yuan"), zero=True)

    def prepare(self) -> None:
        fund = self.opened.fund
        line = queries.line_named(fund, str(self.initial.get("name", "")))
        if line is not None:
            self.initial.update(kind=line.kind, planned=line.planned)

    @property
    def words(self) -> dict[str, Any]:
        words = super().words
        return {**words, "kind": LineKind(words["kind"])}


class Propose(DeedForm[Opened]):
    line = forms.TypedChoiceField(label=_("Budget line"), coerce=int)
    purpose = fields.line(_("What for"), _("Everybody reads it. No names of persons."))
    amount = MoneyField(label=_("Amount in yuan"))
    payee = fields.line(_("To whom"), _("Only offices read it."), required=False)
    note = fields.text(
        _("Why, and how the price was found"), _("Only offices read it."), required=False
    )

    def prepare(self) -> None:
        lines = queries.lines(self.opened.fund).exclude(kind=LineKind.VOTED)
        offer(self, "line", [(line.pk, line.name) for line in lines])

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("purpose", "amount", "payee", "note")
        return {"line_id": given["line"], "spending": Spending(**{n: given[n] for n in names})}


class AttachDecision(DeedForm[Opened]):
    """What a body decided; where it votes, with its count."""

    body = forms.ChoiceField(label=_("Which body"), choices=Body.choices)
    body_name = fields.line(_("Its name"))
    day = fields.day(_("Day of the decision"))
    approved = forms.TypedChoiceField(
        label=_("Did it agree?"),
        choices=[("yes", _("It agreed")), ("no", _("It did not agree"))],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    text = fields.text(_("What it decided, in its words"))
    entitled = forms.IntegerField(label=_("Entitled to vote"), required=False, min_value=1)
    votes_for = forms.IntegerField(label=_("For"), required=False, min_value=0)
    votes_against = forms.IntegerField(label=_("Against"), required=False, min_value=0)

    def prepare(self) -> None:
        self.initial.setdefault("body", Body.COMMITTEE)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if needs_votes(str(given.get("body"))):
            for name in ("entitled", "votes_for", "votes_against"):
                if given.get(name) is None and name not in self.errors:
                    self.add_error(name, _("This body votes: its count belongs to its decision."))
        return given

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("body", "body_name", "text", "approved", "entitled", "votes_for", "votes_against")
        decided_at, _next_day = day_bounds(given["day"])
        ruling = Ruling(decided_at=decided_at, **{name: given[name] for name in names})
        return {**self.opened.key, "ruling": ruling}


class Declare(DeedForm[Opened]):
    conflicted = forms.TypedChoiceField(
        label=_("Have you, or somebody close to you, an interest in this spending?"),
        help_text=_("Such as the payee being a relative, or a firm that you have a part in."),
        choices=[("no", _("No interest")), ("yes", _("Yes, there is an interest"))],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    text = fields.text(_("What the interest is"), required=False)


class Reject(DeedForm[Opened]):
    reason = fields.text(_("Why it is not approved"))


class Pay(DeedForm[Opened]):
    amount = MoneyField(label=_("Amount in yuan"))
    day = fields.day(_("Day of the payment"))
    reference = fields.line(_("Bank or cash-book reference"), required=False)
    papers = PapersField(
        label=_("Receipts"),
        required=False,
        help_text=_("Photos or PDFs. They can be added later, within the rule's time."),
    )

    def prepare(self) -> None:
        assert self.opened.commitment is not None, "a payment belongs to a commitment"
        self.initial.setdefault("amount", self.opened.commitment.unpaid)
        self.initial.setdefault("day", day_of(self.opened.now))


class AddReceipt(DeedForm[Opened]):
    papers = PapersField(label=_("Receipts"), help_text=_("Photos or PDFs, five at most."))


class Reverse(DeedForm[Opened]):
    reason = fields.text(
        _("What was wrong"),
        _("The wrong posting stays; the same amount is posted with the other sign."),
    )
