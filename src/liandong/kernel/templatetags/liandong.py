"""Words for templates that every room needs: names in two languages, promised dates, masks."""

import re
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext, pgettext

from liandong.kernel.articles import in_english
from liandong.kernel.money import shown

register = template.Library()

CHINESE = re.compile(r"[\u3400-\u9fff]")
MINUTE, HOUR, DAY = 60, 3600, 86400


@register.filter
def named(thing: Any, field: str = "name") -> str:
    """The name in the reader's language; what is only Chinese says so on an English page."""
    if not thing:
        return ""
    english = "" if _in_chinese() else str(getattr(thing, f"{field}_en", "") or "")
    return conditional_escape(english) if english else chinese(getattr(thing, field))


@register.filter
def chinese(text: object) -> str:
    """A Chinese proper name: plain on a Chinese page, marked as Chinese on any other."""
    if _in_chinese() or not CHINESE.search(str(text)):
        return conditional_escape(str(text))
    return format_html('<span lang="zh-Hans">{}</span>', text)


@register.filter
def article(text: object) -> str:
    """An article of a law in the reader's language: 第二十二条 is "article 22"."""
    return (not _in_chinese() and in_english(str(text))) or chinese(text)


@register.filter
def own(text: object) -> SafeString:
    """What a person wrote, as they wrote it: escaped, with its line breaks."""
    lines = escape(str(text or "").strip()).replace("\r\n", "\n").replace("\n", "<br>")
    return mark_safe(f'<span lang="zh-Hans" class="own">{lines}</span>')  # noqa: S308 (escaped above)


@register.filter
def mask(value: object) -> str:
    """A telephone number or a name, with only so much of it as one needs to recognise it."""
    text = str(value or "").strip()
    digits = sum(character.isdigit() for character in text)
    if digits < 7:
        return text[:1] + "*" * min(max(len(text) - 1, 0), 2)
    shown = 3 if digits >= 11 else 0
    return f"{text[:shown]}{'*' * 4}{text[-4:]}"


@register.filter
def money(cents: int | None) -> str:
    """Whole cents as people read them: "1,234.56"."""
    return "" if cents is None else shown(cents)


@register.filter
def share(part: int, total: int) -> str:
    """A share that carries its denominator."""
    if not total:
        return gettext("none yet (n = 0)")
    return gettext("%(percent)d%% (%(part)d of %(total)d)") % {
        "percent": round(100 * part / total),
        "part": part,
        "total": total,
    }


@register.filter
def ago(at: datetime | None, now: datetime | None = None) -> str:
    """How long ago, or in how long, in words."""
    if at is None:
        return ""
    seconds = ((now or timezone.now()) - at).total_seconds()
    if abs(seconds) < MINUTE:
        return gettext("just now")
    pattern = gettext("%s ago") if seconds > 0 else gettext("in %s")
    return pattern % span_of_time(seconds)


@register.filter
def moment(at: datetime | None, now: datetime | None = None) -> str:
    """A date and time as short as it can be without being unclear."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    if local.year == timezone.localtime(now or timezone.now()).year:
        return date_format(local, pgettext("date format", "j M, H:i"))
    return date_format(local, pgettext("date format", "j M Y, H:i"))


@register.simple_tag
def due(at: datetime | None, now: datetime | None = None) -> str:
    """A promised date as a chip: a word for its state, how long, and the date itself."""
    if at is None:
        return ""
    now = now or timezone.now()
    seconds = (at - now).total_seconds()
    state, word = _promise_state(seconds)
    return format_html(
        '<time class="due due-{}" datetime="{}"><b>{}</b> {} <span class="due-at">{}</span></time>',
        state,
        timezone.localtime(at).isoformat(timespec="minutes"),
        word,
        _left(seconds),
        moment(at, now),
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside words; it says nothing to those who listen to the page."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("icons.svg"),
        name,
    )


@register.simple_tag
def module(name: str) -> SafeString:
    """One of our small scripts, by name."""
    return format_html('<script type="module" src="{}"></script>', static(f"js/{name}.js"))


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """This page's address query with some parameters changed; None or "" takes one out."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}"


def span_of_time(seconds: float) -> str:
    """A length of time in its one largest fitting unit."""
    seconds = abs(seconds)
    if seconds < HOUR:
        minutes = int(seconds // MINUTE)
        return ngettext("%d minute", "%d minutes", minutes) % minutes
    if seconds < 2 * DAY:
        hours = int(seconds // HOUR)
        return ngettext("%d hour", "%d hours", hours) % hours
    days = int(seconds // DAY)
    return ngettext("%d day", "%d days", days) % days


def _promise_state(seconds: float) -> tuple[str, str]:
    if seconds < 0:
        return "late", gettext("Overdue")
    if seconds < DAY:
        return "soon", gettext("Due soon")
    return "fine", gettext("In time")


def _left(seconds: float) -> str:
    pattern = gettext("by %s") if seconds < 0 else gettext("%s left")
    return pattern % span_of_time(seconds)


def _in_chinese() -> bool:
    return (get_language() or settings.LANGUAGE_CODE).startswith("zh")
