"""Everything that staff can do to a matter, as one table: its word, form, rule and action."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import Verdict
from liandong.matters import actions, rules
from liandong.matters.forms import staff as forms
from liandong.matters.lifecycle import ENDED, MOVES, State
from liandong.matters.models import Facts, Matter
from liandong.places.models import Level

OTHER_WORDS = {"return": "return_matter"}  # a word that Python keeps for itself
Rule = Callable[[Actor, Matter, Facts], Verdict]
Exists = Callable[[Matter, Facts], bool]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done: one word for its rule, its action, its form and its address.

    `says` is what the page says afterwards.
    """

    verb: str
    label: Promise
    icon: str
    form: type[forms.Deed]
    says: Promise
    moves: str = ""  # its name in the lifecycle's table, if it is another one
    exists: Exists | None = None  # when it exists at all, if the table does not say

    @property
    def slug(self) -> str:
        return self.verb.replace("_", "-")

    @property
    def rule(self) -> Rule:
        rule: Rule = getattr(rules, f"may_{self.verb}")
        return rule

    @property
    def action(self) -> Callable[..., Any]:
        action: Callable[..., Any] = getattr(actions, OTHER_WORDS.get(self.verb, self.verb))
        return action

    def exists_for(self, matter: Matter, facts: Facts) -> bool:
        """Whether this deed exists at the step where the matter is."""
        if self.exists is not None and not self.exists(matter, facts):
            return False
        before = MOVES.get(self.moves or self.verb)
        return before is None or matter.state in before[0]


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed as it stands for one actor and one matter: allowed, or why not."""

    deed: Deed
    verdict: Verdict


def _open(matter: Matter, facts: Facts) -> bool:
    return matter.state not in ENDED


def _has_contact(matter: Matter, facts: Facts) -> bool:
    return getattr(matter, "contact", None) is not None and matter.contact.erased_at is None


def _is_public(matter: Matter, facts: Facts) -> bool:
    return matter.published_at is not None


def _calendar_moved(matter: Matter, facts: Facts) -> bool:
    return facts.moved


def _has_stages(matter: Matter, facts: Facts) -> bool:
    return bool(facts.stages)


def _asked(matter: Matter, facts: Facts) -> bool:
    return facts.reviewer_post_id is not None


_ALL = [
    # Hearing
    Deed("visit", _("Note a visit"), "eye", forms.Visit, _("The visit is noted."), exists=_open),
    Deed(
        "accept",
        _("Accept"),
        "check",
        forms.Accept,
        _("Accepted. The days for dealing with it count from now."),
    ),
    Deed(
        "settle",
        _("Settle on the spot"),
        "circle-check",
        forms.Settle,
        _("Settled and answered. Somebody else verifies it."),
    ),
    Deed(
        "dispatch",
        _("Dispatch"),
        "send",
        forms.Dispatch,
        _("Dispatched. The office signs for it, or returns it with a reason."),
    ),
    Deed(
        "deliberate",
        _("Send to deliberation"),
        "message",
        forms.Deliberate,
        _("It is being deliberated."),
    ),
    Deed(
        "call_council",
        _("Call a council"),
        "users",
        forms.CallCouncil,
        _("The council is planned: invite those entitled and announce it. It stands in the file."),
    ),
    Deed(
        "consult",
        _("Record a consultation"),
        "file-text",
        forms.Consult,
        _("The consultation is recorded."),
    ),
    Deed("decide", _("Record the decision"), "gavel", forms.Decide, _("The decision is recorded.")),
    Deed(
        "begin_sequence",
        _("Begin four deliberations"),
        "list-details",
        forms.BeginSequence,
        _("The four deliberations have begun. They stand in the file."),
    ),
    Deed(
        "hand_back",
        _("Hand back with means"),
        "arrow-down",
        forms.HandBack,
        _("Handed back down with an answer and means."),
    ),
    Deed(
        "not_accept",
        _("Do not accept"),
        "x",
        forms.NotAccept,
        _("Not accepted; the resident reads why, and where to go."),
    ),
    Deed(
        "merge",
        _("Merge into another"),
        "git-merge",
        forms.Merge,
        _("Merged. It can be taken apart again."),
    ),
    Deed(
        "unmerge",
        _("Take apart again"),
        "repeat",
        forms.Deed,
        _("Taken apart: it goes on by itself."),
    ),
    Deed(
        "transfer",
        _("Give to another office"),
        "refresh",
        forms.Transfer,
        _("Given to another office, with the whole thread."),
    ),
    # Executing
    Deed("sign", _("Sign for it"), "edit", forms.Deed, _("Signed for. From now on it is yours.")),
    Deed(
        "reply",
        _("Answer"),
        "message-circle",
        forms.Reply,
        _("Answered. Somebody who did not handle it verifies."),
    ),
    Deed(
        "reach",
        _("Note a stage"),
        "clock",
        forms.Reach,
        _("The stage is noted; the resident reads what was done."),
        exists=_has_stages,
    ),
    Deed(
        "return",
        _("Return"),
        "arrow-left",
        forms.Return,
        _("Returned to the desk with your reason."),
    ),
    Deed(
        "extend",
        _("Extend"),
        "calendar",
        forms.Extend,
        _("A later date is given; the old one stays listed."),
    ),
    Deed(
        "redate",
        _("Give the calendar's date"),
        "calendar",
        forms.Reason,
        _("The calendar's date is given; the old one stays listed."),
        exists=_calendar_moved,
    ),
    Deed(
        "suspend",
        _("Stop the clock"),
        "player-pause",
        forms.Suspend,
        _("The clock is stopped, and the page says so."),
    ),
    Deed(
        "resume",
        _("Let the clock run again"),
        "player-play",
        forms.Deed,
        _("The clock runs again with what was left."),
    ),
    Deed(
        "split",
        _("Give one part to another office"),
        "repeat",
        forms.Split,
        _("One part was given out; the whole waits for it."),
    ),
    # Judging
    Deed("verify", _("Verify"), "shield-check", forms.Verify, _("Verified.")),
    Deed(
        "call_back",
        _("Write down the callback"),
        "phone",
        forms.CallBack,
        _("The callback is written down."),
        moves="evaluate",
    ),
    Deed(
        "review",
        _("Answer the second look"),
        "shield-check",
        forms.Review,
        _("Your second look is recorded."),
        exists=_asked,
    ),
    Deed(
        "ask_review",
        _("Ask to end it without a yes"),
        "flag",
        forms.AskReview,
        _("A second person, one level up, is asked."),
    ),
    # The ladder, and oversight
    Deed(
        "escalate",
        _("Take it up"),
        "stairs-up",
        forms.Escalate,
        _("Taken up: the level above has given its date."),
    ),
    Deed("urge", _("Urge"), "bell", forms.Urge, _("They were urged.")),
    Deed(
        "supervise",
        _("Supervise"),
        "alert-triangle",
        forms.Supervise,
        _("The supervision is recorded."),
    ),
    # The file
    Deed(
        "publish",
        _("Release a public text"),
        "upload",
        forms.Publish,
        _("The public text is released; the resident's own words stay here."),
    ),
    Deed(
        "unpublish",
        _("Take the public text back"),
        "eye-off",
        forms.Reason,
        _("The public text is taken back."),
        exists=_is_public,
    ),
    Deed(
        "note", _("Write an internal note"), "file-text", forms.Note, _("The note is in the file.")
    ),
    Deed("tell", _("Write to the resident"), "message", forms.Tell, _("The resident can read it.")),
    Deed(
        "unmask",
        _("Show how to reach the resident"),
        "eye",
        forms.Unmask,
        _("Shown once, and recorded."),
        exists=_has_contact,
    ),
]
DEEDS = {deed.verb: deed for deed in _ALL}

# What is most likely to be done next in a state, the first that is allowed.
LIKELY: dict[str, tuple[str, ...]] = {
    State.RAISED: ("dispatch", "settle", "accept"),
    State.ESCALATED: ("dispatch", "hand_back"),
    State.DELIBERATING: ("consult", "dispatch"),
    State.DECIDING: ("decide",),
    State.DISPATCHED: ("sign",),
    State.EXECUTING: ("reply",),
    State.REWORK: ("reply",),
    State.SUSPENDED: ("resume",),
    State.REPLIED: ("verify",),
    State.EVALUATING: ("call_back",),
    State.MERGED: ("unmerge",),
}
AT_THE_GRID = ("settle", "visit", "escalate", "dispatch")


def next_deed(state: str, level: int) -> Deed | None:
    """What whoever holds a matter in this state, at a desk on this level, will most likely do."""
    if state == State.RAISED and level >= Level.GRID:
        return DEEDS["settle"]
    return next((DEEDS[verb] for verb in LIKELY.get(state, ())), None)


def offers(actor: Actor, matter: Matter, facts: Facts) -> list[Offer]:
    """Every deed that exists at this step, with the rule's answer; the most likely first."""
    existing = [deed for deed in _ALL if deed.exists_for(matter, facts)]
    found = [Offer(deed, deed.rule(actor, matter, facts)) for deed in existing]
    grid = matter.state == State.RAISED and matter.desk.level >= Level.GRID
    likely = AT_THE_GRID if grid else LIKELY.get(matter.state, ())
    return sorted(found, key=lambda offer: _place_of(offer.deed.verb, likely))


def _place_of(verb: str, likely: Iterable[str]) -> int:
    order = list(likely)
    if verb == "review":
        return -1
    return order.index(verb) if verb in order else len(order)
