"""What the actions of the room share: a review held fast, and its entries."""

from datetime import datetime
from typing import Any

from liandong.appraisal.models import Appraisal, Appraised
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import within_action
from liandong.ledger.actions import record

REPORT = "appraisal.report"


@within_action
def hold(appraisal_id: int) -> Appraisal:
    """The review, held until the end of this action."""
    found = Appraisal.objects.select_for_update(of=("self",))
    return found.select_related("place").get(pk=appraisal_id)


@within_action
def hold_appraised(appraised_id: int) -> Appraised:
    """One post under review, held with its review until the end of this action."""
    found = Appraised.objects.select_for_update(of=("self",))
    one = found.select_related("post__place", "promise").get(pk=appraised_id)
    one.appraisal = hold(one.appraisal_id)
    return one


@within_action
def tell(verb: str, appraisal: Appraisal, actor: Actor, now: datetime, **details: Any) -> None:
    """Write down what was done to a review, at its place."""
    place = appraisal.place
    record(f"appraisal.{verb}", subject=appraisal, actor=actor, at=now, place=place, **details)


@within_action
def tell_of(verb: str, one: Appraised, actor: Actor, now: datetime, **details: Any) -> None:
    """Write down what was done about one post under review, at its place."""
    place = one.post.place
    record(f"appraised.{verb}", subject=one, actor=actor, at=now, place=place, **details)
