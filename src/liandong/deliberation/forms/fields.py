"""How the fields of the room's forms are made."""

from typing import Any

from django import forms

MOMENT = "%Y-%m-%dT%H:%M"


def moment(label: Any, help_text: Any = "", **words: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(
        label=label, help_text=help_text, widget=widget, input_formats=[MOMENT], **words
    )


def text(label: Any, help_text: Any = "", rows: int = 3, **words: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=widget, **words)
