"""Everything that is done to a secretary's project, in the order in which it is done."""

from liandong.projects.actions.amending import (
    add_milestone,
    amend_budget,
    amend_goal,
    amend_measures,
    drop_milestone,
    move_milestone,
)
from liandong.projects.actions.doing import (
    Proof,
    add_evidence,
    measure,
    reach,
    spend,
    take_back,
)
from liandong.projects.actions.ending import accept, claim_done, close, end, refuse, review
from liandong.projects.actions.planning import (
    claim,
    draft,
    plan_milestone,
    register,
    revise,
    send_back,
    set_goal,
    strike,
)

__all__ = [
    "Proof",
    "accept",
    "add_evidence",
    "add_milestone",
    "amend_budget",
    "amend_goal",
    "amend_measures",
    "claim",
    "claim_done",
    "close",
    "draft",
    "drop_milestone",
    "end",
    "measure",
    "move_milestone",
    "plan_milestone",
    "reach",
    "refuse",
    "register",
    "review",
    "revise",
    "send_back",
    "set_goal",
    "spend",
    "strike",
    "take_back",
]
