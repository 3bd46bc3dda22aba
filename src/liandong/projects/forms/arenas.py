"""What is typed about an arena, by staff and by whoever holds a ticket."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.kernel.actor import Actor
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import day, line, text
from liandong.kernel.page import KeyedForm, offer
from liandong.projects import queries
from liandong.projects.actions import Decision
from liandong.projects.lifecycle import ARENA_MOVES, FollowUp, Grade, Ties
from liandong.projects.models import Arena, ArenaFacts, Entrant, Ticket

CODE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
MOST_TICKETS = 500


@dataclass(frozen=True, slots=True)
class OpenedArena:
    """An arena as it lies open for one actor, perhaps at one entrant."""

    arena: Arena
    actor: Actor
    now: datetime
    facts: ArenaFacts
    entrant: Entrant | None = None

    @property
    def key(self) -> dict[str, int]:
        if self.entrant is not None:
            return {"entrant_id": self.entrant.pk}
        return {"arena_id": self.arena.pk}

    def at_step(self, verb: str) -> bool:
        return self.arena.state in ARENA_MOVES[verb][0]


class OpenArena(KeyedForm):
    """What is chosen at opening; weights and points come from the rulebook of that day."""

    title = line(_("Name of the arena"))
    on = day(_("Day of the arena"))
    ties = forms.ChoiceField(
        label=_("What decides between equal totals"),
        choices=Ties.choices,
        help_text=_("It is published before, and no lot is drawn for a place."),
    )

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"title": given["title"], "day": given["on"], "ties": Ties(given["ties"])}


class AddEntrant(DeedForm[OpenedArena]):
    project = forms.TypedChoiceField(label=_("Project"), coerce=int, choices=[])
    group = line(
        _("Group"), _("Only what can be compared stands in one group, such as by size."), most=40
    )

    def prepare(self) -> None:
        found = queries.candidates(self.opened.arena)
        choices = [(one.pk, f"{one.secretary.place.name} · {one.title}") for one in found]
        offer(self, "project", choices)

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        project_id = given.pop("project")
        return {**given, "project_id": project_id}


class RemoveEntrant(DeedForm[OpenedArena]):
    entrant = forms.TypedChoiceField(label=_("Project"), coerce=int, choices=[])

    def prepare(self) -> None:
        found = queries.entrants(self.opened.arena)
        offer(self, "entrant", [(one.pk, f"{one.no}. {one.project.title}") for one in found])

    @property
    def words(self) -> dict[str, Any]:
        return {**self.opened.key, "entrant_id": self.cleaned_data["entrant"]}


class IssueTickets(DeedForm[OpenedArena]):
    voters = forms.TypedChoiceField(label=_("For whom"), coerce=int, choices=[])
    many = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_TICKETS)

    def prepare(self) -> None:
        found = queries.classes(self.opened.arena)
        said = [(one.pk, f"{one.get_part_display()} · {one.get_voters_display()}") for one in found]
        offer(self, "voters", said)

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**self.opened.key, "class_id": given["voters"], "many": given["many"]}


class Draw(DeedForm[OpenedArena]):
    word = line(
        _("Word said in the hall"),
        _("Anybody there says it. With the sealed secret it gives the order."),
        most=60,
    )


class Explain(DeedForm[OpenedArena]):
    explanation = text(
        _("Explanation"),
        _("What was done well, what was slow and why, and what follows. Everybody reads it."),
        rows=6,
    )


class ReasonOfArena(DeedForm[OpenedArena]):
    reason = text(_("Reason"), most=600)


class DecideFollowUp(DeedForm[OpenedArena]):
    """A person decides, whatever the rule suggests."""

    follow_up = forms.ChoiceField(
        label=_("What follows"), choices=FollowUp.choices, widget=forms.RadioSelect
    )
    reason = text(_("Reason"), _("It stands beside the result for good."), most=600)
    goal = text(
        _("Goal of the rectification"), _("Only for a rectification."), required=False, rows=2
    )
    measures = text(pgettext_lazy("project", "Measures"), required=False, rows=2)
    due_on = day(_("By when"), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("follow_up") == FollowUp.RECTIFY:
            for name in ("goal", "measures", "due_on"):
                if not given.get(name):
                    self.add_error(name, _("A rectification needs this."))
        return given

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("reason", "goal", "measures", "due_on")
        words = {name: given[name] for name in names}
        decision = Decision(FollowUp(given["follow_up"]), **words)
        return {**self.opened.key, "decision": decision}


class Grades(KeyedForm):
    """One grade for each entrant; blank is allowed and counts for nothing."""

    def __init__(self, *args: Any, arena: Arena, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arena = arena
        self.entrants = {f"e{one.no}": one for one in queries.entrants(arena)}
        for name, one in self.entrants.items():
            place = one.project.secretary.place
            self.fields[name] = forms.ChoiceField(
                label=f"{one.no}. {place.name} · {one.project.title}",
                choices=Grade.choices,
                required=False,
                widget=forms.RadioSelect,
            )

    def marks(self) -> dict[str, str]:
        given = {str(one.no): self.cleaned_data.get(n, "") for n, one in self.entrants.items()}
        return {number: grade for number, grade in given.items() if grade}


class Rate(Grades):
    """Rating with a ticket, on a phone."""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.marks():
            raise forms.ValidationError(_("Give a grade to one of them at least."))
        return given

    @property
    def words(self) -> dict[str, Any]:
        return {"marks": self.marks()}


class EnterTicket(Grades):
    """What is on one paper ticket."""

    code = forms.CharField(
        label=_("Code on the ticket"),
        max_length=20,
        widget=forms.TextInput({**CODE, "autofocus": True}),
    )
    invalid = forms.BooleanField(
        label=_("The paper is invalid: it cannot be read, or has two grades for one"),
        required=False,
    )
    field_order = ("code", "invalid")

    def __init__(self, *args: Any, opened: OpenedArena, **kwargs: Any) -> None:
        super().__init__(*args, arena=opened.arena, **kwargs)
        self.opened = opened
        self.ticket: Ticket | None = None

    def clean_code(self) -> str:
        code = queries.plain_code(self.cleaned_data["code"])
        self.ticket = queries.ticket_with(code)
        if self.ticket is None or self.ticket.voters.arena_id != self.arena.pk:
            raise forms.ValidationError(_("No ticket of this arena has this code."))
        return code

    @property
    def words(self) -> dict[str, Any]:
        assert self.ticket is not None, "its code was found"
        marks = None if self.cleaned_data["invalid"] else self.marks()
        code = self.cleaned_data["code"]
        return {"ticket_id": self.ticket.pk, "tracking": code, "marks": marks}


class Code(forms.Form):
    """The code from the ticket."""

    code = forms.CharField(label=_("Your code"), max_length=30, widget=forms.TextInput(CODE))

    def clean_code(self) -> str:
        code = queries.plain_code(self.cleaned_data["code"])
        if queries.ticket_with(code) is None:
            raise forms.ValidationError(_("No ticket has this code. Look at it again."))
        return code
