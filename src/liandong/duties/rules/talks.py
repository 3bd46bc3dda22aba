"""Who may call a secretary or a department to a talk, hold it, and check what came of it."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from liandong.duties.lifecycle import TALK_MOVES
from liandong.duties.models import LISTED, READERS, FormalTalk
from liandong.duties.rules.lists import stands_over
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import DESKS, SECRETARIES, Post


def may_see_talks(actor: Actor) -> Verdict:
    """Whether the page of talks opens at all."""
    if actor.role not in {*LISTED, *READERS}:
        return refuse(_("Talks are read by those who hold them and those with whom they are held."))
    return ALLOWED


def may_see_talk(actor: Actor, talk: FormalTalk) -> Verdict:
    """A talk is read by both posts, by the desk of the level that held it, and by those above."""
    both = actor.post_id is not None and actor.post_id in {talk.post_id, talk.by_id}
    if both or (actor.role in READERS and actor.over(talk.by.place.path)):
        return ALLOWED
    return refuse(_("This talk is for both posts, the level that held it, and those above."))


def may_decide(actor: Actor, post: Post, *, open_talk: bool) -> Verdict:
    """A secretary above decides whether there is a talk. `open_talk`: one is not ended yet."""
    if post.role not in LISTED:
        return refuse(_("Talks are held with secretaries and departments."))
    if not stands_over(actor, post):
        return refuse(_("Only a secretary above this post calls it to a talk."))
    if open_talk:
        return refuse(_("A talk with this post is not ended yet. Hold it and follow it up first."))
    return ALLOWED


def may_hold(actor: Actor, talk: FormalTalk) -> Verdict:
    """Whoever called the talk holds it, and its record is written once."""
    if talk.state not in TALK_MOVES["hold"][0]:
        return refuse(_("This talk was held already, or was decided against."))
    if actor.post_id != talk.by_id:
        return refuse(_("The secretary who called the talk holds it."))
    return ALLOWED


def may_check(actor: Actor, talk: FormalTalk) -> Verdict:
    """The level that held the talk looks at what was demanded, never the post itself."""
    if talk.state not in TALK_MOVES["check"][0]:
        return refuse(_("There is no follow-up to be looked at."))
    if actor.place_id != talk.by.place_id or actor.post_id == talk.post_id:
        return refuse(_("Only the level that held the talk follows it up."))
    if actor.role not in {*DESKS, *SECRETARIES}:
        return refuse(_("Its desk or its secretary follows a talk up."))
    return ALLOWED


def is_past(held_at: datetime, now: datetime) -> Verdict:
    if held_at > now:
        return refuse(_("A talk is recorded after it was held."))
    return ALLOWED
