"""Fields that several forms have."""

from typing import Any

from django import forms

MOMENT = "%Y-%m-%dT%H:%M"


def moment(label: Any, help_text: Any = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(
        label=label, help_text=help_text, widget=widget, input_formats=[MOMENT]
    )


def text(label: Any, rows: int = 3, help_text: Any = "", **words: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=widget, **words)
