"""Who writes by the express line, who takes it up or declines, and when it can be answered."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.meetings.lifecycle import EXPRESS_MOVES
from liandong.meetings.models import READERS, WRITERS, ExpressItem


def _is_at(verb: str, item: ExpressItem) -> Verdict:
    if item.state not in EXPRESS_MOVES[verb][0]:
        return refuse(_("The item is not at this step."))
    return ALLOWED


def writes_express(actor: Actor, item: ExpressItem) -> bool:
    """Whether the actor belongs to the place that wrote an item."""
    return actor.role in WRITERS and actor.place_id == item.place_id


def may_write_express(actor: Actor) -> Verdict:
    """Communities and subdistricts write: their secretaries, workers and desks."""
    if actor.role not in WRITERS:
        return refuse(_("By the express line write communities and subdistricts."))
    return ALLOWED


def is_offered(chosen: int, offered: Collection[int]) -> Verdict:
    """A secretary above, a lead, a joint meeting: one of those that stand to choose."""
    if chosen not in offered:
        return refuse(_("Choose one of those that stand there."))
    return ALLOWED


def is_once(running: int) -> Verdict:
    """One thing goes by the express line once at a time."""
    if running:
        return refuse(_("This is on its way by the express line already."))
    return ALLOWED


def may_see_express(actor: Actor, item: ExpressItem, hands: Collection[int]) -> Verdict:
    """An item is read by who wrote it, who leads or has a step, and by the levels above."""
    above = actor.role in READERS and actor.over(item.place.path)
    if above or writes_express(actor, item) or (actor.post_id or 0) in hands:
        return ALLOWED
    return refuse(_("An item is for those who wrote it, those who carry it out, and those above."))


def may_gather(actor: Actor, item: ExpressItem) -> Verdict:
    """Matters of a kind are gathered by the place that wrote, and by the secretary."""
    if not writes_express(actor, item) and actor.post_id != item.secretary_id:
        return refuse(_("Matters are gathered by those who wrote the item and by the secretary."))
    return _is_at("gather", item)


def is_something(many: int) -> Verdict:
    if not many:
        return refuse(_("Choose at least one matter of this place that is not in an item yet."))
    return ALLOWED


def may_withdraw(actor: Actor, item: ExpressItem) -> Verdict:
    """Whoever wrote it can take it back until the secretary has judged it."""
    if not writes_express(actor, item):
        return refuse(_("Only the place that wrote it takes it back."))
    return _is_at("withdraw", item)


def _is_secretary(actor: Actor, item: ExpressItem) -> Verdict:
    if actor.post_id != item.secretary_id:
        return refuse(_("Only the secretary to whom it is written does this."))
    return ALLOWED


def may_take_up(actor: Actor, item: ExpressItem) -> Verdict:
    """The named secretary takes it up, nobody in that name."""
    return _is_secretary(actor, item) and _is_at("take_up", item)


def may_pass_on(actor: Actor, item: ExpressItem) -> Verdict:
    """The named secretary passes it on to another one, with the reason."""
    return _is_secretary(actor, item) and _is_at("pass_on", item)


def may_decline(actor: Actor, item: ExpressItem) -> Verdict:
    """The named secretary declines with a reason, and says which joint meeting takes it instead."""
    return _is_secretary(actor, item) and _is_at("decline", item)


def may_put_off(actor: Actor, item: ExpressItem) -> Verdict:
    """The named secretary gives the answer a later date, with a reason that everybody reads."""
    return _is_secretary(actor, item) and _is_at("put_off", item)


def is_to_be_later(item: ExpressItem, due_on: date) -> Verdict:
    if item.due_on is not None and due_on <= item.due_on:
        return refuse(_("The new date is not later than the old one."))
    return ALLOWED


def is_dated(due_on: date, today: date, last: date | None = None) -> Verdict:
    """A date is still to come, and a step ends by the date of the answer."""
    if due_on < today:
        return refuse(_("The date is over already."))
    if last is not None and due_on > last:
        return refuse(_("A step ends by the date of the answer."))
    return ALLOWED


def _leads(actor: Actor, item: ExpressItem) -> Verdict:
    if actor.post_id is None or actor.post_id not in {item.secretary_id, item.lead_id}:
        return refuse(_("The named secretary and the lead secretary do this."))
    return ALLOWED


def may_ask(actor: Actor, item: ExpressItem) -> Verdict:
    """Those who lead give departments their steps."""
    return _leads(actor, item) and _is_at("ask", item)


def may_answer(actor: Actor, item: ExpressItem) -> Verdict:
    """Those who lead answer in public."""
    return _leads(actor, item) and _is_at("answer", item)


def is_solved(solved: bool, open_steps: int) -> Verdict:
    """What a department has still to do is not solved."""
    if solved and open_steps:
        return refuse(_("Steps of the plan are not closed out yet: it is not solved."))
    return ALLOWED
