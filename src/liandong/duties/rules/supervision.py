"""Who may urge, and who may file, issue, answer, check, close and archive a supervision order."""

from datetime import date, datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from liandong.duties.lifecycle import ORDER_MOVES, Step
from liandong.duties.models import (
    OFFICES,
    READERS,
    Rectification,
    Responsibility,
    SupervisionOrder,
)
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import DESKS, SECRETARIES, Post

WRONG_STATE = {
    "revise": _("An order that was issued is not reworded."),
    "issue": _("This order was issued already."),
    "answer": _("The order is not waiting for an answer."),
    "accept": _("The order was not answered, or its answer was checked already."),
    "send_back": _("The order was not answered, or its answer was checked already."),
    "close": _("An order is closed out after its answer was accepted."),
    "archive": _("An order is archived after it was closed out."),
}


def may_urge_line(actor: Actor, line: Responsibility, quiet_until: datetime | None) -> Verdict:
    """The level that issued a list urges its post. `quiet_until`: when the rule allows it again."""
    if line.promise_id is None or line.list.issuer is None:
        return refuse(_("No date runs that could be urged."))
    return _may_urge(actor, line.list.issuer, line.list.post_id, quiet_until)


def may_urge_problem(actor: Actor, one: Rectification, quiet_until: datetime | None) -> Verdict:
    """The level that issued a rectification list urges whoever leads."""
    if one.step != Step.RUNNING or one.list.issuer is None:
        return refuse(_("It is not being put right now."))
    return _may_urge(actor, one.list.issuer, one.lead_id, quiet_until)


def may_urge_order(actor: Actor, order: SupervisionOrder, quiet_until: datetime | None) -> Verdict:
    """The level that issued a supervision order urges the office that must answer."""
    if order.state not in ORDER_MOVES["urge"][0] or order.issuer is None:
        return refuse(WRONG_STATE["answer"])
    return _may_urge(actor, order.issuer, order.post_id, quiet_until)


def _may_urge(actor: Actor, issuer: Post, post_id: int, quiet_until: datetime | None) -> Verdict:
    level = actor.place_id == issuer.place_id and actor.role in {*DESKS, *SECRETARIES}
    if not level and actor.post_id != issuer.pk:
        return refuse(_("Only the level that issued it urges it."))
    if actor.post_id == post_id:
        return refuse(_("Nobody urges the own post."))
    if quiet_until is not None:
        return refuse(
            format_lazy(
                _("It was urged already. The rule allows the next urging after {day}."),
                day=day_of(quiet_until).isoformat(),
            )
        )
    return ALLOWED


def may_see_orders(actor: Actor) -> Verdict:
    """Whether the page of supervision orders opens at all."""
    if actor.role not in READERS and actor.post_id is None:
        return refuse(_("Supervision orders are read by offices."))
    return ALLOWED


def may_see_order(actor: Actor, order: SupervisionOrder) -> Verdict:
    """An order is read by its office, by the level that issued it, and by those above."""
    own = actor.post_id is not None and actor.post_id == order.post_id
    if own and order.no is not None:
        return ALLOWED
    if actor.role in READERS and actor.over(order.place.path):
        return ALLOWED
    return refuse(_("This order is for its office, the level that issued it, and those above."))


def may_file_orders(actor: Actor) -> Verdict:
    """Whether the page for filing an order opens at all."""
    if actor.role not in OFFICES:
        return refuse(_("Orders are filed by the desk or the secretary of a level."))
    return ALLOWED


def may_file(actor: Actor, post: Post) -> Verdict:
    """A level files an order to a department beside it or to a post below, never upward."""
    may = may_file_orders(actor)
    if not may:
        return may
    beside = post.place_id == actor.place_id
    if beside and (post.role in SECRETARIES or post.pk == actor.post_id):
        return refuse(_("An order goes to departments and to levels below, not to the own one."))
    if not actor.over(post.place.path):
        return refuse(_("An order goes to departments and to levels below, not to the own one."))
    return ALLOWED


def may_revise(actor: Actor, order: SupervisionOrder) -> Verdict:
    """The level that filed an order rewords or strikes it until it is issued."""
    at = _is_at("revise", order)
    return at if not at else _is_level(actor, order)


def may_issue_order(actor: Actor, order: SupervisionOrder) -> Verdict:
    """The secretary of the level issues an order; with that it is numbered and its date runs."""
    at = _is_at("issue", order)
    if at and actor.role not in SECRETARIES:
        return refuse(_("The secretary of the level issues the order."))
    return at if not at else _is_level(actor, order)


def is_own_mark(used_elsewhere: bool) -> Verdict:
    """An office mark belongs to one office."""
    if used_elsewhere:
        return refuse(_("Another office numbers its papers under this mark."))
    return ALLOWED


def is_still_to_come(due_on: date, now: datetime) -> Verdict:
    if due_on < day_of(now):
        return refuse(_("The date has passed already. Give a later one."))
    return ALLOWED


def may_answer(actor: Actor, order: SupervisionOrder) -> Verdict:
    """The office that the order names answers it."""
    at = _is_at("answer", order)
    if at and actor.post_id != order.post_id:
        return refuse(_("The office that the order names answers it."))
    return at


def may_accept(actor: Actor, order: SupervisionOrder) -> Verdict:
    """The issuing level accepts an answer, never whoever gave it."""
    at = _is_at("accept", order)
    return at if not at else _is_checker(actor, order)


def may_send_order_back(actor: Actor, order: SupervisionOrder) -> Verdict:
    """The issuing level sends an answer back with its reasons and a new date."""
    at = _is_at("send_back", order)
    return at if not at else _is_checker(actor, order)


def may_close(actor: Actor, order: SupervisionOrder) -> Verdict:
    """The secretary of the issuing level closes an order whose answer was accepted."""
    at = _is_at("close", order)
    if at and actor.role not in SECRETARIES:
        return refuse(_("The secretary of the issuing level closes the order out."))
    return at if not at else _is_checker(actor, order)


def may_archive(actor: Actor, order: SupervisionOrder) -> Verdict:
    """The issuing level files a closed order away."""
    at = _is_at("archive", order)
    return at if not at else _is_level(actor, order)


def _is_at(verb: str, order: SupervisionOrder) -> Verdict:
    return ALLOWED if order.state in ORDER_MOVES[verb][0] else refuse(WRONG_STATE[verb])


def _is_level(actor: Actor, order: SupervisionOrder) -> Verdict:
    if actor.place_id != order.place_id or actor.role not in OFFICES:
        return refuse(_("Only the level whose order it is may do that."))
    return ALLOWED


def _is_checker(actor: Actor, order: SupervisionOrder) -> Verdict:
    if actor.post_id == order.post_id or actor.person_id == order.answered_by_id:
        return refuse(_("Whoever answered cannot check or close their own work."))
    return _is_level(actor, order)
