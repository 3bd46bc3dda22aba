"""The home of staff: what waits for the acting post, by promised date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from liandong.duties.queries import waiting_for
from liandong.kernel.house import waiting
from liandong.kernel.page import Request, page
from liandong.kernel.templatetags.liandong import chinese
from liandong.matters import queries, rules
from liandong.matters.lifecycle import Source, State
from liandong.matters.queries import desk
from liandong.matters.views.staff.deeds import DEEDS, next_deed
from liandong.matters.views.staff.rows import Dates, named
from liandong.people.models import RoleKind

MOST = 30
TITLES: dict[str, Promise] = {
    "overdue": _("Overdue"),
    "today": _("Today"),
    "next": _("Next working day"),
    "week": _("This week"),
    "later": _("Later"),
    "stopped": _("Clock stopped"),
    "call": _("To call back"),
    "supports": _("I support"),
    "others": _("Waiting on others"),
    "taken": _("Taken down by me"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Some rows of the inbox under one heading; `count` is None where there are more to count."""

    name: str
    rows: list[dict[str, Any]]
    count: int
    url: str = ""

    @property
    def title(self) -> Promise:
        return TITLES[self.name]

    @property
    def more(self) -> bool:
        return self.count > len(self.rows)


@require_safe
def inbox(request: Request) -> HttpResponse:
    now = timezone.now()
    actor = request.actor
    if actor.post_id is None:
        return page(request, "matters/staff/inbox.html", "", {"groups": [], "no_post": True})
    window = desk.Window.at(now)
    counts = desk.inbox_counts(actor, window)
    context = {
        "groups": [*_own(request, window, counts), *_others(request, now)],
        "stages": queries.stages_waiting(actor, MOST),
        "duties": waiting_for(actor, now, MOST),
        "elsewhere": waiting(actor, now, MOST),
        "reviews": list(queries.reviews_for(actor)[:MOST]),
        "total": sum(counts.values()),
        "late": counts["overdue"],
        "now": now,
        "may_take": rules.may_raise(actor, Source.PHONE),
    }
    return page(request, "matters/staff/inbox.html", "", context)


def _own(request: Request, window: desk.Window, counts: dict[str, int]) -> list[Group]:
    """The groups that hold something, each one query over the post's own index."""
    base = f"{reverse('matters:list')}?holder={request.actor.post_id}&phase=open&sort=due"
    dates = Dates(window.now)
    return [
        Group(
            name,
            lines(desk.inbox_rows(desk.held_by(request.actor).filter(when), MOST), dates),
            counts[name],
            f"{base}&late=on" if name == "overdue" else base,
        )
        for name, when in window.groups().items()
        if counts[name]
    ]


def _others(request: Request, now: datetime) -> list[Group]:
    """What others work on, what this post supports, and whom it calls back."""
    actor, dates = request.actor, Dates(now)
    asked: dict[str, Any] = {"supports": queries.supporting(actor)}
    if actor.role == RoleKind.CALLBACK_OFFICER:
        asked = {"call": queries.to_call(actor).exclude(holder_id=actor.post_id), **asked}
    asked["others"] = queries.waiting_on_others(actor)
    asked["taken"] = desk.taken_down_by(actor).exclude(holder_id=actor.post_id)
    found = []
    for name, matters in asked.items():
        rows = desk.inbox_rows(matters, MOST + 1)
        verb = {"call": "call_back"}.get(name, "")
        shown = lines(rows[:MOST], dates, verb=verb, doing=name == "call")
        url = f"{reverse('matters:list')}?phase=open&sort=due"
        if name == "call":
            url += f"&state={State.EVALUATING}"
        if rows:
            found.append(Group(name, shown, len(rows), url))
    return found


def lines(
    rows: Iterable[dict[str, Any]], dates: Dates, *, verb: str = "", doing: bool = True
) -> list[dict[str, Any]]:
    """Rows as the template prints them: nothing is worked out there."""
    states = {state.value: str(state.label) for state in State}
    labels: dict[tuple[str, int], tuple[str, str]] = {}
    found = []
    for row in rows:
        key = (row["state"], row["desk__level"])
        if key not in labels:
            deed = (DEEDS[verb] if verb else next_deed(*key)) if doing else None
            labels[key] = (deed.slug, str(deed.label)) if deed else ("", "")
        slug, label = labels[key]
        found.append(
            {
                "number": row["number"],
                "title": row["title"],
                "where": chinese(row["address"]) or named(row, "place"),
                "state": states[row["state"]],
                "due": dates.chip(row["due_at"]),
                "slug": slug,
                "label": label,
            }
        )
    return found
