"""Everything that is done to a ballot, in the order in which it is done."""

from liandong.ballots.actions.counting import annul, close, confirm, count, recount
from liandong.ballots.actions.preparing import (
    Handed,
    deliver,
    draft,
    enter_roll,
    issue_codes,
    open_ballot,
    print_papers,
    publish,
    set_up,
)
from liandong.ballots.actions.roll import (
    Correction,
    appoint_proxy,
    decide_objection,
    object_to,
)
from liandong.ballots.actions.rulesets import Loaded, load_rule_sets
from liandong.ballots.actions.tickets import Marks, agree, drop, new_codes, new_tracking, use
from liandong.ballots.actions.voting import Receipt, cast, enter_paper, hand_out

__all__ = [
    "Correction",
    "Handed",
    "Loaded",
    "Marks",
    "Receipt",
    "agree",
    "annul",
    "appoint_proxy",
    "cast",
    "close",
    "confirm",
    "count",
    "decide_objection",
    "deliver",
    "draft",
    "drop",
    "enter_paper",
    "enter_roll",
    "hand_out",
    "issue_codes",
    "load_rule_sets",
    "new_codes",
    "new_tracking",
    "object_to",
    "open_ballot",
    "print_papers",
    "publish",
    "recount",
    "set_up",
    "use",
]
