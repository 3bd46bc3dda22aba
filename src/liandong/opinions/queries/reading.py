"""Conversations, statements, participants and their answers, read."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.crypto import salted_hmac

from liandong.ballots import queries as ballots
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.ledger import queries as ledger
from liandong.ledger.models import Entry
from liandong.opinions.lifecycle import Standing, State
from liandong.opinions.models import (
    Answer,
    Conversation,
    Drawing,
    Facts,
    Limits,
    Participant,
    Statement,
)
from liandong.opinions.queries.drawing import CHANGES
from liandong.places import queries as places
from liandong.places.models import Level, Place
from liandong.rulebook import queries as rulebook

plain_code = ballots.plain_code
AT_ONCE = 10  # maps that one task draws
VOTES_A_MINUTE = (
    20_000  # a conversation of so many answers is drawn every minute, twice as many every two
)


def public(path: str = "") -> QuerySet[Conversation]:
    """Every conversation below a path, the newest first: all of them are public."""
    found = Conversation.objects.filter(place__path__startswith=path)
    return found.select_related("place__parent", "drawing").order_by("-opened_at", "-id")


def visible_to(actor: Actor) -> QuerySet[Conversation]:
    """The conversations of the places that this post stands at, in or over."""
    steps = [int(step) for step in actor.path.split("/") if step]
    near = Q(place__path__startswith=actor.path) | Q(place_id__in=steps)
    return public().filter(near if actor.path else Q(pk__in=[]))


def on_desk(actor: Actor, state: str = "") -> QuerySet[Conversation]:
    """What the desk lists: with how many statements wait to be looked at."""
    found = visible_to(actor).annotate(
        waiting=Count("statements", filter=Q(statements__standing=Standing.WAITING))
    )
    return found.filter(state=state) if state else found


def find(conversation_id: int) -> Conversation | None:
    found = Conversation.objects.select_related("place__parent", "opener__place", "drawing")
    return found.filter(pk=conversation_id).first()


def drawing(conversation: Conversation) -> Drawing | None:
    """The last map, if one was drawn."""
    return Drawing.objects.filter(conversation=conversation).first()


def may_ask(actor: Actor) -> list[Place]:
    """The places that an officer may ask: the own one, and those right below it."""
    own = places.find(actor.place_id or 0)
    if own is None:
        return []
    below = places.standing().filter(parent=own, level__lte=Level.GRID)
    return [own, *below.select_related("parent").order_by("id")]


def facts(conversation: Conversation, now: datetime) -> Facts:
    """People and answers as of the last map; statements as of now."""
    standings = Statement.objects.filter(conversation=conversation).aggregate(
        published=Count("id", filter=Q(standing=Standing.PUBLISHED)),
        waiting=Count("id", filter=Q(standing=Standing.WAITING)),
    )
    last = drawing(conversation)
    return Facts(
        participants=last.participants if last else 0,
        votes=last.votes if last else 0,
        groups=len(last.result["groups"]) if last else 0,
        paper_days=_count("opinion.papers", conversation.place, now),
        **standings,
    )


def limits(place: Place, now: datetime) -> Limits:
    return Limits(size=_count("opinion.size", place, now), own=_count("opinion.own", place, now))


def _count(key: str, place: Place, now: datetime) -> int:
    return int(rulebook.limit(key, place, on=day_of(now)).amount)


# --- Statements --------------------------------------------------------------------------------


def published(conversation: Conversation) -> list[Statement]:
    """What can be answered, in the order of their numbers."""
    found = Statement.objects.filter(conversation=conversation, standing=Standing.PUBLISHED)
    return list(found.select_related("council__consultation").order_by("no"))


def all_statements(conversation: Conversation) -> QuerySet[Statement]:
    """Everything that was said, for those who moderate: what waits first."""
    found = Statement.objects.filter(conversation=conversation)
    found = found.select_related("merged_into", "moderator__place")
    return found.order_by(F("moderated_at").desc(nulls_first=True), "-id")


def to_be_talked_over(conversation: Conversation) -> set[int]:
    """The numbers of the statements that unite or divide by the last map."""
    last = drawing(conversation)
    return {*last.result["consensus"], *last.result["divisive"]} if last else set()


def refused(conversation: Conversation) -> dict[str, int]:
    """How many statements were not published, by ground: everybody may know that."""
    found = Statement.objects.filter(conversation=conversation, standing=Standing.REFUSED)
    return dict(found.values_list("ground").annotate(Count("id")).order_by("ground"))


def statement(statement_id: int) -> Statement | None:
    found = Statement.objects.select_related("conversation__place__parent", "merged_into")
    return found.filter(pk=statement_id).first()


def spoken(conversation: Conversation, participant: Participant | None = None) -> int:
    """How many statements there are that were not turned down; or those of one participant."""
    found = Statement.objects.filter(conversation=conversation)
    if participant is not None:
        return found.filter(author=participant).count()
    return found.filter(standing__in=[Standing.WAITING, Standing.PUBLISHED]).count()


# --- Participants ------------------------------------------------------------------------------


def hash_of(code: str) -> str:
    """The keyed hash under which a participant's code is stored."""
    digest = salted_hmac("liandong.opinion.code", code, settings.RECEIPT_KEY, algorithm="sha256")
    return digest.hexdigest()


def participant_with(code: str) -> Participant | None:
    """Whose code this is, or nobody's."""
    if not code:
        return None
    found = Participant.objects.filter(code_hash=hash_of(code))
    return found.select_related("conversation__place__parent").first()


def answers_of(participant: Participant) -> dict[int, int]:
    """What somebody answered: statement → vote."""
    found = Answer.objects.filter(participant=participant)
    return dict(found.values_list("statement_id", "vote"))


def statements_of(participant: Participant) -> list[Statement]:
    """What somebody said themselves, with what became of it."""
    found = Statement.objects.filter(author=participant)
    return list(found.select_related("merged_into").order_by("suggested_at", "id"))


def next_statement(
    participant: Participant, statements: Sequence[Statement], answered: dict[int, int]
) -> Statement | None:
    """What to ask next: what fewest answered so far; else in a shuffled order of one's own."""
    last = drawing(participant.conversation)
    seen = {line["no"]: line["seen"] for line in last.result["statements"]} if last else {}
    left = [one for one in statements if one.pk not in answered]
    return min(
        left, key=lambda one: (seen.get(one.no, 0), _shuffled(participant, one)), default=None
    )


def _shuffled(participant: Participant, one: Statement) -> str:
    return sha256(f"{participant.alias}:{one.pk}".encode()).hexdigest()


# --- What the house does by itself -------------------------------------------------------------


def to_close(now: datetime) -> list[int]:
    """Conversations whose last day has ended, and the days for entering the last papers too."""
    found = Conversation.objects.filter(state=State.OPEN, closes_on__lt=day_of(now))
    over = found.select_related("place").order_by("closes_on", "id")
    return [one.pk for one in over if _papers_are_in(one, now)][:AT_ONCE]


def _papers_are_in(conversation: Conversation, now: datetime) -> bool:
    days = timedelta(days=_count("opinion.papers", conversation.place, now))
    return day_of(now) > conversation.closes_on + days


def to_draw(now: datetime) -> Sequence[Conversation]:
    """Conversations whose map is older than what was said since, the oldest map first.

    Work is bounded: a few at a time, and a large one the rarer, the more answers it has.
    """
    number = Cast(OuterRef("pk"), CharField())
    named = [Concat(Value(f"opinions.{kind}:"), number) for kind in ("drawing", "conversation")]
    since = Entry.objects.filter(verb__in=CHANGES, subject__in=named).order_by("-id")
    found = Conversation.objects.filter(state=State.OPEN).annotate(
        changed=Subquery(since.values("id")[:1]),
        taken_in=Coalesce(F("drawing__entry"), 0, output_field=BigIntegerField()),
    )
    stale = found.filter(changed__gt=F("taken_in")).select_related("drawing", "place")
    due = (one for one in stale.order_by(F("drawing__drawn_at").asc(nulls_first=True), "id"))
    return [one for one in due if _rested(one, now)][:AT_ONCE]


def _rested(conversation: Conversation, now: datetime) -> bool:
    last = getattr(conversation, "drawing", None)
    if last is None:
        return True
    return bool(now - last.drawn_at >= timedelta(minutes=last.votes / VOTES_A_MINUTE))


def timeline(conversation: Conversation) -> QuerySet[Entry]:
    """The great steps, for everybody: moderation stands with the statements."""
    silent = ["published", "refused", "merged", "suggested"]
    return ledger.timeline(conversation).exclude(verb__in=[f"conversation.{v}" for v in silent])
