"""Who may draw up a list of duties, and who may issue it."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from liandong.duties.lifecycle import LIST_MOVES, Duty, ListKind, ListState
from liandong.duties.models import LISTED, READERS, DutyList
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import SECRETARIES, Post, RoleKind
from liandong.places.models import Place

ASKED_OF_SECRETARIES = frozenset({Duty.MAIN, Duty.FIRST})


def stands_over(actor: Actor, post: Post) -> bool:
    """Whether a post answers to the actor: a secretary of its place, or of one above."""
    return actor.role in SECRETARIES and actor.over(post.place.path) and actor.post_id != post.pk


def may_see(actor: Actor, listed: DutyList, *, named: bool) -> Verdict:
    """A list is read by its post, by those whom it names, and by the levels above."""
    own = actor.post_id is not None and actor.post_id == listed.post_id
    if own or named or (actor.role in READERS and actor.over(listed.post.place.path)):
        return ALLOWED
    return refuse(_("This list is for its post, for those whom it names, and for those above."))


def may_draw_up(actor: Actor, post: Post) -> Verdict:
    """A post draws up its own lists; a secretary above may begin one for it."""
    if post.role not in LISTED:
        return refuse(_("Only secretaries and departments have lists of their own."))
    if actor.post_id != post.pk and not stands_over(actor, post):
        return refuse(_("A list is drawn up by its own post, or by a secretary above it."))
    return ALLOWED


def is_first(present: DutyList | None) -> Verdict:
    if present is not None:
        return refuse(_("This post has its responsibility list of that year already."))
    return ALLOWED


def may_enter(actor: Actor, listed: DutyList) -> Verdict:
    """Lines are entered, reworded and struck until the list is issued."""
    if listed.state not in LIST_MOVES["enter"][0]:
        return refuse(_("The list has left the hands of those who draw it up."))
    return may_draw_up(actor, listed.post)


def may_submit(actor: Actor, listed: DutyList, lines: int) -> Verdict:
    """The post itself submits its list, and there must be something in it."""
    if listed.state not in LIST_MOVES["submit"][0]:
        return refuse(_("This list was submitted already."))
    if actor.post_id != listed.post_id:
        return refuse(_("Only the post whose list it is submits it."))
    if not lines:
        return refuse(_("The list is empty. Enter at least one line."))
    return ALLOWED


def may_send_back(actor: Actor, listed: DutyList) -> Verdict:
    """The level above sends a list back to be improved, with its reason."""
    if listed.state not in LIST_MOVES["send_back"][0]:
        return refuse(_("Only a list that was submitted can be sent back."))
    if not stands_over(actor, listed.post):
        return refuse(_("Only a secretary above this post sends its list back."))
    return ALLOWED


def may_issue(
    actor: Actor, listed: DutyList, duties: Collection[str], leads: Collection[int]
) -> Verdict:
    """The level above issues a list. `duties`: kinds of its lines; `leads`: posts that lead.

    The highest secretary has nobody above and issues the own list.
    """
    if listed.state not in LIST_MOVES["issue"][0]:
        return refuse(_("This list was issued already."))
    highest = listed.post.role == RoleKind.CITY_SECRETARY and actor.post_id == listed.post_id
    if not highest and not stands_over(actor, listed.post):
        return refuse(_("A list is issued by a secretary above its post."))
    if listed.kind == ListKind.RECTIFICATION:
        return _has_leads(actor, leads)
    return _has_duties(listed, duties)


def _has_leads(actor: Actor, leads: Collection[int]) -> Verdict:
    if not leads:
        return refuse(_("The list is empty. Enter at least one line."))
    if actor.post_id in leads:
        return refuse(
            _(
                "Whoever issues a list verifies it later and cannot lead on it. Name another post "
                "as lead."
            )
        )
    return ALLOWED


def _has_duties(listed: DutyList, duties: Collection[str]) -> Verdict:
    if not duties:
        return refuse(_("The list is empty. Enter at least one line."))
    asked = ASKED_OF_SECRETARIES if listed.post.role in SECRETARIES else frozenset()
    if asked - set(duties):
        return refuse(
            _(
                "A secretary's list names main responsibilities and those of the first "
                "responsible person. One of the two is missing."
            )
        )
    return ALLOWED


def is_issued(listed: DutyList) -> Verdict:
    if listed.state != ListState.ISSUED:
        return refuse(_("The list is not issued yet."))
    return ALLOWED


def may_have_lists(actor: Actor) -> Verdict:
    """Whether the page for drawing up a list opens at all."""
    if actor.role not in LISTED:
        return refuse(_("Only secretaries and departments have lists of their own."))
    return ALLOWED


def may_see_layers(actor: Actor, place: Place) -> Verdict:
    """How lists stand at a place and one level below is read by that place and those above."""
    if actor.role not in READERS or not actor.over(place.path):
        return refuse(
            _("The lists of a place are read by its desk, its secretary and those above.")
        )
    return ALLOWED
