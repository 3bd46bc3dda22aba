"""What is typed about a bulletin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.duties import queries
from liandong.duties.actions import Told
from liandong.duties.forms.lists import Deed
from liandong.duties.forms.orders import LONGEST_MARK
from liandong.duties.lifecycle import Audience
from liandong.kernel.fields import day, line, text
from liandong.kernel.page import KeyedForm


class BulletinWords(KeyedForm):
    """Of which period a bulletin tells, the issuer's sentence, and to whom."""

    since = day(_("From"))
    until = day(_("Up to and including"))
    sentence = text(
        _("What you say to it"),
        _("The figures come from the record. Name no person here."),
        most=600,
    )
    audience = forms.ChoiceField(
        label=_("Published to"), choices=Audience.choices, widget=forms.RadioSelect
    )

    @property
    def told(self) -> Told:
        return Told(**{**self.typed, "audience": Audience(self.typed["audience"])})

    @property
    def words(self) -> dict[str, Any]:
        return {"told": self.told}


class ReviseBulletin(BulletinWords):
    def __init__(self, *args: Any, opened: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened = opened
        names = ("since", "until", "sentence", "audience")
        known = {name: getattr(opened.thing, name) for name in names}
        self.initial = {**known, **self.initial}

    @property
    def words(self) -> dict[str, Any]:
        return {**self.opened.key, "told": self.told}


class IssueBulletin(Deed):
    mark = line(
        _("Office mark"),
        _("The word before the year in its number. The number itself is the next one."),
        most=LONGEST_MARK,
    )

    def prepare(self) -> None:
        self.initial.setdefault("mark", queries.bulletin_mark(self.thing.place))
