"""Steps that all movements of money share: lock the fund, post, keep the sums beside."""

from dataclasses import dataclass
from datetime import date, datetime

from liandong.funds.lifecycle import Movement
from liandong.funds.models import Commitment, Fund, Line, Posting, Share
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import within_action


@dataclass(frozen=True, slots=True)
class Slip:
    """What a posting belongs to beside its fund, and what stands on it."""

    line: Line | None = None
    commitment: Commitment | None = None
    share: Share | None = None
    day: date | None = None
    reference: str = ""
    reverses: Posting | None = None
    reason: str = ""


@within_action
def lock_fund(fund_id: int) -> Fund:
    """The fund, locked: everything that moves its money waits here for its turn."""
    funds = Fund.objects.select_for_update(of=("self",)).select_related("place")
    return funds.get(pk=fund_id)


@within_action
def lock_commitment(commitment_id: int) -> Commitment:
    """A commitment with its line and fund, all of them as they are once the fund is locked."""
    fund_id = Commitment.objects.values_list("line__fund_id", flat=True).get(pk=commitment_id)
    fund = lock_fund(fund_id)
    commitment = Commitment.objects.select_related("line", "decision").get(pk=commitment_id)
    commitment.line.fund = fund
    return commitment


@within_action
def post(
    movement: Movement, amount: int, *, fund: Fund, slip: Slip, actor: Actor, now: datetime
) -> Posting:
    """Write one movement down and carry it into the sums of everything that it belongs to."""
    posting = Posting.objects.create(
        fund=fund,
        line=slip.line,
        commitment=slip.commitment,
        share=slip.share,
        movement=movement,
        amount=amount,
        day=slip.day or day_of(now),
        reference=slip.reference,
        reverses=slip.reverses,
        reason=slip.reason,
        post_id=actor.post_id,
        at=now,
    )
    _carry_into_sums(posting)
    return posting


@within_action
def _carry_into_sums(posting: Posting) -> None:
    for thing in (posting.fund, posting.line, posting.commitment, posting.share):
        if thing is None:
            continue
        changes = SUMS[posting.movement].get(type(thing), {})
        for field, sign in changes.items():
            setattr(thing, field, getattr(thing, field) + sign * posting.amount)
        if changes:
            thing.save(update_fields=list(changes))


# movement → what it belongs to → which sums it raises (1) or lowers (-1)
_USE = {"committed": 1}
_FREE = {"committed": -1}
_PAY = {"committed": -1, "paid": 1}
SUMS: dict[str, dict[type, dict[str, int]]] = {
    Movement.CARRIED: {Fund: {"received": 1}},
    Movement.ALLOTTED: {Fund: {"received": 1}, Share: {"came": 1}},
    Movement.PLANNED: {Fund: {"planned": 1}, Line: {"planned": 1}},
    Movement.COMMITTED: {Fund: _USE, Line: _USE},
    Movement.RELEASED: {Fund: _FREE, Line: _FREE},
    Movement.PAID: {Fund: _PAY, Line: _PAY, Commitment: {"paid": 1}},
}
