"""Words for the pages of joint meetings: what a meeting is called, and states as pills."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liandong.kernel.templatetags.liandong import named
from liandong.meetings.lifecycle import ExpressState, Kind, MeetingState, Presence
from liandong.meetings.models import ExpressItem, Invitation, Meeting, Resolution

register = template.Library()

PILLS: dict[str, str] = {
    MeetingState.PLANNED: "",
    MeetingState.CALLED: "pill-go",
    MeetingState.OPEN: "pill-go",
    MeetingState.HELD: "pill-wait",
    MeetingState.SIGNED: "pill-good",
    MeetingState.CANCELLED: "",
    Kind.ANSWER: "pill-good",
    Kind.DUTY: "pill-good",
    Kind.PROJECT: "pill-good",
    Kind.FURTHER_UP: "pill-wait",
    Kind.CARRY_OVER: "pill-wait",
    Presence.INVITED: "",
    Presence.PRESENT: "pill-good",
    Presence.SUBSTITUTE: "pill-go",
    Presence.ABSENT: "pill-wait",
    ExpressState.WRITTEN: "pill-wait",
    ExpressState.TAKEN_UP: "pill-go",
    ExpressState.ANSWERED: "pill-good",
    ExpressState.DECLINED: "",
    ExpressState.WITHDRAWN: "",
}


@register.filter
def meeting_name(meeting: Meeting) -> SafeString:
    """What a meeting is called, in the reader's language."""
    words = _("{place}: joint meeting {no} of {year}")
    return format_html(words, place=named(meeting.place), no=meeting.no, year=meeting.year)


@register.filter
def pill(thing: Meeting | ExpressItem | Resolution | Invitation) -> SafeString:
    """A state, the kind of a decision, or an attendance, always with a word."""
    if isinstance(thing, ExpressItem) and thing.solved is False:
        return _pill(ExpressState.DECLINED, _("Answered, not solved"))
    if isinstance(thing, Meeting | ExpressItem):
        return _pill(thing.state, thing.get_state_display())
    if isinstance(thing, Resolution):
        return _pill(thing.kind, thing.get_kind_display())
    return _pill(thing.presence, thing.get_presence_display())


def _pill(code: str, words: str) -> SafeString:
    return format_html('<span class="pill {}">{}</span>', PILLS[code], words)
