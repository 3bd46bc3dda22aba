"""The minutes as the record gives them, for the clerk to edit and the convener to sign.

Minutes are a Chinese document whatever language the clerk's pages have.
"""

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from liandong.meetings.lifecycle import Kind, Presence
from liandong.meetings.models import AgendaItem, Invitation, Meeting, Resolution
from liandong.meetings.queries.checks import due_checks
from liandong.meetings.queries.reading import invitations, items_of


def draft(meeting: Meeting) -> str:
    """Attendance, what was checked, and each item with its decision, as plain text."""
    with translation.override(settings.LANGUAGE_CODE):
        return "\n".join(_lines(meeting))


def _lines(meeting: Meeting) -> Iterator[str]:
    came = invitations(meeting)
    at = timezone.localtime(meeting.opened_at or meeting.starts_at)
    yield _("%(at)s, %(venue)s. Convened by: %(convener)s.") % {
        "at": f"{at:%Y-%m-%d %H:%M}",
        "venue": meeting.venue,
        "convener": meeting.convener.title,
    }
    yield from _attendance(meeting, came)
    for due in due_checks(meeting):
        if due.check is not None:
            yield _("Checked: %(question)s: %(found)s. %(reason)s") % {
                "question": due.resolution.item.question,
                "found": pgettext("check", "Done")
                if due.check.done
                else pgettext("check", "Not done"),
                "reason": due.check.reason,
            }
    for number, item in enumerate(items_of(meeting), 1):
        yield ""
        yield from _decision(number, item)


def _attendance(meeting: Meeting, came: list[Invitation]) -> Iterator[str]:
    yield _("Invited %(entitled)d, there %(there)d, quorum %(needed)d.") % {
        "entitled": meeting.entitled,
        "there": meeting.there,
        "needed": meeting.needed,
    }
    for one in came:
        if one.presence == Presence.SUBSTITUTE and one.substitute is not None:
            words = {"who": one.substitute.title, "post": one.post.title, "why": one.reason}
            yield _("%(who)s came for %(post)s: %(why)s.") % words
        elif one.presence == Presence.ABSENT:
            yield _("Absent: %(post)s: %(why)s.") % {"post": one.post.title, "why": one.reason}


def _decision(number: int, item: AgendaItem) -> Iterator[str]:
    yield _("%(no)d. %(question)s") % {"no": number, "question": item.question}
    abstained = [one.invitation.post.title for one in item.interests.all()]
    if abstained:
        posts = "、".join(abstained)
        yield _("%(posts)s: interest declared, abstained.") % {"posts": posts}
    resolution: Resolution | None = getattr(item, "resolution", None)
    if resolution is None:
        return
    yield _("Decided: %(kind)s. %(text)s") % {
        "kind": resolution.get_kind_display(),
        "text": resolution.text or resolution.reason,
    }
    if resolution.goal:
        yield _("Goal: %(goal)s") % {"goal": resolution.goal}
    yield from _who(resolution)


def _who(resolution: Resolution) -> Iterator[str]:
    if resolution.lead is not None and resolution.due_on is not None:
        supports = [post.title for post in resolution.supports.all()]
        yield _("Lead: %(lead)s. Support: %(supports)s. Until: %(due)s.") % {
            "lead": resolution.lead.title,
            "supports": "、".join(supports) or _("nobody"),
            "due": f"{resolution.due_on:%Y-%m-%d}",
        }
    if resolution.kind == Kind.PROJECT and resolution.secretary is not None:
        yield _("Taken up by: %(secretary)s.") % {"secretary": resolution.secretary.title}


def list_title(meeting: Meeting) -> str:
    """What the list of duties is called that a meeting decided."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Decisions of the joint meeting of %(place)s, no. %(no)d of %(year)d") % {
            "place": meeting.place.name,
            "no": meeting.no,
            "year": meeting.year,
        }


def means_of(resolution: Resolution) -> str:
    """Who leads and until when, as the level below reads it beside the answer."""
    with translation.override(settings.LANGUAGE_CODE):
        return "\n".join(_who(resolution))
