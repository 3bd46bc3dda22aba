"""What an agenda can be drawn from: everything in the record that waits for this level's meeting.

Nothing is proposed twice: what stands on the agenda of a coming meeting of the place, or was
decided there since, is left out.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from liandong.duties import queries as duties
from liandong.duties.lifecycle import Light, Step
from liandong.duties.models import Rectification, Responsibility
from liandong.kernel.dates import day_of
from liandong.ledger.actions import name_of
from liandong.mandates import queries as mandates
from liandong.matters import queries as matters
from liandong.matters.lifecycle import State
from liandong.matters.models import Matter
from liandong.meetings.lifecycle import AFTER, COMING, ExpressState, Kind, MeetingState, Origin
from liandong.meetings.models import AgendaItem, DepartmentReport, ExpressItem, Resolution
from liandong.places.models import Place

MOST = 60
LONGEST = 200
BURNING = (Light.RED, Light.YELLOW, Light.SILENT)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that can be picked: what it is, what is known of it, and who would lead."""

    origin: Origin
    about: str
    question: str
    background: str = ""
    proposal: str = ""
    lead_id: int | None = None
    due_at: datetime | None = None
    light: str = ""
    url: str = ""
    continues_id: int | None = None

    @property
    def key(self) -> str:
        """What a checkbox sends: the item that it continues, or the thing that it is about."""
        return f"item:{self.continues_id}" if self.continues_id else self.about


def candidates(place: Place, now: datetime) -> list[Candidate]:
    """Everything that waits for the next meeting of a place, by where it comes from."""
    taken = _taken(place)
    found = [
        *_continued(place),
        *_climbed(place, now),
        *_from_lists(place, now),
        *_reports(place),
        *_declined(place),
    ]
    known = {one.about for one in found if one.continues_id and one.about}
    return [
        one
        for one in found
        if one.continues_id or (one.about not in taken and one.about not in known)
    ]


def _taken(place: Place) -> set[str]:
    """What stands on an agenda of the place that is not decided yet."""
    live = (*COMING, MeetingState.OPEN)
    items = AgendaItem.objects.filter(meeting__place=place, meeting__state__in=live)
    undecided = items.filter(resolution__isnull=True).exclude(about="")
    return set(undecided.values_list("about", flat=True))


def _live() -> QuerySet[AgendaItem]:
    return AgendaItem.objects.exclude(meeting__state=MeetingState.CANCELLED)


def _continued(place: Place) -> list[Candidate]:
    """What meetings here carried over, and what meetings one level below passed up."""
    here = Q(kind=Kind.CARRY_OVER, item__meeting__place=place)
    up = Q(kind=Kind.FURTHER_UP, item__meeting__place__parent=place)
    past = Resolution.objects.filter(here | up, item__meeting__state__in=AFTER)
    again = _live().filter(continues=OuterRef("item"))
    waiting = past.filter(~Exists(again)).select_related("item__meeting")
    found = []
    for one in waiting.order_by("decided_at", "id")[:MOST]:
        item, below = one.item, one.kind == Kind.FURTHER_UP
        if below and item.about.startswith(f"{Matter._meta.label_lower}:"):
            continue  # the matter itself climbed and is found among those that wait here
        found.append(
            Candidate(
                origin=Origin.BELOW if below else Origin.CARRIED,
                about=item.about,
                question=item.question,
                background=one.reason,
                proposal=item.proposal,
                lead_id=item.lead_id,
                url=item.get_absolute_url(),
                continues_id=item.pk,
            )
        )
    return found


def _climbed(place: Place, now: datetime) -> list[Candidate]:
    """What climbed to this level and waits for its decision, the earliest date first."""
    waiting = Matter.objects.filter(desk=place, state=State.ESCALATED)
    waiting = waiting.select_related("category", "place")
    return [_from_matter(one, now) for one in waiting.order_by("due_at", "id")[:MOST]]


def _from_matter(matter: Matter, now: datetime) -> Candidate:
    """A matter without the resident's own words: its public title, or its kind and place."""
    leg = matters.legs(matter).filter(ended_at__isnull=True).last()
    kind = matter.category.name if matter.category else matter.place.name
    title = matter.public_title or f"{kind}（{matter.place.name}）"
    suggested = mandates.suggest(matter.category, matter.place, day_of(now))
    leads = [one.lead_post.pk for one in suggested if one.lead_post]
    return Candidate(
        origin=Origin.CLIMBED,
        about=name_of(matter),
        question=title[:LONGEST],
        background=leg.tried if leg else "",
        lead_id=leads[0] if leads else None,
        due_at=matter.due_at,
        url=matter.get_absolute_url(),
    )


def _from_lists(place: Place, now: datetime) -> list[Candidate]:
    """Lines of the lists of this level, or issued by it, that are red, yellow or silent."""
    ours = Q(list__post__place=place) | Q(list__issuer__place=place)
    problems = duties.lit(Rectification.objects.filter(ours, step=Step.RUNNING), now)
    lines = duties.lit(Responsibility.objects.filter(ours, promise__isnull=False), now)
    found = []
    for one in _burning(problems):
        found.append(_from_line(one, one.problem, one.progress, one.lead_id))
    for one in _burning(lines):
        found.append(_from_line(one, one.item, one.standard, one.list.post_id))
    return found


def _burning(lines: QuerySet[Any]) -> list[Any]:
    hot = lines.filter(light__in=BURNING).select_related("promise", "list__post")
    return list(hot.order_by("promise__due_at", "id")[:MOST])


def _from_line(line: Any, title: str, background: str, lead_id: int) -> Candidate:
    return Candidate(
        origin=Origin.LIST,
        about=name_of(line),
        question=title[:LONGEST],
        background=f"{line.list.post.title}：{background or '–'}",
        lead_id=lead_id,
        due_at=line.promise.due_at if line.promise else None,
        light=line.light,
        url=line.get_absolute_url(),
    )


def _heard(place: Place, label: str) -> list[int]:
    """The ids of one kind of thing that stand, or stood, on an agenda of the place."""
    heard = _live().filter(meeting__place=place, about__startswith=f"{label}:")
    return [int(name.partition(":")[2]) for name in heard.values_list("about", flat=True)]


def _declined(place: Place) -> list[Candidate]:
    """What a secretary sent here from the express line instead of taking it up."""
    items = ExpressItem.objects.filter(state=ExpressState.DECLINED, goes_to=place)
    waiting = items.exclude(pk__in=_heard(place, ExpressItem._meta.label_lower))
    return [
        Candidate(
            origin=Origin.EXPRESS,
            about=name_of(one),
            question=one.title,
            background=f"{one.tried}\n{one.missing}",
            url=one.get_absolute_url(),
        )
        for one in waiting.order_by("ended_at", "id")[:MOST]
    ]


def _reports(place: Place) -> list[Candidate]:
    """Reports that departments handed in and that no meeting heard yet."""
    heard = _heard(place, DepartmentReport._meta.label_lower)
    waiting = DepartmentReport.objects.filter(place=place).exclude(pk__in=heard)
    return [
        Candidate(
            origin=Origin.REPORT,
            about=name_of(one),
            question=one.title,
            background=one.text,
            proposal=one.request,
            lead_id=one.post_id,
            url=one.get_absolute_url(),
        )
        for one in waiting.order_by("at", "id")[:MOST]
    ]


def matter_in(item: AgendaItem) -> Matter | None:
    """The matter that an item is about, if it is about one."""
    label, _colon, number = item.about.partition(":")
    if label != Matter._meta.label_lower:
        return None
    matters_ = Matter.objects.select_related("desk", "place", "category", "holder__place")
    return matters_.filter(pk=int(number)).first()


def waits_here(item: AgendaItem) -> Matter | None:
    """The item's matter, while it waits at this level for its decision."""
    matter = matter_in(item)
    here = matter is not None and matter.state == State.ESCALATED
    return matter if here and matter and matter.desk_id == item.meeting.place_id else None


def rungs_for(item: AgendaItem) -> list[Place]:
    """To which places an answer can go: those from which the item's matter climbed to here."""
    matter = waits_here(item)
    return matters.rungs_below(matter) if matter else []


def address_of(item: AgendaItem) -> str:
    """Where the thing that an item is about can be read; "" when the convener put it."""
    label, _colon, number = item.about.partition(":")
    for model in (Matter, Rectification, Responsibility, DepartmentReport, ExpressItem):
        if model._meta.label_lower == label:
            found = model._default_manager.filter(pk=int(number)).first()
            return found.get_absolute_url() if found else ""
    return ""
