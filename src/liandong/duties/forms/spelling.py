"""How offices spell in cells what a form asks for: kinds, days, posts by what they are called."""

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext as _

from liandong.duties import queries
from liandong.duties.lifecycle import Deadline, Duty, Frequency, Origin
from liandong.duties.models import DutyList
from liandong.kernel.sheets import day

type Reader = Callable[[str], Any]
BETWEEN = re.compile(r"[、，,;；\n]+")
SHORT = {
    "限期": Deadline.BY_DATE,
    "长期": Deadline.STANDING,
    "立改": Deadline.AT_ONCE,
    "季度": Frequency.QUARTERLY,
    "每季": Frequency.QUARTERLY,
    "半年": Frequency.HALF_YEARLY,
    "每年": Frequency.YEARLY,
    "一次": Frequency.ONCE,
    "长期坚持": Deadline.STANDING,
}


def readers(listed: DutyList) -> dict[str, Reader]:
    """How each column of a list is read; a reader raises `ValidationError` with a sentence."""
    posts = _Posts(listed)
    return {
        "origin": _choice(Origin),
        "deadline": _choice(Deadline),
        "duty": _choice(Duty),
        "frequency": _choice(Frequency),
        "due_on": _day,
        "lead": posts.one,
        "supports": posts.several,
    }


def _choice(kind: type[TextChoices]) -> Reader:
    names = {value: value for value in kind.values}
    names |= {name: value for name, value in SHORT.items() if value in kind}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            names |= {str(label): value for value, label in kind.choices}

    def read(text: str) -> str:
        if text in names:
            return str(names[text])
        known = "、".join(str(label) for label in kind.labels)
        raise forms.ValidationError(
            _("“%(text)s” is not one of: %(known)s.") % {"text": text, "known": known}
        )

    return read


def _day(text: str) -> str:
    try:
        return day(text).isoformat()
    except ValueError:
        raise forms.ValidationError(
            _("“%(text)s” is no day. Write it as 2026-03-05.") % {"text": text}
        ) from None


class _Posts:
    """Posts by their title, or by their office where that is one post only."""

    def __init__(self, listed: DutyList) -> None:
        self.called: dict[str, set[int]] = defaultdict(set)
        for post in queries.working_posts(listed.post.place):
            office = post.organisation.name if post.organisation else post.place.name
            for name in {post.title, post.title_en, office} - {""}:
                self.called["".join(name.split())].add(post.pk)

    def one(self, text: str) -> int:
        found = self.called.get("".join(text.split()), set())
        if len(found) == 1:
            return next(iter(found))
        says = (
            _("Several posts are called “%(text)s”. Write the title of the post.")
            if found
            else _("No post that can lead or support here is called “%(text)s”.")
        )
        raise forms.ValidationError(says % {"text": text})

    def several(self, text: str) -> list[int]:
        return sorted({self.one(name) for name in BETWEEN.split(text) if name.strip()})
