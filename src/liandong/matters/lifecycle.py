"""The life of a matter, as one table: which verb leads from which states to which.

`liandong reference` draws it into the docs. A verb that is not in the table does not move a matter.
"""

from django.db.models import TextChoices
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
    "accept": (HEARING, HEARING),
    "not_accept": (frozenset({State.RAISED}), frozenset({State.NOT_ACCEPTED})),
    "settle": (AT_THE_DESK - {State.DECIDING}, frozenset({State.REPLIED})),
    "deliberate": (HEARING | {State.DELIBERATING}, frozenset({State.DELIBERATING})),
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
