"""The life of a matter, as one table: which verb leads from which states to which.

`liandong reference` draws it into the docs. A verb that is not in the table does not move a matter.
"""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    RAISED = "raised", _("Waiting to be heard")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    DELIBERATING = "deliberating", _("Being deliberated")
    DECIDING = "deciding", _("Waiting for a decision")
    DISPATCHED = "dispatched", _("Dispatched, not yet signed for")
    EXECUTING = "executing", _("Being dealt with")
    REPLIED = "replied", _("Answered, being verified")
    EVALUATING = "evaluating", _("Waiting for the resident's judgement")
    CLOSED = "closed", _("Closed")
    ESCALATED = "escalated", _("Taken up to a higher level")
    SUSPENDED = "suspended", _("Suspended, clock stopped")
    MERGED = "merged", _("Merged into another matter")
    TERMINATED = "terminated", _("Ended before completion")
    REWORK = "rework", _("Being reworked")


class Step(TextChoices):
    """The six steps 六事: the spine of every timeline."""

    RAISE = "raise", _("Raise")
    HEAR = "hear", _("Hear")
    DELIBERATE = "deliberate", _("Deliberate")
    DECIDE = "decide", _("Decide")
    EXECUTE = "execute", _("Execute")
    EVALUATE = "evaluate", _("Evaluate")


STEP_OF: dict[str, Step] = {
    State.RAISED: Step.HEAR,
    State.NOT_ACCEPTED: Step.HEAR,
    State.ESCALATED: Step.HEAR,
    State.MERGED: Step.HEAR,
    State.TERMINATED: Step.HEAR,
    State.DELIBERATING: Step.DELIBERATE,
    State.DECIDING: Step.DECIDE,
    State.DISPATCHED: Step.EXECUTE,
    State.EXECUTING: Step.EXECUTE,
    State.SUSPENDED: Step.EXECUTE,
    State.REWORK: Step.EXECUTE,
    State.REPLIED: Step.EVALUATE,
    State.EVALUATING: Step.EVALUATE,
    State.CLOSED: Step.EVALUATE,
}

HEARING = frozenset({State.RAISED, State.ESCALATED})
AT_THE_DESK = HEARING | {State.DELIBERATING, State.DECIDING}
WORKING = frozenset({State.EXECUTING, State.REWORK})
ENDED = frozenset({State.CLOSED, State.NOT_ACCEPTED, State.MERGED, State.TERMINATED})
OPEN = frozenset(State) - ENDED


class Source(TextChoices):
    RESIDENT = "resident", _("Resident, online")
    VISIT = "visit", _("Grid worker on a visit")
    PHONE = "phone", _("Caller, taken down by a clerk")
    PAPER = "paper", _("Paper form")
    HOTLINE = "hotline", _("Hotline 12345")
    MEETING = "meeting", _("Meeting")
    VOTE = "vote", _("Residents' vote on a budget")


class Obstacle(TextChoices):
    """What stands in the way at this level 动体制、动权力、动资金、动利益."""

    SYSTEM = "system", _("System: who is responsible is not settled")
    POWER = "power", _("Power: this level may not decide or enforce")
    MONEY = "money", _("Money: this level cannot pay")
    INTERESTS = "interests", _("Interests: parties cannot agree here")


class Outcome(TextChoices):
    """With what a matter ended. Closed is not solved: each way of ending is counted apart."""

    SOLVED = "solved", _("Solved")
    PARTLY = "partly", _("Partly solved")
    UNSOLVED = "unsolved", _("Not solved")
    UNJUDGED = "unjudged", _("Not judged by the resident")
    CONCLUDED = "concluded", _("Lawfully and reasonably concluded")
    REFUSED = "refused", _("Not accepted")
    JOINED = "joined", _("Merged into another matter")
    ENDED = "ended", _("Ended before completion")


class Solved(TextChoices):
    SOLVED = "solved", _("Solved")
    PARTLY = "partly", _("Partly solved")
    NOT = "not", _("Not solved")
    CANNOT_JUDGE = "cannot_judge", _("I cannot judge")


class Satisfaction(TextChoices):
    SATISFIED = "satisfied", _("Satisfied")
    NEUTRAL = "neutral", _("Neither satisfied nor dissatisfied")
    DISSATISFIED = "dissatisfied", _("Dissatisfied")
    NO_ANSWER = "no_answer", _("No answer")


class SupervisionKind(TextChoices):
    """Hotline ordinance of Weifang, article 26."""

    DAILY = "daily", _("Daily supervision")
    LISTED = "listed", _("Listed supervision")
    TALK = "talk", _("Supervision by talk")


class ReviewKind(TextChoices):
    CONCLUDE = "conclude", _("Lawfully and reasonably concluded")
    TERMINATE = "terminate", _("End before completion")


class LegEnd(TextChoices):
    """How an upper level answered what climbed to it."""

    DECIDED = "decided", _("Took it over")
    HANDED_BACK = "handed_back", _("Handed back with means")
    FURTHER_UP = "further_up", _("Sent further up")
    ANSWERED = "answered", _("Answered")


# verb: (from these states, to one of these states)
MOVES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "raise": (frozenset(), frozenset({State.RAISED})),
    "take_up_project": (frozenset(), frozenset({State.EXECUTING})),
    "accept": (HEARING, HEARING),
    "not_accept": (frozenset({State.RAISED}), frozenset({State.NOT_ACCEPTED})),
    "settle": (AT_THE_DESK - {State.DECIDING}, frozenset({State.REPLIED})),
    "deliberate": (HEARING | {State.DELIBERATING}, frozenset({State.DELIBERATING})),
    "call_council": (HEARING | {State.DELIBERATING}, frozenset({State.DELIBERATING})),
    "take_council": (
        frozenset({State.DELIBERATING}),
        frozenset({State.DELIBERATING, State.DECIDING}),
    ),
    "begin_sequence": (frozenset({State.DECIDING}), frozenset({State.DECIDING})),
    "take_decision": (frozenset({State.DECIDING}), frozenset({State.RAISED})),
    "consult": (
        frozenset({State.DELIBERATING}),
        frozenset({State.DELIBERATING, State.DECIDING}),
    ),
    "decide": (frozenset({State.DECIDING}), frozenset({State.DELIBERATING, State.RAISED})),
    "dispatch": (AT_THE_DESK - {State.DECIDING}, frozenset({State.DISPATCHED})),
    "transfer": (WORKING | {State.DISPATCHED}, frozenset({State.DISPATCHED})),
    "merge": (HEARING | {State.DELIBERATING}, frozenset({State.MERGED})),
    "unmerge": (frozenset({State.MERGED}), HEARING | {State.DELIBERATING}),
    "sign": (frozenset({State.DISPATCHED}), WORKING),
    "return": (
        frozenset({State.DISPATCHED, State.EXECUTING}),
        frozenset({State.RAISED, State.DELIBERATING}),
    ),
    "extend": (WORKING, WORKING),
    "suspend": (WORKING, frozenset({State.SUSPENDED})),
    "resume": (frozenset({State.SUSPENDED}), WORKING),
    "split": (WORKING, WORKING),
    "reply": (WORKING, frozenset({State.REPLIED})),
    "verify": (
        frozenset({State.REPLIED}),
        frozenset({State.EVALUATING, State.REWORK, State.CLOSED}),
    ),
    "evaluate": (frozenset({State.EVALUATING}), frozenset({State.CLOSED, State.REWORK})),
    "close": (frozenset({State.EVALUATING}), frozenset({State.CLOSED})),
    "ask_review": (OPEN - {State.DECIDING}, OPEN),
    "review": (OPEN, OPEN | {State.CLOSED, State.TERMINATED}),
    "escalate": (AT_THE_DESK - {State.DECIDING} | WORKING, frozenset({State.ESCALATED})),
    "take_up": (
        OPEN - {State.DECIDING} | {State.CLOSED, State.NOT_ACCEPTED},
        frozenset({State.ESCALATED}),
    ),
    "hand_back": (frozenset({State.ESCALATED}), frozenset({State.RAISED})),
    "withdraw": (OPEN, frozenset({State.TERMINATED})),
}


def moves_from(state: str) -> frozenset[str]:
    """The verbs that the table allows in this state."""
    return frozenset(verb for verb, (before, _after) in MOVES.items() if state in before)


# --- How it is said to people ------------------------------------------------------------------

# What each line of the ledger says on a page.
SAID: dict[str, Promise] = {
    "matter.raised": _("The matter was raised."),
    "matter.voted": _("Residents chose it by vote, and it goes into execution."),
    "matter.accepted": _("It was accepted and will be dealt with."),
    "matter.not_accepted": _("It was not accepted."),
    "matter.settled": _("It was settled on the spot and answered."),
    "matter.deliberating": _("It goes to those concerned to be talked over."),
    "matter.council_called": _("A council of those concerned is being prepared."),
    "matter.sequence_begun": _("The assembly is to decide by four deliberations."),
    "matter.consulted": _("Those concerned talked it over."),
    "matter.decided": _("The body in charge took a decision."),
    "matter.dispatched": _("It was given to the office that must deal with it."),
    "matter.transferred": _("It was given to another office."),
    "matter.signed": _("The office signed for it."),
    "matter.returned": _("The office returned it."),
    "matter.extended": _("A later date was given."),
    "matter.redated": _("The calendar changed, and another date was given."),
    "matter.suspended": _("The clock was stopped."),
    "matter.resumed": _("The clock runs again."),
    "matter.reached": _("One stage with a limit of its own was ended."),
    "matter.split": _("One part of it was given to another office."),
    "matter.replied": _("The office answered."),
    "matter.verified": _("Somebody who did not handle it checked the answer."),
    "matter.evaluated": _("The resident judged."),
    "matter.called": _("An independent caller tried to reach the resident."),
    "matter.closed": _("The time for judging passed, and it was closed without a judgement."),
    "matter.review_asked": _("A second person was asked whether it may end."),
    "matter.concluded": _("A second person agreed that it ends."),
    "matter.review_refused": _("A second person did not agree that it ends; it goes on."),
    "matter.escalated": _("It was taken up to a higher level."),
    "matter.taken_up": _("The resident took it up one level."),
    "matter.handed_back": _("The higher level handed it back with an answer."),
    "matter.merged": _("It was joined to a matter about the same trouble."),
    "matter.took_in": _("Another matter about the same trouble was joined to it."),
    "matter.unmerged": _("It was taken apart again and goes on by itself."),
    "matter.joined": _("Somebody else with the same trouble follows it now."),
    "matter.added": _("The resident added something."),
    "matter.told": _("The office wrote to the resident."),
    "matter.noted": _("An internal note was written."),
    "matter.visited": _("Somebody went to see for themselves."),
    "matter.urged": _("A reminder was sent to whoever is responsible."),
    "matter.supervised": _("A level above demanded that it be put right."),
    "matter.published": _("A public text was released."),
    "matter.unpublished": _("The public text was taken back."),
    "matter.withdrawn": _("The resident withdrew it."),
    "contact.unmasked": _("An office looked up how to reach the resident; its reason is recorded."),
    "contact.erased": _("The contact details were erased."),
    "filter.saved": _("A filter of the list of matters was kept."),
    "filter.dropped": _("A kept filter was dropped."),
}
# What of an entry's texts the resident and the public may read, by verb; also on the chronicle.
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "matter.accepted": (),
    "matter.not_accepted": ("explanation",),
    "matter.dispatched": (),
    "matter.returned": ("reason",),
    "matter.extended": ("reason",),
    "matter.redated": ("reason",),
    "matter.suspended": ("reason",),
    "matter.resumed": (),
    "matter.reached": ("findings",),
    "matter.replied": ("answer",),
    "matter.settled": ("answer",),
    "matter.consulted": ("consensus", "dissent"),
    "matter.decided": ("text",),
    "matter.escalated": ("tried", "urgency"),
    "matter.handed_back": ("answer", "means"),
    "matter.told": ("text",),
    "matter.concluded": ("reason",),
    "matter.supervised": ("demand",),
}
CALLED: dict[str, Promise] = {
    "matters.matter": _("Matter"),
    "matters.savedfilter": _("Kept filter"),
}
# Lines that only offices read, and lines that only who raised the matter reads beside them.
INSIDE = frozenset({"matter.noted", "matter.review_asked", "promise.due_soon"})
BETWEEN_US = frozenset({"matter.added", "matter.told", "contact.unmasked", "contact.erased"})

# To which step a line belongs; what is not named belongs to the step of the line before it.
STEP_OF_LINE: dict[str, Step] = {
    "matter.raised": Step.RAISE,
    "matter.accepted": Step.HEAR,
    "matter.not_accepted": Step.HEAR,
    "matter.visited": Step.HEAR,
    "matter.escalated": Step.HEAR,
    "matter.taken_up": Step.HEAR,
    "matter.handed_back": Step.HEAR,
    "matter.merged": Step.HEAR,
    "matter.unmerged": Step.HEAR,
    "matter.deliberating": Step.DELIBERATE,
    "matter.council_called": Step.DELIBERATE,
    "matter.consulted": Step.DELIBERATE,
    "matter.sequence_begun": Step.DECIDE,
    "matter.decided": Step.DECIDE,
    "matter.dispatched": Step.EXECUTE,
    "matter.transferred": Step.EXECUTE,
    "matter.signed": Step.EXECUTE,
    "matter.returned": Step.HEAR,
    "matter.settled": Step.EXECUTE,
    "matter.replied": Step.EXECUTE,
    "matter.verified": Step.EVALUATE,
    "matter.evaluated": Step.EVALUATE,
    "matter.called": Step.EVALUATE,
    "matter.closed": Step.EVALUATE,
}

# Where a matter stands, and what comes next, as whole sentences.
STANDS: dict[str, Promise] = {
    State.RAISED: _("It has arrived and waits to be heard."),
    State.NOT_ACCEPTED: _("It was not accepted. The reason and the right place are below."),
    State.DELIBERATING: _("It is being talked over with those concerned."),
    State.DECIDING: _("It waits for a decision."),
    State.DISPATCHED: _("It was given to an office, which has yet to sign for it."),
    State.EXECUTING: _("It is being dealt with."),
    State.REPLIED: _("It was answered. The answer is being checked."),
    State.EVALUATING: _("It was answered and checked. Now you judge whether it is solved."),
    State.CLOSED: _("It is closed."),
    State.ESCALATED: _("It was taken up and lies with a higher level."),
    State.SUSPENDED: _("The clock is stopped. The reason is below."),
    State.MERGED: _("It was joined to a matter about the same trouble and goes on there."),
    State.TERMINATED: _("It ended before it was completed."),
    State.REWORK: _("It was not solved and is being done again."),
}
NEXT: dict[str, Promise] = {
    State.RAISED: _("By that date you read here whether it is accepted, and who deals with it."),
    State.NOT_ACCEPTED: _("If you think that this is wrong, take it up one level."),
    State.DELIBERATING: _("You read here what was agreed, and who then deals with it."),
    State.DECIDING: _("The decision is shown here; then it is carried out, or talked over again."),
    State.DISPATCHED: _("The office signs for it, or returns it with a reason that you can read."),
    State.EXECUTING: _("By that date the office answers here. Somebody else checks the answer."),
    State.REPLIED: _("Somebody who did not handle it checks, and then you are asked to judge."),
    State.EVALUATING: _("If you say that it is not solved, it is opened again."),
    State.CLOSED: _("If it comes back or was not right, take it up one level while that is open."),
    State.ESCALATED: _("That level takes it over, or hands it back with the means to solve it."),
    State.SUSPENDED: _("When the reason is gone the clock runs on, and a new date is shown here."),
    State.MERGED: _("What is answered there is the answer to yours too."),
    State.TERMINATED: _("If it is needed after all, raise it anew."),
    State.REWORK: _("By that date the office answers again. Somebody else checks the answer."),
}
# Why one promise took the place of another, where the reason is a code.
MOVED: dict[str, Promise] = {
    "joint_meeting": _("The joint meeting of the level above set this date."),
    "dispatched": _("It went to the office that must deal with it; the date stayed."),
    "returned": _("It came back from an office; the date stayed."),
    "resumed": _("The clock had been stopped; what was left of the time runs on."),
    "rework": _("It was not solved; the time for doing it again began."),
    "escalated": _("It went up one level; that level has its own time."),
}
