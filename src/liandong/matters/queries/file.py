"""One matter's file: its facts for the rules, its timeline, its way up the ladder."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404

from liandong.budgeting.models import BudgetVote, Project
from liandong.duties import queries as duties
from liandong.kernel import rows
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.ledger import queries as ledger
from liandong.ledger.models import Entry
from liandong.matters.lifecycle import OPEN, OPEN_TEXTS, State
from liandong.matters.models import (
    Assignment,
    Contact,
    Facts,
    Handling,
    Leg,
    Matter,
    Message,
    Photo,
    Review,
    Talk,
)
from liandong.matters.queries.stages import running_stages
from liandong.people.models import DESKS, Post, RoleKind, Term
from liandong.places.models import Place
from liandong.rulebook import queries as rulebook


def facts(matter: Matter, actor: Actor, now: datetime) -> Facts:
    """Read once what the rules ask about a matter and an actor."""
    review = Review.objects.filter(matter=matter, approved__isnull=True).first()
    return Facts(
        handled=_handled(matter, actor),
        open_parts=Matter.objects.filter(part_of=matter, state__in=sorted(OPEN)).count(),
        return_open=_return_open(matter, now),
        reopen_open=_reopen_open(matter, now),
        late=matter.due_at is not None and now > matter.due_at,
        reviewer_post_id=review.reviewer_id if review else None,
        asked_by=review.asked_by_id if review else None,
        photos_after=Photo.objects.filter(matter=matter, after=True).count(),
        consulted=_consulted_since_return(matter),
        calls=matter.calls.count(),
        returns_most=returns_most(matter),
        moved=moved_by_calendar(matter) is not None,
        stages=tuple(stage.kind for stage in running_stages(matter) if stage.running),
    )


def _handled(matter: Matter, actor: Actor) -> bool:
    """Whether the person did something to the matter, or their post led or supported it."""
    turns, deeds = Assignment.objects.filter(matter=matter), Handling.objects.filter(matter=matter)
    if actor.post_id is not None and turns.filter(post_id=actor.post_id).exists():
        return True
    return actor.person_id is not None and deeds.filter(person_id=actor.person_id).exists()


def moved_by_calendar(matter: Matter) -> datetime | None:
    """The date that today's calendar would give the running promise, when it is another one."""
    due = duties.due_by_rule(matter.promise)
    return due if due is not None and due != matter.due_at else None


def returns_most(matter: Matter) -> int:
    """How many returns call a consultation of those concerned."""
    limit = rulebook.limit("matter.returns", matter.place, on=day_of(matter.raised_at))
    return int(limit.amount)


def _return_open(matter: Matter, now: datetime) -> bool:
    turn = Assignment.objects.filter(matter=matter, leads=True, ended_at__isnull=True).first()
    if turn is None:
        return False
    limit = rulebook.limit("matter.return", matter.place, on=day_of(turn.given_at))
    return now <= rulebook.due(turn.given_at, limit).at


def _reopen_open(matter: Matter, now: datetime) -> bool:
    if matter.closed_at is None:
        return False
    limit = rulebook.limit("matter.reopen", matter.place, on=day_of(matter.closed_at))
    return now <= rulebook.due(matter.closed_at, limit).at


def _consulted_since_return(matter: Matter) -> bool:
    returned = Assignment.objects.filter(matter=matter, returned=True).order_by("-ended_at").first()
    talks = Talk.objects.filter(matter=matter, consultation__isnull=False)
    if returned is not None:
        talks = talks.filter(consultation__recorded_at__gte=returned.ended_at)
    return talks.exists()


def desk_for(place: Place) -> Post:
    """The post that hears matters at a place: its own desk, or the nearest above that has one.

    The place and the one above it are asked first: nearly always one of them has a desk.
    """
    ids = [int(step) for step in place.path.split("/") if step]
    for near in filter(None, (ids[-2:], ids[:-2])):
        posts = rows.select(Post, place_id=near, role=sorted(DESKS))
        if posts:
            return max(posts, key=lambda post: near.index(post.place_id))
    raise Http404


def caller_for(place: Place) -> Post | None:
    """The independent callback post that answers for a place: the nearest up the path."""
    ids = [int(step) for step in place.path.split("/") if step]
    posts = Post.objects.filter(place_id__in=ids, role=RoleKind.CALLBACK_OFFICER)
    return max(posts.select_related("place"), key=lambda post: post.place.level, default=None)


def verifier_for(matter: Matter, start: Place) -> Post:
    """Who verifies: the desk at `start` or the nearest above, by a post that did not handle it.

    A post handled the matter when it led or supported, or when its holder did something to it.
    """
    ids = [int(step) for step in start.path.split("/") if step]
    given = Assignment.objects.filter(matter=matter).values("post")
    people = Handling.objects.filter(matter=matter).values("person")
    held = Term.objects.filter(person__in=people, ends_on=None).values("post")
    posts = Post.objects.filter(place_id__in=ids, role__in=DESKS).exclude(
        Q(pk=matter.lead_id) | Q(pk__in=given) | Q(pk__in=held)
    )
    found = max(posts.select_related("place"), key=lambda post: post.place.level, default=None)
    return found or desk_for(start)


def for_staff(actor: Actor, matters: QuerySet[Matter], number: str) -> Matter | None:
    return (
        matters.filter(number=number)
        .select_related(
            "place",
            "desk",
            "holder__organisation",
            "holder__place",
            "lead__organisation",
            "lead__place",
            "category",
            "promise__rule",
            "contact",
            "merged_into",
            "part_of",
            "refusal",
        )
        .first()
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timeline: the entry, its post if known, and the texts that may be read."""

    entry: Entry
    post: Post | None
    texts: dict[str, str]
    since: timedelta | None = None


def timeline(matter: Matter, *, public: bool) -> list[Line]:
    """What was done, oldest first. In public only the texts that the table opens."""
    entries = list(ledger.timeline(matter))
    posts = Post.objects.select_related("place", "organisation").in_bulk(
        {entry.post_id for entry in entries if entry.post_id}
    )
    lines = []
    for number, entry in enumerate(entries):
        texts = ledger.texts_of(entry)
        if public:
            texts = {name: texts[name] for name in OPEN_TEXTS.get(entry.verb, ()) if name in texts}
        since = entry.at - entries[number - 1].at if number else None
        lines.append(Line(entry, posts.get(entry.post_id or 0), texts, since))
    return lines


def rungs_below(matter: Matter) -> list[Place]:
    """The places from which a matter climbed to its desk, the nearest below first."""
    found = {leg.below_id: leg.below for leg in legs(matter)}
    level = matter.desk.level
    below = [place for place in found.values() if place.level > level]
    return sorted(below, key=lambda place: place.level)


def legs_above(matter: Matter, to: Place) -> list[int]:
    """The rungs between a matter's desk and a place below that wait for an answer."""
    waiting = [leg for leg in legs(matter) if not leg.answer and leg.below.level <= to.level]
    return [leg.pk for leg in waiting if leg.above.level >= matter.desk.level]


def legs(matter: Matter) -> QuerySet[Leg]:
    """The way up the ladder, first rung first."""
    return (
        Leg.objects.filter(matter=matter)
        .select_related("below", "above", "promise")
        .order_by("sent_at", "id")
    )


def talks(matter: Matter) -> QuerySet[Talk]:
    return (
        Talk.objects.filter(matter=matter)
        .select_related("consultation__convener", "decision")
        .prefetch_related("consultation__voices")
        .order_by("id")
    )


def conversation(matter: Matter, *, public: bool) -> QuerySet[Message]:
    messages = Message.objects.filter(matter=matter).select_related("post").order_by("at", "id")
    return messages.filter(internal=False) if public else messages


def turns(matter: Matter) -> QuerySet[Assignment]:
    """Every dispatch of the matter: to whom, by whom, on which item, and how it ended."""
    return (
        Assignment.objects.filter(matter=matter)
        .select_related("post__organisation", "by", "item__list", "precedent")
        .order_by("given_at", "id")
    )


def levels_above(desk: Place) -> list[Place]:
    """The places that a matter at this desk can climb to, the nearest first."""
    found = Place.objects.filter(pk__in=desk.ancestors_ids, level__lt=desk.level)
    return sorted(found, key=lambda place: -place.level)


def leads_in(place: Place) -> list[Post]:
    """The posts that a desk can dispatch to: its own level's and lower levels' offices."""
    ids = [*place.ancestors_ids, place.pk]
    offices = Post.objects.filter(role=RoleKind.DEPARTMENT_OFFICER, place_id__in=ids)
    below = Post.objects.filter(role__in=DESKS, place__parent_id=place.pk)
    chosen = (offices | below).select_related("place", "organisation")
    return sorted(chosen, key=lambda post: (post.place.level, post.pk))


def waiting_for_judgement(entry_id: int) -> int | None:
    """The matter whose time for judging an overdue entry speaks of, if it still waits.

    An earlier promise of the same matter may be told late: only the one that runs now counts.
    """
    entry = Entry.objects.filter(pk=entry_id).first()
    kind, _colon, number = (entry.subject if entry else "").partition(":")
    if entry is None or kind != Matter._meta.label_lower:
        return None
    promise = entry.public.get("promise")
    waiting = Matter.objects.filter(pk=int(number), state=State.EVALUATING, promise_id=promise)
    return waiting.values_list("pk", flat=True).first()


def chosen_projects(entry_id: int) -> list[int]:
    """The projects that won the vote whose settling an entry speaks of."""
    entry = Entry.objects.filter(pk=entry_id).first()
    kind, _colon, number = (entry.subject if entry else "").partition(":")
    if kind != BudgetVote._meta.label_lower:
        return []
    won = Project.objects.filter(vote_id=int(number), chosen=True).order_by("no")
    return list(won.values_list("pk", flat=True))


def matter_of(thing: str) -> Matter | None:
    """The matter into which something else went, by the name of that thing."""
    return Matter.objects.filter(key=thing).first()


def contacts_to_erase(now: datetime, most: int = 200) -> list[int]:
    """The ended matters whose contact details were kept as long as the rulebook allows."""
    years = int(rulebook.limit("contact.retention", None, on=day_of(now)).amount)
    until = now - timedelta(days=365 * years)
    kept = Contact.objects.filter(matter__closed_at__lt=until, erased_at__isnull=True)
    return list(kept.values_list("matter_id", flat=True)[:most])
