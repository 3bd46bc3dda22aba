"""Who picks and words the agenda, opens the meeting, decides, checks and signs."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.meetings.lifecycle import SETTLED, Kind, Presence
from liandong.meetings.models import CONVENERS, AgendaItem, Invitation, Meeting
from liandong.meetings.rules.common import may_do
from liandong.places.models import Level, Place


def may_pick(actor: Actor, meeting: Meeting) -> Verdict:
    return may_do(actor, meeting, "pick")


def may_add_urgent(actor: Actor, meeting: Meeting) -> Verdict:
    """After the notice the convener alone adds an item, and says why it cannot wait."""
    allowed = may_do(actor, meeting, "add_urgent")
    if allowed and actor.role != CONVENERS[meeting.place.level]:
        return refuse(_("After the notice only the convener adds an item."))
    return allowed


def may_word(actor: Actor, meeting: Meeting) -> Verdict:
    return may_do(actor, meeting, "word")


def may_attend(actor: Actor, meeting: Meeting) -> Verdict:
    return may_do(actor, meeting, "attend")


def is_attendance(
    presence: str, substitute: int | None, reason: str, invited: Collection[int]
) -> Verdict:
    """A substitute is a post that was not invited itself; who is not there has a reason."""
    if presence == Presence.SUBSTITUTE and substitute is None:
        return refuse(_("Name the post that came as a substitute."))
    if presence == Presence.SUBSTITUTE and substitute in invited:
        return refuse(_("A substitute is a post that was not invited itself."))
    if presence in {Presence.SUBSTITUTE, Presence.ABSENT} and not reason.strip():
        return refuse(_("Say why the post did not come itself."))
    return ALLOWED


def may_open(
    actor: Actor, meeting: Meeting, invitations: Collection[Invitation], needed: int
) -> Verdict:
    """Everybody is marked, the convener is there or sent somebody, and there is a quorum."""
    allowed = may_do(actor, meeting, "open")
    if not allowed:
        return allowed
    if any(one.presence == Presence.INVITED for one in invitations):
        return refuse(_("Write down the attendance of everybody who was invited first."))
    if not any(one.there for one in invitations if one.post_id == meeting.convener_id):
        return refuse(_("The convener is not there and sent nobody. Give the meeting another day."))
    if sum(one.there for one in invitations) < needed:
        return refuse(_("There is no quorum. Give the meeting another day."))
    return ALLOWED


def may_declare(actor: Actor, item: AgendaItem, decided: bool) -> Verdict:
    """An interest is declared before the item is decided."""
    allowed = may_do(actor, item.meeting, "declare")
    if allowed and decided:
        return refuse(_("The item is decided already."))
    return allowed


def is_there(invitation: Invitation) -> Verdict:
    if not invitation.there:
        return refuse(_("Only who is there can abstain."))
    return ALLOWED


def may_decide(actor: Actor, item: AgendaItem, decided: bool) -> Verdict:
    allowed = may_do(actor, item.meeting, "decide")
    if allowed and decided:
        return refuse(_("The item is decided already."))
    return allowed


def is_impartial(kind: str, convener_abstains: bool) -> Verdict:
    """Where the convener has an interest the level does not settle the item itself."""
    if convener_abstains and kind in SETTLED:
        return refuse(
            _("The convener declared an interest: pass the item further up or carry it over.")
        )
    return ALLOWED


def may_go_up(place: Place) -> Verdict:
    if place.level == Level.CITY:
        return refuse(_("The city is the highest level."))
    return ALLOWED


def is_led(kind: str, lead: int | None, due_on: date | None, today: date) -> Verdict:
    """What is settled has a lead and a date that is not over."""
    if kind in SETTLED and (lead is None or due_on is None):
        return refuse(_("A decision names who leads and until when."))
    if kind in SETTLED and due_on is not None and due_on < today:
        return refuse(_("The date is over already."))
    return ALLOWED


def is_reasoned(kind: str, reason: str) -> Verdict:
    if kind not in SETTLED and not reason.strip():
        return refuse(_("What is not settled here needs the reason why."))
    return ALLOWED


def has_goal(kind: str, goal: str, secretary: int | None) -> Verdict:
    """A duty has a goal to be verified by; a project has a secretary who takes it up as well."""
    if kind in {Kind.DUTY, Kind.PROJECT} and not goal.strip():
        return refuse(_("Say by which goal it can be seen that it is done."))
    if kind == Kind.PROJECT and secretary is None:
        return refuse(_("A project names the secretary who takes it up."))
    return ALLOWED


def may_check(actor: Actor, meeting: Meeting, *, due: bool) -> Verdict:
    """The next meetings of the same place check what was decided, each once."""
    allowed = may_do(actor, meeting, "check")
    if allowed and not due:
        return refuse(_("This decision is not for this meeting to check, or was checked here."))
    return allowed


def is_reason_given(done: bool, reason: str) -> Verdict:
    if not done and not reason.strip():
        return refuse(_("Say why it is not done."))
    return ALLOWED


def may_close(actor: Actor, meeting: Meeting, undecided: int, unchecked: int) -> Verdict:
    allowed = may_do(actor, meeting, "close")
    if not allowed:
        return allowed
    if undecided:
        return refuse(_("Decide on every item first; one that cannot be decided is carried over."))
    if unchecked:
        return refuse(_("Check the earlier decisions first."))
    return ALLOWED


def may_write_minutes(actor: Actor, meeting: Meeting) -> Verdict:
    return may_do(actor, meeting, "write_minutes")


def may_sign(actor: Actor, meeting: Meeting) -> Verdict:
    """The convener alone signs, and signs a text."""
    allowed = may_do(actor, meeting, "sign")
    if not allowed:
        return allowed
    if actor.role != CONVENERS[meeting.place.level]:
        return refuse(_("The convener signs the minutes."))
    if not meeting.minutes:
        return refuse(_("Draw up the minutes first."))
    return ALLOWED


def may_read(actor: Actor, meeting: Meeting, invitation: Invitation | None) -> Verdict:
    """Who was invited notes that the minutes were read, once."""
    if not meeting.signed_at:
        return refuse(_("The minutes are not signed yet."))
    if invitation is None:
        return refuse(_("Only who was invited notes that the minutes were read."))
    if invitation.read_at is not None:
        return refuse(_("It is noted already that this post read the minutes."))
    return ALLOWED
