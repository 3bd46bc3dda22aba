"""What is typed while a meeting is prepared and held: wording, attendance, checks, minutes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.duties import queries as duties
from liandong.duties.lifecycle import Paper
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import paper_code, text
from liandong.kernel.page import KeyedForm, offer
from liandong.meetings import queries
from liandong.meetings.actions import Mark, Wording
from liandong.meetings.forms.common import (
    OpenedItem,
    OpenedMeeting,
    choices,
    post_name,
)
from liandong.meetings.lifecycle import Presence
from liandong.meetings.models import Invitation, Meeting

MARKS = [choice for choice in Presence.choices if choice[0] != Presence.INVITED]


class Pick(KeyedForm):
    """What was ticked among what waits."""

    keys = forms.MultipleChoiceField(choices=[], error_messages={"required": _("Tick something.")})

    def __init__(self, *args: Any, waiting: list[queries.Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "keys", [(one.key, one.question) for one in waiting])

    @property
    def words(self) -> dict[str, Any]:
        return {"keys": tuple(self.cleaned_data["keys"])}


class Put(DeedForm[Any]):
    """An item: a question with a proposed decision."""

    question = forms.CharField(
        label=pgettext_lazy("agenda", "Question"),
        max_length=200,
        help_text=_("One question that can be decided. No resident's name."),
    )
    proposal = text(_("Proposed decision"), _("Who does what until when, in one or two sentences."))
    lead_id = forms.TypedChoiceField(
        label=_("Lead proposed"), coerce=int, empty_value=None, required=False
    )
    background = text(_("What is known"), required=False)

    def prepare(self) -> None:
        self._offer(self.opened.meeting)

    def _offer(self, meeting: Meeting) -> None:
        offer(self, "lead_id", choices(queries.leads_for(meeting.place), _("nobody yet")))

    @property
    def typed(self) -> dict[str, Any]:
        return {"wording": Wording(**super().typed)}


class AddUrgent(Put):
    """One more item after the notice."""

    urgency = text(_("Why it cannot wait for the next meeting"), rows=2, most=300)

    @property
    def typed(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        urgency = given.pop("urgency")
        return {"wording": Wording(**given), "urgency": urgency}


class Word(Put):
    """An item that stands on the agenda already."""

    def prepare(self) -> None:
        item = self.opened.item
        self._offer(item.meeting)
        for name in ("question", "proposal", "background", "lead_id"):
            self.initial.setdefault(name, getattr(item, name))


class Attendance(KeyedForm):
    """Everybody who was invited, each with three fields of its own."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = queries.invitations(meeting)
        substitutes = queries.substitutes_for(self.invited)
        for one in self.invited:
            self._add(one, substitutes[one.pk])
            for name in ("presence", "substitute", "reason"):
                field = self.fields[f"{name}_{one.pk}"]
                field.widget.attrs["aria-label"] = f"{post_name(one.post)}: {field.label}"

    def _add(self, one: Invitation, posts: list[Any]) -> None:
        marked = one.presence != Presence.INVITED
        self.fields[f"presence_{one.pk}"] = forms.ChoiceField(
            label=_("Attendance"),
            choices=MARKS,
            initial=one.presence if marked else Presence.PRESENT,
        )
        self.fields[f"substitute_{one.pk}"] = forms.TypedChoiceField(
            label=_("Substitute"),
            coerce=int,
            empty_value=None,
            required=False,
            choices=choices(posts, "–"),
            initial=one.substitute_id,
        )
        self.fields[f"reason_{one.pk}"] = forms.CharField(
            label=_("Reason"), max_length=200, required=False, initial=one.reason
        )

    @property
    def rows(self) -> list[tuple[Invitation, Any, Any, Any]]:
        return [
            (
                one,
                self[f"presence_{one.pk}"],
                self[f"substitute_{one.pk}"],
                self[f"reason_{one.pk}"],
            )
            for one in self.invited
        ]

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        marks = []
        for one in self.invited:
            presence = Presence(given[f"presence_{one.pk}"])
            substitute = given[f"substitute_{one.pk}"]
            came_for = substitute if presence == Presence.SUBSTITUTE else None
            marks.append(Mark(one.pk, presence, came_for, given[f"reason_{one.pk}"]))
        return {"marks": marks}


class Declare(DeedForm[OpenedItem]):
    """Who abstains from deciding on an item, and why."""

    invitation_id = forms.TypedChoiceField(label=_("Who"), coerce=int, choices=[])
    what = forms.CharField(label=_("What the interest is"), max_length=200)

    def prepare(self) -> None:
        came = [one for one in queries.invitations(self.opened.item.meeting) if one.there]
        offer(self, "invitation_id", [(one.pk, post_name(one.post)) for one in came])


class Check(KeyedForm):
    """Whether an earlier decision is done."""

    done = forms.TypedChoiceField(
        label=_("Is it done?"),
        coerce=lambda value: value == "yes",
        choices=[
            ("yes", pgettext_lazy("check", "Done")),
            ("no", pgettext_lazy("check", "Not done")),
        ],
        widget=forms.RadioSelect,
    )
    reason = text(_("Reason"), _("Why it is not done."), rows=2, required=False, most=600)


class WriteMinutes(DeedForm[OpenedMeeting]):
    text = text(
        _("Minutes"),
        _("Drawn from what was decided; edit the words, not the decisions."),
        rows=24,
        most=20000,
    )

    def prepare(self) -> None:
        meeting = self.opened.meeting
        self.initial["text"] = meeting.minutes or queries.draft(meeting)


class Sign(DeedForm[OpenedMeeting]):
    """Under which code the minutes are numbered."""

    code = paper_code()

    def prepare(self) -> None:
        place = self.opened.meeting.place
        self.initial["code"] = duties.code_for(place, Paper.MINUTES)
