"""A file's story for staff: the six steps as a spine, what happened hanging from it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from liandong.kernel.house import said
from liandong.ledger.models import Entry
from liandong.matters.lifecycle import INSIDE, OPEN_TEXTS, STEP_OF_LINE, Step
from liandong.matters.models import Matter
from liandong.matters.queries import Line
from liandong.people.models import Post
from liandong.rulebook.models import Stage

# What the texts of a line are called on the page.
TEXTS: dict[str, Promise] = {
    "answer": _("Answer"),
    "reason": _("Reason"),
    "explanation": _("Explanation"),
    "consensus": _("Agreed"),
    "dissent": _("Not agreed"),
    "tried": _("Tried"),
    "urgency": _("Urgency"),
    "means": _("Means"),
    "demand": _("Demand"),
    "findings": _("Found"),
    "remark": _("Remark"),
    "task": _("Part"),
    "title": _("Public title"),
    "text": _("Text"),
}
# Public by being released; and words that stand below, in the conversation.
RELEASED = "matter.published"
IN_CONVERSATION = frozenset({"matter.noted", "matter.told", "matter.added", "matter.visited"})
UP = frozenset({"matter.escalated", "matter.taken_up", "matter.handed_back"})


@dataclass(frozen=True, slots=True)
class Words:
    """One text of a line: what it is called, and whether it is public or only for offices."""

    label: Promise
    text: str
    inside: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the story."""

    entry: Entry
    post: Post | None
    says: str | Promise
    texts: list[Words]
    inside: bool

    @property
    def climbs(self) -> bool:
        return self.entry.verb in UP

    @property
    def who(self) -> str | Promise:
        return WHO.get(self.entry.actor, "")


WHO: dict[str, Promise] = {"resident": _("The resident"), "system": _("The clock")}


@dataclass(slots=True)
class Chapter:
    """One stay at a step. `phase` is "done", "now" or "next"."""

    step: Step
    phase: str = "done"
    events: list[Event] = field(default_factory=list)


def story(matter: Matter, lines: Iterable[Line]) -> list[Chapter]:
    """The chapters so far, and the steps that are still to come."""
    chapters: list[Chapter] = []
    for line in lines:
        step = STEP_OF_LINE.get(line.entry.verb)
        if not chapters or (step and step != chapters[-1].step):
            chapters.append(Chapter(step or Step.RAISE))
        chapters[-1].events.append(event_of(line.entry, line.post, line.texts))
    if not matter.open:
        return chapters
    if not chapters or chapters[-1].step != matter.step:
        chapters.append(Chapter(matter.step))
    chapters[-1].phase = "now"
    steps = list(Step)
    to_come = steps[steps.index(matter.step) + 1 :]
    return [*chapters, *(Chapter(step, "next") for step in to_come)]


def event_of(entry: Entry, post: Post | None, texts: dict[str, str] | None = None) -> Event:
    """What a page says of one line of the ledger."""
    opened: Any = TEXTS if entry.verb == RELEASED else OPEN_TEXTS.get(entry.verb, ())
    inside = entry.verb in INSIDE
    words = [
        Words(TEXTS[name], text, inside or name not in opened)
        for name, text in (texts or {}).items()
        if name in TEXTS and not _stands_elsewhere(entry.verb, name)
    ]
    return Event(entry, post, _says(entry), words, inside)


def _says(entry: Entry) -> str | Promise:
    """What a line says; of a stage with a limit of its own also which it was."""
    sentence = said(entry.verb)
    stage = entry.public.get("stage")
    return format_lazy("{} · {}", sentence, Stage(stage).label) if stage else sentence


def _stands_elsewhere(verb: str, name: str) -> bool:
    """Whether the page shows these words already: above as raised, or in the conversation."""
    return verb in IN_CONVERSATION or (verb == "matter.raised" and name == "text")
