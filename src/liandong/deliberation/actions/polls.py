"""Asking the households of a grid: the slips, one answer each, and the end."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from liandong.ballots.lifecycle import Channel
from liandong.deliberation import queries, rules
from liandong.deliberation.actions.common import numbered
from liandong.deliberation.lifecycle import Poll
from liandong.deliberation.models import GridPoll, PollOption, PollSlip
from liandong.deliberation.queries import POLL_CODE_LENGTH
from liandong.deliberation.rules import Question
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.numbers import random_word
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places.models import Place
from liandong.rulebook import queries as rulebook


@action
def ask(*, place_id: int, asked: Question, actor: Actor, now: datetime) -> GridPoll:
    """Ask the households of a grid one question. Nothing is decided by it."""
    place = Place.objects.get(pk=place_id)
    ensure(rules.may_ask(actor, place, asked, now))
    poll = GridPoll.objects.create(
        number=numbered(now),
        place=place,
        asker_id=actor.post,
        question=asked.question,
        why=asked.why,
        households=asked.households,
        fewest=int(rulebook.limit("poll.fewest", place, on=day_of(now)).amount),
        asked_at=now,
        closes_at=asked.closes_at,
    )
    PollOption.objects.bulk_create(
        PollOption(poll=poll, no=no, text=text) for no, text in enumerate(asked.options, start=1)
    )
    _tell("asked", poll, actor, now, households=poll.households, question=poll.question)
    return poll


@action
def issue_slips(*, poll_id: int, actor: Actor, now: datetime) -> Mapping[int, str]:
    """Make the slips: number → code, to be printed now and never again. Unused ones are replaced.

    There are never more slips than households.
    """
    poll = _hold(poll_id)
    ensure(rules.may_issue_slips(actor, poll))
    used = set(PollSlip.objects.filter(poll=poll).exclude(channel="").values_list("no", flat=True))
    PollSlip.objects.filter(poll=poll, channel="").delete()
    wanted = [no for no in range(1, poll.households + 1) if no not in used]
    codes = {no: random_word(POLL_CODE_LENGTH) for no in wanted}
    PollSlip.objects.bulk_create(
        PollSlip(poll=poll, no=no, code_hash=queries.poll_hash(code)) for no, code in codes.items()
    )
    _tell("slips_issued", poll, actor, now, slips=len(codes))
    return codes


@action
def answer(*, slip_id: int, option: int, actor: Actor, now: datetime) -> GridPoll:
    """Answer by a slip's code, once. Which slip gave which answer is written nowhere."""
    slip = PollSlip.objects.get(pk=slip_id)
    poll = _hold(slip.poll_id)
    ensure(rules.may_answer(poll, now, used=_used(slip)))
    return _count(poll, slip, option, Channel.ONLINE, actor, now)


@action
def enter_answer(*, slip_id: int, option: int, actor: Actor, now: datetime) -> GridPoll:
    """Enter what a household answered on its paper slip, which is kept."""
    slip = PollSlip.objects.get(pk=slip_id)
    poll = _hold(slip.poll_id)
    ensure(rules.may_enter_answer(actor, poll, now, used=_used(slip)))
    return _count(poll, slip, option, Channel.PAPER, actor, now)


def _used(slip: PollSlip) -> bool:
    """Read anew, with the poll held: of two at one instant the second sees the first."""
    return not PollSlip.objects.filter(pk=slip.pk, channel="").exists()


@within_action
def _count(
    poll: GridPoll, slip: PollSlip, option: int, channel: Channel, actor: Actor, now: datetime
) -> GridPoll:
    slip.channel = channel
    slip.save(update_fields=["channel"])
    PollOption.objects.filter(poll=poll, no=option).update(count=F("count") + 1)
    _tell("answered", poll, actor, now, channel=Channel(channel))
    return poll


@action
def close_poll(*, poll_id: int, actor: Actor, now: datetime) -> GridPoll:
    """Close a poll whose time is over; the result stands on its page."""
    poll = _hold(poll_id)
    answers = queries.answers_of(poll)
    ensure(rules.may_close(actor, poll, now, everybody=answers.everybody))
    poll.stand = Poll.CLOSED
    poll.ended_at = now
    poll.save(update_fields=["stand", "ended_at"])
    _tell("closed", poll, actor, now, answered=answers.answered, households=poll.households)
    return poll


@action
def stop_poll(*, poll_id: int, reason: str, actor: Actor, now: datetime) -> GridPoll:
    """Stop a poll that was asked wrongly, with a reason that everybody reads."""
    poll = _hold(poll_id)
    ensure(rules.may_stop(actor, poll, reason))
    poll.stand = Poll.STOPPED
    poll.ended_at = now
    poll.reason = reason
    poll.save(update_fields=["stand", "ended_at", "reason"])
    _tell("stopped", poll, actor, now, reason=reason)
    return poll


def _hold(poll_id: int) -> GridPoll:
    polls = GridPoll.objects.select_for_update(of=("self",))
    return polls.select_related("place").get(pk=poll_id)


@within_action
def _tell(verb: str, poll: GridPoll, actor: Actor, now: datetime, **details: object) -> None:
    record(f"poll.{verb}", subject=poll, actor=actor, at=now, place=poll.place, **details)
