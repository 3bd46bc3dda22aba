"""Reading quick polls: how many households answered, and the answers where they identify nobody."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from liandong.deliberation.lifecycle import Poll
from liandong.deliberation.models import GridPoll, PollOption, PollSlip
from liandong.deliberation.queries.councils import PRIVATE
from liandong.kernel.actor import Actor
from liandong.places.models import Level

POLL_CODE_LENGTH = 10


def polls() -> QuerySet[GridPoll]:
    """Every poll is public, the newest first."""
    found = GridPoll.objects.select_related("place__parent", "asker")
    return found.order_by("-asked_at", "-pk")


def visible_polls(actor: Actor) -> QuerySet[GridPoll]:
    """Those of a post's place, below it, and of the community around it."""
    if not actor.signed or actor.role in PRIVATE:
        return GridPoll.objects.none()
    above = [int(step) for step in actor.path.split("/") if step]
    around = Q(place_id__in=above, place__level__gte=Level.COMMUNITY)
    return polls().filter(Q(place__path__startswith=actor.path) | around)


def overdue_polls(now: datetime) -> list[int]:
    """Those that are open although their time is over."""
    found = GridPoll.objects.filter(stand=Poll.OPEN, closes_at__lte=now)
    return list(found.order_by("pk").values_list("pk", flat=True))


def poll_hash(code: str) -> str:
    """The keyed hash under which a slip's code is stored."""
    digest = salted_hmac("liandong.poll.code", code, settings.RECEIPT_KEY, algorithm="sha256")
    return digest.hexdigest()


def slip_with(code: str) -> PollSlip | None:
    if len(code) != POLL_CODE_LENGTH:
        return None
    found = PollSlip.objects.select_related("poll__place")
    return found.filter(code_hash=poll_hash(code)).first()


def slip_numbered(poll: GridPoll, no: int) -> PollSlip | None:
    return PollSlip.objects.filter(poll=poll, no=no).first()


@dataclass(frozen=True, slots=True)
class Answers:
    """How many households answered, of how many; the options only once they tell of nobody."""

    answered: int
    on_paper: int
    slips: int
    options: tuple[PollOption, ...]
    shown: bool

    @property
    def everybody(self) -> bool:
        return 0 < self.slips == self.answered


def answers_of(poll: GridPoll) -> Answers:
    """The answers are shown when the poll is closed, and enough have answered."""
    used = list(PollSlip.objects.filter(poll=poll).values_list("channel", flat=True))
    answered = sum(channel != "" for channel in used)
    options = tuple(PollOption.objects.filter(poll=poll).order_by("no"))
    shown = poll.stand == Poll.CLOSED and answered >= poll.fewest
    return Answers(answered, used.count("paper"), len(used), options, shown)
