"""Spending, step by step: proposed, decided, declared, approved, paid, receipted, finished."""

from dataclasses import dataclass
from datetime import date, datetime

from liandong.deliberation.actions import Ruling, write_decision
from liandong.funds import queries, rules
from liandong.funds.actions.common import Slip, lock_commitment, lock_fund, post
from liandong.funds.lifecycle import Movement, State
from liandong.funds.models import Commitment, Declaration, Fund, Line, Posting, Receipt
from liandong.kernel.actor import Actor
from liandong.kernel.papers import Paper
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import name_of, record


@dataclass(frozen=True, slots=True)
class Spending:
    """What is to be paid for. `purpose` is read by everybody; payee and note by offices."""

    purpose: str
    amount: int
    payee: str = ""
    note: str = ""


@action
def propose(*, line_id: int, spending: Spending, actor: Actor, now: datetime) -> Commitment:
    """Propose spending from a line. Nothing is committed before somebody else approves."""
    line = _lock_line(line_id)
    ensure(rules.may_propose(actor, line.fund))
    ensure(rules.by_hand(line))
    ensure(rules.can_bear(line, spending.amount))
    commitment = Commitment.objects.create(
        line=line,
        purpose=spending.purpose,
        payee=spending.payee,
        note=spending.note,
        amount=spending.amount,
        proposed_by_id=actor.person,
        proposed_at=now,
    )
    _write("proposed", commitment, actor, now, amount=spending.amount, purpose=spending.purpose)
    return commitment


@action
def attach_decision(
    *, commitment_id: int, ruling: Ruling, actor: Actor, now: datetime
) -> Commitment:
    """Write down what the right body decided about this spending."""
    commitment = lock_commitment(commitment_id)
    facts = queries.facts(commitment, actor, now)
    ensure(rules.may_attach_decision(actor, commitment, facts))
    place = commitment.line.fund.place
    about = name_of(commitment)
    commitment.decision = write_decision(
        about=about, place=place, ruling=ruling, actor=actor, now=now
    )
    commitment.save(update_fields=["decision"])
    _write("decision_attached", commitment, actor, now, approved=ruling.approved)
    return commitment


@action
def declare(
    *, commitment_id: int, conflicted: bool, actor: Actor, now: datetime, text: str = ""
) -> Declaration:
    """Say whether one has an interest in it. Whoever has one cannot approve it."""
    commitment = lock_commitment(commitment_id)
    ensure(rules.may_declare(actor, commitment, queries.facts(commitment, actor, now)))
    declaration = Declaration.objects.create(
        commitment=commitment,
        person_id=actor.person,
        post_id=actor.post,
        conflicted=conflicted,
        text=text,
        at=now,
    )
    _write("declared", commitment, actor, now, conflicted=conflicted, text=text)
    return declaration


@action
def approve(*, commitment_id: int, actor: Actor, now: datetime) -> Commitment:
    """Commit the money: from now on it is not free for anything else."""
    commitment = lock_commitment(commitment_id)
    ensure(rules.may_approve(actor, commitment, queries.facts(commitment, actor, now)))
    commitment.state = State.APPROVED
    commitment.approved_by_id = actor.person
    commitment.save(update_fields=["state", "approved_by"])
    _commit(commitment, actor, now)
    _write("approved", commitment, actor, now, amount=commitment.amount)
    return commitment


@action
def reject(*, commitment_id: int, reason: str, actor: Actor, now: datetime) -> Commitment:
    """Do not approve it, with the reason."""
    commitment = lock_commitment(commitment_id)
    ensure(rules.may_reject(actor, commitment, queries.facts(commitment, actor, now)))
    commitment.state = State.REJECTED
    commitment.reason = reason
    commitment.ended_at = now
    commitment.save(update_fields=["state", "reason", "ended_at"])
    _write("rejected", commitment, actor, now, reason=reason)
    return commitment


@within_action
def commit_voted(
    *, line_id: int, spending: Spending, about: str, actor: Actor, now: datetime
) -> Commitment:
    """Commit what residents chose by vote, inside the action that settles the vote.

    The vote is the decision and the approval: no one person approves it again.
    """
    line = _lock_line(line_id)
    ensure(rules.can_bear(line, spending.amount))
    commitment = Commitment.objects.create(
        line=line,
        state=State.APPROVED,
        purpose=spending.purpose,
        note=spending.note,
        amount=spending.amount,
        about=about,
        proposed_at=now,
    )
    _commit(commitment, actor, now)
    _write("voted", commitment, actor, now, amount=spending.amount, purpose=spending.purpose)
    return commitment


@action
def pay(
    *,
    commitment_id: int,
    amount: int,
    day: date,
    reference: str,
    actor: Actor,
    now: datetime,
    papers: tuple[Paper, ...] = (),
) -> Posting:
    """A payment was made, in full or in part; its receipts now or within the rule's time."""
    commitment = lock_commitment(commitment_id)
    ensure(rules.may_pay(actor, commitment, queries.facts(commitment, actor, now)))
    ensure(rules.pays_within(commitment, amount))
    line = commitment.line
    slip = Slip(line, commitment, day=day, reference=reference)
    posting = post(Movement.PAID, amount, fund=line.fund, slip=slip, actor=actor, now=now)
    _write("paid", commitment, actor, now, amount=amount, day=day, reference=reference)
    _keep(posting, papers, actor, now)
    return posting


@action
def add_receipt(
    *, posting_id: int, papers: tuple[Paper, ...], actor: Actor, now: datetime
) -> Posting:
    """Add the papers behind a payment."""
    postings = Posting.objects.select_for_update(of=("self",))
    posting = postings.select_related("fund__place", "commitment__line__fund__place").get(
        pk=posting_id
    )
    ensure(rules.may_add_receipt(actor, posting))
    _keep(posting, papers, actor, now)
    return posting


@action
def finish(*, commitment_id: int, actor: Actor, now: datetime) -> Commitment:
    """It is done: what was not paid becomes free again."""
    commitment = lock_commitment(commitment_id)
    ensure(rules.may_finish(actor, commitment, queries.facts(commitment, actor, now)))
    left = commitment.unpaid
    if left:
        _release(commitment, left, actor, now)
    commitment.state = State.FINISHED
    commitment.ended_at = now
    commitment.save(update_fields=["state", "ended_at"])
    _write("finished", commitment, actor, now, released=left)
    return commitment


@action
def reverse(*, posting_id: int, reason: str, actor: Actor, now: datetime) -> Posting:
    """Take a wrong allotment or payment back by posting it again with the other sign."""
    fund = lock_fund(Posting.objects.values_list("fund_id", flat=True).get(pk=posting_id))
    wrong = Posting.objects.select_related("line", "commitment__line", "share").get(pk=posting_id)
    _join(wrong, fund)
    before = Posting.objects.filter(reverses=wrong).exists()
    ensure(rules.may_reverse(actor, wrong, reversed_before=before))
    slip = Slip(wrong.line, wrong.commitment, wrong.share, reverses=wrong, reason=reason)
    movement = Movement(wrong.movement)
    posting = post(movement, -wrong.amount, fund=fund, slip=slip, actor=actor, now=now)
    if wrong.commitment is not None and wrong.commitment.state == State.FINISHED:
        _release(wrong.commitment, wrong.amount, actor, now)
    record(
        "fund.reversed",
        subject=wrong.commitment or fund,
        actor=actor,
        at=now,
        place=fund.place,
        posting=wrong.pk,
        amount=posting.amount,
        reason=reason,
    )
    return posting


@within_action
def _lock_line(line_id: int) -> Line:
    fund = lock_fund(Line.objects.values_list("fund_id", flat=True).get(pk=line_id))
    line = Line.objects.get(pk=line_id)
    line.fund = fund
    return line


@within_action
def _join(posting: Posting, fund: Fund) -> None:
    """One row in memory for one row in the database, so that no sum is written over."""
    posting.fund = fund
    if posting.line is not None:
        posting.line.fund = fund
    if posting.commitment is not None and posting.line is not None:
        posting.commitment.line = posting.line


@within_action
def _commit(commitment: Commitment, actor: Actor, now: datetime) -> None:
    line = commitment.line
    slip, amount = Slip(line, commitment), commitment.amount
    post(Movement.COMMITTED, amount, fund=line.fund, slip=slip, actor=actor, now=now)


@within_action
def _release(commitment: Commitment, amount: int, actor: Actor, now: datetime) -> None:
    """Money that will not be paid for it any more is free again."""
    line = commitment.line
    slip = Slip(line, commitment)
    post(Movement.RELEASED, amount, fund=line.fund, slip=slip, actor=actor, now=now)


@within_action
def _keep(posting: Posting, papers: tuple[Paper, ...], actor: Actor, now: datetime) -> None:
    for paper in papers:
        Receipt.objects.create(posting=posting, file=paper.file, mime=paper.mime, added_at=now)
    if papers and posting.commitment is not None:
        _write("receipt_added", posting.commitment, actor, now, posting=posting.pk)


@within_action
def _write(
    verb: str, commitment: Commitment, actor: Actor, now: datetime, **details: object
) -> None:
    """Write down what was done to a commitment, at its community."""
    place = commitment.line.fund.place
    record(f"fund.{verb}", subject=commitment, actor=actor, at=now, place=place, **details)
