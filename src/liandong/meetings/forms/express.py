"""What is typed on the express line; what the record says already is not asked again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.duties.lifecycle import Light
from liandong.kernel.actor import Actor
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import day, line, text
from liandong.kernel.page import KeyedForm, offer
from liandong.matters.lifecycle import Obstacle
from liandong.meetings import queries
from liandong.meetings.actions import Cry, Task, Undertaking
from liandong.meetings.forms.common import choices
from liandong.meetings.lifecycle import EXPRESS_MOVES, PUBLISHED, ExpressState
from liandong.meetings.models import ExpressItem
from liandong.meetings.queries import Cause
from liandong.people.models import Post

READ_BY_ALL = _("Everybody reads this line once it is taken up: no names, no addresses.")


@dataclass(frozen=True, slots=True)
class OpenedExpress:
    """An item of the express line as it lies open for one actor."""

    actor: Actor
    item: ExpressItem
    now: datetime

    @property
    def key(self) -> dict[str, int]:
        return {"item_id": self.item.pk}

    def at_step(self, verb: str) -> bool:
        return self.item.state in EXPRESS_MOVES[verb][0]


class WriteExpress(KeyedForm):
    """A new item; where it is about a matter, the matter says what was tried."""

    secretary = forms.TypedChoiceField(label=_("To which secretary"), coerce=int, choices=[])
    title = line(_("What is needed, in one line"), READ_BY_ALL)
    need = text(_("Why it cannot wait, and for how many"), most=1000)
    tried = text(_("What was tried"), most=1000)
    obstacle = forms.ChoiceField(label=_("What stands in the way"), choices=Obstacle.choices)
    missing = line(
        _("Which power or money is missing"), _("Such as the power to close a road."), most=300
    )

    def __init__(self, *args: Any, secretaries: list[Post], cause: Cause, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cause = cause
        offer(self, "secretary", choices(secretaries))
        self.initial.setdefault("title", cause.title)
        for known in ("tried", "obstacle"):
            if getattr(cause, known):
                del self.fields[known]

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        secretary_id = given.pop("secretary")
        obstacle = given.pop("obstacle", "")
        cry = Cry(obstacle=Obstacle(obstacle) if obstacle else None, cause=self.cause, **given)
        return {"secretary_id": secretary_id, "cry": cry}


class Gather(DeedForm[OpenedExpress]):
    matter_ids = forms.TypedMultipleChoiceField(
        label=_("Open matters of this kind"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each keeps its own path and its own date; the item says how many there are."),
    )

    def prepare(self) -> None:
        found = queries.alike(self.opened.item)
        offer(self, "matter_ids", [(one.pk, f"{one.number} {one.title}") for one in found])

    @property
    def typed(self) -> dict[str, Any]:
        return {"matter_ids": tuple(self.cleaned_data["matter_ids"])}


class Withdraw(DeedForm[OpenedExpress]):
    reason = text(_("Reason"), most=600)


class TakeUp(DeedForm[OpenedExpress]):
    title = line(_("What is needed, in one line"), READ_BY_ALL)
    plan = text(pgettext_lazy("express", "Plan"), _("It is read by everybody."), rows=5)
    lead_id = forms.TypedChoiceField(label=_("Lead secretary"), coerce=int, choices=[])
    due_on = day(_("Answer until"))

    def prepare(self) -> None:
        item = self.opened.item
        offer(self, "lead_id", choices(queries.lead_secretaries(item)))
        self.initial.setdefault("title", item.title)
        self.initial.setdefault("lead_id", item.secretary_id)

    @property
    def typed(self) -> dict[str, Any]:
        return {"undertaking": Undertaking(**super().typed)}


class PassOn(DeedForm[OpenedExpress]):
    secretary_id = forms.TypedChoiceField(label=_("To which secretary"), coerce=int, choices=[])
    reason = text(_("Reason"), most=600)

    def prepare(self) -> None:
        item = self.opened.item
        others = queries.secretaries_above(item.place)
        offer(self, "secretary_id", choices([one for one in others if one != item.secretary]))


class Decline(DeedForm[OpenedExpress]):
    title = line(_("What is needed, in one line"), READ_BY_ALL)
    reason = text(_("Why it is not taken up"), _("It is read by everybody."), most=1000)
    place_id = forms.TypedChoiceField(
        label=_("Which joint meeting takes it instead"),
        coerce=int,
        choices=[],
        help_text=_("It waits there for the next agenda."),
    )

    def prepare(self) -> None:
        item = self.opened.item
        places = queries.meetings_instead(item)
        offer(self, "place_id", [(place.pk, str(place)) for place in places])
        self.initial.setdefault("title", item.title)


class Ask(DeedForm[OpenedExpress]):
    lead_id = forms.TypedChoiceField(
        label=pgettext_lazy("express", "Department or desk that does it"), coerce=int, choices=[]
    )
    what = text(_("What is done"), _("It is read by everybody."), most=600)
    goal = line(_("By which goal it is seen"), _("Best in numbers."), most=300)
    supports = forms.TypedMultipleChoiceField(
        label=pgettext_lazy("decision", "Supports"),
        coerce=int,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Hold Ctrl to choose several."),
    )
    due_on = day(_("Until"))

    def prepare(self) -> None:
        item = self.opened.item
        posts = [one for one in queries.leads_for(item.secretary.place) if one != item.secretary]
        offer(self, "lead_id", choices(posts))
        offer(self, "supports", choices(posts))
        self.initial.setdefault("due_on", item.due_on)

    @property
    def typed(self) -> dict[str, Any]:
        given = super().typed
        given["supports"] = tuple(given["supports"])
        return {"task": Task(**given)}


class PutOff(DeedForm[OpenedExpress]):
    due_on = day(_("New date"))
    reason = text(_("Reason"), _("It is read by everybody."), most=600)


class Answer(DeedForm[OpenedExpress]):
    text = text(_("Answer"), _("It is read by everybody: no names, no addresses."), rows=6)
    solved = forms.TypedChoiceField(
        label=_("What came of it"),
        coerce=lambda given: given == "yes",
        choices=[("yes", _("Solved")), ("no", _("Not solved; the answer says why"))],
        widget=forms.RadioSelect,
    )


class FindExpress(forms.Form):
    """Which items are listed."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *ExpressState.choices]
    )
    obstacle = forms.ChoiceField(
        label=_("What stands in the way"),
        required=False,
        choices=[("", _("All")), *Obstacle.choices],
    )
    light = forms.ChoiceField(
        label=pgettext_lazy("light", "Light"),
        required=False,
        choices=[("", _("All")), *((one.value, one.label) for one in (Light.RED, Light.YELLOW))],
    )

    def __init__(self, *args: Any, public: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if public:
            states = [(one.value, one.label) for one in ExpressState if one in PUBLISHED]
            offer(self, "state", [("", _("All")), *states])

    @property
    def search(self) -> queries.ExpressSearch:
        given = self.cleaned_data
        words = {name: given.get(name, "") for name in ("state", "obstacle", "light")}
        return queries.ExpressSearch(**words)
