"""What the forms of staff share: the file that they are about, and how their fields are made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.page import KeyedForm
from liandong.matters import queries
from liandong.matters.models import Matter
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Category

CHINESE = re.compile(r"[\u3400-\u9fff]")
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class File:
    """The matter that a form is about, who fills it in, and when."""

    matter: Matter
    actor: Actor
    now: datetime


def name_of(thing: Any) -> str:
    """The name of something in the reader's language, as plain text for a choice."""
    if (get_language() or "").startswith("en") and thing.name_en:
        return str(thing.name_en)
    return str(thing.name)


class Select(forms.Select):
    """A list of choices, written plainly: a list of 60 kinds costs more than the page around it.

    Each Chinese choice on a page in another language says that it is Chinese.
    """

    def render(self, name, value, attrs=None, renderer=None):
        chosen = {str(value) if value is not None else ""}
        foreign = not (get_language() or "zh").startswith("zh")
        given = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        options = "".join(_options(self.choices, chosen, foreign))
        return format_html("<select{}>{}</select>", flatatt(given), mark_safe(options))  # noqa: S308


def _options(choices: Any, chosen: set[str], foreign: bool) -> Iterator[str]:
    """The choices as escaped HTML; a choice whose label is a list is a group of choices."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield f'<optgroup label="{escape(value)}">'
            yield from _options(label, chosen, foreign)
            yield "</optgroup>"
            continue
        marks = " selected" if str(value) in chosen else ""
        chosen.discard(str(value))  # a kind that is suggested stands twice; the first is chosen
        marks += ' lang="zh-Hans"' if foreign and CHINESE.search(str(label)) else ""
        yield f'<option value="{escape(value)}"{marks}>{escape(label)}</option>'


def choice(label: Any, choices: Any, *, required: bool = True, radio: bool = True):
    widget = forms.RadioSelect if radio else Select
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=widget)


class CategoryField(forms.ChoiceField):
    """One kind of matter, in its groups; those that the text suggests stand first."""

    widget = Select

    def __init__(self, **more: Any) -> None:
        super().__init__(label=_("Kind of matter"), **more)
        self.known: dict[str, Category] = {}

    def offer(self, text: str = "") -> str:
        """Fill the list for a text; returns the code that the text suggests most, or ""."""
        self.known = {category.code: category for category in rulebook.categories()}
        likely = queries.suggest_categories(text) if text else []
        groups: dict[str, list[tuple[str, str]]] = {}
        for category in self.known.values():
            group = name_of(_Group(category.group_name, category.group_name_en))
            groups.setdefault(group, []).append((category.code, name_of(category)))
        suggested = [(category.code, name_of(category)) for category in likely]
        first = [(str(_("Suggested by the text")), suggested)] if suggested else []
        self.choices = [("", "–"), *first, *groups.items()]
        return likely[0].code if likely else ""

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        return self.known.get(code)


def category_of(form: forms.Form) -> CategoryField:
    """The form's own field of categories."""
    return cast(CategoryField, form.fields["category"])


@dataclass(frozen=True, slots=True)
class _Group:
    name: str
    name_en: str


class Deed(KeyedForm):
    """The form of one thing that can be done to a matter. Without fields it is only a button.

    `seen` is the last line of the file that whoever fills it in has seen.
    """

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, file: File, **more: Any) -> None:
        self.file = file
        super().__init__(*args, **more)
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the matter."""

    @property
    def words(self) -> dict[str, Any]:
        """The words for the action."""
        return {name: value for name, value in super().words.items() if name != "seen"}


class WithCategory(Deed):
    """A deed that accepts a matter on the way, and so asks what kind it is, if nobody said yet."""

    category = CategoryField()

    def prepare(self) -> None:
        super().prepare()
        matter = self.file.matter
        if matter.accepted_at is not None:
            del self.fields["category"]
            return
        suggested = category_of(self).offer(matter.text)
        self.initial.setdefault("category", suggested)
