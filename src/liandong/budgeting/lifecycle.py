"""The life of a budget vote, what is chosen beforehand, and how things are said to people."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.planning.tallying.budget import TieWord, shares


class State(TextChoices):
    COLLECTING = "collecting", pgettext_lazy("a budget vote", "Collecting proposals")
    LISTED = "listed", pgettext_lazy("a budget vote", "The list is published")
    VOTING = "voting", pgettext_lazy("a budget vote", "Voting")
    COUNTED = "counted", pgettext_lazy("a budget vote", "Counted, the result is posted")
    SETTLED = "settled", pgettext_lazy("a budget vote", "Being carried out")
    CANCELLED = "cancelled", pgettext_lazy("a budget vote", "Cancelled")


class Standing(TextChoices):
    """What became of a proposal before the vote."""

    PROPOSED = "proposed", pgettext_lazy("a proposal", "Being looked at")
    FEASIBLE = "feasible", pgettext_lazy("a proposal", "On the list")
    REFUSED = "refused", pgettext_lazy("a proposal", "Cannot be done")


class Marking(TextChoices):
    APPROVAL = "approval", _("Ticks: every project that one wants")
    POINTS = "points", _("Points: shared out among projects")


class Method(TextChoices):
    GREEDY = "greedy", _("By votes from the top, as far as the money goes")
    EQUAL_SHARES = "equal_shares", _("Equal shares: everybody's vote has the same money")


class Utility(TextChoices):
    COST = "cost", _("A project weighs what it costs")
    CARDINALITY = "cardinality", _("Every project weighs the same")


class Completion(TextChoices):
    ADD1 = "add1", _("Add one yuan to everybody, as long as the money lasts")
    ADD1_COMPARE = "add1-compare", _("Add one yuan, then keep what more voters prefer")
    UTILITARIAN = "utilitarian", _("By votes, whatever still fits")


class Ties(TextChoices):
    VOTES_CHEAPER = "votes_cheaper", _("More votes, then the cheaper, then the number on the list")
    CHEAPER = "cheaper", _("The cheaper, then the number on the list")
    LISTED = "listed", _("The number on the list")


UTILITIES: dict[str, shares.Utility] = {
    Utility.COST: "cost",
    Utility.CARDINALITY: "cardinality",
}
COMPLETIONS: dict[str, shares.Completion] = {
    Completion.ADD1: "add1",
    Completion.ADD1_COMPARE: "add1-compare",
    Completion.UTILITARIAN: "utilitarian",
}
TIE_WORDS: dict[str, tuple[TieWord, ...]] = {
    Ties.VOTES_CHEAPER: ("more_votes", "cheaper", "listed"),
    Ties.CHEAPER: ("cheaper", "listed"),
    Ties.LISTED: ("listed",),
}


class Channel(TextChoices):
    ONLINE = "online", _("Online")
    PAPER = "paper", _("On paper")


RUNNING = frozenset({State.COLLECTING, State.LISTED, State.VOTING, State.COUNTED})
BEFORE_VOTING = frozenset({State.COLLECTING, State.LISTED})
WITH_LIST = frozenset({State.LISTED, State.VOTING})
WITH_RESULT = frozenset({State.COUNTED, State.SETTLED})

# verb: (from these states, to one of these states)
MOVES: dict[str, tuple[frozenset[State], frozenset[State]]] = {
    "open": (frozenset(), frozenset({State.COLLECTING})),
    "propose": (frozenset({State.COLLECTING}), frozenset({State.COLLECTING})),
    "assess": (frozenset({State.COLLECTING}), frozenset({State.COLLECTING})),
    "publish_list": (frozenset({State.COLLECTING}), frozenset({State.LISTED})),
    "enter_roll": (BEFORE_VOTING, BEFORE_VOTING),
    "print_papers": (frozenset({State.LISTED}), frozenset({State.LISTED})),
    "issue_codes": (WITH_LIST, WITH_LIST),
    "open_voting": (frozenset({State.LISTED}), frozenset({State.VOTING})),
    "cast": (frozenset({State.VOTING}), frozenset({State.VOTING})),
    "hand_out": (frozenset({State.VOTING}), frozenset({State.VOTING})),
    "enter_paper": (frozenset({State.VOTING}), frozenset({State.VOTING})),
    "count": (frozenset({State.VOTING}), frozenset({State.COUNTED})),
    "object_to": (frozenset({State.COUNTED}), frozenset({State.COUNTED})),
    "decide_objection": (frozenset({State.COUNTED}), frozenset({State.COUNTED})),
    "recount": (frozenset({State.COUNTED}), frozenset({State.COUNTED})),
    "settle": (frozenset({State.COUNTED}), frozenset({State.SETTLED})),
    "cancel": (RUNNING, frozenset({State.CANCELLED})),
}

# --- How it is said to people ------------------------------------------------------------------

SAID: dict[str, Promise] = {
    "budget.opened": _("A vote on a budget was opened, with its rule."),
    "budget.proposed": _("A project was proposed."),
    "budget.assessed": _("A proposal was costed and looked at."),
    "budget.listed": _("The list of projects was published."),
    "budget.roll_entered": _("The roll of voters was entered."),
    "budget.papers_printed": _("Voting papers were made."),
    "budget.codes_issued": _("Voting codes were given out."),
    "budget.voting_opened": _("Voting on the budget began."),
    "budget.cast": _("Somebody voted on the budget."),
    "budget.handed_out": _("A voting paper was handed out."),
    "budget.paper_entered": _("A voting paper was entered."),
    "budget.counted": _("The vote on the budget was counted."),
    "budget.objected": _("Somebody objected to the result."),
    "budget.objection_decided": _("An objection to the result was decided."),
    "budget.recounted": _("The vote on the budget was counted again."),
    "budget.settled": _("The result of the vote is carried out."),
    "budget.cancelled": _("The vote on the budget was cancelled."),
}
CALLED: dict[str, Promise] = {"budgeting.budgetvote": pgettext_lazy("thing", "Budget vote")}
