"""Who may fulfil a responsibility, hand it down, or end it."""

from django.utils.translation import gettext_lazy as _

from liandong.duties.lifecycle import Frequency
from liandong.duties.models import LISTED, Responsibility
from liandong.duties.rules.lists import is_issued, stands_over
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import Post, RoleKind


def _runs(line: Responsibility) -> Verdict:
    issued = is_issued(line.list)
    if issued and line.ended_at is not None:
        return refuse(_("This line was ended."))
    return issued


def may_fulfil(actor: Actor, line: Responsibility) -> Verdict:
    """The post writes down what it did in the period that runs."""
    runs = _runs(line)
    if not runs:
        return runs
    if actor.post_id != line.list.post_id:
        return refuse(_("Only the post whose list it is writes down what it did."))
    if line.promise_id is None and line.frequency != Frequency.STANDING:
        return refuse(_("Every period of the year is fulfilled."))
    return ALLOWED


def may_hand_down(
    actor: Actor, line: Responsibility, post: Post | None = None, *, handed: bool = False
) -> Verdict:
    """A secretary hands a line of the own list to posts directly below. `handed`: it was before."""
    runs = _runs(line)
    if not runs:
        return runs
    if actor.post_id != line.list.post_id or line.list.post.role == RoleKind.DEPARTMENT_OFFICER:
        return refuse(_("Only the secretary whose line it is hands it down."))
    if post is not None and not _is_next(actor, post):
        return refuse(_("A line is handed to the posts directly below, level by level."))
    if handed:
        return refuse(_("This post has the line already."))
    return ALLOWED


def _is_next(actor: Actor, post: Post) -> bool:
    near = actor.place_id in {post.place_id, post.place.parent_id}
    return near and post.role in LISTED and stands_over(actor, post)


def may_end(actor: Actor, line: Responsibility) -> Verdict:
    """The issuing level ends a line during the year, with a reason; it stays readable."""
    runs = _runs(line)
    if not runs:
        return runs
    highest = line.list.issuer_id == line.list.post_id == actor.post_id
    if not highest and not stands_over(actor, line.list.post):
        return refuse(_("A line of an issued list is ended by a secretary above its post."))
    return ALLOWED
