"""A person decides on a talk, it is held and recorded, and its demands are followed up.

Nothing here, and nothing anywhere in the house, creates a disciplinary measure.
"""

from dataclasses import dataclass
from datetime import date, datetime

from liandong.duties import queries, rules
from liandong.duties.actions.promises import Terms, end, give_date
from liandong.duties.lifecycle import TalkKind, TalkState
from liandong.duties.models import FormalTalk
from liandong.duties.queries.periods import last_moment
from liandong.duties.queries.promises import FOLLOW_UP
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.people.models import Post


@action
def decide_talk(
    *, post_id: int, kind: TalkKind, called: bool, reason: str, actor: Actor, now: datetime
) -> FormalTalk:
    """Call a post to a talk, or decide against it, with the reason and what the rules found."""
    post = Post.objects.select_for_update(of=("self",)).select_related("place").get(pk=post_id)
    return begin_talk(post=post, kind=kind, called=called, reason=reason, actor=actor, now=now)


@within_action
def begin_talk(
    *, post: Post, kind: TalkKind, called: bool, reason: str, actor: Actor, now: datetime
) -> FormalTalk:
    """Call a post to a talk within the action of a room that found a reason for one."""
    ensure(rules.may_decide(actor, post, open_talk=queries.has_open_talk(post)))
    found = queries.grounds([post], now).get(post.pk, [])
    talk = FormalTalk.objects.create(
        post=post,
        by_id=actor.post,
        kind=kind,
        state=TalkState.CALLED if called else TalkState.DECLINED,
        grounds=[ground.kept() for ground in found],
        reason=reason,
        decided_at=now,
    )
    record(
        "formal_talk.called" if called else "formal_talk.declined",
        subject=talk,
        actor=actor,
        at=now,
        place=post.place,
        kind=kind,
        with_post=post.pk,
        grounds=len(found),
        reason=reason,
    )
    return talk


@dataclass(frozen=True, slots=True)
class Protocol:
    """What the record of a talk says."""

    held_at: datetime
    venue: str
    content: str
    demands: str
    follow_up_on: date
    stance: str
    recorder: str
    signed: bool = False


@action
def hold(*, talk_id: int, protocol: Protocol, actor: Actor, now: datetime) -> FormalTalk:
    """Record the talk; from now on its follow-up has a date."""
    talk = _locked(talk_id)
    ensure(rules.may_hold(actor, talk))
    ensure(rules.is_past(protocol.held_at, now))
    for name in Protocol.__dataclass_fields__:
        setattr(talk, name, getattr(protocol, name))
    talk.state = TalkState.HELD
    terms = Terms(FOLLOW_UP, talk.by, talk.post.place)
    due_at = last_moment(protocol.follow_up_on)
    talk.promise = give_date(subject=talk, terms=terms, due_at=due_at, now=now)
    talk.save()
    record(
        "formal_talk.held",
        subject=talk,
        actor=actor,
        at=now,
        place=talk.post.place,
        due=protocol.follow_up_on,
        signed=protocol.signed,
        content=protocol.content,
        demands=protocol.demands,
        stance=protocol.stance,
    )
    return talk


@action
def check(
    *,
    talk_id: int,
    met: bool,
    findings: str,
    follow_up_on: date | None = None,
    actor: Actor,
    now: datetime,
) -> FormalTalk:
    """Say whether what was demanded was done. If not, a new date keeps the follow-up open."""
    talk = _locked(talk_id)
    ensure(rules.may_check(actor, talk))
    end(promise=talk.promise, now=now)
    talk.met, talk.findings, talk.checked_at, talk.promise = met, findings, now, None
    if not met and follow_up_on is not None:
        terms = Terms(FOLLOW_UP, talk.by, talk.post.place)
        due_at = last_moment(follow_up_on)
        talk.follow_up_on = follow_up_on
        talk.promise = give_date(subject=talk, terms=terms, due_at=due_at, now=now)
    else:
        talk.state = TalkState.CHECKED
    talk.save()
    record(
        "formal_talk.checked",
        subject=talk,
        actor=actor,
        at=now,
        place=talk.post.place,
        met=met,
        due=follow_up_on,
        findings=findings,
    )
    return talk


def _locked(talk_id: int) -> FormalTalk:
    talks = FormalTalk.objects.select_for_update(of=("self",))
    return talks.select_related("post__place", "by__place", "promise").get(pk=talk_id)
