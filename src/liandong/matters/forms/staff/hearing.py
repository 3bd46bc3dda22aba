"""Forms of the desk that hears a matter: accept or not, settle, consult, decide, publish, merge."""

import re
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from liandong.deliberation.actions import Minutes, Ruling, Spoken
from liandong.deliberation.lifecycle import Body, Capacity, Stance
from liandong.kernel.fields import line, moment, text
from liandong.kernel.masking import PHONE, telling, without_names
from liandong.kernel.numbers import plain_number
from liandong.kernel.page import offer
from liandong.matters import queries
from liandong.matters.forms.staff.common import (
    Deed,
    WithCategory,
    choice,
    name_of,
)
from liandong.matters.queries import desk
from liandong.matters.queries.nearby import Likely
from liandong.rulebook import queries as rulebook


class Accept(WithCategory):
    pass


class NotAccept(Deed):
    reason = choice(_("Reason that the law names"), [])
    explanation = text(_("What it rests on, in words that the resident reads"))

    @cached_property
    def reasons(self) -> dict[str, Any]:
        return {reason.code: reason for reason in rulebook.exclusion_reasons()}

    def prepare(self) -> None:
        offer(
            self, "reason", [(code, _reason_line(reason)) for code, reason in self.reasons.items()]
        )

    def clean_reason(self) -> Any:
        return self.reasons[self.cleaned_data["reason"]]


class _Channel:
    def __init__(self, reason: Any) -> None:
        self.name, self.name_en = reason.channel, reason.channel_en


def _reason_line(reason: Any) -> str:
    """The reason, the article that names it, and the channel that is the right one instead."""
    channel = name_of(_Channel(reason)) or "–"
    return format_html(
        '{} <span class="quiet small"><span lang="zh-Hans">{}</span> · {} {}</span>',
        name_of(reason),
        reason.article,
        _("Right channel:"),
        channel,
    )


class Settle(WithCategory):
    answer = text(_("Public answer: what was done"), rows=4)
    field_order = ["category", "answer"]


class Deliberate(WithCategory):
    pass


class CallCouncil(WithCategory):
    """The topic is announced to everybody, so it is offered without what names people."""

    topic = line(_("Topic, as it is announced"))
    compound = line(
        _("Housing compound"),
        _("Its name, if only one compound is concerned."),
        required=False,
        most=80,
    )
    field_order = ["category", "topic", "compound"]

    def prepare(self) -> None:
        super().prepare()
        matter = self.file.matter
        self.initial.setdefault("topic", without_names(matter.public_title or matter.title)[:120])


class BeginSequence(Deed):
    """Title and question are disclosed later, so they are offered without what names people."""

    title = line(_("Title"))
    question = text(_("What is proposed"))

    def prepare(self) -> None:
        super().prepare()
        matter = self.file.matter
        self.initial.setdefault("title", without_names(matter.public_title or matter.title)[:120])


class Consult(Deed):
    """The minutes of a consultation; `rows` is how many invited parties there is room for."""

    topic = line(_("What was talked over"), most=200)
    held_at = moment(_("Held at"))
    consensus = text(_("What was agreed"), required=False)
    dissent = text(_("Who does not agree, and why"), required=False)
    needs_decision = forms.BooleanField(
        label=_("A body must decide on it before it is carried out"), required=False
    )
    rows = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=60)

    PARTIES = 6
    COLUMNS = ("name", "capacity", "came", "stance", "opinion")

    def prepare(self) -> None:
        asked = str(self.data.get("rows") or self.initial.get("rows") or "")
        self.count = min(int(asked), 60) if asked.isdecimal() else self.PARTIES
        self.initial["rows"] = self.count
        self.initial.setdefault("topic", self.file.matter.title)
        self.initial.setdefault("held_at", self.file.now)
        for number in range(self.count):
            self.fields |= _voice_fields(number)

    def more(self) -> "Consult":
        """The same form with what was typed, and room for more parties."""
        typed: dict[str, Any] = {**dict(self.data.items()), "rows": str(self.count + self.PARTIES)}
        if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", typed.get("held_at", "")) is None:
            typed.pop("held_at", None)
        return Consult(initial=typed, file=self.file)

    @property
    def voices(self) -> list[list[forms.BoundField]]:
        """The rows of invited parties, for the template."""
        return [[self[f"{column}_{n}"] for column in self.COLUMNS] for n in range(self.count)]

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("topic", "held_at", "consensus", "dissent")]

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        spoken = (self._spoken(number) for number in range(self.count))
        minutes = Minutes(
            topic=given["topic"],
            held_at=given["held_at"],
            consensus=given["consensus"],
            dissent=given["dissent"],
            voices=tuple(voice for voice in spoken if voice.name),
        )
        return {"minutes": minutes, "needs_decision": given["needs_decision"]}

    def _spoken(self, number: int) -> Spoken:
        given = {column: self.cleaned_data[f"{column}_{number}"] for column in self.COLUMNS}
        return Spoken(**{**given, "stance": given["stance"] or Stance.REMARK})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        rows = range(self.count)
        if not any(given.get(f"name_{number}") for number in rows):
            self.add_error("name_0", _("Say who was invited."))
        for number in rows:
            if given.get(f"name_{number}") and not given.get(f"capacity_{number}"):
                self.add_error(f"capacity_{number}", _("Say as what they took part."))
        return given


def _voice_fields(number: int) -> dict[str, forms.Field]:
    capacities = [("", "–"), *Capacity.choices]
    return {
        f"name_{number}": line(_("Who was invited"), required=False, most=80),
        f"capacity_{number}": choice(_("As what"), capacities, required=False, radio=False),
        f"came_{number}": forms.BooleanField(label=_("Came"), required=False, initial=True),
        f"stance_{number}": choice(
            _("Stance"), [("", "–"), *Stance.choices], required=False, radio=False
        ),
        f"opinion_{number}": line(_("What they said"), required=False, most=1000),
    }


class Decide(Deed):
    body = choice(_("Kind of body"), Body.choices, radio=False)
    body_name = line(_("Name of the body"))
    text = text(_("What was decided"))
    approved = choice(
        _("Result"),
        [("yes", _("Agreed: it is carried out")), ("no", _("Not agreed: back to deliberation"))],
    )
    basis = line(_("Basis: rules of procedure, article"), required=False, most=200)
    decided_at = moment(_("Decided at"))
    entitled = forms.IntegerField(label=_("Entitled to vote"), min_value=0, required=False)
    votes_for = forms.IntegerField(label=_("Votes for"), min_value=0, required=False)
    votes_against = forms.IntegerField(label=_("Votes against"), min_value=0, required=False)
    abstentions = forms.IntegerField(label=_("Abstentions"), min_value=0, required=False)

    def prepare(self) -> None:
        self.initial.setdefault("decided_at", self.file.now)

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        return {"ruling": Ruling(**{**given, "approved": given["approved"] == "yes"})}


class Merge(Deed):
    """Into one that is near and alike, or into any other by its number."""

    into = choice(_("Likely the same trouble"), [], required=False)
    number = line(_("Or the number of another matter"), required=False, most=30)

    @cached_property
    def near(self) -> list[Likely]:
        return desk.targets(self.file.matter, self.file.now)

    def prepare(self) -> None:
        offer(self, "into", [(one.matter.number, _likely_line(one)) for one in self.near])
        if not self.near:
            del self.fields["into"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        number = plain_number(given.get("number") or "") or given.get("into") or ""
        target = desk.by_number(queries.visible_to(self.file.actor), number)
        if target is None:
            self.add_error("number", _("Choose a matter, or give the number of one you can see."))
        return {**given, "target": target}

    @property
    def words(self) -> dict[str, Any]:
        return {"into_id": self.cleaned_data["target"].pk}


def _likely_line(one: Likely) -> str:
    return format_html(
        '<span lang="zh-Hans">{}</span> <span class="quiet small">{} · {} m · {} %</span>',
        one.matter.title,
        one.matter.shown_number,
        round(one.metres),
        round(100 * one.alike),
    )


class Publish(Deed):
    """The public text beside the resident's own; what may name somebody is pointed at."""

    title = line(_("Public title"))
    text = text(_("Public text"), rows=6)
    checked = forms.BooleanField(
        label=_("I read it: nobody can be recognised from it"),
        error_messages={"required": _("Read the text once more, and confirm.")},
    )

    def prepare(self) -> None:
        matter = self.file.matter
        self.initial.setdefault("title", without_names(matter.public_title or matter.title))
        self.initial.setdefault("text", without_names(matter.public_text or matter.text))

    @property
    def hints(self) -> list[str]:
        """What in the resident's words looks like a number, a name or a door."""
        return telling(f"{self.file.matter.title}\n{self.file.matter.text}")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("title", "text"):
            if numbers := PHONE.findall(given.get(name) or ""):
                message = _("This still holds a number that leads to a person: %(number)s")
                self.add_error(name, message % {"number": numbers[0]})
        return given

    @property
    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "text")}


class Reason(Deed):
    reason = text(_("Reason"))
