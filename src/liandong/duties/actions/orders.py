"""A supervision order: filed, issued with its number, answered, checked, closed out, archived."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from liandong.duties import queries, rules
from liandong.duties.actions import steps
from liandong.duties.actions.promises import Terms, end, give, give_date
from liandong.duties.lifecycle import OrderForm, OrderState, Supervision
from liandong.duties.models import Promise, SupervisionOrder
from liandong.duties.queries.periods import last_moment
from liandong.duties.queries.promises import ORDER
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.series import allot
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.people.models import Post


@dataclass(frozen=True, slots=True)
class Demand:
    """What an order says. `items` are keys of `queries.items_for`: "line:3", "promise:12"."""

    kind: Supervision
    form: OrderForm
    title: str
    reason: str
    demand: str
    due_on: date
    items: Sequence[str] = ()


@action
def file_order(*, post_id: int, demand: Demand, actor: Actor, now: datetime) -> SupervisionOrder:
    """File an order 立项: to whom, about what, what must be done and by when."""
    post = Post.objects.select_related("place").get(pk=post_id)
    ensure(rules.may_file(actor, post))
    ensure(rules.is_still_to_come(demand.due_on, now))
    filed_by = Post.objects.select_related("place").get(pk=actor.post)
    order = SupervisionOrder(place=filed_by.place, post=post, filed_by=filed_by, filed_at=now)
    _say(order, demand)
    _note_order("filed", order, actor, now, title=order.title, with_post=post.pk)
    return order


@action
def revise_order(*, order_id: int, demand: Demand, actor: Actor, now: datetime) -> SupervisionOrder:
    """Reword an order before its issue."""
    order = steps.locked_order(order_id)
    ensure(rules.may_revise(actor, order))
    ensure(rules.is_still_to_come(demand.due_on, now))
    _say(order, demand)
    _note_order("revised", order, actor, now, title=order.title)
    return order


@action
def strike_order(*, order_id: int, actor: Actor, now: datetime) -> SupervisionOrder:
    """Strike an order before its issue; it never had a number."""
    order = steps.locked_order(order_id)
    ensure(rules.may_revise(actor, order))
    _note_order("struck", order, actor, now, title=order.title)
    for several in (order.lines, order.problems, order.promises):
        several.clear()
    order.delete()
    return order


@action
def issue_order(*, order_id: int, mark: str, actor: Actor, now: datetime) -> SupervisionOrder:
    """Issue an order 交办: it takes the next number of its office, and its date runs."""
    order = steps.locked_order(order_id)
    ensure(rules.may_issue_order(actor, order))
    ensure(rules.is_own_mark(queries.mark_is_taken(mark, order.place)))
    ensure(rules.is_still_to_come(order.due_on, now))
    number = allot(mark, day_of(now).year)
    order.mark, order.year, order.no = number.code, number.year, number.no
    order.state, order.issuer_id, order.issued_at = OrderState.ISSUED, actor.post, now
    order.promise = _by(order, order.due_on, now)
    order.save()
    _note_order("issued", order, actor, now, number=order.number, due=order.due_on)
    return order


@action
def answer_order(
    *, order_id: int, answer: str, evidence: str = "", actor: Actor, now: datetime
) -> SupervisionOrder:
    """The office says what it did 报结; the issuing level has a date to check it."""
    order = steps.locked_order(order_id)
    ensure(rules.may_answer(actor, order))
    assert order.issuer is not None, "an order that is answered was issued"
    end(promise=order.promise, now=now)
    order.answer, order.evidence, order.answered_at = answer, evidence, now
    order.answered_by_id, order.state = actor.person_id, OrderState.ANSWERED
    terms = Terms("order.check", order.issuer, order.place)
    order.promise = give(subject=order, terms=terms, now=now)
    order.save()
    _note_order("answered", order, actor, now, text=answer, evidence=evidence)
    return order


@action
def accept_order(*, order_id: int, findings: str, actor: Actor, now: datetime) -> SupervisionOrder:
    """The issuing level finds that the order is carried out 办结审核."""
    order = steps.locked_order(order_id)
    ensure(rules.may_accept(actor, order))
    end(promise=order.promise, now=now)
    order.findings, order.promise, order.state = findings, None, OrderState.ACCEPTED
    order.save()
    _note_order("accepted", order, actor, now, findings=findings)
    return order


@action
def send_order_back(
    *, order_id: int, findings: str, due_on: date, actor: Actor, now: datetime
) -> SupervisionOrder:
    """The answer does not do: it goes back with the reasons and a new date."""
    order = steps.locked_order(order_id)
    ensure(rules.may_send_order_back(actor, order))
    ensure(rules.is_still_to_come(due_on, now))
    end(promise=order.promise, now=now)
    order.findings, order.state, order.times_back = (
        findings,
        OrderState.ISSUED,
        order.times_back + 1,
    )
    order.answered_by, order.promise = None, _by(order, due_on, now)
    order.save()
    _note_order("sent_back", order, actor, now, findings=findings, due=due_on)
    return order


@action
def close_order(
    *, order_id: int, remark: str = "", actor: Actor, now: datetime
) -> SupervisionOrder:
    """The secretary of the issuing level closes the order out 销号."""
    order = steps.locked_order(order_id)
    ensure(rules.may_close(actor, order))
    order.remark, order.closed_at, order.state = remark, now, OrderState.CLOSED
    order.save()
    _note_order("closed", order, actor, now, remark=remark)
    return order


@action
def archive_order(*, order_id: int, actor: Actor, now: datetime) -> SupervisionOrder:
    """File a closed order away 归档; nothing is changed in it any more."""
    order = steps.locked_order(order_id)
    ensure(rules.may_archive(actor, order))
    order.archived_at, order.state = now, OrderState.ARCHIVED
    order.save()
    _note_order("archived", order, actor, now)
    return order


@within_action
def _say(order: SupervisionOrder, demand: Demand) -> None:
    """Write the words of an order, and what it is about; items are the named post's own."""
    for name in ("kind", "form", "title", "reason", "demand", "due_on"):
        setattr(order, name, getattr(demand, name))
    order.save()
    known = {item.key for item in queries.items_for(order.post)}
    kept: dict[str, list[int]] = {"line": [], "problem": [], "promise": []}
    for key in demand.items:
        kind, _colon, pk = key.partition(":")
        if key in known:
            kept[kind].append(int(pk))
    order.lines.set(kept["line"])
    order.problems.set(kept["problem"])
    order.promises.set(kept["promise"])


def _by(order: SupervisionOrder, day: date, now: datetime) -> Promise:
    """The promise of the office, by a day that a person set."""
    terms = Terms(ORDER, order.post, order.post.place)
    return give_date(subject=order, terms=terms, due_at=last_moment(day), now=now)


@within_action
def _note_order(
    verb: str, order: SupervisionOrder, actor: Actor, now: datetime, **details: Any
) -> None:
    record(
        f"supervision_order.{verb}",
        subject=order,
        actor=actor,
        at=now,
        place=order.post.place,
        kind=order.kind,
        **details,
    )
