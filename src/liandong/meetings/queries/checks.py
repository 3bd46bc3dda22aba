"""What earlier meetings decided, and what the record shows of it."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation

from liandong.matters.models import Matter
from liandong.meetings.lifecycle import AFTER, SETTLED
from liandong.meetings.models import Check, Meeting, Resolution
from liandong.meetings.queries.agenda import matter_in
from liandong.places.models import Place


@dataclass(frozen=True, slots=True)
class Shown:
    """What the record shows of a decision: a state in words, and where it can be read."""

    says: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """One earlier decision before a meeting that checks it, and its check if it was made."""

    resolution: Resolution
    shown: tuple[Shown, ...]
    check: Check | None = None


def open_resolutions(place: Place) -> QuerySet[Resolution]:
    """What meetings of a place settled and no later meeting found done yet."""
    done = Check.objects.filter(resolution=OuterRef("pk"), done=True)
    held = Resolution.objects.filter(item__meeting__place=place, item__meeting__state__in=AFTER)
    found = held.filter(~Exists(done), kind__in=SETTLED)
    return found.select_related(
        "item__meeting__place", "lead__place", "lead__organisation", "rectification__promise"
    ).order_by("due_on", "id")


def due_checks(meeting: Meeting) -> list[Due]:
    """The earlier decisions that this meeting checks, and those that it checked."""
    if meeting.state in AFTER:
        found = []
    else:
        found = [one for one in open_resolutions(meeting.place) if one.item.meeting != meeting]
    checks = {check.resolution_id: check for check in _checks(meeting)}
    waiting = [Due(one, shown(one), checks.get(one.pk)) for one in found]
    known = {one.pk for one in found}
    gone = [check for check in checks.values() if check.resolution_id not in known]
    return [*(Due(one.resolution, shown(one.resolution), one) for one in gone), *waiting]


def _checks(meeting: Meeting) -> QuerySet[Check]:
    checks = Check.objects.filter(meeting=meeting)
    return checks.select_related(
        "resolution__item__meeting__place",
        "resolution__lead__place",
        "resolution__lead__organisation",
        "resolution__rectification__promise",
    ).order_by("id")


def is_due(meeting: Meeting, resolution: Resolution) -> bool:
    """Whether a meeting has to check a decision that it did not check yet."""
    waiting = open_resolutions(meeting.place).filter(pk=resolution.pk)
    earlier = waiting.exclude(item__meeting=meeting)
    return earlier.exclude(checks__meeting=meeting).exists()


def unchecked(meeting: Meeting) -> int:
    """How many earlier decisions a meeting has still to check."""
    earlier = open_resolutions(meeting.place).exclude(item__meeting=meeting)
    return earlier.exclude(checks__meeting=meeting).count()


def find_resolution(resolution_id: int) -> Resolution | None:
    found = Resolution.objects.select_related(
        "item__meeting__place", "lead__place", "rectification__promise"
    )
    return found.filter(pk=resolution_id).first()


def shown(resolution: Resolution) -> tuple[Shown, ...]:
    """The states of the matter and of the duty that a decision touched, from the record."""
    found = []
    matter: Matter | None = matter_in(resolution.item)
    if matter is not None:
        found.append(Shown(str(matter.get_state_display()), matter.get_absolute_url()))
    if resolution.rectification is not None:
        one = resolution.rectification
        found.append(Shown(str(one.get_step_display()), one.get_absolute_url()))
    return tuple(found)


def shown_words(resolution: Resolution) -> str:
    """The same in one line, to be kept with a check."""
    with translation.override(settings.LANGUAGE_CODE):
        return "；".join(one.says for one in shown(resolution))


def checks_of(resolution: Resolution) -> QuerySet[Check]:
    """What each later meeting found of a decision, in order."""
    checks = Check.objects.filter(resolution=resolution).select_related("meeting__place")
    return checks.order_by("id")
