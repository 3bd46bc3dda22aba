"""What staff types about a conversation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import day, line, text
from liandong.kernel.page import KeyedForm, offer
from liandong.opinions import queries
from liandong.opinions.forms.public import CODE, one_line
from liandong.opinions.lifecycle import LONGEST, MOVES, STATEMENT_MOVES, Choice, Ground, State
from liandong.opinions.models import Conversation, Facts, Participant, Plan, Statement
from liandong.places.models import Place

MOST_PAPERS = 300
LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class Opened:
    """A conversation as it lies open for one actor, perhaps at one of its statements."""

    conversation: Conversation
    actor: Actor
    now: datetime
    facts: Facts
    statement: Statement | None = None

    @property
    def key(self) -> dict[str, int]:
        if self.statement is not None:
            return {"statement_id": self.statement.pk}
        return {"conversation_id": self.conversation.pk}

    def at_step(self, verb: str) -> bool:
        """A deed on a statement has its place in the statement's own life."""
        if self.statement is not None and verb in STATEMENT_MOVES:
            return self.statement.standing in STATEMENT_MOVES[verb][0]
        return self.conversation.state in MOVES[verb][0]


def _name_of(place: Place) -> str:
    """The name in the reader's language: a choice cannot be marked as Chinese."""
    english = (get_language() or "").startswith("en")
    return (english and place.name_en) or place.name


class Open(KeyedForm):
    """What is asked, of whom, and until when."""

    place = forms.TypedChoiceField(label=_("Who is asked"), coerce=int)
    compound = line(
        _("Housing compound"),
        _("If one compound is asked and not everybody."),
        most=80,
        required=False,
    )
    question = line(_("What is asked"), _("Short, and open: not one that wants a yes."))
    description = text(
        _("What residents should know"),
        _("What it is about, and what can come of it. Nobody is named."),
        required=False,
        most=4000,
    )
    opens_on = day(_("From which day"))
    closes_on = day(_("Until which day"))
    seeds = text(
        _("Statements to begin with"),
        _("One a line, 140 characters at most. Best ten to twenty, from all sides."),
        rows=10,
        most=4000,
    )

    def __init__(self, *args: Any, asked: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", [(place.pk, _name_of(place)) for place in asked])

    def clean_seeds(self) -> tuple[str, ...]:
        lines = [line for line in self.cleaned_data["seeds"].splitlines() if line.strip()]
        if long := [line for line in lines if len(line.strip()) > LONGEST]:
            raise forms.ValidationError(
                _("Longer than %(most)d characters: “%(line)s”"),
                params={"most": LONGEST, "line": long[0]},
            )
        return tuple(one_line(line) for line in lines)

    @property
    def words(self) -> dict[str, Any]:
        given = self.typed
        return {"place_id": given.pop("place"), "plan": Plan(**given)}


class Find(forms.Form):
    """Which conversations the desk lists."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", pgettext_lazy("conversations", "All")), *State.choices],
    )


class Codes(DeedForm[Opened]):
    many = forms.IntegerField(
        label=_("How many questionnaires"),
        help_text=_("Each has a code of its own, for the telephone or for paper; it counts once."),
        min_value=1,
        max_value=MOST_PAPERS,
        initial=20,
    )


class Cancel(DeedForm[Opened]):
    reason = text(_("Why it ends without a result"), _("Everybody reads it."), most=4000)


class Conclude(DeedForm[Opened]):
    answer = text(
        _("What comes of it"),
        _("What will be done, by whom and when; what will not, and why. Everybody reads it."),
        rows=8,
        most=4000,
    )


class NameGroups(DeedForm[Opened]):
    """One name for each group; what it stands for is beside it."""

    def prepare(self) -> None:
        names = [*self.opened.conversation.names, *[""] * self.opened.facts.groups]
        self.letters = queries.letters_of(self.opened.facts.groups)
        for letter, name in zip(self.letters, names, strict=False):
            label = _("Group %(letter)s") % {"letter": letter}
            self.fields[f"name_{letter}"] = line(label, most=LONGEST_NAME, required=False)
            self.initial.setdefault(f"name_{letter}", name)

    @property
    def words(self) -> dict[str, Any]:
        names = [self.cleaned_data[f"name_{letter}"].strip() for letter in self.letters]
        return {**self.opened.key, "names": names}


class EnterPaper(DeedForm[Opened]):
    """What is on one questionnaire."""

    code = forms.CharField(
        label=_("Code on the questionnaire"),
        max_length=20,
        widget=forms.TextInput({**CODE, "autofocus": True}),
    )

    def prepare(self) -> None:
        self.participant: Participant | None = None
        self.asked = {f"s{one.no}": one for one in queries.published(self.opened.conversation)}
        for name, one in self.asked.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{one.no}. {one.text}",
                choices=[*Choice.choices, ("", _("No answer"))],
                widget=forms.RadioSelect,
                required=False,
                initial="",
            )
        self.fields["text"] = line(
            _("What was written on it besides"), most=LONGEST, required=False
        )

    def clean_code(self) -> str:
        code = queries.plain_code(self.cleaned_data["code"])
        found = queries.participant_with(code)
        if found is None or found.conversation_id != self.opened.conversation.pk:
            raise forms.ValidationError(_("No questionnaire of this conversation has this code."))
        self.participant = found
        return code

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("text"):
            try:
                given["text"] = one_line(given["text"])
            except forms.ValidationError as error:
                self.add_error("text", error)
        if not self.errors and not self._votes(given):
            raise forms.ValidationError(_("An empty questionnaire is not entered."))
        return given

    def _votes(self, given: dict[str, Any]) -> dict[int, int]:
        return {one.pk: int(given[name]) for name, one in self.asked.items() if given.get(name)}

    @property
    def words(self) -> dict[str, Any]:
        assert self.participant is not None, "its code was found"
        given = self.cleaned_data
        return {
            "participant_id": self.participant.pk,
            "votes": self._votes(given),
            "text": given["text"],
        }


class Publish(DeedForm[Opened]):
    text = line(
        _("Published as"),
        _("As it was written, or in better words. The original stays, and its author sees both."),
        most=LONGEST,
    )

    def prepare(self) -> None:
        if self.opened.statement is not None:
            self.initial.setdefault("text", self.opened.statement.original)

    def clean_text(self) -> str:
        return one_line(self.cleaned_data["text"])


class Refuse(DeedForm[Opened]):
    ground = forms.ChoiceField(
        label=_("Why it is not published"), choices=Ground.choices, widget=forms.RadioSelect
    )


class Merge(DeedForm[Opened]):
    into = forms.TypedChoiceField(label=_("Which one says the same"), coerce=int)

    def prepare(self) -> None:
        own = self.opened.statement
        others = [one for one in queries.published(self.opened.conversation) if one != own]
        offer(self, "into", [(one.pk, f"{one.no}. {one.text}") for one in others])

    @property
    def words(self) -> dict[str, Any]:
        return {**self.opened.key, "into_id": self.typed["into"]}


class CallCouncil(DeedForm[Opened]):
    explanation = text(
        _("What those who come should know"),
        _("It stands on the notice of the council, and can be changed there."),
        rows=5,
        most=4000,
    )

    def prepare(self) -> None:
        if self.opened.statement is not None:
            told = queries.told_of(self.opened.conversation, self.opened.statement)
            self.initial.setdefault("explanation", told)
