"""Taking down what somebody says: on the telephone, at the door, from paper. One screen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.matters.actions import Words
from liandong.matters.forms.residents import Send
from liandong.matters.forms.staff.common import Select
from liandong.matters.lifecycle import Source
from liandong.people.models import RoleKind

# How what a post takes down usually comes in.
USUAL = {
    RoleKind.GRID_HEAD: Source.VISIT,
    RoleKind.GRID_WORKER: Source.VISIT,
    RoleKind.HOTLINE_CLERK: Source.HOTLINE,
}
OURS = [
    Source.VISIT,
    Source.PHONE,
    Source.PAPER,
    Source.HOTLINE,
    Source.MEETING,
]


class Take(Send):
    """What a resident's form asks, with how it came in; `place` is found from the address."""

    source = forms.ChoiceField(
        label=_("How it came"),
        choices=[(source.value, source.label) for source in OURS],
        widget=Select,
    )

    field_order = ["text", "address", "place", "lon", "lat", "source", "name", "phone", "shielded"]

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["source"].initial = USUAL.get(RoleKind(actor.role), Source.PHONE)
        self.fields["text"].label = _("In their own words")
        self.fields["name"].label = _("Name of the person")
        self.fields["phone"].label = _("Phone")
        self.fields["shielded"].label = _("The office that deals with it shall not learn who")
        self.fields["text"].widget.attrs["rows"] = 6

    @property
    def taken(self) -> Words:
        """The words for the action."""
        given = self.raised
        return Words(
            **{
                field: getattr(given, field)
                for field in ("text", "place", "address", "lon", "lat", "name", "phone")
            },
            shielded=given.shielded,
            source=Source(self.cleaned_data["source"]),
        )
