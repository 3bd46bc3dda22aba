"""Urging 催办: by hand, one thing at a time, with a sentence, and no oftener than the rule says."""

from datetime import datetime

from liandong.duties import queries, rules
from liandong.duties.actions import steps
from liandong.duties.models import Rectification, Responsibility, SupervisionOrder, Urging
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import name_of, record
from liandong.people.models import Post


@action
def urge_responsibility(*, line_id: int, sentence: str, actor: Actor, now: datetime) -> Urging:
    """Urge the post of a responsibility list about one of its lines."""
    line = steps.locked_line(line_id)
    post = line.list.post
    ensure(rules.may_urge_line(actor, line, queries.quiet_until(line, post.place, now)))
    return _urge("responsibility.urged", line, post, sentence, actor, now)


@action
def urge_rectification(*, problem_id: int, sentence: str, actor: Actor, now: datetime) -> Urging:
    """Urge whoever leads a rectification."""
    one = steps.locked_problem(problem_id)
    quiet = queries.quiet_until(one, one.list.post.place, now)
    ensure(rules.may_urge_problem(actor, one, quiet))
    return _urge("rectification.urged", one, one.lead, sentence, actor, now)


@action
def urge_order(*, order_id: int, sentence: str, actor: Actor, now: datetime) -> Urging:
    """Urge the office that a supervision order names."""
    order = steps.locked_order(order_id)
    quiet = queries.quiet_until(order, order.post.place, now)
    ensure(rules.may_urge_order(actor, order, quiet))
    return _urge("supervision_order.urged", order, order.post, sentence, actor, now)


@within_action
def _urge(
    verb: str,
    thing: Responsibility | Rectification | SupervisionOrder,
    post: Post,
    sentence: str,
    actor: Actor,
    now: datetime,
) -> Urging:
    urging = Urging.objects.create(
        subject=name_of(thing), post=post, by_id=actor.post, words=sentence, at=now
    )
    record(
        verb,
        subject=thing,
        actor=actor,
        at=now,
        place=post.place,
        urged_post=post.pk,
        words=sentence,
    )
    return urging
