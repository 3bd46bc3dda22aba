"""The notice and the minutes of a meeting as official documents. They are Chinese documents."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from liandong.kernel import official
from liandong.kernel.official import Block, Document, Form, Heading, Presence, Text
from liandong.meetings.lifecycle import Presence as Came
from liandong.meetings.models import Invitation, Meeting
from liandong.meetings.queries.checks import due_checks
from liandong.meetings.queries.minutes import draft
from liandong.meetings.queries.reading import invitations, items_of
from liandong.rulebook import queries as rulebook

NUMBERED = re.compile(r"\d+[.．、]\s*")


def notice_document(meeting: Meeting, *, changed: bool = False) -> Document:
    """The notice: when, where, on what, who comes; a changed day is noticed anew."""
    title = "关于调整{}时间的通知" if changed else "关于召开{}的通知"
    return Document(
        Form.DOCUMENT,
        title.format(f"{meeting.place.name}\n{_name(meeting)}"),
        tuple(_notice(meeting, changed=changed)),
        mark=f"{meeting.place.name}联席会议文件",
        to="各参会单位",
        signed=f"{meeting.place.name}联席会议",
    )


def minutes_document(meeting: Meeting) -> Document:
    """The minutes: the text as it was signed, in the form of minutes, with who was there."""
    text = meeting.minutes or draft(meeting)
    return Document(
        Form.MINUTES,
        f"{meeting.place.name}{_name(meeting)}纪要",
        tuple(_set(line) for line in text.splitlines() if line.strip()),
        mark=f"{meeting.place.name}联席会议纪要",
        signed=f"{meeting.place.name}联席会议",
        presence=_presence(meeting),
    )


def too_long(meeting: Meeting, on: date) -> str:
    """What to say of minutes that are longer than the rule allows; else nothing."""
    if not meeting.minutes:
        return ""
    most = int(rulebook.limit("document.special", meeting.place, on=on).amount)
    return str(official.too_long(minutes_document(meeting), most).reason or "")


def _name(meeting: Meeting) -> str:
    return f"{meeting.year}年第{meeting.no}次联席会议"


def _notice(meeting: Meeting, *, changed: bool) -> Iterator[Block]:
    name = f"{meeting.place.name}{_name(meeting)}"
    if changed:
        yield Text(f"因{meeting.reason.rstrip('。')}，{name}时间、地点调整如下。")
    else:
        yield Text(f"经研究，定于近期召开{name}。现将有关事项通知如下。")
    yield Heading("会议时间")
    at = timezone.localtime(meeting.starts_at)
    yield Text(f"{at.year}年{at.month}月{at.day}日{at:%H:%M}。")
    yield Heading("会议地点")
    yield Text(f"{meeting.venue}。")
    yield Heading("会议议题")
    yield from _agenda(meeting)
    yield Heading("参会人员")
    yield Text(_joined([one.post.title for one in invitations(meeting)]))
    yield Heading("有关要求")
    yield Text("因故不能参会的，请确定代会人员并说明原因；其他情况无需回复。")
    if meeting.urgency:
        yield Text(f"本次会议紧急召开：{meeting.urgency}")


def _agenda(meeting: Meeting) -> Iterator[Block]:
    questions = [f"检查上次议定事项：{due.resolution.item.question}" for due in due_checks(meeting)]
    questions += [item.question for item in items_of(meeting)]
    for question in questions:
        yield Heading(question, 2)


def _set(line: str) -> Block:
    """A line that the clerk began with a number is a heading; the standard numbers it."""
    begins = NUMBERED.match(line)
    return Heading(line[begins.end() :]) if begins else Text(line)


def _presence(meeting: Meeting) -> Presence:
    came = invitations(meeting)
    return Presence(
        present=_joined([_who(one) for one in came if one.there]),
        excused=_joined(
            [f"{one.post.title}（{one.reason}）" for one in came if one.presence == Came.ABSENT]
        ),
    )


def _who(one: Invitation) -> str:
    if one.substitute is None:
        return one.post.title
    return f"{one.substitute.title}（代{one.post.title}）"


def _joined(names: list[str]) -> str:
    return "、".join(names)
