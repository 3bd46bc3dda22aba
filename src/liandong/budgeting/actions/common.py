"""What the actions of the room share: a vote held fast, and its entries in the ledger."""

from datetime import datetime

from liandong.budgeting.models import BudgetVote
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import within_action
from liandong.ledger.actions import record

TRACKING_LENGTH = 10
CODE_LENGTH = 12


@within_action
def hold(vote_id: int) -> BudgetVote:
    """The vote, held until the end of this action."""
    votes = BudgetVote.objects.select_for_update(of=("self",))
    return votes.select_related("place", "line__fund").get(pk=vote_id)


@within_action
def tell(verb: str, vote: BudgetVote, actor: Actor, now: datetime, **details: object) -> None:
    """Write down what was done to a vote, at its community."""
    record(f"budget.{verb}", subject=vote, actor=actor, at=now, place=vote.place, **details)
